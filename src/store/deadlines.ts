// Deadline rows where they are more than begun and ended: held over a pause, found for an extension, read by the worker.
import type { DeadlineChange, DeadlineUnit } from '../engine/deadlines.ts'
import { remaining, resumeAt } from '../engine/deadlines.ts'
import type { VersionedCalendar } from '../domain/calendar/working-days.ts'
import type { LoadedProcess, RunningDeadline } from '../engine/ports.ts'
import type { Client } from './with-client.ts'

interface Row {
  id: string
  state: string
  due_at: Date
  unit: DeadlineUnit
  remaining: number | null
}

/** A granted pause begins or is over: what was left of each deadline is kept, and goes on from then. */
export async function pauseOrResume(
  client: Client,
  { id: processId, calendar }: Pick<LoadedProcess, 'id' | 'calendar'>,
  change: DeadlineChange,
  at: string,
): Promise<string[]> {
  const text = `select id, state, due_at, unit, remaining from deadlines where process_id = $1 and status = $2`
  const hold = change.held.length > 0
  const found = await client.query<Row>({ text, values: [processId, hold ? 'running' : 'held'] })
  for (const row of found.rows) await (hold ? holdOne : resumeOne)(client, calendar, row, change, at)
  return hold ? [] : found.rows.map(({ state }) => state)
}

async function holdOne(
  client: Client,
  { years }: VersionedCalendar,
  row: Row,
  { held }: DeadlineChange,
  at: string,
): Promise<void> {
  if (!held.includes(row.state)) return
  const left = remaining(at, row.due_at.toISOString(), row.unit, years)
  await client.query({
    text: `update deadlines set status = 'held', remaining = $2 where id = $1`,
    values: [row.id, left],
  })
}

async function resumeOne(
  client: Client,
  { version, years }: VersionedCalendar,
  row: Row,
  { resumed }: DeadlineChange,
  at: string,
): Promise<void> {
  if (!resumed.includes(row.state)) {
    await client.query({ text: `update deadlines set status = 'ended' where id = $1`, values: [row.id] })
    return
  }
  const due = resumeAt(at, row.remaining ?? 0, row.unit, years)
  const text = `with on_again as (update deadlines set status = 'running', due_at = $2, remaining = null, since = $3, calendar = $4 where id = $1 returning id, due_at)
    select graphile_worker.add_job('fire', json_build_object('id', id::text), run_at := due_at, job_key := 'deadline:' || id) from on_again`
  await client.query({ text, values: [row.id, due, at, version] })
}

/** The deadline of this process that would send `event` and still runs. */
export async function runningDeadline(
  client: Client,
  processId: string,
  event: string,
): Promise<RunningDeadline | null> {
  const text = `select id, due_at, unit from deadlines where process_id = $1 and event = $2 and status = 'running' limit 1`
  const row = (await client.query<Row>({ text, values: [processId, event] })).rows[0]
  return row ? { id: row.id, dueAt: row.due_at.toISOString(), unit: row.unit } : null
}
