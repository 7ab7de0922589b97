// Verifies a whole database: every process replayed from its history, in batches, so that memory stays flat.
import { createHash } from 'node:crypto'
import { replay, type Fault, type HistoryRow, type ReplayLaw, type StoredRow } from '../engine/replay.ts'
import type { StateValue } from '../engine/definition.ts'
import type { Database } from './connect.ts'
import { withClient, type Client } from './with-client.ts'

export interface ReplayReport {
  processes: number
  rows: number
  sheets: number
  submissions: number
  faults: Fault[]
}

interface ProcessRow {
  id: string
  process: string
  edition: string
  hash: string
  value: StateValue
  context: Record<string, unknown>
  ended: boolean
  version: number
  head: string
  content: unknown
}

/**
 * Replays every process, or those of one case, and checks every submission's hash and heads. `progress` is told the rows checked
 * so far.
 */
export async function replayAll(
  db: Database,
  law: ReplayLaw,
  progress: (rows: number) => void = () => {},
  cycle: string | null = null,
): Promise<ReplayReport> {
  const report: ReplayReport = { processes: 0, rows: 0, sheets: 0, submissions: 0, faults: [] }
  await withClient(db, async (client) => {
    for (let last = ''; ;) {
      const batch = await nextBatch(client, last, cycle)
      if (batch.length === 0) break
      last = batch.at(-1)?.id ?? ''
      const histories = await historiesOf(client, batch)
      for (const row of batch) {
        const history = histories.get(row.id) ?? []
        report.processes++
        report.rows += history.length
        report.faults.push(...replay(storedOf(row), history, law), ...sheetFaults(row, history, report))
      }
      progress(report.rows)
    }
    report.faults.push(...(await submissionFaults(client, report, cycle)))
  })
  return report
}

async function nextBatch(client: Client, last: string, cycle: string | null): Promise<ProcessRow[]> {
  const text = `select p.id, p.process, p.edition, p.hash, p.value, p.context, p.ended, p.version, p.head, s.content
    from processes p left join sheets s on s.process_id = p.id where p.id > $1 and ($2::text is null or p.cycle_id = $2) order by p.id limit 100`
  return (
    await client.query<ProcessRow & Record<string, unknown>>({ name: 'replay-batch', text, values: [last, cycle] })
  ).rows
}

async function historiesOf(client: Client, batch: readonly ProcessRow[]): Promise<Map<string, HistoryRow[]>> {
  const text = `select process_id as id, seq, to_json(at) #>> '{}' as at, event, actor_id as "actorId", entry, hash from history
    where process_id = any($1) order by process_id, seq`
  const found = await client.query<HistoryRow & { id: string } & Record<string, unknown>>({
    name: 'replay-history',
    text,
    values: [batch.map(({ id }) => id)],
  })
  const map = new Map<string, HistoryRow[]>()
  for (const { id, ...line } of found.rows) {
    const list = map.get(id)
    if (list) list.push(line)
    else map.set(id, [line])
  }
  return map
}

function storedOf(row: ProcessRow): StoredRow {
  const { id, version, head, ...stored } = row
  return { id, version, head, stored }
}

/** What a sheet holds is what was saved last. */
function sheetFaults(row: ProcessRow, history: readonly HistoryRow[], report: ReplayReport): Fault[] {
  if (row.process !== 'criterionSheet') return []
  report.sheets++
  const last = history.findLast(({ event }) => event === 'saveSheet')
  const saved: unknown = last ? (JSON.parse(last.entry) as { payload: unknown }).payload : {}
  return same(saved, row.content)
    ? []
    : [{ process: row.id, seq: last?.seq ?? 0, what: 'the sheet is not what was saved last' }]
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false
  const left = Object.entries(a)
  const right = new Map(Object.entries(b))
  return left.length === right.size && left.every(([key, value]) => same(value, right.get(key)))
}

interface SubmissionRow {
  cycle_id: string
  kind: string
  version: number
  hash: string
  text: string
  heads: Record<string, string>
}

/** A submission keeps the heads of the histories: a tail cut off later is missing from the chain. */
async function submissionFaults(client: Client, report: ReplayReport, cycle: string | null): Promise<Fault[]> {
  const text = `select cycle_id, kind, version, hash, content::text as text, content->'heads' as heads from submissions
    where $1::text is null or cycle_id = $1 order by cycle_id, kind, version`
  const faults: Fault[] = []
  for (const row of (await client.query<SubmissionRow & Record<string, unknown>>({ text, values: [cycle] })).rows) {
    report.submissions++
    const process = `${row.cycle_id}/${row.kind} ${row.version}`
    if (createHash('sha256').update(row.text).digest('hex') !== row.hash)
      faults.push({ process, seq: 0, what: 'the submission was changed' })
    for (const [name, head] of Object.entries(row.heads)) {
      const values = [name, head]
      const found = await client.query({
        name: 'replay-head',
        text: 'select 1 from history where process_id = $1 and hash = $2',
        values,
      })
      if (found.rows.length === 0)
        faults.push({
          process: name,
          seq: 0,
          what: `history up to ${head.slice(0, 12)} is missing`,
        })
    }
  }
  return faults
}
