// The department's view of its province: how many cases stand in each step, which are late, which certificates end soon.
import { reachOf, type Office } from '../../domain/permissions.ts'
import type { Client } from '../with-client.ts'

export interface StepCount {
  process: string
  edition: string
  state: string
  cases: number
  late: number
}

const within = (n: number) =>
  `($${n}::text[] is null or s.id = any($${n}) or s.commune_id = any($${n}) or s.department_id = any($${n}) or s.province_id = any($${n}))`

const reach = (offices: readonly Office[]) => {
  const found = reachOf('seeRoster', offices)
  return found === 'all' ? null : found
}

/** Running processes of cases by where they stand; the furthest process of each case counts. */
export async function stepCounts(
  client: Client,
  { offices, at }: { offices: readonly Office[]; at: string },
): Promise<StepCount[]> {
  const text = `with latest as (
      select distinct on (p.cycle_id) p.id, p.process, p.edition, p.state from processes p
        join cycles c on c.id = p.cycle_id join schools s on s.id = c.school_id
      where p.process <> 'criterionSheet' and not p.ended and ${within(1)}
      order by p.cycle_id, array_position(array['certification','externalReview','selfAssessment'], p.process), length(p.part) desc, p.part desc)
    select process, edition, state, count(*)::int as cases, count(*) filter (where exists (
        select 1 from deadlines d where d.process_id = latest.id and d.status = 'running' and d.due_at < $2))::int as late
    from latest group by process, edition, state`
  const found = await client.query<StepCount & Record<string, unknown>>({
    name: 'step-counts',
    text,
    values: [reach(offices), at],
  })
  return found.rows
}

export interface LateRow {
  process: string
  cycle: string
  name: string
  edition: string
  event: string
  dueAt: string
  schoolName: string
  period: string
}

/** What is overdue or due within `days`, the most overdue first. */
export async function nearDeadlines(
  client: Client,
  { offices, at, days, limit }: { offices: readonly Office[]; at: string; days: number; limit: number },
): Promise<LateRow[]> {
  const text = `select d.process_id as process, p.cycle_id as cycle, p.process as name, p.edition, d.event,
      to_json(d.due_at) #>> '{}' as "dueAt", o.name as "schoolName", c.period
    from deadlines d join processes p on p.id = d.process_id join cycles c on c.id = p.cycle_id
      join schools s on s.id = c.school_id join organisations o on o.id = s.id
    where d.status = 'running' and d.due_at < $2::timestamptz + make_interval(days => $3) and not p.ended
      and p.process <> 'certification' and ${within(1)} order by d.due_at, d.id limit $4`
  const values = [reach(offices), at, days, limit]
  return (await client.query<LateRow & Record<string, unknown>>({ name: 'near-deadlines', text, values })).rows
}

export interface EndingRow {
  number: string
  award: string
  grade: number
  schoolName: string
  cycle: string | null
  expiresAt: string
}

/** Certificates in force that end within `months`, the first to end first. */
export async function endingAwards(
  client: Client,
  { offices, at, months, limit }: { offices: readonly Office[]; at: string; months: number; limit: number },
): Promise<EndingRow[]> {
  const text = `select a.number, a.award, a.grade, a.cycle_id as cycle, o.name as "schoolName", to_json(a.expires_at) #>> '{}' as "expiresAt"
    from awards a join schools s on s.id = a.school_id join organisations o on o.id = s.id
    where a.status in ('valid', 'inRemedy', 'suspended') and a.expires_at > $2
      and a.expires_at < $2::timestamptz + make_interval(months => $3) and ${within(1)} order by a.expires_at, a.number limit $4`
  const values = [reach(offices), at, months, limit]
  return (await client.query<EndingRow & Record<string, unknown>>({ name: 'ending-awards', text, values })).rows
}
