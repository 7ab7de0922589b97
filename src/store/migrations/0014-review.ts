// What reviewers keep beside their sheets: how and where something was observed, its photos, the plan of the visit, independence.
import type { Client } from '../with-client.ts'

const observations = `
  alter table observations
    add column method text not null default 'other' check (method in ('interview', 'documents', 'watching', 'lesson', 'other')),
    add column place text not null default '', add column observed_time text check (observed_time ~ '^\\d\\d:\\d\\d$'),
    add column drawn_from text[] not null default '{}';
  create table observation_photos (
    id text primary key, observation_id text not null references observations, name text not null, type text not null,
    size bigint not null, sha256 text not null, at timestamptz not null);
  create index observation_photos_of on observation_photos (observation_id, at, id);
  create index observation_photos_content on observation_photos (sha256);`

const plan = `
  create table visit_sessions (
    id text primary key, cycle_id text not null references cycles, round int not null, held_on date not null,
    starts text not null check (starts ~ '^\\d\\d:\\d\\d$'), ends text not null check (ends > starts and ends ~ '^\\d\\d:\\d\\d$'),
    what text not null, place text not null, meets text not null, members text[] not null, criteria text[] not null,
    author_id text not null references people, at timestamptz not null, version int not null default 1, removed_at timestamptz);
  create index visit_sessions_case on visit_sessions (cycle_id, round, held_on, starts, id) where removed_at is null;`

const independence = `
  create table review_independence (
    cycle_id text not null references cycles, round int not null, person_id text not null references people,
    at timestamptz not null, primary key (cycle_id, round, person_id));`

export async function up(client: Client): Promise<void> {
  await client.query(observations)
  await client.query(plan)
  await client.query(independence)
}
