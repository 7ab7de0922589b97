// Long work that people may leave and come back to, and indexes of the search over evidence and people.
import type { Client } from '../with-client.ts'

const jobs = `
  create table jobs (
    id text primary key, kind text not null check (kind in ('import', 'package', 'simulation')),
    person_id text not null references people, input jsonb not null, input_file text,
    status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed')),
    done bigint not null default 0, total bigint, attempts int not null default 0,
    created_at timestamptz not null, started_at timestamptz, beat_at timestamptz, ended_at timestamptz, expires_at timestamptz not null,
    result jsonb, fault jsonb, file jsonb);
  create index jobs_person on jobs (person_id, created_at desc, id desc);
  create index jobs_open on jobs (created_at) where status in ('waiting', 'running');
  create index jobs_expiring on jobs (expires_at);
  create index evidence_search on evidence using gin (search_key gin_trgm_ops);
  create index people_name on people using gin (public.name_key(name) gin_trgm_ops);`

export async function up(client: Client): Promise<void> {
  await client.query(jobs)
}
