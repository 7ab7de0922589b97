// What waits for the offices above the schools, by its deadline: the work list of a department reads as many rows as it shows.
import type { Client } from '../with-client.ts'

/**
 * `waiting_states` says which state of which edition waits for whom; the program that knows the editions fills it in. A row of
 * `waits` is a running process that waits for a role of one organisation; councils and teams find theirs by their case.
 */
const tables = `
  create table waiting_states (
    process text not null, edition text not null, hash text not null, leaf text not null, role text not null, seat text
      check (seat in ('department', 'commune', 'province')), primary key (process, edition, leaf, role));
  create table waits (
    process_id text not null references processes on delete cascade, role text not null, organisation_id text not null,
    due_at timestamptz not null, primary key (process_id, role));
  create index waits_office on waits (organisation_id, role, due_at, process_id);
  create index deadlines_running on deadlines (process_id, due_at) where status = 'running';`

const put = `
  create function put_waits(wanted text) returns void language plpgsql as $$ begin
    delete from waits where process_id = wanted;
    insert into waits (process_id, role, organisation_id, due_at)
      select distinct p.id, w.role, o.id, coalesce(
          (select min(d.due_at) from deadlines d where d.process_id = p.id and d.status = 'running'), 'infinity')
        from processes p join schools s on s.id = p.school_id
          join waiting_states w on w.process = p.process and w.edition = p.edition and w.leaf = any (string_to_array(p.state, ' '))
          cross join lateral (select case w.seat when 'department' then s.department_id when 'commune' then s.commune_id
            when 'province' then s.province_id end) o (id)
        where p.id = wanted and not p.ended and o.id is not null
      on conflict (process_id, role) do update set organisation_id = excluded.organisation_id, due_at = excluded.due_at;
    end $$;`

const follow = `
  create function process_waits() returns trigger language plpgsql as $$ begin perform put_waits(new.id); return null; end $$;
  create trigger processes_wait after insert on processes for each row when (new.process <> 'criterionSheet') execute function process_waits();
  create trigger processes_wait_on after update on processes for each row when (new.process <> 'criterionSheet'
    and (new.state, new.ended, new.edition) is distinct from (old.state, old.ended, old.edition)) execute function process_waits();
  create function deadline_waits() returns trigger language plpgsql as $$ begin perform put_waits(new.process_id); return null; end $$;
  create trigger deadlines_wait after insert or update of due_at, status on deadlines for each row
    when (new.process_id not like '%/criterionSheet/%') execute function deadline_waits();
  create function school_waits() returns trigger language plpgsql as $$ begin
    perform put_waits(p.id) from cycles c join processes p on p.cycle_id = c.id
      where c.school_id = new.id and not p.ended and p.process <> 'criterionSheet';
    return null; end $$;
  create trigger schools_wait after update on schools for each row when ((old.department_id, old.commune_id, old.province_id)
    is distinct from (new.department_id, new.commune_id, new.province_id)) execute function school_waits();`

export async function up(client: Client): Promise<void> {
  for (const part of [tables, put, follow]) await client.query(part)
}
