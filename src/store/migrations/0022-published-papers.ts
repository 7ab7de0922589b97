// The file of a published report, by the hash of the submission that it shows: it is made once, and stays as it was published.
import type { Client } from '../with-client.ts'

export function up(client: Client): Promise<unknown> {
  return client.query(`create table published_papers (
    submission text primary key, cycle_id text not null references cycles, sha256 text not null, size bigint not null,
    made_at timestamptz not null)`)
}
