// Whoever decides does so with a second factor: asked where the API hands an event to the engine, and shown in what it offers.
import { AppError } from '../domain/errors.ts'
import { decide, needsSecondFactor } from '../domain/policy.ts'
import { say } from '../domain/text.ts'
import { keepingRefusals } from '../engine/refusals.ts'
import type { Principal } from '../store/accounts/principal.ts'
import type { Ground } from '../store/views/standing.ts'
import { withClient } from '../store/with-client.ts'
import type { Services } from './services.ts'

export const secondFactorNeeded = say(
  'Việc này là quyền quyết định: hãy bật xác thực hai bước và đăng nhập bằng mã trước khi thực hiện.',
  'This is a decision: set up the second factor and sign in with a code first.',
)

/** Throws `forbidden`, recorded, when the person would act by a role that decides and the session is not strong. */
export async function requireSecondFactor(
  { db, engine }: Services,
  principal: Principal,
  { standing, place }: Ground,
  sent: { process: string; event: string; at: string },
): Promise<void> {
  if (principal.strong) return
  const text = 'select process, edition from processes where id = $1'
  type Row = { process: string; edition: string }
  const found = await withClient(db, (client) =>
    client.query<Row>({ name: 'edition-of', text, values: [sent.process] }),
  )
  const row = found.rows[0]
  const events = row ? engine.definition(row.process, row.edition).events : {}
  const entry = Object.hasOwn(events, sent.event) ? events[sent.event] : undefined
  // What is not there or not theirs the engine refuses in its own words.
  const verdict = entry && decide(standing, entry.by, place)
  if (!verdict?.allowed || !needsSecondFactor(verdict.role)) return
  const attempt = { at: sent.at, actorId: principal.personId, processId: sent.process, event: sent.event }
  await keepingRefusals(engine, attempt, () => {
    throw new AppError('forbidden', secondFactorNeeded, { secondFactor: true })
  })
}
