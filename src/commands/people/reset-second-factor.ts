// Takes the second factor from somebody who has lost authenticator and recovery codes; whoever manages them has seen who asks.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { clearSecondFactor } from '../../store/accounts/second-factor.ts'
import { endSessions } from '../../store/accounts/account.ts'
import type { Database } from '../../store/connect.ts'
import { inTransaction } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { permitPerson } from './permit-person.ts'

/** Their sessions end; the password stays. Throws `notFound`, `forbidden`, `conflict` where there is none. */
export function resetSecondFactor(
  db: Database,
  { person, reason, actor, at }: { person: string; reason: string; actor: string; at: string },
): Promise<void> {
  return inTransaction(db, async (client) => {
    await permitPerson(client, person, { actor, at })
    if (!(await clearSecondFactor(client, person)))
      throw new AppError('conflict', say('Người này chưa bật xác thực hai bước.', 'This person has no second factor.'))
    await endSessions(client, person)
    await journal(client, { at, actor, action: 'resetSecondFactor', subject: { kind: 'person', id: person }, reason })
  })
}
