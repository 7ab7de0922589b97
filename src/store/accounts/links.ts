// Links sent by mail: one use, one purpose, an hour or a week. Only the hash of the secret is kept.
import type { Client } from '../with-client.ts'
import { queueMail } from '../outbox.ts'
import { hashOf, newSecret } from './principal.ts'

export type LinkPurpose = 'invitation' | 'reset'

const hours: Record<LinkPurpose, number> = { invitation: 7 * 24, reset: 1 }

/** Makes a link, queues its mail and answers its secret; earlier unused links of the purpose are void. */
export async function mailLink(
  client: Client,
  key: Buffer,
  { person, purpose, at }: { person: string; purpose: LinkPurpose; at: string },
): Promise<string> {
  const secret = newSecret()
  const expiresAt = new Date(Date.parse(at) + hours[purpose] * 3_600_000).toISOString()
  const over = 'update mailed_links set used_at = $3 where person_id = $1 and purpose = $2 and used_at is null'
  await client.query({ text: over, values: [person, purpose, at] })
  const text = `insert into mailed_links (hash, person_id, purpose, created_at, expires_at) values ($1, $2, $3, $4, $5)`
  await client.query({ text, values: [hashOf(secret), person, purpose, at, expiresAt] })
  await queueMail(client, key, { person, template: purpose, path: `/${purpose}`, secret, at, expiresAt })
  return secret
}

/** Uses a link up and answers whose it is; `null` for one that is unknown, used or expired. */
export async function takeLink(
  client: Client,
  { secret, purpose, at }: { secret: string; purpose: LinkPurpose; at: string },
): Promise<string | null> {
  const text = `update mailed_links set used_at = $3 where hash = $1 and purpose = $2 and used_at is null and expires_at > $3
    returning person_id as person`
  const taken = await client.query<{ person: string }>({ text, values: [hashOf(secret), purpose, at] })
  return taken.rows[0]?.person ?? null
}
