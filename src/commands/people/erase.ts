// Erases a person's data where the history does not need it: what they did stays under their id, who they were goes.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Database } from '../../store/connect.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { permitPerson } from './permit-person.ts'

/** What stands where the name was. */
export const erasedName = 'Người dùng đã xóa'

/**
 * Throws `notFound`, `forbidden`, `conflict` while the person holds an office or a role in a running case. Entries of history are
 * chained by their hashes and papers are frozen: what they say of who acted stays as it was signed.
 */
export function erasePerson(
  db: Database,
  { person, reason, actor, at }: { person: string; reason: string; actor: string; at: string },
): Promise<void> {
  return inTransaction(db, async (client) => {
    await permitPerson(client, person, { actor, at })
    await refuseRunning(client, person, at)
    const removals = [
      'delete from accounts where person_id = $1',
      'delete from outbox where person_id = $1',
      'delete from notices where person_id = $1',
      'delete from employments where person_id = $1',
      `update interests set note = '' where person_id = $1`,
    ]
    for (const text of removals) await client.query({ text, values: [person] })
    const text = 'update people set name = $2, sector_since = null, trained = false where id = $1'
    await client.query({ text, values: [person, erasedName] })
    await journal(client, { at, actor, action: 'erasePerson', subject: { kind: 'person', id: person }, reason })
  })
}

async function refuseRunning(client: Client, person: string, at: string): Promise<void> {
  const text = `select exists (select 1 from offices where person_id = $1 and (until is null or until > $2)) as office,
    exists (select 1 from case_members m join processes p on p.cycle_id = m.cycle_id and not p.ended and p.process <> 'criterionSheet'
      where m.person_id = $1 and (m.until is null or m.until > $2)) as role`
  const held = (await client.query<{ office: boolean; role: boolean }>({ text, values: [person, at] })).rows[0]
  if (held?.office)
    throw new AppError(
      'conflict',
      say(
        'Người này đang giữ chức vụ. Hãy thôi chức vụ trước khi xóa.',
        'This person holds an office. End it before you erase them.',
      ),
    )
  if (held?.role)
    throw new AppError(
      'conflict',
      say(
        'Người này đang có vai trò trong hồ sơ chưa kết thúc.',
        'This person has a role in a case that has not ended.',
      ),
    )
}
