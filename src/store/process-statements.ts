// The named statements of the hot path. One event = BEGIN, load, save, COMMIT; facts and what is rare come on top.
import { isSheet } from '../engine/ids.ts'
import type { Statement } from './with-client.ts'

const columns = `p.id, p.cycle_id, p.school_id, p.part, p.process, p.edition, p.hash, p.value, p.context, p.ended, p.version, p.head,
  c.procedure_id, c.set_id, s.commune_id, s.department_id, s.province_id,
  (select max(h.version) from holiday_changes h where h.department_id = s.department_id) as calendar`

// The cycle is locked before the process: the join reads `c`, and `c` locks what it reads.
const load = (ofCycle: string, ofProcess: string) => `
  with c as (select * from cycles where id = $2 ${ofCycle}),
  p as (select p.* from processes p, c where p.id = $1 and p.cycle_id = c.id ${ofProcess})
  select ${columns},
    (select json_build_object('request', request, 'answer', answer) from answers where key = $3) as answered,
    (select json_build_object('personId', who.id, 'name', who.name,
      'offices', (select coalesce(json_agg(json_build_object('role', o.role, 'organisationId', o.organisation_id)), '[]')
        from offices o where o.person_id = who.id and o.since <= $5 and (o.until is null or o.until > $5)),
      'caseRoles', (select coalesce(json_agg(m.role), '[]') from case_members m
        where m.cycle_id = p.cycle_id and m.person_id = who.id and m.since <= $5 and (m.until is null or m.until > $5)),
      'reviewed', exists (select 1 from case_members m where m.cycle_id = p.cycle_id and m.person_id = who.id
        and m.role in ('teamLead', 'teamSecretary', 'reviewer')),
      'ofTheSchool', who.organisation_id = p.school_id
        or exists (select 1 from employments e where e.person_id = who.id and e.school_id = p.school_id))
      from people who where who.id = $4) as standing
  from p join c on true join schools s on s.id = p.school_id`

/** Loads a process, the answer kept under the key, and what is known of the person; locks case and process to write to them. */
export function loadStatement(
  to: 'read' | 'write',
  { id, key, actor, at }: { id: string; key: string | null; actor: string | null; at: string },
): Statement {
  const values = [id, id.slice(0, id.indexOf('/')), key, actor, at]
  if (to === 'read') return { name: 'load', text: load('', ''), values }
  const lock = isSheet(id) ? 'share' : 'update'
  return { name: `load-${lock}`, text: load(`for ${lock}`, 'for update of p'), values }
}

const saving = `
  with saved as (update processes set value = $2, context = $3, state = $4, ended = $5, version = $6, head = $7, updated_at = $8
      where id = $1 and version = $6 - 1 returning school_id, cycle_id),
  told as (insert into history (process_id, seq, school_id, at, event, actor_id, entry, hash)
      select $1, $6, school_id, $8, $9, $10, $11, $7 from saved),
  kept as (insert into answers (key, request, answer, at) select $12, $13, $14, $8 where $12::text is not null),
  over as (update deadlines set status = 'ended' where process_id = $1 and status = 'running' and state = any($15::text[]))`
const save = `${saving} select 1 as done from saved`

const timers = `(select count(graphile_worker.add_job('fire', json_build_object('id', id::text), run_at := due_at,
      job_key := 'deadline:' || id)) from fresh) as timers`
const jobs = `(select count(graphile_worker.add_job('drain', json_build_object('processId', $1::text), job_key := 'drain:' || $1))
      from waiting where n = 1) as jobs`
const rowsOf = `d(state text, event text, due_at timestamptz, unit text, uncovered text[], since timestamptz, calendar int)`

const saveWithExtras = `${saving},
  fresh as (insert into deadlines (process_id, school_id, state, event, due_at, unit, uncovered, since, calendar)
      select $1, school_id, d.state, d.event, d.due_at, d.unit, d.uncovered, d.since, d.calendar
      from saved, jsonb_to_recordset($16) as ${rowsOf} returning id, due_at),
  waiting as (insert into effects (process_id, seq, n, cycle_id, effect)
      select $1, $6, n, cycle_id, effect from saved, jsonb_array_elements($17) with ordinality as e(effect, n) returning n)
  select 1 as done, ${timers}, ${jobs} from saved`

export interface Extras {
  /** JSON of the deadlines that start. */
  deadlines: string
  /** JSON of the effects that wait for the worker. */
  effects: string
}

/**
 * Writes the state, its row of history, the answer, and ends the deadlines of the states it left; with extras also new
 * deadlines and effects, each with the job that wakes the worker. One row when it worked.
 */
export function saveStatement(values: unknown[], extras: Extras | null): Statement {
  if (!extras) return { name: 'save', text: save, values }
  return { name: 'save-extras', text: saveWithExtras, values: [...values, extras.deadlines, extras.effects] }
}

const extras = `
  with fresh as (insert into deadlines (process_id, school_id, state, event, due_at, unit, uncovered, since, calendar)
      select $1, $2, d.state, d.event, d.due_at, d.unit, d.uncovered, d.since, d.calendar from jsonb_to_recordset($3) as ${rowsOf} returning id, due_at),
  waiting as (insert into effects (process_id, seq, n, cycle_id, effect)
      select $1, $5, n, $6, effect from jsonb_array_elements($4) with ordinality as e(effect, n) returning n)
  select ${timers}, ${jobs}`

/** The extras by themselves: of a process that begins, and of one whose deadlines were held meanwhile. */
export function extrasStatement(values: unknown[]): Statement {
  return { name: 'extras', text: extras, values }
}

const begin = `
  with fresh as (select * from jsonb_to_recordset($1) as f(id text, part text, process text, edition text, hash text,
      value jsonb, context jsonb, state text, ended boolean, head text, entry text, event text, actor text, kind text,
      criterion text, assessor text)),
  made as (insert into processes (id, cycle_id, school_id, process, edition, hash, part, value, context, state, ended, version, head, updated_at)
      select id, $2, $3, process, edition, hash, part, value, context, state, ended, 1, head, $4 from fresh),
  told as (insert into history (process_id, seq, school_id, at, event, actor_id, entry, hash)
      select id, 1, $3, $4, event, actor, entry, head from fresh)
  insert into sheets (process_id, cycle_id, school_id, kind, criterion, assessor, content)
    select id, $2, $3, kind, criterion, assessor, '{}' from fresh where kind is not null`

export function beginStatement(values: unknown[]): Statement {
  return { name: 'begin', text: begin, values }
}
