// Subscriptions and their deliveries, for those who manage them. No secret leaves here.
import type { Client } from '../with-client.ts'
import { iso } from './own-access.ts'
import { cut, keyIn, type Page } from './page.ts'

export interface WebhookRow {
  id: string
  organisation: string
  url: string
  events: string[]
  createdBy: string
  createdAt: string
  endedAt: string | null
  waiting: number
  dead: number
}

export async function listWebhooks(
  client: Client,
  { reach, cursor, limit }: { reach: 'all' | string[]; cursor?: string | undefined; limit: number },
): Promise<Page<WebhookRow>> {
  const [created, id] = keyIn(cursor, ['instant', 'text'])
  const count = (status: string) =>
    `(select count(*)::int from webhook_deliveries d where d.webhook_id = w.id and d.status = '${status}')`
  const text = `select w.id, w.organisation_id as organisation, w.url, w.events, w.created_by as "createdBy", ${iso('w.created_at')} as "createdAt",
      ${iso('w.ended_at')} as "endedAt", ${count('waiting')} as waiting, ${count('dead')} as dead
    from webhooks w where ($1::text[] is null or w.organisation_id = any($1))
      and ($2::timestamptz is null or (w.created_at, w.id) < ($2, $3)) order by w.created_at desc, w.id desc limit $4`
  const values = [reach === 'all' ? null : reach, created, id, limit + 1]
  const found = await client.query<WebhookRow & Record<string, unknown>>({ name: 'webhooks', text, values })
  return cut(found.rows, limit, (row) => [row.createdAt, row.id])
}

export interface DeliveryRow {
  id: string
  event: string
  body: string
  createdAt: string
  status: 'waiting' | 'delivered' | 'dead'
  attempts: number
  nextAt: string | null
  answer: number | null
  error: string | null
  deliveredAt: string | null
}

/** The subscription itself: where it sends to, and since when it no longer does; `null` out of reach. */
export async function findWebhook(
  client: Client,
  { webhook, reach }: { webhook: string; reach: 'all' | string[] },
): Promise<Pick<WebhookRow, 'url' | 'endedAt'> | null> {
  const text = `select url, ${iso('ended_at')} as "endedAt" from webhooks where id = $1 and ($2::text[] is null or organisation_id = any($2))`
  const values = [webhook, reach === 'all' ? null : reach]
  return (await client.query<Pick<WebhookRow, 'url' | 'endedAt'>>({ text, values })).rows[0] ?? null
}

/** Newest first; `null` when the subscription is not there or not theirs. */
export async function listDeliveries(
  client: Client,
  filter: {
    webhook: string
    reach: 'all' | string[]
    status?: string | undefined
    cursor?: string | undefined
    limit: number
  },
): Promise<Page<DeliveryRow> | null> {
  const { webhook, reach, status, cursor, limit } = filter
  const own = 'select 1 from webhooks where id = $1 and ($2::text[] is null or organisation_id = any($2))'
  const known = await client.query({ text: own, values: [webhook, reach === 'all' ? null : reach] })
  if (known.rows.length === 0) return null
  const [id] = keyIn(cursor, ['bigint'])
  const text = `select id::text, event, body, ${iso('created_at')} as "createdAt", status, attempts,
      case when status = 'waiting' then ${iso('next_at')} end as "nextAt", answer, error, ${iso('delivered_at')} as "deliveredAt"
    from webhook_deliveries where webhook_id = $1 and ($2::text is null or status = $2) and ($3::bigint is null or id < $3)
    order by id desc limit $4`
  const values = [webhook, status, id, limit + 1]
  const found = await client.query<DeliveryRow & Record<string, unknown>>({ name: 'deliveries', text, values })
  return cut(found.rows, limit, (row) => [row.id])
}
