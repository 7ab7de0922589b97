// What people work with over the API: versions of school data, comments, read notices, and the indexes of their lists.
import type { Client } from '../with-client.ts'

const work = `
  alter table schools add column version int not null default 1;
  create index cycles_opened on cycles (opened_at desc, id desc);
  create index cycles_school on cycles (school_id);
  create index case_members_person on case_members (person_id) where until is null;
  create index offices_person on offices (person_id);
  create index history_case on history (process_id, at);
  alter table notices drop constraint notices_pkey, alter column seq drop not null, alter column n drop not null,
    add column id bigint generated always as identity primary key, add column read_at timestamptz, add column comment_id text,
    add unique (process_id, seq, n, person_id);
  create index notices_person on notices (person_id, id desc);
  create table comments (
    id text primary key, cycle_id text not null references cycles, school_id text not null, process_id text not null references processes,
    side text not null check (side in ('school', 'review')), author_id text not null references people, body text not null,
    mentions text[] not null default '{}', at timestamptz not null, resolved_at timestamptz, resolved_by text references people);
  create index comments_process on comments (process_id, at);
  create table observations (
    id text primary key, cycle_id text not null references cycles, school_id text not null, author_id text not null references people,
    criterion text, kind text not null check (kind in ('observation', 'finding', 'question')), body text not null,
    evidence text[] not null default '{}', observed_on date not null, at timestamptz not null, version int not null default 1,
    withdrawn_at timestamptz);
  create index observations_case on observations (cycle_id, criterion, at);`

export async function up(client: Client): Promise<void> {
  await client.query(work)
}
