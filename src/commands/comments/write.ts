// Comments beside a sheet or process: each side talks among itself, and whoever is mentioned is told.
import { AppError } from '../../domain/errors.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { sideOf } from '../../domain/policy.ts'
import type { Database } from '../../store/connect.ts'
import type { Ground } from '../../store/views/standing.ts'
import { withClient } from '../../store/with-client.ts'

export interface WriteComment {
  id: string
  process: string
  body: string
  /** People of the same side in this case. */
  mentions: readonly string[]
  ground: Ground
  at: string
}

/** Throws `notFound` for a process of another case, `forbidden` for who only watches, `invalid` for a mention of a stranger. */
export async function writeComment(db: Database, input: WriteComment): Promise<void> {
  const { id, process, body, mentions, ground, at } = input
  const side = sideFor(ground)
  // One statement: the comment and the notices of those mentioned stand or fall together.
  const text = `with known as (select distinct m.person_id from case_members m where m.cycle_id = $2 and m.person_id = any($7)
        and m.since <= $8 and (m.until is null or m.until > $8) and (m.role = any($9)) = ($5 = 'review')),
      written as (insert into comments (id, cycle_id, school_id, process_id, side, author_id, body, mentions, at)
        select $1, $2, p.school_id, p.id, $5, $4, $6, $7, $8 from processes p
        where p.id = $3 and p.cycle_id = $2 and (select count(*) from known) = cardinality($7::text[]) returning id),
      told as (insert into notices (process_id, person_id, message, at, comment_id)
        select $3, k.person_id, $10, $8, w.id from written w, known k)
    select (select count(*)::int from written) as written, exists (select 1 from processes where id = $3 and cycle_id = $2) as there`
  const people = [...new Set(mentions)]
  const message = `${ground.standing.name} nhắc đến bạn trong một trao đổi.`
  const values = [id, ground.cycleId, process, ground.standing.personId, side, body, people, at, reviewers, message]
  const found = await withClient(db, (client) =>
    client.query<{ written: number; there: boolean }>({ name: 'write-comment', text, values }),
  )
  const row = found.rows[0]
  if (!row?.there) throw new AppError('notFound', 'Không tìm thấy.')
  if (row.written === 0) throw new AppError('invalid', 'mentions: chỉ nhắc được người cùng phía trong hồ sơ này.')
}

const reviewers = ['teamLead', 'teamSecretary', 'reviewer']

/** Marks a comment as settled; anybody of its side may. Throws `notFound`. */
export async function resolveComment(
  db: Database,
  { id, ground, at }: { id: string; ground: Ground; at: string },
): Promise<void> {
  const text = `update comments set resolved_at = coalesce(resolved_at, $4), resolved_by = coalesce(resolved_by, $3)
    where id = $1 and cycle_id = $2 and side = $5`
  const values = [id, ground.cycleId, ground.standing.personId, at, sideFor(ground)]
  const done = await withClient(db, (client) => client.query({ text, values }))
  if (done.rowCount === 0) throw new AppError('notFound', 'Không tìm thấy.')
}

/** Throws `forbidden` for who takes part in neither side's talk. */
export function sideFor({ standing, place }: Ground): 'school' | 'review' {
  const side = sideOf(rolesFor('seeCase', standing, place))
  if (side) return side
  throw new AppError('forbidden', 'Vai trò của bạn không tham gia trao đổi của hồ sơ này.')
}
