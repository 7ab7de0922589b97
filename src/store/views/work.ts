// My work: the processes that wait for a role this person holds, the most urgent first.
import type { StateMeta } from '../../domain/process.ts'
import { schoolRoles } from '../../domain/roles.ts'
import type { Drawing, ProcessDefinition } from '../../../workflows/define.ts'
import { definitions } from '../../../workflows/index.ts'
import type { Client } from '../with-client.ts'
import { cut, keyIn, type Page } from './page.ts'

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

interface Waiting {
  role: string
  process: string
  edition: string
  leaf: string
}

/** For each role the states of each edition that wait for it. */
const waiting: string = JSON.stringify(definitions.flatMap(waitingIn))

function waitingIn(definition: ProcessDefinition): Waiting[] {
  const walk = (drawing: Drawing, path: string, above: readonly string[]): Waiting[] => {
    const meta = drawing.meta as StateMeta | undefined
    const roles = [...new Set([...above, ...(meta?.waitsFor ?? [])])]
    const inner = Object.entries(drawing.states ?? {})
    if (inner.length > 0) return inner.flatMap(([name, next]) => walk(next, path ? `${path}.${name}` : name, roles))
    return roles.map((role) => ({ role, process: definition.process, edition: definition.edition, leaf: path }))
  }
  return walk(definition.drawing, '', [])
}

/** Late ones first, then by deadline, those without a deadline last. */
export async function myWork(
  client: Client,
  { person, at, cursor, limit }: { person: string; at: string; cursor?: string | undefined; limit: number },
): Promise<Page<WorkRow>> {
  const [due, id] = keyIn(cursor, ['instant', 'text'])
  const text = `with w as materialized (select role, process, edition, array_agg(leaf) as leaves
      from jsonb_to_recordset($1::jsonb) as w(role text, process text, edition text, leaf text) group by role, process, edition),
    mine as (
      select m.cycle_id, m.role from case_members m where m.person_id = $2 and m.since <= $3 and (m.until is null or m.until > $3)
      union select c.id, h.role from offices h join cycles c on c.school_id = h.organisation_id
        where h.person_id = $2 and h.role = any($4) and h.since <= $3 and (h.until is null or h.until > $3)
      union select c.id, h.role from offices h join schools s on h.organisation_id in (s.commune_id, s.department_id, s.province_id)
        join cycles c on c.school_id = s.id where h.person_id = $2 and h.role <> all($4) and h.since <= $3 and (h.until is null or h.until > $3)),
    found as (
      select p.id, array_agg(distinct mine.role) as roles from mine join processes p on p.cycle_id = mine.cycle_id and not p.ended
        join w on w.role = mine.role and w.process = p.process and w.edition = p.edition and w.leaves && string_to_array(p.state, ' ')
        left join sheets own on own.process_id = p.id where own.assessor is null or own.assessor = $2 group by p.id),
    dated as (select f.*, coalesce((select min(d.due_at) from deadlines d where d.process_id = f.id and d.status = 'running'), 'infinity') as due from found f)
    select p.id as process, p.cycle_id as cycle, p.process as name, p.edition, p.state, c.school_id as school, o.name as "schoolName", c.period,
      f.roles, to_json(nullif(f.due, 'infinity')) #>> '{}' as "dueAt", f.due < $3 as late
    from dated f join processes p on p.id = f.id join cycles c on c.id = p.cycle_id join organisations o on o.id = c.school_id
    where $5::timestamptz is null or (f.due, p.id) > ($5, $6) order by f.due, p.id limit $7`
  const values = [waiting, person, at, schoolRoles, due, id, limit + 1]
  const found = await client.query<WorkRow & Record<string, unknown>>({ name: 'my-work', text, values })
  return cut(found.rows, limit, (row) => [row.dueAt ?? 'infinity', row.process])
}
