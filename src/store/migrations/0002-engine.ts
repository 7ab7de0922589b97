// The tables of the engine: cycles, processes with their history, deadlines and effects, and who may act.
import type { Client } from '../with-client.ts'

const people = `
  create table organisations (
    id text primary key, kind text not null check (kind in ('ministry','province','department','commune','school')),
    name text not null, parent_id text references organisations, name_key text generated always as (name_key(name)) stored);
  create index organisations_name on organisations using gin (name_key gin_trgm_ops);
  create table schools (
    id text primary key references organisations, kind text not null, status text not null default 'active',
    founded_on date not null, commune_id text references organisations, department_id text not null references organisations,
    province_id text not null references organisations, via_commune boolean not null default false,
    cohort_completed boolean not null default false, conditions_met boolean not null default false,
    declared_years int not null default 0, data jsonb not null, changes jsonb not null default '[]');
  create index schools_place on schools (province_id, commune_id);
  create table people (
    id text primary key, name text not null, organisation_id text not null references organisations,
    education_sector boolean not null default true, sector_since date, trained boolean not null default false);
  create table offices (
    person_id text not null references people, role text not null, organisation_id text not null references organisations,
    since timestamptz not null, until timestamptz, primary key (person_id, role, organisation_id, since));
  create table employments (
    person_id text not null references people, school_id text not null references schools, since date not null, until date,
    primary key (person_id, school_id, since));`

const cases = `
  create table criteria_sets (id text primary key, hash text not null, content jsonb not null, published_at timestamptz not null);
  create table cycles (
    id text primary key, school_id text not null references schools, province_id text not null, period text not null,
    set_id text not null references criteria_sets, set_hash text not null, procedure_id text not null, opened_at timestamptz not null,
    unique (school_id, period, set_id));
  create table case_members (
    cycle_id text not null references cycles, person_id text not null references people, role text not null,
    since timestamptz not null, until timestamptz, primary key (cycle_id, person_id, role, since));
  create table processes (
    id text primary key, cycle_id text not null references cycles, school_id text not null references schools,
    process text not null, edition text not null, hash text not null, part text not null default '',
    value jsonb not null, context jsonb not null, state text not null, ended boolean not null, version int not null,
    head text not null, updated_at timestamptz not null, unique (cycle_id, process, part));
  create index processes_state on processes (process, state) where not ended;
  create table sheets (
    process_id text primary key references processes, cycle_id text not null references cycles,
    school_id text not null references schools, kind text not null, criterion text not null, assessor text,
    content jsonb not null, version int not null default 0);
  create index sheets_case on sheets (cycle_id, kind, criterion);`

const engine = `
  create table history (
    process_id text not null references processes, seq int not null, school_id text not null, at timestamptz not null,
    event text not null, actor_id text not null, entry text not null, hash text not null, primary key (process_id, seq));
  create index history_school on history (school_id, at);
  create function history_is_append_only() returns trigger language plpgsql as
    $$ begin raise exception 'history is append-only' using errcode = '42501'; end $$;
  create trigger history_keeps before update or delete on history for each row execute function history_is_append_only();
  create trigger history_stays before truncate on history for each statement execute function history_is_append_only();
  create table answers (key text primary key, request text not null, answer jsonb not null, at timestamptz not null);
  create table deadlines (
    id bigint generated always as identity primary key, process_id text not null references processes, school_id text not null,
    state text not null, event text not null, due_at timestamptz not null, unit text not null, uncovered text[] not null default '{}',
    status text not null default 'running' check (status in ('running','held','fired','ended','stuck')),
    remaining double precision, late boolean not null default false, fired_at timestamptz, error text);
  create index deadlines_due on deadlines (due_at, id) where status = 'running';
  create index deadlines_process on deadlines (process_id);
  create table effects (
    process_id text not null references processes, seq int not null, n int not null, cycle_id text not null, effect jsonb not null,
    status text not null default 'pending' check (status in ('pending','done','failed')), attempts int not null default 0,
    error text, done_at timestamptz, primary key (process_id, seq, n));
  create index effects_waiting on effects (process_id, seq, n) where status <> 'done';
  create table counters (series text not null, year int not null, value int not null, primary key (series, year));
  create table refusals (
    id bigint generated always as identity primary key, at timestamptz not null, actor_id text not null, process_id text not null,
    event text not null, code text not null, reason text not null);`

const papers = `
  create table submissions (
    cycle_id text not null references cycles, school_id text not null, kind text not null, version int not null,
    at timestamptz not null, content json not null, hash text not null, primary key (cycle_id, kind, version));
  create table awards (
    number text primary key, award text not null, school_id text not null references schools, cycle_id text not null references cycles,
    grade int not null, decision text not null, issued_at timestamptz not null, expires_at timestamptz not null,
    status text not null default 'valid', reason text);
  create index awards_school on awards (school_id, award);
  create index awards_expiry on awards (expires_at) where status = 'valid';
  create table evidence (
    cycle_id text not null references cycles, school_id text not null, code text not null, criterion text not null,
    item jsonb not null, primary key (cycle_id, code));
  create index evidence_criterion on evidence (cycle_id, criterion);
  create table evidence_revisions (
    cycle_id text not null, code text not null, revision int not null, file jsonb not null, actor_id text not null,
    at timestamptz not null, primary key (cycle_id, code, revision), foreign key (cycle_id, code) references evidence);
  create table notices (
    process_id text not null, seq int not null, n int not null, person_id text not null, message text not null,
    at timestamptz not null, primary key (process_id, seq, n, person_id));
  create table documents (
    process_id text not null, seq int not null, n int not null, cycle_id text not null, form text not null,
    at timestamptz not null, primary key (process_id, seq, n));
  create table publications (
    process_id text not null, seq int not null, n int not null, school_id text not null, what text not null,
    at timestamptz not null, primary key (process_id, seq, n));
  create function is_frozen() returns trigger language plpgsql as
    $$ begin raise exception '% is frozen once written', tg_table_name using errcode = '42501'; end $$;
  create trigger submissions_keep before update or delete on submissions for each row execute function is_frozen();
  create trigger revisions_keep before update or delete on evidence_revisions for each row execute function is_frozen();
  create trigger sets_keep before update or delete on criteria_sets for each row execute function is_frozen();`

export async function up(client: Client): Promise<void> {
  for (const part of [people, cases, engine, papers]) await client.query(part)
}
