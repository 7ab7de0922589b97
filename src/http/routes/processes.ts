// A process as its people meet it: where it stands, whom it waits for, what may be sent now and why other things may not.
import { z } from 'zod'
import { Text } from '../../domain/text.ts'
import { answeredBefore, dispatch, type Request } from '../../engine/dispatch.ts'
import { processView } from '../process-view.ts'
import { groundOf, personOf, Reply, route, type Call } from '../route.ts'
import { newSecret } from '../../store/accounts/principal.ts'
import { keyOf, versionOf } from '../headers.ts'
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

const Sent = z.strictObject({ event: z.string().max(100), payload: z.record(z.string(), z.unknown()).optional() })

/** What the engine is asked by this call. */
function requestOf({ params: { process }, raw, principal }: Asked, { event, payload }: z.output<typeof Sent>): Request {
  const expectedVersion = versionOf(raw)
  return {
    process,
    event,
    payload,
    actor: personOf({ principal }).personId,
    key: keyOf(raw) ?? newSecret(),
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
  }
}
type Asked = Pick<Call<z.output<typeof params>, unknown, unknown>, 'params' | 'raw' | 'principal'>

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
    body: Sent,
    response: Answer,
    async repeated({ services, ...call }) {
      if (!call.principal || keyOf(call.raw) === undefined) return null
      const sent = Sent.safeParse(await call.raw.req.json().catch(() => null))
      const answer = sent.success ? await answeredBefore(services.engine, requestOf(call, sent.data)) : null
      return answer && new Reply(answer, { etag: `"${answer.version}"` })
    },
    async handle({ services, body, at, ...call }) {
      const request = requestOf(call, body)
      await requireSecondFactor(services, personOf(call), groundOf(call), { ...request, at })
      const answer = await dispatch(services.engine, request)
      return new Reply(answer, { etag: `"${answer.version}"` })
    },
  }),
]
