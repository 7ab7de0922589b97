// The province in numbers: one row a case with where it stands and what it reached, and counts that follow each change of it.
import type { Client } from '../with-client.ts'

/**
 * `step` is where the furthest running process stands (`process|edition|state`, null once all have ended), `places` every state
 * that a running process is in, `late_since` the earliest deadline that passed and whose state was not left. Levels and results
 * (`criterion|level`) are those of what was handed over; `unread` = something was, and they are not taken from it yet.
 */
const standings = `
  create table standings (
    cycle_id text primary key references cycles, school_id text not null, department_id text not null, commune_id text not null,
    kind text not null, period text not null, procedure_id text not null, set_id text not null,
    step text, places text[] not null default '{}', late_since timestamptz,
    own_level int, review_level int, results text[] not null default '{}',
    unread boolean not null default false);
  create index standings_unread on standings (cycle_id) where unread;
  create index standings_department on standings (department_id, cycle_id);
  create index standings_step on standings (step, department_id, cycle_id);
  create index standings_commune on standings (commune_id, cycle_id);
  create index standings_school on standings (school_id);
  create index standings_late on standings (department_id, late_since, cycle_id) where late_since is not null;
  create index standings_places on standings using gin (places);
  create index standings_results on standings using gin (results);`

/**
 * A change is written as a row of its own, so that no two events wait for one counter; the sweep adds them up. '' = all of them,
 * '-' = none. What is asked of both tables together is exact at every moment.
 */
const counts = `
  create table province_changes (
    department_id text not null, commune_id text not null, kind text not null, period text not null, measure text not null,
    value text not null, d int not null);
  create table province_counts (
    department_id text not null, measure text not null, commune_id text not null, kind text not null, period text not null,
    value text not null, n int not null, primary key (department_id, measure, commune_id, kind, period, value));
  create function count_province() returns void language sql as $$
    with moved as (delete from province_changes returning *)
    insert into province_counts select department_id, measure, coalesce(commune_id, ''), coalesce(kind, ''), coalesce(period, ''), value, sum(d)
      from moved group by department_id, measure, value, cube (commune_id, kind, period)
    on conflict (department_id, measure, commune_id, kind, period, value) do update set n = province_counts.n + excluded.n $$;`

/** A case counts once in each of these. Where it stands counts while it runs, what it reached always. */
const marks = `
  create function standing_marks(s standings) returns table (measure text, value text) language sql immutable as $$
    select m.measure, m.value from (
      select 'case', '' union all select 'period', s.period
      union all select 'step', s.step union all select 'late', case when s.late_since is not null then s.step end
      union all select 'commune', case when s.step is not null then s.commune_id end
      union all select 'kind', case when s.step is not null then s.kind end
      union all select 'at', p from unnest(s.places) p
      union all select 'own', s.procedure_id || '|' || s.own_level union all select 'review', s.procedure_id || '|' || s.review_level
      union all select 'set', case when cardinality(s.results) > 0 then s.set_id end
      union all select 'result ' || s.set_id, r from unnest(s.results) r) m (measure, value)
    where s.cycle_id is not null and m.value is not null $$;
  create function standing_changed() returns trigger language plpgsql as $$ begin
    insert into province_changes select department_id, commune_id, kind, period, measure, value, sum(d) from (
      select old.department_id, old.commune_id, old.kind, old.period, m.measure, m.value, -1 from standing_marks(old) m
      union all select new.department_id, new.commune_id, new.kind, new.period, m.measure, m.value, 1 from standing_marks(new) m
    ) told (department_id, commune_id, kind, period, measure, value, d) group by 1, 2, 3, 4, 5, 6 having sum(d) <> 0;
    return null; end $$;
  create trigger standings_counted after insert or update or delete on standings for each row execute function standing_changed();`

