// What an operator of the department asks: the audit trail with the proof of a case's histories, and what could not be carried out.
import { z } from 'zod'
import { effectAgain, mailAgain } from '../../commands/operations/again.ts'
import { reachOf } from '../../domain/permissions.ts'
import { replayAll } from '../../store/replay-all.ts'
import { auditTrail } from '../../store/views/audit.ts'
import { failedEffectsIn, failedMailsIn, stuckDeadlinesIn } from '../../store/views/failures.ts'
import { pageOf, paging } from '../../store/views/page.ts'
import { departmentsOf } from '../../store/views/province.ts'
import { withClient } from '../../store/with-client.ts'
import { findDefinition } from '../../../workflows/index.ts'
import { personOf, route } from '../route.ts'
import { Id, Instant, params, Search, Word } from '../schemas.ts'

const AuditRow = z
  .strictObject({
    from: z.enum(['history', 'journal']),
    at: z.string(),
    actorId: z.string(),
    actorName: z.string().nullable(),
    event: z.string(),
    about: z.string(),
    cycle: z.string().nullable(),
    name: z.string().nullable(),
    reason: z.string().nullable(),
    seq: z.int(),
  })
  .meta({ id: 'AuditRow' })

const Effect = z.strictObject({
  process: z.string(),
  seq: z.int(),
  n: z.int(),
  cycle: z.string(),
  schoolName: z.string(),
  type: z.string(),
  attempts: z.int(),
  error: z.string(),
})
const Mail = z.strictObject({
  id: z.string(),
  personId: z.string(),
  personName: z.string(),
  template: z.string(),
  status: z.enum(['waiting', 'failed']),
  attempts: z.int(),
  createdAt: z.string(),
  nextAt: z.string(),
  error: z.string(),
})
const Deadline = z.strictObject({
  id: z.string(),
  process: z.string(),
  edition: z.string(),
  processName: z.string(),
  cycle: z.string(),
  schoolName: z.string(),
  event: z.string(),
  dueAt: z.string(),
  error: z.string(),
})

const operate = { to: 'operate', of: 'reach' } as const

export const operationRoutes = [
  route({
    method: 'get',
    path: '/api/audit',
    tag: 'operations',
    summary: { vi: 'Ai đã làm gì, khi nào, vì sao', en: 'Who did what, when and why' },
    access: { to: 'seeAudit', of: 'reach' },
    query: z.strictObject({
      ...paging,
      cycle: Id.optional(),
      person: Search.optional(),
      event: Word.optional(),
      since: Instant.optional(),
      until: Instant.optional(),
    }),
    response: pageOf(AuditRow),
    handle: ({ services, query, ...call }) =>
      withClient(services.db, async (client) => {
        const departments = await departmentsOf(client, reachOf('seeAudit', personOf(call).offices))
        return auditTrail(client, { ...query, departments })
      }),
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/verification',
    tag: 'operations',
    summary: {
      vi: 'Dựng lại hồ sơ từ nhật ký và kiểm chuỗi băm',
      en: 'Rebuilds the case from its histories and checks the chain of hashes',
    },
    access: { to: 'seeAudit', of: 'cycle' },
    params: params.cycle,
    response: z.strictObject({
      processes: z.int(),
      rows: z.int(),
      sheets: z.int(),
      submissions: z.int(),
      faults: z.array(z.strictObject({ process: z.string(), seq: z.int(), what: z.string() })),
    }),
    handle: ({ services: { db, engine }, params: { cycle } }) =>
      replayAll(db, { definition: findDefinition, procedure: engine.procedure }, undefined, cycle),
  }),
  route({
    method: 'get',
    path: '/api/failures',
    tag: 'operations',
    summary: { vi: 'Việc, thư và thời hạn chưa thực hiện được', en: 'Effects, mails and deadlines that failed' },
    access: operate,
    response: z.strictObject({ effects: z.array(Effect), mails: z.array(Mail), deadlines: z.array(Deadline) }),
    handle: ({ services, ...call }) =>
      withClient(services.db, async (client) => {
        const departments = await departmentsOf(client, reachOf('operate', personOf(call).offices))
        return {
          effects: await failedEffectsIn(client, departments),
          mails: await failedMailsIn(client, departments),
          deadlines: await stuckDeadlinesIn(client, departments),
        }
      }),
  }),
  route({
    method: 'post',
    path: '/api/failures/effects/again',
    tag: 'operations',
    summary: { vi: 'Làm lại một việc', en: 'Try an effect again' },
    access: operate,
    body: z.strictObject({ process: Id, seq: z.int().min(1).max(2_147_483_647), n: z.int().min(1).max(10_000) }),
    handle: ({ services, body, at, ...call }) =>
      effectAgain(services.db, { ...body, actor: personOf(call).personId, at }),
  }),
  route({
    method: 'post',
    path: '/api/failures/mails/{mail}/again',
    tag: 'operations',
    summary: { vi: 'Gửi lại một thư', en: 'Try a mail again' },
    access: operate,
    params: z.object({ mail: Id }),
    handle: ({ services, params: { mail }, at, ...call }) =>
      mailAgain(services.db, { mail, actor: personOf(call).personId, at }),
  }),
]
