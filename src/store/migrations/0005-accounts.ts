// The tables of people's access: accounts, sessions, links sent by mail, tokens of machines, delegated offices, interests; and the
// journal of every change that belongs to no process.
import type { Client } from '../with-client.ts'

const access = `
  create table accounts (
    person_id text primary key references people, email text not null, password_hash text,
    status text not null default 'invited' check (status in ('invited', 'active', 'suspended')),
    totp_secret text, totp_confirmed_at timestamptz, totp_last_step bigint, oidc_subject text unique,
    created_at timestamptz not null, suspended_reason text);
  create unique index accounts_email on accounts (lower(email));
  create table sessions (
    id_hash text primary key, person_id text not null references accounts on delete cascade, created_at timestamptz not null,
    last_seen_at timestamptz not null, expires_at timestamptz not null, strong boolean not null default false);
  create index sessions_person on sessions (person_id);
  create table mailed_links (
    hash text primary key, person_id text not null references accounts on delete cascade, purpose text not null check (purpose in ('invitation', 'reset')),
    created_at timestamptz not null, expires_at timestamptz not null, used_at timestamptz);
  create table recovery_codes (
    person_id text not null references accounts on delete cascade, hash text not null, used_at timestamptz, primary key (person_id, hash));
  create table sign_in_failures (id bigint generated always as identity primary key, key text not null, at timestamptz not null);
  create index sign_in_failures_key on sign_in_failures (key, at);
  create table tokens (
    id text primary key, hash text not null unique, name text not null, person_id text not null references accounts on delete cascade,
    scopes text[] not null, created_at timestamptz not null, expires_at timestamptz not null, revoked_at timestamptz, last_used_at timestamptz);
  alter table offices add column delegated_by text references people, add column reason text;
  create index tokens_person on tokens (person_id);
  create table interests (
    id bigint generated always as identity primary key, person_id text not null references people, school_id text not null references schools, kind text not null
      check (kind in ('relative', 'financial', 'other')), note text not null default '', declared_at timestamptz not null,
    withdrawn_at timestamptz);
  create index interests_person on interests (person_id, school_id);
  create index people_organisation on people (organisation_id);
  create index employments_school on employments (school_id);
  create index offices_organisation on offices (organisation_id);
  create table journal (
    id bigint generated always as identity primary key, at timestamptz not null, actor_id text not null, action text not null,
    subject_kind text not null, subject_id text not null, details jsonb not null default '{}', reason text);
  create index journal_subject on journal (subject_kind, subject_id, id);
  create trigger journal_keeps before update or delete on journal for each row execute function is_frozen();`

// What is to be mailed waits here until a server has taken it. The secret of a link is sealed, and gone once it is sent.
const mail = `
  create table outbox (
    id bigint generated always as identity primary key, key text unique, person_id text not null references people,
    template text not null, data jsonb not null default '{}', path text not null, secret text, created_at timestamptz not null,
    /** From when on it makes no sense any more; null = never. */
    expires_at timestamptz, status text not null default 'waiting' check (status in ('waiting', 'sent', 'failed', 'expired')),
    attempts int not null default 0, next_at timestamptz not null, error text, sent_at timestamptz);
  create index outbox_waiting on outbox (next_at, id) where status = 'waiting';
  create index outbox_person on outbox (person_id);`

export async function up(client: Client): Promise<void> {
  await client.query(access)
  await client.query(mail)
}
