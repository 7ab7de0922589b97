// Running terms in working days under another calendar: which fall on another day, and moving them there.
import { recounted, uncoveredYears, type VersionedCalendar } from '../domain/calendar/working-days.ts'
import { calendarOf, presentCalendar } from './calendars.ts'
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

/** Writes them, each with the job that wakes the worker at its new time. */
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
}

/** After a change: terms that began meanwhile and were still counted by the calendar before it. */
export async function recountLate(db: Database, library: Library, department: string, at: string): Promise<void> {
  await inTransaction(db, async (client) => {
    const now = await presentCalendar(client, library, department)
    const late = await movedTerms(client, library, { department, before: now, now, at })
    await moveTerms(client, late, { now, at })
  })
}
