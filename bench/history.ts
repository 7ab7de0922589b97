// Writes a long history for the replay to read: copies of a real case, each with its own chain of hashes.
import { chain, chainStart, type Entry } from '../src/engine/entry.ts'
import type { Database } from '../src/store/connect.ts'
import { inTransaction, withClient, type Client } from '../src/store/with-client.ts'
import { changePlan, principalOf, processOf } from './seed.ts'

const rowsEach = 50

/** Every copy begins as the case did and then changes its plan. Answers how many rows were written. */
export async function writeHistory(db: Database, wanted: number): Promise<number> {
  const first = await firstEntries(db)
  const perBatch = 100
  let written = 0
  for (let copy = 0; written < wanted; copy += perBatch) {
    const copies = Array.from({ length: perBatch }, (_, n) => copyOf(first, copy + n))
    await inTransaction(db, (client) => insert(client, copies))
    written += perBatch * rowsEach
  }
  return written
}

async function firstEntries(db: Database): Promise<Entry[]> {
  const text = `select entry from history where process_id = $1 and event <> 'changePlan' order by seq`
  const found = await withClient(db, (client) => client.query<{ entry: string }>({ text, values: [processOf(1)] }))
  return found.rows.map(({ entry }) => JSON.parse(entry) as Entry)
}

function copyOf(first: readonly Entry[], copy: number) {
  const id = `${processOf(1)}/copy-${copy}`
  const last = first.at(-1)
  if (!last) throw new Error('the case has no history')
  const { payload } = changePlan(1, 'copy')
  const actor = { id: principalOf(1), name: 'Nguyễn Thị Mai', role: 'councilChair' }
  let head = chainStart
  const rows = Array.from({ length: rowsEach }, (_, n) => {
    const entry = first[n] ?? { ...last, event: 'changePlan', payload, actor }
    const chained = chain({ ...entry, process: id, seq: n + 1 }, head)
    head = chained.hash
    const { event, at } = entry
    return { process_id: id, seq: n + 1, at, event, actor_id: entry.actor.id, entry: chained.text, hash: head }
  })
  return { id, part: `copy-${copy}`, head, rows }
}

async function insert(client: Client, copies: ReturnType<typeof copyOf>[]): Promise<void> {
  const plan = JSON.stringify((changePlan(1, 'copy').payload as { plan: unknown }).plan)
  const processes = `insert into processes (id, cycle_id, school_id, process, edition, hash, part, value, context, state, ended, version, head, updated_at)
    select c.id, p.cycle_id, p.school_id, p.process, p.edition, p.hash, c.part, p.value, p.context || jsonb_build_object('plan', $2::jsonb),
      p.state, p.ended, $3::int, c.head, p.updated_at
    from jsonb_to_recordset($1) as c(id text, part text, head text) join processes p on p.id = $4`
  const made = copies.map(({ id, part, head }) => ({ id, part, head }))
  await client.query({ text: processes, values: [JSON.stringify(made), plan, rowsEach, processOf(1)] })
  const history = `insert into history (process_id, seq, school_id, at, event, actor_id, entry, hash)
    select h.process_id, h.seq, 'bench-1', h.at, h.event, h.actor_id, h.entry, h.hash
    from jsonb_to_recordset($1) as h(process_id text, seq int, at timestamptz, event text, actor_id text, entry text, hash text)`
  await client.query({ text: history, values: [JSON.stringify(copies.flatMap(({ rows }) => rows))] })
}
