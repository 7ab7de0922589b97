// The standing of a case is refreshed by a function that keeps its plan: planning it took longer than running it.
import type { Client } from '../with-client.ts'

const refresh = `
  create or replace function refresh_standing(cycle text) returns void language plpgsql as $$ begin
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
      where (standings.step, standings.places, standings.late_since) is distinct from (excluded.step, excluded.places, excluded.late_since); end $$`

export async function up(client: Client): Promise<void> {
  await client.query(refresh)
}
