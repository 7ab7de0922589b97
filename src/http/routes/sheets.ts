// Criterion sheets: read by those who may, saved by those who write them; a stale save gets both texts back.
import { z } from 'zod'
import { saveSheet } from '../../commands/sheets/save.ts'
import { SheetContent } from '../../domain/case.ts'
import { notFound } from '../../domain/errors.ts'
import { changedFields } from '../../domain/merge-sheet.ts'
import { pageOf, paging } from '../../store/views/page.ts'
import { findVersion, listVersions, maySeeVersions } from '../../store/views/sheet-versions.ts'
import { findSheet, listSheets } from '../../store/views/sheets.ts'
import type { Ground } from '../../store/views/standing.ts'
import { withClient, type Client } from '../../store/with-client.ts'
import { versionOf } from '../headers.ts'
import { groundOf, personOf, Reply, route } from '../route.ts'
import { Id, params } from '../schemas.ts'

const row = {
  process: z.string(),
  kind: z.enum(['school', 'reviewer', 'team']),
  criterion: z.string(),
  assessor: z.string().nullable(),
  round: z.int(),
  state: z.string(),
  ended: z.boolean(),
  version: z.int(),
  updatedAt: z.string(),
}

const versionRow = {
  version: z.int(),
  at: z.string(),
  actorId: z.string(),
  actorName: z.string().nullable(),
  event: z.string(),
}
const Version = z.coerce.number().int().min(1).max(2_147_483_647)
const ofVersion = z.object({ process: Id, version: Version })
const absent = () => notFound()

/** Throws `notFound` for a sheet that is not there, and for who may not read what it said before. */
async function requireVersions(client: Client, process: string, ground: Ground): Promise<void> {
  const sheet = await findSheet(client, process, ground)
  if (!sheet || !(await maySeeVersions(client, sheet, ground))) throw absent()
}

async function versionOfSheet(client: Client, process: string, version: number) {
  const found = await findVersion(client, process, version)
  if (!found) throw absent()
  return found
}

export const sheetRoutes = [
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/sheets',
    tag: 'sheets',
    summary: { vi: 'Các phiếu tiêu chí được xem', en: 'The criterion sheets one may read' },
    access: { to: 'seeCase', of: 'cycle' },
    params: params.cycle,
    response: z.strictObject({ items: z.array(z.strictObject(row)) }),
    handle: async ({ services, ...call }) => ({
      items: await withClient(services.db, (client) => listSheets(client, groundOf(call))),
    }),
  }),
  route({
    method: 'get',
    path: '/api/sheets/{process}',
    tag: 'sheets',
    summary: { vi: 'Một phiếu tiêu chí', en: 'A criterion sheet' },
    access: { to: 'seeCase', of: 'process' },
    params: params.process,
    response: z.strictObject({ ...row, content: SheetContent }),
    async handle({ services, params: { process }, ...call }) {
      const sheet = await withClient(services.db, (client) => findSheet(client, process, groundOf(call)))
      if (!sheet) throw absent()
      return new Reply(sheet, { etag: `"${sheet.version}"` })
    },
  }),
  route({
    method: 'put',
    path: '/api/sheets/{process}',
    tag: 'sheets',
    summary: {
      vi: 'Lưu một phiếu; If-Match là phiên bản đã thấy, bản cũ nhận 412 kèm cả hai bản, hoặc được ghép theo từng mục khi merge=true',
      en: 'Save a sheet; If-Match is the version seen; a stale one gets 412 with both texts, or with merge=true is merged field by field',
    },
    access: { to: 'seeCase', of: 'process' },
    params: params.process,
    query: z.strictObject({ merge: z.stringbool().default(false) }),
    body: SheetContent,
    response: z.strictObject({ version: z.int(), content: SheetContent.optional() }),
    async handle({ services, params: { process }, query, body, raw, at, ...call }) {
      const { db, engine, library } = services
      const expectedVersion = versionOf(raw)
      const saved = await saveSheet(db, engine, library, {
        process,
        content: body,
        merge: query.merge,
        actor: personOf(call).personId,
        at,
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
      })
      return new Reply(saved, { etag: `"${saved.version}"` })
    },
  }),
  route({
    method: 'get',
    path: '/api/sheets/{process}/versions',
    tag: 'sheets',
    summary: { vi: 'Các phiên bản của một phiếu, mới nhất trước', en: 'The versions of a sheet, newest first' },
    access: { to: 'seeCase', of: 'process' },
    params: params.process,
    query: z.strictObject(paging),
    response: pageOf(z.strictObject(versionRow)),
    handle: ({ services, params: { process }, query, ...call }) =>
      withClient(services.db, async (client) => {
        await requireVersions(client, process, groundOf(call))
        return listVersions(client, { process, ...query })
      }),
  }),
  route({
    method: 'get',
    path: '/api/sheets/{process}/versions/{version}',
    tag: 'sheets',
    summary: { vi: 'Nội dung của phiếu ở một phiên bản', en: 'What a sheet said at a version' },
    access: { to: 'seeCase', of: 'process' },
    params: ofVersion,
    response: z.strictObject({ ...versionRow, content: SheetContent }),
    handle: ({ services, params: { process, version }, ...call }) =>
      withClient(services.db, async (client) => {
        await requireVersions(client, process, groundOf(call))
        return versionOfSheet(client, process, version)
      }),
  }),
  route({
    method: 'get',
    path: '/api/sheets/{process}/comparison',
    tag: 'sheets',
    summary: {
      vi: 'Hai phiên bản của phiếu khác nhau ở mục nào',
      en: 'In which fields two versions of a sheet differ',
    },
    access: { to: 'seeCase', of: 'process' },
    params: params.process,
    query: z.strictObject({ from: Version, to: Version }),
    response: z.strictObject({
      from: z.strictObject(versionRow),
      to: z.strictObject(versionRow),
      changes: z.array(
        z.strictObject({ field: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }),
      ),
    }),
    handle: ({ services, params: { process }, query, ...call }) =>
      withClient(services.db, async (client) => {
        await requireVersions(client, process, groundOf(call))
        const { content: before, ...from } = await versionOfSheet(client, process, query.from)
        const { content: after, ...to } = await versionOfSheet(client, process, query.to)
        return { from, to, changes: changedFields(before, after) }
      }),
  }),
]
