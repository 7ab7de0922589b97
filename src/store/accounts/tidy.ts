// Forgets what no longer counts: sessions that ended, links that ran out, guesses of yesterday.
import type { Database } from '../connect.ts'
import { withClient } from '../with-client.ts'

const statements = [
  `delete from sessions where expires_at <= $1`,
  `delete from mailed_links where expires_at < $1::timestamptz - interval '30 days'`,
  `delete from sign_in_failures where at < $1::timestamptz - interval '1 day'`,
]

export async function tidyAccess(db: Database, at: string): Promise<void> {
  await withClient(db, async (client) => {
    for (const text of statements) await client.query({ text, values: [at] })
  })
}
