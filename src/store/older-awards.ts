// Certificates from before the system have no case whose deadline would end them: the sweep does, on the day they say.
import type { Database } from './connect.ts'
import { withClient } from './with-client.ts'

/** Answers how many have run out. */
export async function expireOlderAwards(db: Database, at: string): Promise<number> {
  const text = `update awards set status = 'expired', reason = 'Hết hạn' where cycle_id is null and expires_at <= $1
    and status in ('valid', 'inRemedy', 'suspended')`
  const done = await withClient(db, (client) => client.query({ name: 'expire-older', text, values: [at] }))
  return done.rowCount ?? 0
}
