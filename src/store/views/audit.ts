// The audit trail: the histories of all cases and the journal of what belongs to no case, as one list, newest first.
import type { Client } from '../with-client.ts'
import { iso } from './own-access.ts'
import { cut, keyIn, searched, type Page } from './page.ts'

export interface AuditRow {
  /** `history` = an event or a saved text of a process, `journal` = anything else. */
  from: 'history' | 'journal'
  at: string
  actorId: string
  actorName: string | null
  /** Name of the event, or of the act in the journal. */
  event: string
  /** The process, or kind and id of the subject. */
  about: string
  cycle: string | null
  /** What it is called: the school of the case, the person or organisation. */
  name: string | null
  reason: string | null
  /** Row of the process's history, or number in the journal. */
  seq: number
}

export interface AuditFilter {
  /** Departments whose schools and people it is about. */
  departments: readonly string[]
  cycle?: string | undefined
  /** Part of a person's name, diacritics ignored. */
  person?: string | undefined
  event?: string | undefined
  /** From the beginning of the first day to the end of the last, instants. */
  since?: string | undefined
  until?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** One source at a time is sorted by its own index; the two lists are merged by instant. */
const text = `with told as (
    (select 'history' as "from", h.at, h.actor_id, h.event, h.process_id as about, p.cycle_id as cycle, o.name, h.entry::json->'payload'->>'reason' as reason, h.seq
      from history h join processes p on p.id = h.process_id join schools s on s.id = h.school_id join organisations o on o.id = s.id
      where s.department_id = any($1) and ($2::text is null or p.cycle_id = $2) and ($3::text[] is null or h.actor_id = any($3)) and ($4::text is null or h.event = $4)
        and ($5::timestamptz is null or h.at >= $5) and ($6::timestamptz is null or h.at < $6)
        and ($7::timestamptz is null or (h.at, h.process_id, h.seq) < ($7, $8, $9::int))
      order by h.at desc, h.process_id desc, h.seq desc limit $10)
    union all
    (select 'journal', j.at, j.actor_id, j.action, j.subject_kind || '/' || j.subject_id, null, coalesce(w.name, o.name), j.reason, j.id::int
      from journal j left join people w on j.subject_kind = 'person' and w.id = j.subject_id left join organisations o on o.id = j.subject_id
      where ($2::text is null) and ($3::text[] is null or j.actor_id = any($3)) and ($4::text is null or j.action = $4)
        and ($5::timestamptz is null or j.at >= $5) and ($6::timestamptz is null or j.at < $6)
        and (j.actor_id = 'system' or exists (select 1 from people a left join schools s on s.id = a.organisation_id join organisations ao on ao.id = a.organisation_id
          where a.id = j.actor_id and (ao.id = any($1) or s.department_id = any($1) or exists (select 1 from organisations d where d.id = any($1) and d.parent_id in (ao.id, ao.parent_id)))))
        and ($7::timestamptz is null or (j.at, j.subject_kind || '/' || j.subject_id, j.id::int) < ($7, $8, $9::int))
      order by j.at desc, j.subject_kind || '/' || j.subject_id desc, j.id desc limit $10))
  select t."from", ${iso('t.at')} as at, t.actor_id as "actorId", w.name as "actorName", t.event, t.about, t.cycle, t.name, t.reason, t.seq
  from told t left join people w on w.id = t.actor_id order by t.at desc, t.about desc, t.seq desc limit $10`

export async function auditTrail(client: Client, filter: AuditFilter): Promise<Page<AuditRow>> {
  const { departments, cycle, person, event, since, until, cursor, limit } = filter
  const key = keyIn(cursor, ['instant', 'text', 'int'])
  const actors = person === undefined ? null : await peopleNamed(client, person)
  const values = [departments, cycle, actors, event, since, until, ...key, limit + 1]
  const found = await client.query<AuditRow & Record<string, unknown>>({ text, values })
  return cut(found.rows, limit, (row) => [row.at, row.about, row.seq])
}

/** Ids of at most two hundred; `system` by its own name. */
async function peopleNamed(client: Client, name: string): Promise<string[]> {
  if (name === 'system') return ['system']
  const named = `select id from people where name_key(name) like ${searched('$1')} order by id limit 200`
  return (await client.query<{ id: string }>({ name: 'people-named', text: named, values: [name] })).rows.map(
    ({ id }) => id,
  )
}
