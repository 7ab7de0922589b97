// The owner ends one of their sessions, on another device for instance.
import { notFound } from '../../domain/errors.ts'
import type { Database } from '../../store/connect.ts'
import { inTransaction } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { ownAccount } from './own-account.ts'

/** `session` is the id of the list. Throws `notFound` for one that is not theirs. */
export function endOwnSession(db: Database, input: { person: string; session: string; at: string }): Promise<void> {
  const { person, session, at } = input
  return inTransaction(db, async (client) => {
    await ownAccount(client, person)
    const text = 'delete from sessions where person_id = $1 and left(id_hash, 16) = $2 returning 1'
    const ended = await client.query({ text, values: [person, session] })
    if (ended.rows.length === 0) throw notFound()
    await journal(client, { at, actor: person, action: 'endSession', subject: { kind: 'person', id: person } })
  })
}
