// One account as sign-in and its owner's changes need it.
import type { Client } from '../with-client.ts'

export interface Account {
  personId: string
  name: string
  email: string
  passwordHash: string | null
  status: 'invited' | 'active' | 'suspended'
  /** A second factor is set up and confirmed. */
  secondFactor: boolean
  /** One is set up but not confirmed yet. */
  unconfirmed: boolean
}

const columns = `a.person_id as "personId", p.name, a.email, a.password_hash as "passwordHash", a.status,
  a.totp_confirmed_at is not null as "secondFactor", a.totp_secret is not null and a.totp_confirmed_at is null as unconfirmed`

export async function accountByEmail(client: Client, email: string): Promise<Account | null> {
  const text = `select ${columns} from accounts a join people p on p.id = a.person_id where lower(a.email) = lower($1)`
  return one(client, { name: 'account-email', text, values: [email.trim()] })
}

/** Locks the account to the end of the transaction. */
export async function lockAccount(client: Client, person: string): Promise<Account | null> {
  const text = `select ${columns} from accounts a join people p on p.id = a.person_id where a.person_id = $1 for update of a`
  return one(client, { name: 'account-lock', text, values: [person] })
}

/** Sets the password; sessions other than `keep` end. An invited account is active from then on. */
export async function setPassword(client: Client, person: string, hash: string, keep: string | null): Promise<void> {
  const text = `update accounts set password_hash = $2, status = case when status = 'invited' then 'active' else status end where person_id = $1`
  await client.query({ text, values: [person, hash] })
  await endSessions(client, person, keep)
}

export async function endSessions(client: Client, person: string, keep: string | null = null): Promise<void> {
  const text = 'delete from sessions where person_id = $1 and id_hash is distinct from $2'
  await client.query({ text, values: [person, keep] })
}

async function one(
  client: Client,
  statement: { name: string; text: string; values: unknown[] },
): Promise<Account | null> {
  return (await client.query<Account & Record<string, unknown>>(statement)).rows[0] ?? null
}
