// Takes an account out of use for a time, or gives it back: its sessions end, its tokens rest, and nothing of it is lost.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { endSessions } from '../../store/accounts/account.ts'
import type { Database } from '../../store/connect.ts'
import { inTransaction } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { permitPerson } from './permit-person.ts'

interface Change {
  person: string
  reason: string
  actor: string
  at: string
}

/** Throws `notFound`, `forbidden`, `conflict` for an account that is not in use. */
export function suspendPerson(db: Database, input: Change): Promise<void> {
  return change(db, input, 'suspendPerson', ['active', 'invited'], 'suspended')
}

/** An account that never had a password waits for its invitation again. */
export function reinstatePerson(db: Database, input: Change): Promise<void> {
  return change(db, input, 'reinstatePerson', ['suspended'], 'active')
}

function change(
  db: Database,
  { person, reason, actor, at }: Change,
  action: string,
  from: readonly string[],
  to: 'active' | 'suspended',
): Promise<void> {
  return inTransaction(db, async (client) => {
    await permitPerson(client, person, { actor, at })
    const text = `update accounts set suspended_reason = $4,
        status = case when $3 = 'active' and password_hash is null and oidc_subject is null then 'invited' else $3 end
      where person_id = $1 and status = any($2) returning 1`
    const values = [person, from, to, to === 'suspended' ? reason : null]
    if ((await client.query({ text, values })).rows.length === 0)
      throw new AppError(
        'conflict',
        say(
          'Tài khoản không ở trạng thái để làm việc này.',
          'The account is not in a state in which this can be done.',
        ),
      )
    if (to === 'suspended') await endSessions(client, person)
    await journal(client, { at, actor, action, subject: { kind: 'person', id: person }, reason })
  })
}
