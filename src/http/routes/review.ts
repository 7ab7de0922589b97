// The work of reviewers beside their sheets: what they review, independence, the plan of the visit, moderation, words of the report.
import { z } from 'zod'
import { declareIndependence } from '../../commands/review/declare-independence.ts'
import { putSession, removeSession } from '../../commands/review/plan-visit.ts'
import { wordReport } from '../../commands/sheets/word-report.ts'
import { SheetContent } from '../../domain/case.ts'
import { notFound } from '../../domain/errors.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { Text } from '../../domain/text.ts'
import { findCase } from '../../store/views/cases.ts'
import { viewerOf } from '../../store/views/evidence.ts'
import { moderationTable } from '../../store/views/moderation.ts'
import { independenceOf, myReviews, visitPlan, VisitSession } from '../../store/views/reviews.ts'
import { withClient } from '../../store/with-client.ts'
import { versionOf } from '../headers.ts'
import { groundOf, personOf, Reply, route } from '../route.ts'
import { Id, params } from '../schemas.ts'

const Review = z.strictObject({
  cycle: z.string(),
  process: z.string(),
  edition: z.string(),
  state: z.string(),
  ended: z.boolean(),
  schoolName: z.string(),
  period: z.string(),
  roles: z.array(z.string()),
  round: z.int(),
  dueAt: z.string().nullable(),
  late: z.boolean(),
  sheets: z.int(),
  handedIn: z.int(),
  independentAt: z.string().nullable(),
  declared: z.boolean(),
  conflicts: z.array(Text),
})

const Rating = z.union([z.boolean(), z.number(), z.string(), z.null()])
const Level = z.union([z.int(), z.literal('incomplete')])
const Agreement = z.strictObject({
  items: z.int(),
  unanimous: z.int(),
  share: z.number().nullable(),
  kappa: z.number().nullable(),
})
const Table = z.strictObject({
  reviewers: z.array(z.strictObject({ id: z.string(), name: z.string(), role: z.string() })),
  criteria: z.array(
    z.strictObject({
      criterion: z.string(),
      nodes: z.array(
        z.strictObject({
          id: z.string(),
          ratings: z.record(z.string(), Rating),
          school: Rating,
          team: Rating,
          combined: Rating,
          differs: z.boolean(),
        }),
      ),
      levels: z.record(z.string(), Level),
      school: Level.nullable(),
      team: Level.nullable(),
      differs: z.boolean(),
      sheet: z.strictObject({ process: z.string(), state: z.string(), version: z.int() }).nullable(),
    }),
  ),
  indicators: Agreement,
  levels: Agreement,
})

const session = z.object({ cycle: Id, id: z.uuid() })
const { strengths, weaknesses, plan, unclear } = SheetContent.shape