/** Reminders of a term do not make anybody late. In plpgsql its plan is kept: planning it takes longer than running it. */
const refresh = `
  create function refresh_standing(cycle text) returns void language plpgsql as $$ begin
    with running as (select p.id, p.process, p.edition, p.state, p.part from processes p where p.cycle_id = cycle and not p.ended
        and p.process = any ('{certification,externalReview,selfAssessment}')),
    step as (select process || '|' || edition || '|' || state as step from running
      order by array_position('{certification,externalReview,selfAssessment}'::text[], process), length(part) desc, part desc limit 1),
    places as (select coalesce(array_agg(process || '|' || edition || '|' || leaf order by process, leaf), '{}') as places
      from running, unnest(string_to_array(state, ' ')) leaf),
    late as (select min(d.due_at) as since from running r join deadlines d on d.process_id = r.id
      where d.status in ('fired', 'stuck') and d.event !~ '(TermEnding|RenewalDue|RenewalClosed)$'
        and exists (select 1 from unnest(string_to_array(r.state, ' ')) leaf where starts_with(leaf || '.', d.state || '.'))
        and not exists (select 1 from deadlines n where n.process_id = d.process_id and n.state = d.state and n.event = d.event and n.id > d.id))
    insert into standings (cycle_id, school_id, department_id, commune_id, kind, period, procedure_id, set_id, step, places, late_since, unread)
      select c.id, s.id, s.department_id, coalesce(s.commune_id, '-'), s.kind, c.period, c.procedure_id, c.set_id,
        (select step from step), places.places, late.since,
        exists (select 1 from submissions f where f.cycle_id = c.id and f.kind <> 'decision')
      from cycles c join schools s on s.id = c.school_id, places, late where c.id = cycle
    on conflict (cycle_id) do update set step = excluded.step, places = excluded.places, late_since = excluded.late_since
      where (standings.step, standings.places, standings.late_since) is distinct from (excluded.step, excluded.places, excluded.late_since); end $$;
  create function process_moved() returns trigger language plpgsql as $$ begin
    perform refresh_standing(new.cycle_id); return null; end $$;
  create trigger processes_begun after insert on processes for each row when (new.process <> 'criterionSheet') execute function process_moved();
  create trigger processes_moved after update on processes for each row when (new.process <> 'criterionSheet'
    and (new.state, new.ended) is distinct from (old.state, old.ended)) execute function process_moved();
  create function deadline_passed() returns trigger language plpgsql as $$ begin
    perform refresh_standing((select cycle_id from processes where id = new.process_id)); return null; end $$;
  create trigger deadlines_known after insert on deadlines for each row when (new.status in ('fired', 'stuck')) execute function deadline_passed();
  create trigger deadlines_passed after update of status on deadlines for each row
    when (new.status in ('fired', 'stuck') and new.status <> old.status) execute function deadline_passed();`

const submitted = `
  create function case_submitted() returns trigger language plpgsql as $$ begin
    update standings set unread = true where cycle_id = new.cycle_id; return null; end $$;
  create trigger submissions_read after insert on submissions for each row when (new.kind <> 'decision') execute function case_submitted();`

/** Awards in force by the month in which they end, and schools: of no period. */
const registers = `
  create function award_changed() returns trigger language plpgsql as $$ begin
    insert into province_changes select a.department_id, coalesce(s.commune_id, '-'), s.kind, '-', 'ending',
        a.award || '|' || to_char(a.expires_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM'), a.d
      from (select (old).department_id, (old).school_id, (old).award, (old).expires_at, (old).status, -1
        union all select (new).department_id, (new).school_id, (new).award, (new).expires_at, (new).status, 1)
        a (department_id, school_id, award, expires_at, status, d) join schools s on s.id = a.school_id
      where a.status in ('valid', 'inRemedy', 'suspended');
    return null; end $$;
  create trigger awards_counted after insert or update of status, expires_at, school_id or delete on awards for each row execute function award_changed();
  create index awards_ending on awards (department_id, expires_at, number) where status in ('valid', 'inRemedy', 'suspended');
  create function school_changed() returns trigger language plpgsql as $$ begin
    insert into province_changes select department_id, coalesce(commune_id, '-'), kind, '-', 'school', kind, d from (
      select (old).department_id, (old).commune_id, (old).kind, (old).status, -1
      union all select (new).department_id, (new).commune_id, (new).kind, (new).status, 1) s (department_id, commune_id, kind, status, d)
      where department_id is not null and status <> 'closed';
    if tg_op = 'UPDATE' then
      update standings set department_id = new.department_id, commune_id = coalesce(new.commune_id, '-'), kind = new.kind where school_id = new.id;
      insert into province_changes select a.department_id, x.commune, x.kind, '-', 'ending',
          a.award || '|' || to_char(a.expires_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM'), x.d
        from awards a, (values (coalesce(old.commune_id, '-'), old.kind, -1), (coalesce(new.commune_id, '-'), new.kind, 1)) x (commune, kind, d)
        where a.school_id = new.id and a.status in ('valid', 'inRemedy', 'suspended');
    end if;
    return null; end $$;
  create trigger schools_entered after insert on schools for each row execute function school_changed();
  create trigger schools_changed after update on schools for each row when ((old.department_id, old.commune_id, old.kind, old.status)
    is distinct from (new.department_id, new.commune_id, new.kind, new.status)) execute function school_changed();`

/** What was there before is counted once. */
const known = `
  insert into province_changes select department_id, coalesce(commune_id, '-'), kind, '-', 'school', kind, 1 from schools where status <> 'closed';
  insert into province_changes select a.department_id, coalesce(s.commune_id, '-'), s.kind, '-', 'ending',
      a.award || '|' || to_char(a.expires_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM'), 1
    from awards a join schools s on s.id = a.school_id where a.status in ('valid', 'inRemedy', 'suspended');
  select refresh_standing(id) from cycles;
  select count_province();`

export async function up(client: Client): Promise<void> {
  for (const part of [standings, counts, marks, refresh, submitted, registers, known]) await client.query(part)
}
