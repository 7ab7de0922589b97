// Tells subscribers what happened, each in order: what fails is tried again with growing pauses, and given up only for a person to see.
import type { Database } from '../store/connect.ts'
import { unseal } from '../store/secret-key.ts'
import { inTransaction, withClient, type Client } from '../store/with-client.ts'
import { collectNew, type Subscription } from './collect.ts'
import { send } from './send.ts'

export interface Teller {
  /** Opens the secrets of subscriptions. */
  key: Buffer
  /** Also to addresses of the private network. */
  allowPrivate: boolean
}

/** Some two days of trying; then the delivery is dead until somebody sends it again. */
const maxAttempts = 15

const atOnce = 3

/** Every running subscription until nothing is due; answers how many deliveries went out. Any number may run at once. */
export async function tellSubscribers(db: Database, teller: Teller, now: () => string): Promise<number> {
  const text = 'select id from webhooks where ended_at is null order by id'
  const found = await withClient(db, (client) => client.query<{ id: string }>({ name: 'webhooks-running', text }))
  const ids = found.rows.map(({ id }) => id)
  let sent = 0
  // A few at a time: one that is slow holds up neither the others nor all connections.
  const some = Array.from({ length: atOnce }, async () => {
    for (let id = ids.shift(); id !== undefined; id = ids.shift()) sent += await tellOne(db, teller, id, now)
  })
  await Promise.all(some)
  return sent
}

async function tellOne(db: Database, teller: Teller, id: string, now: () => string): Promise<number> {
  while (await inTransaction(db, (client) => collect(client, id, now()))) {
    // Portion by portion, each kept before the next.
  }
  for (let sent = 0; ; sent++)
    if ((await inTransaction(db, (client) => deliverNext(client, teller, id, now()))) !== 'delivered') return sent
}

async function collect(client: Client, id: string, at: string): Promise<boolean> {
  const text = `select id, organisation_id, events, created_at, epoch, read_to::text, read_process, read_seq from webhooks
    where id = $1 and ended_at is null`
  if (!(await locked(client, id))) return false
  const found = await client.query<Subscription & Record<string, unknown>>({ name: 'webhook', text, values: [id] })
  return found.rows[0] ? collectNew(client, found.rows[0], at) : false
}

/** One worker a subscription. The lock is no row's, so while a subscriber answers it can be ended, and readers of changes go on. */
async function locked(client: Client, id: string): Promise<boolean> {
  const text = 'select pg_try_advisory_xact_lock(hashtextextended($1, 9)) as free'
  const found = await client.query<{ free: boolean }>({ name: 'webhook-lock', text, values: [id] })
  return found.rows[0]?.free ?? false
}

interface Waiting {
  id: string
  event: string
  body: string
  attempts: number
  url: string
  secret: string
  due: boolean
}

/** The first that waits; one whose pause is not over holds up those behind it, which keeps the order. */
async function deliverNext(
  client: Client,
  teller: Teller,
  hook: string,
  at: string,
): Promise<'delivered' | 'failed' | null> {
  if (!(await locked(client, hook))) return null
  const text = `select d.id, d.event, d.body, d.attempts, w.url, w.secret, d.next_at <= $2 as due
    from webhook_deliveries d join webhooks w on w.id = d.webhook_id
    where d.webhook_id = $1 and d.status = 'waiting' and w.ended_at is null order by d.id limit 1`
  const values = [hook, at]
  const found = await client.query<Waiting & Record<string, unknown>>({ name: 'webhook-due', text, values })
  const [waiting] = found.rows
  if (!waiting?.due) return null
  const { status, error } = await attempt(teller, waiting, at)
  const delivered = status !== null && status >= 200 && status < 300
  const over = waiting.attempts + 1 >= maxAttempts
  const write = `update webhook_deliveries set attempts = attempts + 1, answer = $2, error = $3, status = $4,
    delivered_at = case when $4 = 'delivered' then $5::timestamptz end, next_at = $5::timestamptz + make_interval(mins => $6) where id = $1`
  const next = delivered ? 'delivered' : over ? 'dead' : 'waiting'
  const pause = Math.min(360, 2 ** waiting.attempts)
  await client.query({ name: 'webhook-told', text: write, values: [waiting.id, status, error, next, at, pause] })
  // A dead one gives way to those behind it.
  return delivered || over ? 'delivered' : 'failed'
}

async function attempt(
  { key, allowPrivate }: Teller,
  { id, event, body, url, secret }: Waiting,
  at: string,
): Promise<{ status: number | null; error: string | null }> {
  const opened = unseal(key, secret)
  if (opened === null) return { status: null, error: 'the secret was sealed with another key' }
  try {
    const status = await send({ url, secret: opened, id, event, body, at }, allowPrivate)
    return { status, error: status >= 200 && status < 300 ? null : `answered ${status}` }
  } catch (error) {
    return { status: null, error: (error instanceof Error ? error.message : String(error)).slice(0, 500) }
  }
}
