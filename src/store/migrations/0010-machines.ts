// What machines read and write: codes of the ministry, awards older than their case, the order of changes, webhooks.
import type { Client } from '../with-client.ts'

/** Codes are unique among organisations of a kind. An award without a case was issued before the system; `regime` says under which law. */
const imports = `
  alter table organisations add column code text;
  create unique index organisations_code on organisations (kind, code);
  alter table awards alter column cycle_id drop not null, add column regime text,
    add constraint awards_origin check (cycle_id is not null or regime is not null);`

/**
 * Readers of changes go by the number of the transaction that made them, and only up to the oldest one still running: whatever
 * commits later has a higher number, so nothing is passed by. Numbers belong to one database cluster, so a backup leaves them
 * out, and `feed_epoch` tells readers that they were given anew. Sheets have an order of their own and are not told.
 */
const changes = `
  create table feed_epoch (id text primary key default gen_random_uuid()::text);
  insert into feed_epoch default values;
  alter table processes add column changed xid8 not null default pg_current_xact_id();
  alter table awards add column changed xid8 not null default pg_current_xact_id();
  create index processes_changed on processes (changed, id) where process <> 'criterionSheet';
  create index awards_changed on awards (changed, department_id, number);
  create function is_changed() returns trigger language plpgsql as $$ begin new.changed := pg_current_xact_id(); return new; end $$;
  create trigger processes_change before update on processes for each row
    when (new.process <> 'criterionSheet') execute function is_changed();
  create trigger awards_change before update on awards for each row execute function is_changed();
  alter table history add column changed xid8 not null default pg_current_xact_id();
  create index history_changed on history (changed, process_id, seq) where process_id not like '%/criterionSheet/%';`

const webhooks = `
  create table webhooks (
    id text primary key, organisation_id text not null references organisations, url text not null, events text[] not null,
    secret text not null, created_by text not null references people, created_at timestamptz not null, ended_at timestamptz,
    epoch text not null, read_to xid8 not null, read_process text not null default '', read_seq int not null default 0);
  create index webhooks_running on webhooks (id) where ended_at is null;
  create table webhook_deliveries (
    id bigint generated always as identity primary key, webhook_id text not null references webhooks, event text not null,
    body text not null, created_at timestamptz not null, status text not null default 'waiting'
      check (status in ('waiting', 'delivered', 'dead')), attempts int not null default 0, next_at timestamptz not null,
    answer int, error text, delivered_at timestamptz);
  create index webhook_deliveries_waiting on webhook_deliveries (webhook_id, id) where status = 'waiting';
  create index webhook_deliveries_list on webhook_deliveries (webhook_id, status, id);`

/** The public register is searched by anybody: newest first, and by the commune of the school. */
const register = `
  create index awards_newest on awards (issued_at desc, number desc);
  create index publications_newest on publications (at desc, process_id desc, seq desc, n desc);
  create index schools_commune on schools (commune_id);`

export async function up(client: Client): Promise<void> {
  for (const part of [imports, changes, webhooks, register]) await client.query(part)
}
