// Turns new rows of history into deliveries of a subscription, in the order of the changes: none is passed by, none told twice.
import { stateName, type StateValue } from '../engine/definition.ts'
import { epochOf } from '../store/views/feed.ts'
import type { Client } from '../store/with-client.ts'

export interface Subscription {
  id: string
  organisation_id: string
  events: string[]
  created_at: Date
  epoch: string
  read_to: string
  read_process: string
  read_seq: number
}

interface Row {
  changed: string
  process_id: string
  seq: number
  at: Date
  event: string
  entry: string
  process: string
  edition: string
  cycle_id: string
  school_id: string
  code: string | null
}

const portion = 200
const rows = (
  where: string,
) => `select h.changed::text, h.process_id, h.seq, h.at, h.event, h.entry, p.process, p.edition, p.cycle_id,
    s.id as school_id, o.code
  from history h join processes p on p.id = h.process_id join schools s on s.id = h.school_id join organisations o on o.id = s.id
  where h.process_id not like '%/criterionSheet/%' and h.changed < $1::xid8 and p.process || '.' || h.event like any($2)
    and $3 in (s.id, s.commune_id, s.department_id, s.province_id) and ${where} order by h.changed, h.process_id, h.seq`
const next = `${rows('(h.changed, h.process_id, h.seq) > ($4::xid8, $5, $6)')} limit ${portion}`
const afterRestore = rows('h.at >= $4')

/** Answers whether there is more. The caller holds the lock of the subscription. */
export async function collectNew(client: Client, hook: Subscription, at: string): Promise<boolean> {
  const edge = await edgeOf(client)
  const epoch = await epochOf(client)
  const patterns = hook.events.map((event) => event.replaceAll('*', '%'))
  const common = [edge, patterns, hook.organisation_id]
  // A restored database counts anew: go on by the clock from the last delivery, an hour earlier to be sure.
  const same = hook.epoch === epoch
  const found = same
    ? await client.query<Row & Record<string, unknown>>({
        name: 'webhook-next',
        text: next,
        values: [...common, hook.read_to, hook.read_process, hook.read_seq],
      })
    : await client.query<Row & Record<string, unknown>>({
        text: afterRestore,
        values: [...common, await lastTold(client, hook)],
      })
  await insert(client, hook.id, found.rows, at)
  const last = found.rows.length === portion && same ? found.rows.at(-1) : undefined
  const to = last ? [last.changed, last.process_id, last.seq] : [edge, '', 0]
  const text = `update webhooks set read_to = $2, read_process = $3, read_seq = $4, epoch = $5 where id = $1`
  // Nothing is written while nothing has moved on.
  if (!same || to[0] !== hook.read_to || to[1] !== hook.read_process || to[2] !== hook.read_seq)
    await client.query({ name: 'webhook-read', text, values: [hook.id, ...to, epoch] })
  return last !== undefined
}

/** The oldest transaction that still runs: everything below it is decided. */
export async function edgeOf(client: Client): Promise<string> {
  const text = 'select pg_snapshot_xmin(pg_current_snapshot())::text as edge'
  return (await client.query<{ edge: string }>({ name: 'webhook-edge', text })).rows[0]?.edge ?? '0'
}

async function lastTold(client: Client, { id, created_at }: Subscription): Promise<Date> {
  const text = 'select max(created_at) as last from webhook_deliveries where webhook_id = $1'
  const last = (await client.query<{ last: Date | null }>({ text, values: [id] })).rows[0]?.last ?? created_at
  return new Date(last.getTime() - 3_600_000)
}

async function insert(client: Client, hook: string, found: readonly Row[], at: string): Promise<void> {
  if (found.length === 0) return
  const made = found.map((row) => ({ event: `${row.process}.${row.event}`, body: JSON.stringify(bodyOf(row)) }))
  const text = `insert into webhook_deliveries (webhook_id, event, body, created_at, next_at)
    select $1, d.event, d.body, $3, $3 from rows from (jsonb_to_recordset($2) as (event text, body text)) with ordinality as d(event, body, n) order by n`
  await client.query({ name: 'webhook-insert', text, values: [hook, JSON.stringify(made), at] })
}

/** What happened to which case: no person, no text of anybody. `id` is the same for every subscriber. */
function bodyOf(row: Row): Record<string, unknown> {
  const { to } = JSON.parse(row.entry) as { to: StateValue }
  return {
    id: `${row.process_id}#${row.seq}`,
    event: `${row.process}.${row.event}`,
    at: row.at.toISOString(),
    case: row.cycle_id,
    process: row.process,
    edition: row.edition,
    version: row.seq,
    state: stateName(to),
    school: row.school_id,
    schoolCode: row.code,
  }
}
