// Who is calling: the person behind a session's cookie or a token, with the offices held today.
import { createHash, randomBytes } from 'node:crypto'
import type { Office } from '../../domain/permissions.ts'
import type { Database } from '../connect.ts'
import { together } from '../together.ts'
import { withClient, type Client } from '../with-client.ts'

export interface Principal {
  personId: string
  name: string
  email: string
  organisationId: string
  offices: Office[]
  /** Is a reviewer of some case. */
  reviews: boolean
  via: 'session' | 'token'
  /** Of a token: what it may be used for. */
  scopes: string[]
  /** A second factor was given at sign-in. */
  strong: boolean
  /** Of a session: the hash it is kept under. */
  sessionHash: string | null
}

/** How long a session lives without being used, and how long at most. */
export const sessionHours = 12
export const sessionDays = 7
const sliding = (at: string, begun: string) =>
  `least(${at}::timestamptz + make_interval(hours => ${sessionHours}), ${begun}::timestamptz + make_interval(days => ${sessionDays}))`

/** Only the hash of a secret is stored: a stolen database opens no session. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** An id that nobody guesses, e.g. of a person or a token. */
export function newId(): string {
  return randomBytes(10).toString('hex')
}

const person = `p.name, a.email, p.organisation_id as "organisationId",
  (select coalesce(json_agg(json_build_object('role', o.role, 'organisationId', o.organisation_id)), '[]') from offices o
    where o.person_id = p.id and o.since <= $2 and (o.until is null or o.until > $2)) as offices,
  exists (select 1 from case_members m where m.person_id = p.id and m.until is null
    and m.role in ('teamLead', 'teamSecretary', 'reviewer')) as reviews`

/** Begins a session and answers its secret, which is kept nowhere else. */
export async function beginSession(
  db: Database,
  input: { person: string; strong: boolean; at: string },
): Promise<string> {
  const secret = newSecret()
  const text = `insert into sessions (id_hash, person_id, created_at, last_seen_at, expires_at, strong)
    values ($1, $2, $3, $3, ${sliding('$3', '$3')}, $4)`
  await withClient(db, (client) =>
    client.query({ text, values: [hashOf(secret), input.person, input.at, input.strong] }),
  )
  return secret
}

/** The person of a session, whose end moves on once a minute; `null` when it has expired or ended, or the account is not active. */
export function principalOfSession(db: Database, secret: string, at: string): Promise<Principal | null> {
  return withClient(db, (client) => ofSession(client, secret, at))
}

/** The same with how many notices they have not read, which every page tells. */
export async function visitorOfSession(
  db: Database,
  secret: string,
  at: string,
): Promise<{ principal: Principal | null; unread: number }> {
  const text = `select count(*)::int as n from notices where read_at is null
    and person_id = (select person_id from sessions where id_hash = $1)`
  const counted = { name: 'unread-notices', text, values: [hashOf(secret)] }
  const [principal, { rows }] = await withClient(db, (client) =>
    together(client, () => [ofSession(client, secret, at), client.query<{ n: number }>(counted)]),
  )
  return { principal, unread: rows[0]?.n ?? 0 }
}

function ofSession(client: Client, secret: string, at: string): Promise<Principal | null> {
  const text = `with seen as (update sessions set last_seen_at = $2, expires_at = ${sliding('$2', 'created_at')}
      where id_hash = $1 and expires_at > $2 and last_seen_at < $2::timestamptz - interval '1 minute')
    select s.person_id as "personId", 'session' as via, '{}'::text[] as scopes, s.strong, s.id_hash as "sessionHash", ${person}
    from sessions s join accounts a on a.person_id = s.person_id join people p on p.id = a.person_id
    where s.id_hash = $1 and s.expires_at > $2 and a.status = 'active'`
  return one(client, { name: 'principal-session', text, values: [hashOf(secret), at] })
}

/** The person a token stands for, `null` when it has expired or was revoked. */
export async function principalOfToken(db: Database, secret: string, at: string): Promise<Principal | null> {
  const text = `with used as (update tokens set last_used_at = $2 where hash = $1 and revoked_at is null
      and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute'))
    select t.person_id as "personId", 'token' as via, t.scopes, false as strong, null as "sessionHash", ${person}
    from tokens t join accounts a on a.person_id = t.person_id join people p on p.id = a.person_id
    where t.hash = $1 and t.expires_at > $2 and t.revoked_at is null and a.status = 'active'`
  return withClient(db, (client) => one(client, { name: 'principal-token', text, values: [hashOf(secret), at] }))
}

/** By the hash it is kept under. */
export async function endSession(db: Database, sessionHash: string): Promise<void> {
  const text = 'delete from sessions where id_hash = $1'
  await withClient(db, (client) => client.query({ text, values: [sessionHash] }))
}

async function one(
  client: Client,
  statement: { name: string; text: string; values: unknown[] },
): Promise<Principal | null> {
  const found = await client.query<Principal & Record<string, unknown>>(statement)
  return found.rows[0] ?? null
}
