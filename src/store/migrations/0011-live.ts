// Who is on a sheet right now, worth nothing after a minute, so not logged and gone after a crash; and an index of the work list.
import type { Client } from '../with-client.ts'

/** No reference to the sheet's process: its row is locked while somebody saves, and nobody should wait for that to be seen. */
const presences = `
  create unlogged table presences (
    process_id text not null, person_id text not null references people, cycle_id text not null,
    side text not null check (side in ('school', 'review')), seen_at timestamptz not null, primary key (process_id, person_id));
  create index presences_case on presences (cycle_id);
  create index presences_age on presences (seen_at);`

/** The work list asks for roles that are held or end later, which an index of those without an end does not know. */
const work = `
  drop index case_members_person;
  create index case_members_person on case_members (person_id);`

export async function up(client: Client): Promise<void> {
  await client.query(presences)
  await client.query(work)
}