const ofTheReview = [
  route({
    method: 'get',
    path: '/api/me/reviews',
    tag: 'review',
    summary: { vi: 'Các hồ sơ tôi tham gia đánh giá', en: 'The cases I review' },
    access: { to: 'person' },
    response: z.strictObject({ items: z.array(Review) }),
    handle: async ({ services, at, ...call }) => ({
      items: await withClient(services.db, (client) => myReviews(client, { person: personOf(call).personId, at })),
    }),
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/independence',
    tag: 'review',
    summary: {
      vi: 'Thành viên đã cam kết không có xung đột lợi ích',
      en: 'Who declared to be independent of the school',
    },
    access: { to: 'seeIndependence', of: 'cycle' },
    params: params.cycle,
    response: z.strictObject({ items: z.array(z.strictObject({ person: z.string(), at: z.string() })) }),
    handle: async ({ services, params: { cycle } }) => ({
      items: await withClient(services.db, (client) => independenceOf(client, cycle)),
    }),
  }),
  route({
    method: 'post',
    path: '/api/cycles/{cycle}/independence',
    tag: 'review',
    summary: { vi: 'Cam kết không có xung đột lợi ích', en: 'Declare to be independent of the school' },
    access: { to: 'review', of: 'cycle' },
    params: params.cycle,
    body: z.strictObject({ independent: z.literal(true) }),
    handle: ({ services, params: { cycle }, at, ...call }) =>
      declareIndependence(services.db, { cycle, person: personOf(call).personId, at }),
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/moderation',
    tag: 'review',
    summary: {
      vi: 'Điểm của các thành viên cạnh nhau, khi mọi người đã chấm xong',
      en: 'The scores of the reviewers side by side, once all have scored',
    },
    access: { to: 'review', of: 'cycle' },
    params: params.cycle,
    response: Table,
    async handle({ services, params: { cycle }, at, ...call }) {
      const ground = groundOf(call)
      return withClient(services.db, async (client) => {
        const found = await findCase(client, cycle)
        if (!found) throw notFound()
        const viewer = viewerOf(ground.standing.personId, rolesFor('seeCase', ground.standing, ground.place), at)
        const criteria = services.library.criteriaOf(found.set)
        return moderationTable(client, { set: services.library.set(found.set), criteria, ground, viewer })
      })
    },
  }),
  route({
    method: 'put',
    path: '/api/sheets/{process}/report-text',
    tag: 'review',
    summary: { vi: 'Sửa lời báo cáo của một tiêu chí', en: 'Word the text of one criterion in the report' },
    access: { to: 'seeCase', of: 'process' },
    params: params.process,
    body: z.strictObject({ strengths, weaknesses, plan, unclear }),
    response: z.strictObject({ version: z.int() }),
    async handle({ services, params: { process }, body, raw, at, ...call }) {
      const { db, engine, library } = services
      const input = { process, text: body, actor: personOf(call).personId, at, expectedVersion: versionOf(raw) }
      const written = await wordReport(db, engine, library, input)
      return new Reply(written, { etag: `"${written.version}"` })
    },
  }),
]

const ofTheVisit = [
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/visit-plan',
    tag: 'review',
    summary: {
      vi: 'Kế hoạch khảo sát: buổi, ai gặp ai, tiêu chí',
      en: 'The plan of the visit: sessions, who meets whom, criteria',
    },
    access: { to: 'seeVisitPlan', of: 'cycle' },
    params: params.cycle,
    response: z.strictObject({
      items: z.array(z.strictObject({ ...VisitSession.shape, heldOn: z.string(), id: z.string(), version: z.int() })),
    }),
    handle: async ({ services, params: { cycle } }) => ({
      items: await withClient(services.db, (client) => visitPlan(client, cycle)),
    }),
  }),
  route({
    method: 'put',
    path: '/api/cycles/{cycle}/visit-plan/{id}',
    tag: 'review',
    summary: { vi: 'Ghi hoặc sửa một buổi làm việc', en: 'Put or change a session of the visit' },
    access: { to: 'planVisit', of: 'cycle' },
    params: session,
    body: VisitSession,
    response: z.strictObject({ version: z.int() }),
    async handle({ services, params: { cycle, id }, body, raw, at, ...call }) {
      const person = personOf(call).personId
      const input = { id, cycle, person, session: body, at, expectedVersion: versionOf(raw) }
      const written = await putSession(services.db, input)
      return new Reply(written, { etag: `"${written.version}"` })
    },
  }),
  route({
    method: 'delete',
    path: '/api/cycles/{cycle}/visit-plan/{id}',
    tag: 'review',
    summary: { vi: 'Bỏ một buổi làm việc', en: 'Take a session out' },
    access: { to: 'planVisit', of: 'cycle' },
    params: session,
    handle: ({ services, params: { cycle, id }, at, ...call }) =>
      removeSession(services.db, { id, cycle, person: personOf(call).personId, at }),
  }),
]

export const reviewRoutes = [...ofTheReview, ...ofTheVisit]
