// The plan of the visit: its sessions are put and taken out by lead and secretary. An id is the writer's, so nothing is put twice.
import { AppError, notFound, invalidAt } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Database } from '../../store/connect.ts'
import { roundOf, type VisitSession } from '../../store/views/reviews.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { permitInCase } from '../permit.ts'

interface Act {
  id: string
  cycle: string
  person: string
  at: string
}

interface Put extends Act {
  session: VisitSession
  expectedVersion?: number | undefined
}

/** Answers its version. Throws `forbidden`, `invalid`, `staleVersion`, `conflict`. */
export function putSession(db: Database, input: Put): Promise<{ version: number }> {
  const { id, cycle, person, at, session, expectedVersion } = input
  const { heldOn, starts, ends, what, place, meets, members, criteria } = session
  return inTransaction(db, async (client) => {
    await permitInCase(client, 'planVisit', input)
    if (ends <= starts)
      throw invalidAt('ends', say('Giờ kết thúc phải sau giờ bắt đầu.', 'The end must be later than the beginning.'))
    await requireMembers(client, cycle, members)
    const round = await roundOf(client, cycle)
    const text = `insert into visit_sessions (id, cycle_id, round, held_on, starts, ends, what, place, meets, members, criteria, author_id, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      on conflict (id) do update set held_on = excluded.held_on, starts = excluded.starts, ends = excluded.ends, what = excluded.what,
        place = excluded.place, meets = excluded.meets, members = excluded.members, criteria = excluded.criteria,
        author_id = excluded.author_id, at = excluded.at, version = visit_sessions.version + 1
      where visit_sessions.cycle_id = $2 and visit_sessions.round = $3 and visit_sessions.removed_at is null
        and ($14::int is null or visit_sessions.version = $14) returning version`
    const said = [heldOn, starts, ends, what, place, meets, members, criteria]
    const values = [id, cycle, round, ...said, person, at, expectedVersion]
    const version = (await client.query<{ version: number }>({ name: 'put-session', text, values })).rows[0]?.version
    if (version === undefined) {
      const code = expectedVersion === undefined ? 'conflict' : 'staleVersion'
      throw new AppError(
        code,
        say(
          'Buổi làm việc này đã được người khác sửa hoặc đã bỏ. Hãy xem lại kế hoạch.',
          'Somebody else changed or removed this session. Look at the plan again.',
        ),
      )
    }
    await write(client, input, 'planVisit', { session: id, ...session })
    return { version }
  })
}

/** It stays on record. Throws `forbidden`, `notFound`. */
export function removeSession(db: Database, input: Act): Promise<void> {
  const { id, cycle, at } = input
  return inTransaction(db, async (client) => {
    await permitInCase(client, 'planVisit', input)
    const text = 'update visit_sessions set removed_at = coalesce(removed_at, $3) where id = $1 and cycle_id = $2'
    const done = await client.query({ text, values: [id, cycle, at] })
    if (done.rowCount === 0) throw notFound()
    await write(client, input, 'removeVisitSession', { session: id })
  })
}

function write(client: Client, { cycle, person, at }: Act, action: string, details: Record<string, unknown>) {
  return journal(client, { at, actor: person, action, subject: { kind: 'cycle', id: cycle }, details })
}

async function requireMembers(client: Client, cycle: string, members: readonly string[]): Promise<void> {
  const text = `select count(distinct person_id)::int as known from case_members where cycle_id = $1 and person_id = any($2)
    and until is null and role in ('teamLead', 'teamSecretary', 'reviewer')`
  const known = (await client.query<{ known: number }>({ text, values: [cycle, members] })).rows[0]?.known ?? 0
  if (known < new Set(members).size)
    throw invalidAt(
      'members',
      say('Có người không phải thành viên đoàn (hội đồng).', 'Somebody is no member of the team (council).'),
    )
}
