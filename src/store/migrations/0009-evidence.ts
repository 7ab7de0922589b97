// Evidence over the API: uploads on their way, grants of restricted evidence, where an entry came from, and the list's indexes.
import type { Client } from '../with-client.ts'

/** `order_key('H1-1.10-02')` pads every number, so that 1.10 comes after 1.9. */
const evidence = `
  create function order_key(code text) returns text language sql immutable strict parallel safe
    as $$ select regexp_replace(regexp_replace(code, '(\\d+)', '0000\\1', 'g'), '0*(\\d{5})(?!\\d)', '\\1', 'g') $$;
  alter table evidence
    add column order_key text generated always as (order_key(code)) stored,
    add column search_key text generated always as (public.name_key(code || ' ' || coalesce(item->>'title', '') || ' '
      || coalesce(item->>'number', '') || ' ' || coalesce(item->>'issuer', ''))) stored;
  create index evidence_order on evidence (cycle_id, order_key);
  create index evidence_revisions_content on evidence_revisions ((file->>'sha256'));
  create table uploads (
    id text primary key, cycle_id text not null references cycles, person_id text not null references people, name text not null,
    length bigint not null, remove_location boolean not null default false, location_removed boolean not null default false,
    status text not null default 'receiving' check (status in ('receiving', 'received', 'ready', 'refused')), reason text,
    type text, sha256 text, created_at timestamptz not null, expires_at timestamptz not null, used_as text);
  create index uploads_person on uploads (cycle_id, person_id, created_at);
  create index uploads_expiry on uploads (expires_at);
  create index uploads_content on uploads (sha256);
  create table evidence_grants (
    id text primary key, cycle_id text not null, first_code text not null, person_id text not null references people,
    reason text not null, granted_by text not null references people, at timestamptz not null, until timestamptz not null,
    foreign key (cycle_id, first_code) references evidence);
  create index evidence_grants_person on evidence_grants (cycle_id, person_id, until);
  create table evidence_origins (
    cycle_id text not null, origin text not null, first_code text not null, primary key (cycle_id, origin),
    foreign key (cycle_id, first_code) references evidence);`

/** What was handed over as lists read it: without the rest of the dossier, and parsed already. */
const submitted = `
  alter table submissions add column evidence jsonb generated always as
    (case when kind = 'dossier' then (content->'evidence')::jsonb end) stored;`

export async function up(client: Client): Promise<void> {
  await client.query(evidence)
  await client.query(submitted)
}
