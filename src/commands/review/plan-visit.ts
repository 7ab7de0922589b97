// The plan of the visit: its sessions are put and taken out by lead and secretary. An id is the writer's, so nothing is put twice.
import { AppError } from '../../domain/errors.ts'
import { rolesFor } from '../../domain/permissions.ts'
import type { Database } from '../../store/connect.ts'
import { roundOf, type VisitSession } from '../../store/views/reviews.ts'
import type { Ground } from '../../store/views/standing.ts'
import { inTransaction, withClient, type Client } from '../../store/with-client.ts'

interface Put {
  id: string
  session: VisitSession
  ground: Ground
  at: string
  expectedVersion?: number | undefined
}

/** Answers its version. Throws `forbidden`, `invalid`, `staleVersion`, `conflict`. */
export function putSession(
  db: Database,
  { id, session, ground, at, expectedVersion }: Put,
): Promise<{ version: number }> {
  plannersOnly(ground)
  const { heldOn, starts, ends, what, place, meets, members, criteria } = session
  if (ends <= starts) throw fault('ends', 'Giờ kết thúc phải sau giờ bắt đầu.')
  return inTransaction(db, async (client) => {
    await requireMembers(client, ground.cycleId ?? '', members)
    const round = await roundOf(client, ground.cycleId ?? '')
    const text = `insert into visit_sessions (id, cycle_id, round, held_on, starts, ends, what, place, meets, members, criteria, author_id, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      on conflict (id) do update set held_on = excluded.held_on, starts = excluded.starts, ends = excluded.ends, what = excluded.what,
        place = excluded.place, meets = excluded.meets, members = excluded.members, criteria = excluded.criteria,
        author_id = excluded.author_id, at = excluded.at, version = visit_sessions.version + 1
      where visit_sessions.cycle_id = $2 and visit_sessions.round = $3 and visit_sessions.removed_at is null
        and ($14::int is null or visit_sessions.version = $14) returning version`
    const said = [heldOn, starts, ends, what, place, meets, members, criteria]
    const values = [id, ground.cycleId, round, ...said, ground.standing.personId, at, expectedVersion]
    const version = (await client.query<{ version: number }>({ name: 'put-session', text, values })).rows[0]?.version
    if (version !== undefined) return { version }
    const code = expectedVersion === undefined ? 'conflict' : 'staleVersion'
    throw new AppError(code, 'Buổi làm việc này đã được người khác sửa hoặc đã bỏ. Hãy xem lại kế hoạch.')
  })
}

/** It stays on record. Throws `forbidden`, `notFound`. */
export async function removeSession(
  db: Database,
  { id, ground, at }: Pick<Put, 'id' | 'ground' | 'at'>,
): Promise<void> {
  plannersOnly(ground)
  const text = 'update visit_sessions set removed_at = coalesce(removed_at, $3) where id = $1 and cycle_id = $2'
  const done = await withClient(db, (client) => client.query({ text, values: [id, ground.cycleId, at] }))
  if (done.rowCount === 0) throw new AppError('notFound', 'Không tìm thấy.')
}

async function requireMembers(client: Client, cycle: string, members: readonly string[]): Promise<void> {
  const text = `select count(distinct person_id)::int as known from case_members where cycle_id = $1 and person_id = any($2)
    and until is null and role in ('teamLead', 'teamSecretary', 'reviewer')`
  const known = (await client.query<{ known: number }>({ text, values: [cycle, members] })).rows[0]?.known ?? 0
  if (known < new Set(members).size) throw fault('members', 'Có người không phải thành viên đoàn (hội đồng).')
}

function plannersOnly({ standing, place }: Ground): void {
  if (rolesFor('planVisit', standing, place).length > 0) return
  throw new AppError('forbidden', 'Trưởng đoàn và thư ký lập kế hoạch khảo sát.')
}

function fault(path: string, message: string): AppError {
  return new AppError('invalid', message, { issues: [{ path, message }] })
}
