// A person's own sessions and tokens, and the tokens a department watches over. No secret and no hash leaves here.
import type { Client } from '../with-client.ts'
import { cut, keyIn, type Page } from './page.ts'

interface SessionRow {
  id: string
  createdAt: string
  lastSeenAt: string
  expiresAt: string
  strong: boolean
  current: boolean
}

/** Running sessions, the last used first. The id is the beginning of the hash: enough to name one, of no use to enter. */
export async function ownSessions(client: Client, person: string, current: string, at: string): Promise<SessionRow[]> {
  const text = `select left(id_hash, 16) as id, ${iso('created_at')} as "createdAt", ${iso('last_seen_at')} as "lastSeenAt",
    ${iso('expires_at')} as "expiresAt", strong, id_hash = $2 as current
    from sessions where person_id = $1 and expires_at > $3 order by last_seen_at desc, id_hash limit 100`
  const values = [person, current, at]
  return (await client.query<SessionRow & Record<string, unknown>>({ name: 'own-sessions', text, values })).rows
}

/** SQL: an instant as ISO text in UTC. */
export function iso(column: string): string {
  return `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

/** What a token may be used for. */
export const tokenScopes = ['read', 'write', 'feed', 'import'] as const
export type TokenScope = (typeof tokenScopes)[number]

export interface TokenRow {
  id: string
  name: string
  person: string
  personName: string
  scopes: TokenScope[]
  createdAt: string
  expiresAt: string
  revokedAt: string | null
  lastUsedAt: string | null
}

/** One's own, or with `reach` those of the people of these organisations and the ones under them. Newest first. */
export async function listTokens(
  client: Client,
  filter: { person: string; reach: 'all' | string[] | null; cursor?: string | undefined; limit: number },
): Promise<Page<TokenRow>> {
  const { person, reach, cursor, limit } = filter
  const [created, id] = keyIn(cursor, ['instant', 'text'])
  const text = `select t.id, t.name, p.id as person, p.name as "personName", t.scopes, ${iso('t.created_at')} as "createdAt",
      ${iso('t.expires_at')} as "expiresAt", ${iso('t.revoked_at')} as "revokedAt", ${iso('t.last_used_at')} as "lastUsedAt"
    from tokens t join people p on p.id = t.person_id join organisations o on o.id = p.organisation_id
      left join schools s on s.id = o.id
    where ($2 or t.person_id = $1 or o.id = any($3) or o.parent_id = any($3) or s.department_id = any($3))
      and ($4::timestamptz is null or (t.created_at, t.id) < ($4, $5)) order by t.created_at desc, t.id desc limit $6`
  const values = [person, reach === 'all', Array.isArray(reach) ? reach : [], created, id, limit + 1]
  const found = await client.query<TokenRow & Record<string, unknown>>({ name: 'tokens', text, values })
  return cut(found.rows, limit, (row) => [row.createdAt, row.id])
}
