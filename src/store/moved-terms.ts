// Running terms in working days under another calendar: which fall on another day, and moving them there.
import { recounted, uncoveredYears, type VersionedCalendar } from '../domain/calendar/working-days.ts'
import { calendarOf, presentCalendar } from './calendars.ts'
import { schoolRoles } from '../domain/roles.ts'
import type { Database } from './connect.ts'
import type { Library } from './library.ts'
import { touch } from './touched.ts'
import { iso } from './views/own-access.ts'
import { inTransaction, type Client } from './with-client.ts'

export interface MovedTerm {
  id: string
  cycle: string
  schoolName: string
  period: string
  process: string
  edition: string
  event: string
  /** When it ended until now, and when it will. */
  from: string
  to: string
}

type Row = Omit<MovedTerm, 'to'> & { since: string | null; calendar: number | null } & Record<string, unknown>

interface Recount {
  department: string
  before: VersionedCalendar
  now: VersionedCalendar
  at: string
}

/** What `now` moves, soonest first. Terms without a noted beginning are counted from `at`. */
export async function movedTerms(
  client: Client,
  library: Library,
  { department, before, now, at }: Recount,
): Promise<MovedTerm[]> {
  const text = `select d.id::text, p.cycle_id as cycle, o.name as "schoolName", c.period, p.process, p.edition, d.event,
      ${iso('d.due_at')} as "from", ${iso('d.since')} as since, d.calendar
    from deadlines d join schools s on s.id = d.school_id join organisations o on o.id = s.id
      join processes p on p.id = d.process_id join cycles c on c.id = p.cycle_id
    where d.status = 'running' and d.unit = 'workingDays' and s.department_id = $1
      and (d.calendar is null or d.calendar < $2) order by d.due_at, d.id`
  const { rows } = await client.query<Row>({ text, values: [department, now.version] })
  const moved: MovedTerm[] = []
  for (const { since, calendar, ...row } of rows) {
    const by = calendar === null ? before : await calendarOf(client, library, department, calendar)
    const to = recounted(since ?? at, row.from, by.years, now.years)
    if (to !== row.from) moved.push({ ...row, to })
  }
  return moved
}

/** Writes them, each with the job that wakes the worker at its new time, and tells whom of the school or the case they wait for. */
export async function moveTerms(
  client: Client,
  moved: readonly MovedTerm[],
  { now, at }: Pick<Recount, 'now' | 'at'>,
): Promise<void> {
  if (moved.length === 0) return
  for (const { cycle } of moved) touch(client, cycle)
  const rows = moved.map(({ id, to }) => ({ id, to, uncovered: uncoveredYears(at, to, now.years) }))
  const text = `with moved as (update deadlines d set due_at = m.to, uncovered = m.uncovered, calendar = $2
      from jsonb_to_recordset($1) as m(id bigint, "to" timestamptz, uncovered text[])
      where d.id = m.id and d.status = 'running' returning d.id, d.due_at)
    select count(graphile_worker.add_job('fire', json_build_object('id', id::text), run_at := due_at, job_key := 'deadline:' || id)) from moved`
  await client.query({ text, values: [JSON.stringify(rows), now.version] })
  await client.query({ text: tell, values: [moved.map(({ id }) => id), at, schoolRoles, 'deadline.moved'] })
}

/** The offices above read it where they changed the calendar: a note for each case would bury them. */
const tell = `with waiting as (
      select p.id as process_id, c.id as cycle_id, c.school_id, w.role from (select distinct process_id as id from deadlines where id = any($1::bigint[])) m
        join processes p using (id) join cycles c on c.id = p.cycle_id
        join waiting_states w on w.process = p.process and w.edition = p.edition and w.leaf = any (string_to_array(p.state, ' '))),
    who as (
      select w.process_id, w.cycle_id, w.school_id, m.person_id from waiting w join case_members m using (cycle_id, role)
        where m.since <= $2 and (m.until is null or m.until > $2)
      union select w.process_id, w.cycle_id, w.school_id, h.person_id from waiting w
        join offices h on h.organisation_id = w.school_id and h.role = w.role and h.role = any($3)
        where h.since <= $2 and (h.until is null or h.until > $2)),
    told as (insert into notices (process_id, person_id, message, at) select process_id, person_id, $4, $2 from who),
    mailed as (insert into outbox (person_id, template, data, path, created_at, next_at)
      select w.person_id, 'notice', json_build_object('message', $4::text, 'school', o.name), '/cases/' || w.cycle_id, $2, $2
      from who w join organisations o on o.id = w.school_id join accounts a using (person_id) where a.status = 'active' returning 1)
    select graphile_worker.add_job('mail', '{}'::json, job_key := 'mail') from mailed limit 1`

/** After a change: terms that began meanwhile and were still counted by the calendar before it. */
export async function recountLate(db: Database, library: Library, department: string, at: string): Promise<void> {
  await inTransaction(db, async (client) => {
    const now = await presentCalendar(client, library, department)
    const late = await movedTerms(client, library, { department, before: now, now, at })
    await moveTerms(client, late, { now, at })
  })
}
