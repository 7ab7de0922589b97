// The cases of a province as one long table, read a page at a time: where each stands, what is due next, what was awarded.
import type { Office } from '../../domain/permissions.ts'
import { reachOf } from '../../domain/permissions.ts'
import type { StateValue } from '../../engine/definition.ts'
import type { Database } from '../connect.ts'
import { withClient } from '../with-client.ts'

export interface ProvinceRow {
  id: string
  school: string
  kind: string
  commune: string | null
  period: string
  set: string
  openedAt: string
  processes: { process: string; edition: string; value: StateValue }[]
  /** The next running deadline. */
  due: { process: string; edition: string; event: string; at: string } | null
  awards: { award: string; grade: number; number: string; expiresAt: string; status: string }[]
  /** The level of the school's own rating, once it was handed over. */
  ownLevel: number | null
  /** The level of the review, once a decision looked at it. */
  reviewLevel: number | null
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const levelIn = (
  process: string,
  fact: string,
) => `(select (h.entry::json->'facts'->'${fact}'->>'level')::int from history h
    where h.process_id = c.id || '/${process}' and h.entry like '%"facts":{%"${fact}":{%' order by h.seq desc limit 1)`

const text = `select c.id, o.name as school, s.kind, x.name as commune, c.period, c.set_id as set, ${iso('c.opened_at')} as "openedAt",
    (select coalesce(json_agg(json_build_object('process', p.process, 'edition', p.edition, 'value', p.value)), '[]') from (
      select distinct on (process) process, edition, value from processes where cycle_id = c.id and process <> 'criterionSheet'
      order by process, length(part) desc, part desc) p) as processes,
    (select json_build_object('process', p.process, 'edition', p.edition, 'event', d.event, 'at', ${iso('d.due_at')})
      from processes p join deadlines d on d.process_id = p.id where p.cycle_id = c.id and d.status = 'running' order by d.due_at, d.id limit 1) as due,
    (select coalesce(json_agg(json_build_object('award', a.award, 'grade', a.grade, 'number', a.number, 'expiresAt', ${iso('a.expires_at')},
      'status', a.status) order by a.issued_at), '[]') from awards a where a.cycle_id = c.id) as awards,
    case when exists (select 1 from submissions f where f.cycle_id = c.id and f.kind = 'dossier')
      then ${levelIn('selfAssessment', 'assessment')} end as "ownLevel",
    ${levelIn('certification', 'review')} as "reviewLevel"
  from cycles c join schools s on s.id = c.school_id join organisations o on o.id = s.id left join organisations x on x.id = s.commune_id
  where ($1::text[] is null or s.id = any($1) or s.commune_id = any($1) or s.department_id = any($1) or s.province_id = any($1)
      or exists (select 1 from case_members m where m.cycle_id = c.id and m.person_id = $2 and m.since <= $3 and (m.until is null or m.until > $3)))
    and c.id > $4 order by c.id limit 500`

/** All cases that this person may see, by id. */
export async function* provinceRows(
  db: Database,
  { person, offices, at }: { person: string; offices: readonly Office[]; at: string },
): AsyncGenerator<ProvinceRow> {
  const reach = reachOf('seeCase', offices)
  for (let last = ''; ;) {
    const values = [reach === 'all' ? null : reach, person, at, last]
    const { rows } = await withClient(db, (client) =>
      client.query<ProvinceRow & Record<string, unknown>>({ name: 'province-table', text, values }),
    )
    yield* rows
    const end = rows.at(-1)
    if (!end) return
    last = end.id
  }
}
