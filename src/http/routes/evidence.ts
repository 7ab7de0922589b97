// The register of evidence as its readers meet it: the list, one piece with its revisions and citations, and its file.
import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import { checkCitations, placesOf } from '../../domain/evidence-citations.ts'
import { rolesFor } from '../../domain/permissions.ts'
import {
  citingSheets,
  findEvidence,
  grantsOf,
  listEvidence,
  presentCodes,
  procedureOfCycle,
  revisionsOf,
  viewerOf,
  type Viewer,
} from '../../store/views/evidence.ts'
import { pageOf, paging } from '../../store/views/page.ts'
import { withClient } from '../../store/with-client.ts'
import { groundOf, route, type Call } from '../route.ts'
import { params, Search } from '../schemas.ts'
import { sendFile } from '../uploads/range.ts'
import { Criterion, Detail, evidenceParams, Item } from './evidence-schemas.ts'

function viewer(call: Pick<Call<unknown, unknown, unknown>, 'ground' | 'at'>): Viewer {
  const { standing, place } = groundOf(call)
  return viewerOf(standing.personId, rolesFor('seeCase', standing, place), call.at)
}

const absent = () => notFound()

const Faults = z.strictObject({
  dead: z.array(z.strictObject({ criterion: z.string(), part: z.string(), code: z.string() })),
  bare: z.array(z.strictObject({ criterion: z.string(), part: z.string() })),
  uncited: z.array(z.string()),
})

export const evidenceRoutes = [
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/evidence',
    tag: 'evidence',
    summary: { vi: 'Danh mục minh chứng được xem', en: 'The evidence one may see' },
    access: { to: 'seeCase', of: 'cycle' },
    params: params.cycle,
    query: z.strictObject({ ...paging, criterion: Criterion.optional(), search: Search.optional() }),
    response: pageOf(Item),
    handle: ({ services, params: { cycle }, query, ...call }) =>
      withClient(services.db, (client) => listEvidence(client, { ...query, cycle, viewer: viewer(call) })),
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/evidence/{code}',
    tag: 'evidence',
    summary: {
      vi: 'Một minh chứng: các bản, mã cũ, nơi dẫn',
      en: 'One piece: revisions, old codes, where it is cited',
    },
    access: { to: 'seeCase', of: 'cycle' },
    params: evidenceParams,
    response: Detail,
    async handle({ services, params: { cycle, code }, ...call }) {
      const who = viewer(call)
      return withClient(services.db, async (client) => {
        const found = await findEvidence(client, cycle, code, who)
        const procedure = await procedureOfCycle(client, cycle)
        if (!found || procedure === null) throw absent()
        const { pattern } = services.engine.procedure(procedure).evidenceCode
        return {
          item: found.item,
          revisions: await revisionsOf(client, cycle, found.firstCode, who),
          citedIn: placesOf(pattern, await citingSheets(client, cycle, who), code),
          grants: who.register === 'present' ? await grantsOf(client, cycle, found.firstCode) : [],
        }
      })
    },
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/evidence/{code}/file',
    tag: 'evidence',
    summary: { vi: 'Tệp của minh chứng, tải được từng phần', en: 'The file of a piece of evidence, also in parts' },
    access: { to: 'seeCase', of: 'cycle' },
    params: evidenceParams,
    query: z.strictObject({
      revision: z.coerce.number().int().min(1).max(10_000).optional(),
      inline: z.enum(['0', '1']).default('0'),
    }),
    async handle({ services, params: { cycle, code }, query, raw, ...call }) {
      const who = viewer(call)
      const file = await withClient(services.db, async (client) => {
        const found = await findEvidence(client, cycle, code, who)
        if (!found) throw absent()
        const revision = query.revision ?? found.item.revision
        const revisions = await revisionsOf(client, cycle, found.firstCode, who)
        return revisions.find((one) => one.revision === revision)?.file
      })
      if (!file) throw absent()
      const { method } = raw.req.raw
      const header = (name: string) => raw.req.header(name)
      return sendFile(services.files, file, { method, header, inline: query.inline === '1' })
    },
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/evidence-check',
    tag: 'evidence',
    summary: {
      vi: 'Mã dẫn không có, nhận định không dẫn minh chứng, minh chứng không được dẫn',
      en: 'Dead codes, claims without evidence, evidence that nobody cites',
    },
    access: { to: 'attachEvidence', of: 'cycle' },
    params: params.cycle,
    response: Faults,
    handle: ({ services, params: { cycle }, ...call }) =>
      withClient(services.db, async (client) => {
        const procedure = await procedureOfCycle(client, cycle)
        if (procedure === null) throw absent()
        const sheets = await citingSheets(client, cycle, viewer(call))
        return checkCitations(services.engine.procedure(procedure), sheets, await presentCodes(client, cycle))
      }),
  }),
]
