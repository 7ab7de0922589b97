// Criterion sheets: read by those who may, saved by those who write them; a stale save gets both texts back.
import { z } from 'zod'
import { saveSheet } from '../../commands/sheets/save.ts'
import { SheetContent } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import { findSheet, listSheets } from '../../store/views/sheets.ts'
import { withClient } from '../../store/with-client.ts'
import { versionOf } from '../headers.ts'
import { groundOf, personOf, Reply, route } from '../route.ts'
import { params } from '../schemas.ts'

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
      if (!sheet) throw new AppError('notFound', 'Không tìm thấy.')
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
]
