// The province in numbers, read off its counts: some hundred rows whatever the number of schools, and exact at every moment.
import type { Client } from '../with-client.ts'
import { iso } from './own-access.ts'

export interface ProvinceFilter {
  commune?: string | undefined
  kind?: string | undefined
  period?: string | undefined
}

/** How many cases (certificates, schools) carry each value of a measure. */
export type Counts = ReadonlyMap<string, number>

/**
 * `case`, `period`: every case. `kind`, `step`, `late`, `at`: running ones by kind of school, by the step of their furthest
 * process, the late ones by the same, by each state they are in. `own`, `review`: by `procedure|level`. `set`: cases with results.
 * `ending`: certificates in force by `award|month` of their end, `school`: schools by kind; both know no period.
 */
export const measures = [
  'case',
  'period',
  'kind',
  'step',
  'late',
  'at',
  'own',
  'review',
  'set',
  'ending',
  'school',
] as const
export type Measure = (typeof measures)[number]

/** The departments among what an office reaches, and below it. */
export async function departmentsOf(client: Client, reach: 'all' | readonly string[]): Promise<string[]> {
  const text = `select id from organisations where kind = 'department' and ($1::text[] is null or id = any($1) or parent_id = any($1))`
  const values = [reach === 'all' ? null : reach]
  return (await client.query<{ id: string }>({ name: 'departments-of', text, values })).rows.map(({ id }) => id)
}

// Of what knows no period a filter by period takes nothing away.
const period = `case when measure in ('ending', 'school') then '' else $5 end`
const counted = `select measure, value, sum(n)::int as n from (
    select measure, value, n from province_counts where department_id = any($1) and measure = any($2) and commune_id = $3 and kind = $4 and period = ${period}
    union all select measure, value, d from province_changes where department_id = any($1) and measure = any($2)
      and $3 in ('', commune_id) and $4 in ('', kind) and ${period} in ('', period)) c
  group by measure, value having sum(n) > 0`

async function countsOf(
  client: Client,
  departments: readonly string[],
  wanted: readonly string[],
  filter: ProvinceFilter,
): Promise<{ measure: string; value: string; n: number }[]> {
  const values = [departments, wanted, filter.commune ?? '', filter.kind ?? '', filter.period ?? '']
  const found = await client.query<{ measure: string; value: string; n: number }>({
    name: 'province-counts',
    text: counted,
    values,
  })
  return found.rows
}

/** Every measure for the schools that pass the filter. */
export async function provinceCounts(
  client: Client,
  departments: readonly string[],
  filter: ProvinceFilter,
): Promise<Record<Measure, Counts>> {
  const rows = await countsOf(client, departments, measures, filter)
  const of = (measure: Measure): [Measure, Counts] => [
    measure,
    new Map(rows.filter((row) => row.measure === measure).map(({ value, n }) => [value, n])),
  ]
  // `fromEntries` knows no keys; `measures` has every one of them.
  return Object.fromEntries(measures.map(of)) as unknown as Record<Measure, Counts>
}

/** Under one set: how many cases reach `criterion|level`, `?` where it cannot be told. Reviews count before self-assessments. */
export async function criterionCounts(
  client: Client,
  departments: readonly string[],
  set: string,
  filter: ProvinceFilter,
): Promise<Counts> {
  const rows = await countsOf(client, departments, [`result ${set}`], filter)
  return new Map(rows.map(({ value, n }) => [value, n]))
}

const schoolsByCommune = `select commune, sum(n)::int as n from (
    select commune_id as commune, n from province_counts
      where department_id = any($1) and measure = 'school' and commune_id <> '' and kind = $4 and period = ''
    union all select commune_id, d from province_changes where department_id = any($1) and measure = 'school' and $4 in ('', kind)) s
  group by commune having sum(n) > 0`

export interface CommuneCount {
  id: string
  name: string
  /** Running ones. */
  cases: number
  schools: number
}

/** Running cases and schools by commune, by name; communes without either are left out. */
export async function communeCounts(
  client: Client,
  departments: readonly string[],
  filter: ProvinceFilter,
): Promise<CommuneCount[]> {
  const text = `select o.id, o.name, coalesce(c.n, 0) as cases, coalesce(s.n, 0) as schools
    from (${counted}) c full join (${schoolsByCommune}) s on s.commune = c.value join organisations o on o.id = coalesce(c.value, s.commune)
    order by o.name`
  const values = [departments, ['commune'], '', filter.kind ?? '', filter.period ?? '']
  return (await client.query<CommuneCount & Record<string, unknown>>({ name: 'commune-counts', text, values })).rows
}

export interface EndingRow {
  number: string
  department: string
  award: string
  grade: number
  schoolName: string
  cycle: string | null
  expiresAt: string
}

/** Certificates in force, the first to end first. */
export async function endingAwards(
  client: Client,
  departments: readonly string[],
  { at, limit, commune, kind }: ProvinceFilter & { at: string; limit: number },
): Promise<EndingRow[]> {
  // Each department from its own index, which is in order already.
  const text = `select a.number, a.department_id as department, a.award, a.grade, a.cycle_id as cycle, o.name as "schoolName",
      ${iso('a.expires_at')} as "expiresAt"
    from unnest($1::text[]) d (id) cross join lateral (select a.* from awards a join schools s on s.id = a.school_id
      where a.department_id = d.id and a.status in ('valid', 'inRemedy', 'suspended') and a.expires_at > $2
        and ($3::text is null or s.commune_id = $3) and ($4::text is null or s.kind = $4)
      order by a.expires_at, a.number limit $5) a join organisations o on o.id = a.school_id
    order by a.expires_at, a.number limit $5`
  const values = [departments, at, commune ?? null, kind ?? null, limit]
  return (await client.query<EndingRow & Record<string, unknown>>({ name: 'ending-awards', text, values })).rows
}

export interface DueRow {
  cycle: string
  process: string
  edition: string
  event: string
  dueAt: string
  schoolName: string
  period: string
}

/** What falls due within `days`, the first to fall due first; terms of certificates are not among them. */
export async function nearDeadlines(
  client: Client,
  departments: readonly string[],
  { at, days, limit, commune, kind }: ProvinceFilter & { at: string; days: number; limit: number },
): Promise<DueRow[]> {
  // Of a whole province the deadlines are walked in their order, only as many as are shown; `offset 0` holds the planner to it. The
  // few of a commune are found from its schools.
  const [name, apart] = commune === undefined ? ['near-deadlines', 'offset 0'] : ['near-deadlines-commune', '']
  const text = `select p.cycle as cycle, p.process, p.edition, d.event, ${iso('d.due_at')} as "dueAt", p.school as "schoolName", p.period
    from deadlines d cross join lateral (
      select c.id as cycle, p.process, p.edition, o.name as school, c.period from processes p join cycles c on c.id = p.cycle_id
        join schools s on s.id = c.school_id join organisations o on o.id = s.id
      where p.id = d.process_id and not p.ended and s.department_id = any($1)
        and ($4::text is null or s.commune_id = $4) and ($5::text is null or s.kind = $5) ${apart}) p
    where d.status = 'running' and d.due_at < $2::timestamptz + make_interval(days => $3)
      and d.event !~ '(TermEnding|RenewalDue|RenewalClosed|Expired)$' order by d.due_at, d.id limit $6`
  const values = [departments, at, days, commune ?? null, kind ?? null, limit]
  return (await client.query<DueRow & Record<string, unknown>>({ name, text, values })).rows
}
