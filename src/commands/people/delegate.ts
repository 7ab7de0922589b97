// Hands an office one holds to a colleague for a time, and takes it back.
import { AppError, notFound, invalidAt } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { delegationDays, whyNotDelegate } from '../../domain/offices.ts'
import type { Role } from '../../domain/roles.ts'
import { officesOf, seatedPerson } from '../../store/accounts/seats.ts'
import type { Database } from '../../store/connect.ts'
import { inTransaction } from '../../store/with-client.ts'
import { ownAccount } from '../access/own-account.ts'
import { journal } from '../journal.ts'

interface Delegation {
  /** Who receives it. */
  person: string
  role: Role
  organisation: string
  reason: string
  actor: string
  at: string
}

/** From `since` (now at the earliest) until `until`, a year at most. Throws `notFound`, `forbidden`, `invalid`, `conflict`. */
export function delegateOffice(
  db: Database,
  input: Delegation & { since?: string | undefined; until: string },
): Promise<void> {
  const { person, role, organisation, reason, actor, at } = input
  const since = input.since === undefined ? at : new Date(input.since).toISOString()
  const until = new Date(input.until).toISOString()
  return inTransaction(db, async (client) => {
    await ownAccount(client, actor)
    const receiver = await seatedPerson(client, person, at)
    const offices = await officesOf(client, actor, at)
    const office = { role, organisationId: organisation }
    const why = receiver && whyNotDelegate({ personId: actor, offices }, office, receiver)
    if (!receiver) throw notFound()
    if (why) throw new AppError('forbidden', why)
    refuseTerm(since, until, at)
    const text = `insert into offices (person_id, role, organisation_id, since, until, delegated_by, reason) select $1, $2, $3, $4, $5, $6, $7
      where not exists (select 1 from offices where person_id = $1 and role = $2 and organisation_id = $3
        and (until is null or until > $4) and since < $5) returning 1`
    const given = await client.query({ text, values: [person, role, organisation, since, until, actor, reason] })
    if (given.rows.length === 0)
      throw new AppError(
        'conflict',
        say('Người này đã giữ chức vụ đó trong thời gian ấy.', 'This person holds that office in that time already.'),
      )
    const details = { role, organisation, since, until }
    await journal(client, {
      at,
      actor,
      action: 'delegateOffice',
      subject: { kind: 'person', id: person },
      details,
      reason,
    })
  })
}

function refuseTerm(since: string, until: string, at: string): void {
  const longest = Date.parse(since) + delegationDays * 24 * 3_600_000
  if (since >= at && until > since && Date.parse(until) <= longest) return
  throw invalidAt(
    'until',
    say(
      'Thời gian ủy quyền phải từ lúc này trở đi và không quá 1 năm.',
      'A delegation must begin now or later and last no longer than 1 year.',
    ),
  )
}

/** Throws `notFound` for what was not delegated by the actor. */
export function endDelegation(db: Database, input: Delegation): Promise<void> {
  const { person, role, organisation, reason, actor, at } = input
  return inTransaction(db, async (client) => {
    await ownAccount(client, actor)
    const text = `update offices set until = greatest(since, $5::timestamptz) where person_id = $1 and role = $2 and organisation_id = $3
      and delegated_by = $4 and (until is null or until > $5) returning 1`
    const ended = await client.query({ text, values: [person, role, organisation, actor, at] })
    if (ended.rows.length === 0)
      throw new AppError('notFound', say('Không tìm thấy ủy quyền này.', 'This delegation was not found.'))
    const details = { role, organisation }
    await journal(client, {
      at,
      actor,
      action: 'endDelegation',
      subject: { kind: 'person', id: person },
      details,
      reason,
    })
  })
}
