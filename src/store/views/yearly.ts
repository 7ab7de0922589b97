// What a department's yearly report counts: its schools with their self-assessment of the year, and the certificates of the year.
import type { SchoolData } from '../../domain/case.ts'
import { endOfDay } from '../../domain/calendar/add.ts'
import type { Client } from '../with-client.ts'
import { iso } from './own-access.ts'

export interface YearlyDepartment {
  id: string
  name: string
  /** The province above it, as it signs. */
  provinceOffice: string
  /** Who heads it now; empty when nobody does. */
  director: string
}

/** Departments that one of these organisations is or stands above. */
export async function departmentsIn(
  client: Client,
  { reach, department, at }: { reach: 'all' | readonly string[]; department?: string | undefined; at: string },
): Promise<YearlyDepartment[]> {
  const text = `select d.id, d.name, coalesce(p.name, '') as "provinceOffice", coalesce((
      select n.name from offices f join people n on n.id = f.person_id
      where f.organisation_id = d.id and f.role = 'departmentDirector' and f.since <= $3 and (f.until is null or f.until > $3)
      order by f.since desc, n.id limit 1), '') as director
    from organisations d left join organisations p on p.id = d.parent_id
    where d.kind = 'department' and ($1::text[] is null or d.id = any($1) or d.parent_id = any($1)) and ($2::text is null or d.id = $2)
    order by d.id limit 2`
  const values = [reach === 'all' ? null : reach, department, at]
  const found = await client.query<YearlyDepartment & Record<string, unknown>>({ name: 'departments-in', text, values })
  return found.rows
}

/** A school year, `2026-2027`, and the instant of the question: what is to come is not counted. */
export interface YearlyQuestion {
  department: string
  year: string
  at: string
}

/** The instant for which certificates are counted: the last of the school year, the present one while it is running. */
export function countedAt({ year, at }: Pick<YearlyQuestion, 'year' | 'at'>): string {
  const end = endOfDay(`${year.slice(5)}-08-31`)
  return end < at ? end : at
}

/**
 * When a certificate `a` was put out of force before its term: by its revocation, by a refusal after a re-review, or by the one
 * that took its place. One of before this system, whose day nobody recorded, counts as never in force.
 */
const ended = `coalesce(case a.status
    when 'revoked' then (select min(h.at) from history h where h.process_id = a.cycle_id || '/certification'
      and h.event in ('revokeNationalStandard', 'refuseNationalStandard') and h.at >= a.issued_at)
    when 'superseded' then (select min(n.issued_at) from awards n
      where n.school_id = a.school_id and n.award = a.award and n.issued_at > a.issued_at)
    else 'infinity' end, '-infinity')`
const inForce = (instant: string) =>
  `(a.issued_at <= ${instant} and a.expires_at >= ${instant} and ${ended} > ${instant})`

export interface YearlySchool {
  school: string
  kind: SchoolData['kind']
  commune: string
  /** Level of the report that was approved for a period with this year: 0 = level 1 not reached, `null` = none was approved. */
  ownLevel: number | null
  approvedAt: string | null
  /** Of the national-standard certificate in force. */
  tier: number | null
  number: string | null
  expiresAt: string | null
}

/**
 * The schools at work, by kind and name. A report over several school years (2018) counts for each of them from the one in which
 * it was approved; one of a single year, or of the last, also when it was approved after the year.
 */
export async function yearlySchools(client: Client, question: YearlyQuestion): Promise<YearlySchool[]> {
  const text = `select o.name as school, s.kind, coalesce(x.name, '') as commune, own.level as "ownLevel", own.at as "approvedAt",
      a.grade as tier, a.number, a.expires as "expiresAt"
    from schools s join organisations o on o.id = s.id left join organisations x on x.id = s.commune_id
    left join lateral (
      select coalesce((h.entry::json->'facts'->'assessment'->>'level')::int, 0) as level, ${iso('h.at')} as at
      from cycles c join history h on h.process_id = c.id || '/selfAssessment'
      where c.school_id = s.id and c.period ~ '^\\d{4}-\\d{4}$' and left(c.period, 4) <= left($2, 4)
        and right(c.period, 4) >= right($2, 4) and h.event in ('adoptReport', 'approveReport')
        and h.at <= case when right(c.period, 4) = right($2, 4) then $3::timestamptz else $4::timestamptz end
      order by h.at desc limit 1) own on true
    left join lateral (
      select a.grade, a.number, ${iso('a.expires_at')} as expires from awards a
      where a.school_id = s.id and a.award = 'nationalStandard' and ${inForce('$4')}
      order by a.grade desc, a.expires_at desc limit 1) a on true
    where s.department_id = $1 and s.status = 'active' order by s.kind, o.name_key, s.id`
  const { department, year, at } = question
  const values = [department, year, at, countedAt(question)]
  return (await client.query<YearlySchool & Record<string, unknown>>({ name: 'yearly-schools', text, values })).rows
}

export interface YearlyAward {
  school: string
  commune: string
  tier: number
  decision: string
  /** ISO day or instant: of the decision, or of the expiry. */
  on: string
}

/** National-standard certificates that were granted or withdrawn in the year, or that run out in the next one. */
export async function yearlyAwards(
  client: Client,
  question: YearlyQuestion,
): Promise<Record<'granted' | 'revoked' | 'expiring', YearlyAward[]>> {
  const { department, year } = question
  const [from, until, next] = yearBounds(year)
  const columns = `o.name as school, coalesce(x.name, '') as commune, a.grade as tier`
  const joined = `join schools s on s.id = a.school_id join organisations o on o.id = s.id left join organisations x on x.id = s.commune_id`
  const own = `a.department_id = $1 and a.award = 'nationalStandard'`
  const ask = async (name: string, text: string, ...values: string[]) =>
    (await client.query<YearlyAward & Record<string, unknown>>({ name, text, values: [department, ...values] })).rows
  return {
    granted: await ask(
      'yearly-granted',
      `select ${columns}, a.decision, coalesce(p.context->>'nationalStandardDecidedOn', ${iso('a.issued_at')}) as on
        from awards a ${joined} left join processes p on p.id = a.cycle_id || '/certification'
        where ${own} and a.issued_at >= $2 and a.issued_at < $3 order by a.issued_at, a.number`,
      from,
      until,
    ),
    revoked: await ask(
      'yearly-revoked',
      `select ${columns}, coalesce(h.entry::json->'payload'->'decision'->>'number', '') as decision,
          coalesce(h.entry::json->'payload'->'decision'->>'date', ${iso('h.at')}) as on
        from awards a ${joined} join history h on h.process_id = a.cycle_id || '/certification' and h.event = 'revokeNationalStandard'
        where ${own} and a.status = 'revoked' and h.at >= $2 and h.at < $3 order by h.at, a.number`,
      from,
      until,
    ),
    expiring: await ask(
      'yearly-expiring',
      `select ${columns}, a.decision, ${iso('a.expires_at')} as on from awards a ${joined}
        where ${own} and ${inForce('$4')} and a.expires_at >= $2 and a.expires_at < $3 order by a.expires_at, a.number`,
      until,
      next,
      countedAt(question),
    ),
  }
}

/** First instants of a school year, of the next and of the one after: 1 September in Vietnam. */
function yearBounds(year: string): [string, string, string] {
  const first = Number(year.slice(0, 4))
  const begin = (of: number) => `${of}-08-31T17:00:00.000Z`
  return [begin(first), begin(first + 1), begin(first + 2)]
}
