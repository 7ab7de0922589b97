// Comments beside a sheet or process: each side talks among itself, and whoever is mentioned is told and mailed.
import { AppError, notFound } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { rolesOfSide, sideOf, type Side } from '../../domain/policy.ts'
import { isSheet } from '../../engine/ids.ts'
import type { Database } from '../../store/connect.ts'
import { findSheet } from '../../store/views/sheets.ts'
import type { Ground } from '../../store/views/standing.ts'
import { partnersOf } from '../../store/views/talk.ts'
import { withClient, type Client } from '../../store/with-client.ts'

export interface WriteComment {
  /** The same id by the same person writes once. */
  id: string
  process: string
  body: string
  /** People of the same side in this case. */
  mentions: readonly string[]
  ground: Ground
  at: string
}

/**
 * Throws `notFound` for a process of another case and for a sheet the writer may not read, `forbidden` for who only watches,
 * `invalid` for a mention of somebody who does not talk on this side.
 */
export async function writeComment(db: Database, input: WriteComment): Promise<void> {
  const { id, process, body, mentions, ground, at } = input
  const side = sideFor(ground)
  // One statement: the comment, the notices of those mentioned and their mails stand or fall together.
  const text = `with known as (select distinct person_id from (${partnersOf}) w where person_id = any($9)),
      written as (insert into comments (id, cycle_id, school_id, process_id, side, author_id, body, mentions, at)
        select $6, $1, p.school_id, p.id, $4, $7, $8, $9, $3 from processes p
        where p.id = $5 and p.cycle_id = $1 and (select count(*) from known) = cardinality($9::text[])
        on conflict (id) do nothing returning id, school_id),
      told as (insert into notices (process_id, person_id, message, at, comment_id)
        select $5, k.person_id, $10, $3, w.id from written w, known k),
      mailed as (insert into outbox (person_id, template, data, path, created_at, next_at)
        select k.person_id, 'notice', json_build_object('message', $10::text, 'school', o.name), $11, $3, $3
        from written w join organisations o on o.id = w.school_id, known k join accounts a using (person_id) where a.status = 'active'
        returning 1)
    select (select count(*)::int from written) as written,
      (select count(graphile_worker.add_job('mail', '{}'::json, job_key := 'mail')) from (select 1 from mailed limit 1) m) as woken`
  const people = [...new Set(mentions)]
  const path = isSheet(process) ? `/sheets/${encodeURIComponent(process)}` : `/cases/${ground.cycleId}`
  const on = [ground.cycleId, rolesOfSide[side], at, side, process]
  const values = [...on, id, ground.standing.personId, body, people, 'comment.mentioned', path]
  const done = await withClient(db, async (client) => {
    if (!(await mayTalkOn(client, process, ground))) throw notFound()
    const [row] = (await client.query<{ written: number }>({ name: 'write-comment', text, values })).rows
    const known = 'select 1 from comments where id = $1 and author_id = $2'
    return row?.written || (await client.query({ text: known, values: [id, ground.standing.personId] })).rowCount
  })
  if (!done)
    throw new AppError(
      'invalid',
      say(
        'mentions: chỉ nhắc được người cùng phía trong hồ sơ này.',
        'mentions: only people of the same side in this case can be mentioned.',
      ),
    )
}

/** Whoever may read what is talked about: any process of the case, of its sheets those one may see. */
async function mayTalkOn(client: Client, process: string, ground: Ground): Promise<boolean> {
  if (isSheet(process))
    return process.startsWith(`${ground.cycleId}/`) && (await findSheet(client, process, ground)) !== null
  const text = 'select 1 from processes where id = $1 and cycle_id = $2'
  return (await client.query({ text, values: [process, ground.cycleId] })).rows.length > 0
}

/** Marks a comment as settled; anybody of its side may. Throws `notFound`. */
export async function resolveComment(
  db: Database,
  { id, ground, at }: { id: string; ground: Ground; at: string },
): Promise<void> {
  const text = `update comments set resolved_at = coalesce(resolved_at, $4), resolved_by = coalesce(resolved_by, $3)
    where id = $1 and cycle_id = $2 and side = $5`
  const values = [id, ground.cycleId, ground.standing.personId, at, sideFor(ground)]
  const done = await withClient(db, (client) => client.query({ text, values }))
  if (done.rowCount === 0) throw notFound()
}

/** Throws `forbidden` for who takes part in neither side's talk. */
export function sideFor({ standing, place }: Ground): Side {
  const side = sideOf(rolesFor('seeCase', standing, place))
  if (side) return side
  throw new AppError(
    'forbidden',
    say(
      'Vai trò của bạn không tham gia trao đổi của hồ sơ này.',
      'Your role takes no part in the comments of this case.',
    ),
  )
}
