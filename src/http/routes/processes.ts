// A process as its people meet it: where it stands, whom it waits for, what may be sent now and why other things may not.
import { z } from 'zod'
import { Text } from '../../domain/text.ts'
import { dispatch } from '../../engine/dispatch.ts'
import { processView } from '../process-view.ts'
import { groundOf, personOf, Reply, route } from '../route.ts'
import { newSecret } from '../../store/accounts/principal.ts'
import { versionOf } from '../headers.ts'
import { requireSecondFactor } from '../second-factor.ts'

const params = z.object({ process: z.string().max(300) })

const Answer = z.strictObject({
  process: z.string(),
  event: z.string(),
  version: z.int(),
  state: z.string(),
  at: z.string(),
  drawn: z.record(z.string(), z.string()),
})

export const ProcessView = z.strictObject({
  id: z.string(),
  cycle: z.string(),
  process: z.string(),
  edition: z.string(),
  state: z.string(),
  label: z.array(Text),
  ended: z.boolean(),
  version: z.int(),
  waitsFor: z.array(z.string()),
  deadlines: z.array(
    z.strictObject({ event: z.string(), label: Text.nullable(), dueAt: z.string(), late: z.boolean() }),
  ),
  allowed: z.array(z.strictObject({ event: z.string(), label: Text, payload: z.record(z.string(), z.unknown()) })),
  refused: z.array(z.strictObject({ event: z.string(), label: Text, reasons: z.array(Text) })),
})

export const processRoutes = [
  route({
    method: 'get',
    path: '/api/processes/{process}',
    tag: 'processes',
    summary: {
      vi: 'Trạng thái, thời hạn và việc có thể làm của một quy trình',
      en: 'State, deadlines and allowed events of a process',
    },
    access: { to: 'seeCase', of: 'process' },
    params,
    response: ProcessView,
    async handle({ services, params: { process }, principal, at, ...call }) {
      groundOf(call)
      const view = await processView(services, process, personOf({ principal }), at)
      return new Reply(view, { etag: `"${view.version}"` })
    },
  }),
  route({
    method: 'post',
    path: '/api/processes/{process}/events',
    tag: 'processes',
    summary: { vi: 'Gửi một sự kiện', en: 'Send an event' },
    access: { to: 'seeCase', of: 'process' },
    params,
    body: z.strictObject({ event: z.string().max(100), payload: z.record(z.string(), z.unknown()).optional() }),
    response: Answer,
    async handle({ services, params: { process }, body, raw, principal, at, ...call }) {
      const expectedVersion = versionOf(raw)
      await requireSecondFactor(services, personOf({ principal }), groundOf(call), { process, event: body.event, at })
      const answer = await dispatch(services.engine, {
        process,
        event: body.event,
        payload: body.payload,
        actor: personOf({ principal }).personId,
        key: raw.req.header('idempotency-key') ?? newSecret(),
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
      })
      return new Reply(answer, { etag: `"${answer.version}"` })
    },
  }),
]
