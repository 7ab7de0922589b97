// Links sent by mail: one use, one purpose, an hour or a week. Only the hash of the secret is kept.
import type { Database } from '../connect.ts'
import { withClient, type Client } from '../with-client.ts'
import { queueMail, wakeMail } from '../outbox.ts'
import { seal, unseal } from '../secret-key.ts'
import { hashOf, newSecret } from './principal.ts'

export type LinkPurpose = 'invitation' | 'reset'

const hours: Record<LinkPurpose, number> = { invitation: 7 * 24, reset: 1 }

const endOf = (purpose: LinkPurpose, at: string): string =>
  new Date(Date.parse(at) + hours[purpose] * 3_600_000).toISOString()

/** Makes a link, queues its mail and answers its secret; earlier unused links of the purpose are void. */
export async function mailLink(
  client: Client,
  key: Buffer,
  { person, purpose, at }: { person: string; purpose: LinkPurpose; at: string },
): Promise<string> {
  const secret = newSecret()
  const expiresAt = endOf(purpose, at)
  const over = 'update mailed_links set used_at = $3 where person_id = $1 and purpose = $2 and used_at is null'
  await client.query({ text: over, values: [person, purpose, at] })
  const text = `insert into mailed_links (hash, person_id, purpose, created_at, expires_at) values ($1, $2, $3, $4, $5)`
  await client.query({ text, values: [hashOf(secret), person, purpose, at, expiresAt] })
  await queueMail(client, key, { person, template: purpose, path: `/${purpose}`, secret, at, expiresAt })
  return secret
}

/** The secret of an invitation whose mail still waits to be sent; `null` = there is none. */
export async function waitingInvitation(
  client: Client,
  key: Buffer,
  { person, at }: { person: string; at: string },
): Promise<string | null> {
  const text = `select secret from outbox where person_id = $1 and template = 'invitation' and status = 'waiting' and expires_at > $2
    order by id desc limit 1`
  const [mail] = (await client.query<{ secret: string | null }>({ text, values: [person, at] })).rows
  return mail?.secret ? unseal(key, mail.secret) : null
}

/**
 * A link to reset the password of whoever has this e-mail and an active account, with its mail and its line in the journal: one
 * statement, sent alike when there is nobody, so that neither answer nor time tells.
 */
export async function mailReset(
  db: Database,
  key: Buffer,
  { email, at }: { email: string; at: string },
): Promise<void> {
  const secret = newSecret()
  const text = `with owner as (select person_id from accounts where lower(email) = lower($1) and status = 'active'),
    over as (update mailed_links set used_at = $2 where person_id in (select person_id from owner) and purpose = 'reset' and used_at is null),
    link as (insert into mailed_links (hash, person_id, purpose, created_at, expires_at) select $3, person_id, 'reset', $2, $4 from owner),
    mail as (insert into outbox (person_id, template, path, secret, created_at, next_at, expires_at)
      select person_id, 'reset', '/reset', $5, $2, $2, $4 from owner),
    told as (insert into journal (at, actor_id, action, subject_kind, subject_id)
      select $2, 'system', 'requestReset', 'person', person_id from owner)
    ${wakeMail}`
  const values = [email.trim(), at, hashOf(secret), endOf('reset', at), seal(key, secret)]
  await withClient(db, (client) => client.query({ name: 'mail-reset', text, values }))
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
