// Tokens of machines: made by a person, who stands for what they do, for a purpose and a time; revoked by them or their department.
import { notFound, invalidAt } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { reachOf } from '../../domain/permissions.ts'
import { officesOf, seatOf } from '../../store/accounts/seats.ts'
import { newId, newSecret, hashOf } from '../../store/accounts/principal.ts'
import type { Database } from '../../store/connect.ts'
import type { TokenScope } from '../../store/views/own-access.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { ownAccount } from './own-account.ts'

export interface CreateToken {
  person: string
  name: string
  scopes: readonly TokenScope[]
  expiresAt: string
  at: string
}

const yearMs = 366 * 24 * 3_600_000

/** The secret is shown once. It may do what its person may, within its scopes. Throws `invalid` for a term over a year. */
export function createToken(db: Database, input: CreateToken): Promise<{ id: string; secret: string }> {
  const { person, name, scopes, at } = input
  const expiresAt = new Date(input.expiresAt).toISOString()
  return inTransaction(db, async (client) => {
    await ownAccount(client, person)
    if (expiresAt <= at || Date.parse(expiresAt) > Date.parse(at) + yearMs)
      throw invalidAt(
        'expiresAt',
        say('Thời hạn phải sau lúc này và không quá 1 năm.', 'The expiry must be later than now and within 1 year.'),
      )
    const id = newId()
    const secret = `kd_${newSecret()}`
    const text = `insert into tokens (id, hash, name, person_id, scopes, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)`
    await client.query({ text, values: [id, hashOf(secret), name, person, scopes, at, expiresAt] })
    const details = { scopes, expiresAt }
    await journal(client, { at, actor: person, action: 'createToken', subject: { kind: 'token', id }, details })
    return { id, secret }
  })
}

/** Throws `notFound` for a token that is neither theirs nor of somebody `manageTokens` reaches. */
export function revokeToken(db: Database, input: { token: string; person: string; at: string }): Promise<void> {
  const { token, person, at } = input
  return inTransaction(db, async (client) => {
    const text = `select t.person_id as owner, p.organisation_id as organisation from tokens t join people p on p.id = t.person_id
      where t.id = $1 for update of t`
    type Row = { owner: string; organisation: string }
    const row = (await client.query<Row>({ text, values: [token] })).rows[0]
    if (!row || !(await mayRevoke(client, row, { person, at }))) throw notFound()
    const over = 'update tokens set revoked_at = $2 where id = $1 and revoked_at is null'
    await client.query({ text: over, values: [token, at] })
    await journal(client, { at, actor: person, action: 'revokeToken', subject: { kind: 'token', id: token } })
  })
}

async function mayRevoke(
  client: Client,
  { owner, organisation }: { owner: string; organisation: string },
  { person, at }: { person: string; at: string },
): Promise<boolean> {
  const account = await ownAccount(client, person)
  if (account.personId === owner) return true
  const seat = await seatOf(client, organisation)
  const reach = reachOf('manageTokens', await officesOf(client, person, at))
  return seat !== null && (reach === 'all' || [seat.id, ...seat.above].some((id) => reach.includes(id)))
}
