// Who is on a sheet right now. Worth nothing after a minute, so it is not logged and does not survive a crash.
import type { Client } from '../with-client.ts'

/** No reference to the sheet's process: its row is locked while somebody saves, and nobody should wait for that to be seen. */
const presences = `
  create unlogged table presences (
    process_id text not null, person_id text not null references people, cycle_id text not null,
    side text not null check (side in ('school', 'review')), seen_at timestamptz not null, primary key (process_id, person_id));
  create index presences_case on presences (cycle_id);
  create index presences_age on presences (seen_at);`

export async function up(client: Client): Promise<void> {
  await client.query(presences)
}
