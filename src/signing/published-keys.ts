// The public keys of all times, kept in the database: what was signed with an old key stays valid.
import { createHash } from 'node:crypto'
import { iso } from '../store/views/own-access.ts'
import type { Client } from '../store/with-client.ts'
import type { SigningKeys } from './keys.ts'

export interface PublishedKey {
  /** The multikey, or the SHA-256 of the certificate. */
  id: string
  kind: 'ed25519' | 'certificate'
  /** The multikey, or the certificate as base64 of its DER. */
  publicKey: string
  since: string
}

/** Enters the keys in use, so that they are known when others have taken their place. A repeat does nothing. */
export async function publishKeys(client: Client, { ed25519, paper }: SigningKeys, at: string): Promise<void> {
  const [own] = paper.certificates
  const rows = [
    { id: ed25519.id, kind: 'ed25519', key: ed25519.id },
    ...(own
      ? [{ id: createHash('sha256').update(own).digest('hex'), kind: 'certificate', key: own.toString('base64') }]
      : []),
  ]
  const text = `insert into signing_keys (id, kind, public_key, since) select k.id, k.kind, k.key, $2
    from jsonb_to_recordset($1) as k(id text, kind text, key text) on conflict do nothing`
  await client.query({ name: 'publish-keys', text, values: [JSON.stringify(rows), at] })
}

/** Newest first. */
export async function publishedKeys(client: Client): Promise<PublishedKey[]> {
  const text = `select id, kind, public_key as "publicKey", ${iso('since')} as since from signing_keys order by since desc, id`
  return (await client.query<PublishedKey & Record<string, unknown>>({ name: 'published-keys', text })).rows
}
