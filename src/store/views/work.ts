// My work: the processes that wait for a role this person holds, the most urgent first.
import { reviewRoles, schoolRoles } from '../../domain/roles.ts'
import type { Client } from '../with-client.ts'
import { cut, keyIn, type Page } from './page.ts'
import { countedIn } from './sheets.ts'

export interface WorkRow {
  process: string
  cycle: string
  name: string
  edition: string
  state: string
  school: string
  schoolName: string
  period: string
  /** As what the person is waited for. */
  roles: string[]
  /** The next deadline of the process. */
  dueAt: string | null
  late: boolean
}

const held = (alias: string) =>
  `${alias}.person_id = $1 and ${alias}.since <= $2 and (${alias}.until is null or ${alias}.until > $2)`
const after = '($4::timestamptz, $5::text)'

/**
 * `near`: by the person's cases and their school's, and of a review the sheets of one's own until they are handed in, which the lead
 * of a team has too; of a school's sheets a member of working groups has those given to her groups (`given`) and to none. `far`: by their offices above the schools,
 * only as many as are shown. `offset 0`: whoever has no case of her own pays for none, however large the tables are.
 */
const statement = `with mine as (
      select m.cycle_id, m.role from case_members m where ${held('m')}
      union select c.id, h.role from offices h join cycles c on c.school_id = h.organisation_id where h.role = any($3) and ${held('h')}),
    given as (
      select s.cycle_id, t -> 'criteria' as criteria,
        t #>> '{lead,personId}' = $1 or t -> 'members' @> jsonb_build_array(jsonb_build_object('personId', $1::text)) as own
      from mine cross join lateral (select * from processes s where s.cycle_id = mine.cycle_id and s.process = 'selfAssessment' offset 0) s
        cross join jsonb_path_query(s.context, '$.groups[*]') t where mine.role = 'workingGroup'),
    near as (
      select p.id, array_agg(distinct mine.role) as roles from mine join processes p on p.cycle_id = mine.cycle_id and not p.ended
        join waiting_states w on w.process = p.process and w.edition = p.edition and w.role = mine.role
          and w.leaf = any (string_to_array(p.state, ' '))
        left join sheets own on own.process_id = p.id
      where own.assessor is null and (own.kind is distinct from 'team' or ${countedIn('own')}) and (mine.role <> 'workingGroup' or own.kind is distinct from 'school'
        or coalesce((select bool_or(given.own) from given where given.cycle_id = p.cycle_id and given.criteria ? own.criterion), true))
      group by p.id
      union select p.id, array_agg(distinct mine.role) from mine
        cross join lateral (select * from sheets o where o.cycle_id = mine.cycle_id and o.assessor = $1 offset 0) own
        join processes p on p.id = own.process_id and p.state = 'drafting' and not p.ended
        where mine.role = any($7) and ${countedIn('own')} group by p.id),
    far as (
      select w.process_id as id, w.role, w.due_at as due from (select distinct h.role, h.organisation_id from offices h where ${held('h')}) h
        cross join lateral (select * from waits w where w.organisation_id = h.organisation_id and w.role = h.role
          and (w.due_at, w.process_id) > ${after} order by w.due_at, w.process_id limit $6) w),
    found as (
      select n.id, r.role, coalesce((select min(d.due_at) from deadlines d where d.process_id = n.id and d.status = 'running'),
          'infinity') as due from near n, unnest(n.roles) as r(role)
      union all select id, role, due from far),
    shown as (
      select id, due, array_agg(distinct role) as roles from found where (due, id) > ${after} group by id, due order by due, id limit $6)
    select p.id as process, p.cycle_id as cycle, p.process as name, p.edition, p.state, c.school_id as school, o.name as "schoolName", c.period,
      f.roles, to_json(nullif(f.due, 'infinity')) #>> '{}' as "dueAt", f.due < $2 as late
    from shown f join processes p on p.id = f.id join cycles c on c.id = p.cycle_id join organisations o on o.id = c.school_id
    order by f.due, f.id`

/** Late ones first, then by deadline, those without a deadline last. */
export async function myWork(
  client: Client,
  { person, at, cursor, limit }: { person: string; at: string; cursor?: string | undefined; limit: number },
): Promise<Page<WorkRow>> {
  const [due, id] = keyIn(cursor, ['instant', 'text'])
  const values = [person, at, schoolRoles, due ?? '-infinity', id ?? '', limit + 1, reviewRoles]
  const found = await client.query<WorkRow & Record<string, unknown>>({ name: 'my-work', text: statement, values })
  return cut(found.rows, limit, (row) => [row.dueAt ?? 'infinity', row.process])
}
