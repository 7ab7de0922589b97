// Subscriptions of other systems: made, ended, and a delivery that was given up sent again. Each change is in the journal.
import { AppError, notFound } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { newId, newSecret } from '../../store/accounts/principal.ts'
import type { Database } from '../../store/connect.ts'
import { seal } from '../../store/secret-key.ts'
import { epochOf } from '../../store/views/feed.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { permitAnywhere } from '../permit.ts'

export interface CreateWebhook {
  url: string
  /** `*`, `certification.*`, `externalReview.submitReport`. */
  events: readonly string[]
  /** Whose schools it hears of; none = the person's own organisation. */
  organisation?: string | undefined
  actor: string
  at: string
  key: Buffer
}

const mostRunning = 20

/** The secret that signs is shown once. It hears of what happens from now on. */
export function createWebhook(db: Database, input: CreateWebhook): Promise<{ id: string; secret: string }> {
  const { url, events, actor, at, key } = input
  return inTransaction(db, async (client) => {
    const reach = await permitAnywhere(client, 'manageTokens', { person: actor, at })
    const organisation = input.organisation ?? (reach === 'all' ? undefined : reach[0])
    if (organisation === undefined || (reach !== 'all' && !reach.includes(organisation))) throw notFound()
    await refuseMany(client, organisation)
    const id = newId()
    const secret = `whs_${newSecret()}`
    const text = `insert into webhooks (id, organisation_id, url, events, secret, created_by, created_at, epoch, read_to)
      values ($1, $2, $3, $4, $5, $6, $7, $8, pg_snapshot_xmin(pg_current_snapshot()))`
    const values = [id, organisation, url, events, seal(key, secret), actor, at, await epochOf(client)]
    await client.query({ text, values })
    const details = { url, events, organisation }
    await journal(client, { at, actor, action: 'createWebhook', subject: { kind: 'webhook', id }, details })
    return { id, secret }
  })
}

async function refuseMany(client: Client, organisation: string): Promise<void> {
  const text = 'select count(*)::int as running from webhooks where organisation_id = $1 and ended_at is null'
  const found = await client.query<{ running: number }>({ text, values: [organisation] })
  if ((found.rows[0]?.running ?? 0) >= mostRunning)
    throw new AppError(
      'conflict',
      say(
        `Mỗi đơn vị chỉ có tối đa ${mostRunning} đăng ký nhận tin.`,
        `An organisation has at most ${mostRunning} subscriptions.`,
      ),
    )
}

interface Named {
  webhook: string
  actor: string
  at: string
}

/** What still waits is not sent any more. */
export function endWebhook(db: Database, { webhook, actor, at }: Named): Promise<void> {
  return inTransaction(db, async (client) => {
    await permitWebhook(client, { webhook, actor, at })
    const text = 'update webhooks set ended_at = $2 where id = $1 and ended_at is null'
    await client.query({ text, values: [webhook, at] })
    await journal(client, { at, actor, action: 'endWebhook', subject: { kind: 'webhook', id: webhook } })
  })
}

/** A delivery that is over, dead or not, goes out once more, before those that came after it. */
export function redeliver(db: Database, { delivery, ...named }: Named & { delivery: string }): Promise<void> {
  const { webhook, actor, at } = named
  return inTransaction(db, async (client) => {
    await permitWebhook(client, named)
    if (!/^\d{1,18}$/.test(delivery)) throw notFound()
    const text = `update webhook_deliveries d set status = 'waiting', attempts = 0, next_at = $3, error = null
      from webhooks w where d.id = $2::bigint and d.webhook_id = $1 and w.id = $1 and w.ended_at is null and d.status <> 'waiting'`
    const done = await client.query({ text, values: [webhook, delivery, at] })
    if (done.rowCount === 0)
      throw new AppError(
        'conflict',
        say(
          'Lần gửi này đang chờ, không có, hoặc đăng ký đã dừng.',
          'This delivery waits, does not exist, or its subscription has ended.',
        ),
      )
    const details = { delivery }
    await journal(client, { at, actor, action: 'redeliver', subject: { kind: 'webhook', id: webhook }, details })
  })
}

/** Throws `notFound` for one that is not there or not theirs to manage. */
async function permitWebhook(client: Client, { webhook, actor, at }: Named): Promise<void> {
  const reach = await permitAnywhere(client, 'manageTokens', { person: actor, at })
  const text = 'select 1 from webhooks where id = $1 and ($2::text[] is null or organisation_id = any($2))'
  const found = await client.query({ text, values: [webhook, reach === 'all' ? null : reach] })
  if (found.rows.length === 0) throw notFound()
}
