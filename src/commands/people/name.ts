// Gives an office of an organisation to a person, or ends it. Offices are never deleted: who held what when stays known.
import { AppError, invalidAt } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Role } from '../../domain/roles.ts'
import type { Database } from '../../store/connect.ts'
import { inTransaction } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { permitOffice } from './permit-person.ts'

interface Office {
  person: string
  role: Role
  organisation: string
  reason: string
  actor: string
  at: string
}

/** From `since`, now at the earliest, until `until` or without end. Throws `notFound`, `forbidden`, `invalid`, `conflict`. */
export function giveOffice(
  db: Database,
  input: Office & { since?: string | undefined; until?: string | undefined },
): Promise<void> {
  const { person, role, organisation, reason, actor, at } = input
  const since = input.since === undefined ? at : new Date(input.since).toISOString()
  const until = input.until === undefined ? null : new Date(input.until).toISOString()
  return inTransaction(db, async (client) => {
    await permitOffice(client, input, { actor, at })
    if (since < at || (until !== null && until <= since))
      throw invalidAt(
        'since',
        say(
          'Thời gian phải từ lúc này trở đi và kết thúc sau khi bắt đầu.',
          'The time must begin now or later, and end after it begins.',
        ),
      )
    const text = `insert into offices (person_id, role, organisation_id, since, until, reason) select $1, $2, $3, $4, $5, $6
      where not exists (select 1 from offices where person_id = $1 and role = $2 and organisation_id = $3
        and (until is null or until > $4) and ($5::timestamptz is null or since < $5)) returning 1`
    const given = await client.query({ text, values: [person, role, organisation, since, until, reason] })
    if (given.rows.length === 0)
      throw new AppError(
        'conflict',
        say('Người này đã giữ chức vụ đó trong thời gian ấy.', 'This person holds that office in that time already.'),
      )
    const details = { role, organisation, since, until }
    await journal(client, { at, actor, action: 'giveOffice', subject: { kind: 'person', id: person }, details, reason })
  })
}

/** Ends the office now, with whatever was delegated of it. Throws `notFound`, `forbidden`. */
export function endOffice(db: Database, input: Office): Promise<void> {
  const { person, role, organisation, reason, actor, at } = input
  return inTransaction(db, async (client) => {
    await permitOffice(client, input, { actor, at })
    // What was to begin later is ended before it begins.
    const text = `update offices set until = greatest(since, $4::timestamptz) where role = $2 and organisation_id = $3
      and (person_id = $1 or delegated_by = $1) and (until is null or until > $4) returning 1`
    const ended = await client.query({ text, values: [person, role, organisation, at] })
    if (ended.rows.length === 0)
      throw new AppError('notFound', say('Người này không giữ chức vụ đó.', 'This person does not hold that office.'))
    const details = { role, organisation }
    await journal(client, { at, actor, action: 'endOffice', subject: { kind: 'person', id: person }, details, reason })
  })
}
