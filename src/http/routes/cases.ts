// Cases (cycles): the list a person may see, one case with its processes and members, and opening the next one.
import { z } from 'zod'
import { schemaSays } from '../../domain/schema-issues.ts'
import { openCycle } from '../../commands/cycles/open.ts'
import { notFound } from '../../domain/errors.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { caseMembers, findCase, listCases } from '../../store/views/cases.ts'
import { dossierPoints } from '../../store/views/dossier-check.ts'
import { viewerOf } from '../../store/views/evidence.ts'
import { pageOf, paging } from '../../store/views/page.ts'
import { caseHistory } from '../../store/views/papers.ts'
import { withClient } from '../../store/with-client.ts'
import { groundOf, personOf, route } from '../route.ts'
import { Id, params, Search, Word } from '../schemas.ts'

export const CaseRow = z.strictObject({
  id: z.string(),
  school: z.string(),
  schoolName: z.string(),
  kind: z.string(),
  commune: z.string().nullable(),
  period: z.string(),
  set: z.string(),
  procedure: z.string(),
  openedAt: z.string(),
  processes: z.array(
    z.strictObject({
      id: z.string(),
      process: z.string(),
      edition: z.string(),
      state: z.string(),
      ended: z.boolean(),
      version: z.int(),
    }),
  ),
})

const Point = z.strictObject({
  kind: z.enum(['openCriterion', 'deadCode', 'bareClaim', 'uncited', 'missingText', 'missingTable']),
  weight: z.enum(['stops', 'warns']),
  criterion: z.string().optional(),
  code: z.string().optional(),
  field: z.string().optional(),
  text: z.strictObject({ vi: z.string(), en: z.string() }),
})

const Member = z.strictObject({
  personId: z.string(),
  name: z.string(),
  role: z.string(),
  since: z.string(),
  until: z.string().nullable(),
})

const HistoryRow = z.strictObject({
  process: z.string(),
  seq: z.int(),
  at: z.string(),
  event: z.string(),
  actorId: z.string(),
  actorName: z.string().nullable(),
  /** The code of the evidence it was about. */
  evidence: z.string().nullable(),
  hash: z.string(),
})

export const caseRoutes = [
  route({
    method: 'get',
    path: '/api/cycles',
    tag: 'cycles',
    summary: { vi: 'Các chu kỳ được xem', en: 'The cycles one may see' },
    access: { to: 'person' },
    query: z.strictObject({
      ...paging,
      search: Search.optional(),
      school: Id.optional(),
      commune: Id.optional(),
      period: Word.optional(),
      process: Word.optional(),
      state: Word.optional(),
    }),
    response: pageOf(CaseRow),
    handle: ({ services, query, at, ...call }) => {
      const { personId, offices } = personOf(call)
      return withClient(services.db, (client) => listCases(client, { ...query, person: personId, offices, at }))
    },
  }),
  route({
    method: 'post',
    path: '/api/schools/{school}/cycles',
    tag: 'cycles',
    summary: { vi: 'Mở một chu kỳ', en: 'Open a cycle' },
    access: { to: 'openCycle', of: 'school' },
    params: params.school,
    body: z.strictObject({
      period: z.string().regex(/^\d{4}-\d{4}$/, {
        error: schemaSays('Ghi năm học, ví dụ 2026-2027.', 'Write school years, such as 2026-2027.'),
      }),
      procedure: Word,
      set: Word,
    }),
    response: z.strictObject({ id: z.string() }),
    status: 201,
    async handle({ services, params: { school }, body, at, ...call }) {
      const { db, engine, library } = services
      const id = await openCycle(db, engine, library, { ...body, school, actor: personOf(call).personId, at })
      return { id }
    },
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}',
    tag: 'cycles',
    summary: { vi: 'Một chu kỳ với các quy trình', en: 'A cycle with its processes' },
    access: { to: 'seeCase', of: 'cycle' },
    params: params.cycle,
    response: CaseRow,
    async handle({ services, params: { cycle } }) {
      const found = await withClient(services.db, (client) => findCase(client, cycle))
      if (!found) throw notFound()
      return found
    },
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/members',
    tag: 'cycles',
    summary: {
      vi: 'Hội đồng, nhóm công tác và đoàn đánh giá',
      en: 'The council, its groups and the review team',
    },
    access: { to: 'seeCase', of: 'cycle' },
    params: params.cycle,
    response: z.strictObject({ items: z.array(Member) }),
    handle: async ({ services, params: { cycle } }) => ({
      items: await withClient(services.db, (client) => caseMembers(client, cycle)),
    }),
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/dossier-check',
    tag: 'cycles',
    summary: {
      vi: 'Kiểm tra hồ sơ: trường thấy hồ sơ đang làm, nơi tiếp nhận thấy bản nộp gần nhất, cùng một danh sách điểm',
      en: 'What the dossier lacks: the school sees the present one, whoever takes it in the one handed over last',
    },
    access: { to: 'checkDossier', of: 'cycle' },
    params: params.cycle,
    response: z.strictObject({ items: z.array(Point) }),
    async handle({ services, params: { cycle }, at, ...call }) {
      const { standing, place } = groundOf(call)
      const viewer = viewerOf(standing.personId, rolesFor('seeCase', standing, place), at)
      const points = await withClient(services.db, (client) => dossierPoints(client, services, cycle, viewer))
      if (!points) throw notFound()
      return { items: points }
    },
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/history',
    tag: 'cycles',
    summary: { vi: 'Nhật ký: ai làm gì, khi nào', en: 'Who did what, when' },
    access: { to: 'seeHistory', of: 'cycle' },
    params: params.cycle,
    query: z.strictObject({ ...paging, process: Id.optional() }),
    response: pageOf(HistoryRow),
    handle: ({ services, params: { cycle }, query }) =>
      withClient(services.db, (client) => caseHistory(client, { ...query, cycle })),
  }),
]
