// Tables to take away as .xlsx: criterion results and evidence of a case, and the cases of the province.
import { Readable } from 'node:stream'
import { rolesFor } from '../../domain/permissions.ts'
import { seesSheet } from '../../domain/policy.ts'
import { provinceCases } from '../../exchange/spreadsheets/province.ts'
import { criterionResults } from '../../exchange/spreadsheets/results.ts'
import { evidenceTable, provinceTable, resultsTable } from '../../exchange/spreadsheets/tables.ts'
import type { EvidenceItem } from '../../domain/case.ts'
import { notFound } from '../../domain/errors.ts'
import { caseSheets } from '../../store/case-sheets.ts'
import { findCase } from '../../store/views/cases.ts'
import { listEvidence, viewerOf, type Viewer } from '../../store/views/evidence.ts'
import { findSubmission, listSubmissions } from '../../store/views/papers.ts'
import { provinceRows } from '../../store/views/province-table.ts'
import { reviewStage } from '../../store/views/sheets.ts'
import type { Ground } from '../../store/views/standing.ts'
import { withClient, type Client } from '../../store/with-client.ts'
import { spreadsheetAnswer } from '../file-answers.ts'
import { groundOf, personOf, route } from '../route.ts'
import type { Services } from '../services.ts'
import { params } from '../schemas.ts'

const viewer = ({ standing, place }: Ground, at: string): Viewer =>
  viewerOf(standing.personId, rolesFor('seeCase', standing, place), at)

async function* evidenceOf({ db }: Services, cycle: string, who: Viewer): AsyncGenerator<EvidenceItem> {
  for (let cursor: string | undefined; ;) {
    const page = await withClient(db, (client) => listEvidence(client, { cycle, viewer: who, cursor, limit: 200 }))
    yield* page.items
    if (page.next === null) return
    cursor = page.next
  }
}

/** The school's sheets as this reader has them: as they are, or as they were handed over last. */
async function ownSheets(client: Client, cycle: string, { register }: Viewer) {
  if (register === 'present')
    return (await caseSheets(client, cycle, 'running')).filter(({ kind }) => kind === 'school')
  const last = (await listSubmissions(client, cycle)).findLast(({ kind }) => kind === 'dossier')
  const frozen = last ? await findSubmission(client, cycle, 'dossier', last.version) : null
  return (frozen?.sheets ?? []).filter(({ kind }) => kind === 'school')
}

async function teamSheets(client: Client, cycle: string, { standing, place }: Ground) {
  const stage = await reviewStage(client, cycle)
  if (!seesSheet(standing, rolesFor('seeCase', standing, place), { kind: 'team', assessor: null }, stage)) return []
  return (await caseSheets(client, cycle, 'running')).filter(({ kind }) => kind === 'team')
}

async function caseOf({ db }: Services, cycle: string) {
  const found = await withClient(db, (client) => findCase(client, cycle))
  if (!found) throw notFound()
  return found
}

export const spreadsheetRoutes = [
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/results.xlsx',
    tag: 'spreadsheets',
    summary: { vi: 'Kết quả từng tiêu chí, dạng bảng tính', en: 'Results by criterion, as a spreadsheet' },
    access: { to: 'seeCase', of: 'cycle' },
    params: params.cycle,
    async handle({ services, params: { cycle }, at, ...call }) {
      const ground = groundOf(call)
      const { set } = await caseOf(services, cycle)
      const evidence = new Map<string, number>()
      for await (const { criterion } of evidenceOf(services, cycle, viewer(ground, at)))
        evidence.set(criterion, (evidence.get(criterion) ?? 0) + 1)
      const sheets = await withClient(services.db, async (client) => ({
        own: await ownSheets(client, cycle, viewer(ground, at)),
        team: await teamSheets(client, cycle, ground),
      }))
      const results = criterionResults(services.library.set(set), { ...sheets, evidence })
      return spreadsheetAnswer(`ket-qua-${cycle}`, resultsTable, Readable.from(results))
    },
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/evidence.xlsx',
    tag: 'spreadsheets',
    summary: { vi: 'Danh mục minh chứng được xem, dạng bảng tính', en: 'The evidence one may see, as a spreadsheet' },
    access: { to: 'seeCase', of: 'cycle' },
    params: params.cycle,
    async handle({ services, params: { cycle }, at, ...call }) {
      const { procedure } = await caseOf(services, cycle)
      const { kind } = services.engine.procedure(procedure).evidenceCode
      const rows = evidenceOf(services, cycle, viewer(groundOf(call), at))
      return spreadsheetAnswer(`minh-chung-${cycle}`, evidenceTable(kind), rows)
    },
  }),
  route({
    method: 'get',
    path: '/api/province.xlsx',
    tag: 'spreadsheets',
    summary: { vi: 'Các hồ sơ được xem, dạng bảng tính', en: 'The cases one may see, as a spreadsheet' },
    access: { to: 'person' },
    handle({ services, at, ...call }) {
      const { personId, offices } = personOf(call)
      const rows = provinceCases(provinceRows(services.db, { person: personId, offices, at }))
      return Promise.resolve(spreadsheetAnswer('ho-so-kiem-dinh', provinceTable, rows))
    },
  }),
]
