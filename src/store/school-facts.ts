// Facts about the school, the people an event names, and the school's earlier years and awards.
import type { Facts } from '../domain/facts.ts'
import type { FactQuery, SchoolQuery } from './case-sheets.ts'
import { conflictColumns } from './views/conflict-facts.ts'
import type { Client } from './with-client.ts'

export async function loadSchool(client: Client, { process }: Pick<SchoolQuery, 'process'>): Promise<Facts['school']> {
  const text = `select s.id, o.name, s.kind, s.status, s.founded_on::text as "foundedOn", s.via_commune as "viaCommune",
    s.cohort_completed as "cohortCompleted", s.conditions_met as "conditionsMet"
    from schools s join organisations o on o.id = s.id where s.id = $1`
  const found = await client.query<Facts['school']>({ name: 'fact-school', text, values: [process.place.schoolId] })
  const school = found.rows[0]
  if (!school) throw new Error(`School ${process.place.schoolId} of a case is not stored`)
  return school
}

/** Everybody named under a key `personId` anywhere in the payload. */
export async function loadPeople(client: Client, { process, payload, at }: FactQuery): Promise<Facts['people']> {
  const ids = [...new Set(personIds(payload))]
  const text = `select p.id, p.name, o.name as organisation, p.education_sector as "educationSector", p.trained,
    coalesce(extract(year from age($3::timestamptz, p.sector_since))::int, 0) as "yearsInSector",
    ${conflictColumns('$2', '$3')}
    from people p join organisations o on o.id = p.organisation_id where p.id = any($1)`
  const values = [ids, process.place.schoolId, at]
  const found = await client.query<Facts['people'][string] & { id: string }>({ name: 'fact-people', text, values })
  return Object.fromEntries(found.rows.map(({ id, ...person }) => [id, person]))
}

function personIds(payload: unknown): string[] {
  if (payload === null || typeof payload !== 'object') return []
  return Object.entries(payload).flatMap(([key, value]) =>
    key === 'personId' && typeof value === 'string' ? [value] : personIds(value),
  )
}

interface RecordRow {
  period: string
  declared: number
  awards: { award: string; grade: number; issued_at: string; expires_at: string; number: string }[] | null
  approved: string[] | null
}

export async function loadRecord(client: Client, { process, at }: SchoolQuery): Promise<Facts['record']> {
  const text = `select c.period, s.declared_years as declared,
    (select json_agg(a) from (select award, grade, issued_at, expires_at, number from awards
      where school_id = s.id and status in ('valid', 'inRemedy', 'suspended') and expires_at > $2 order by issued_at) a) as awards,
    (select json_agg(other.period) from cycles other join processes p on p.cycle_id = other.id
      where other.school_id = s.id and p.process = 'selfAssessment' and p.context->>'approvedOn' is not null) as approved
    from cycles c join schools s on s.id = c.school_id where c.id = $1`
  const found = await client.query<RecordRow & Record<string, unknown>>({
    name: 'fact-record',
    text,
    values: [process.cycleId, at],
  })
  const row = found.rows[0]
  const awards = (row?.awards ?? []).map(({ award, grade, issued_at, expires_at, number }) => [
    award,
    { grade, issuedAt: new Date(issued_at).toISOString(), expiresAt: new Date(expires_at).toISOString(), number },
  ])
  return {
    consecutiveYears: consecutive(row?.period ?? '', new Set(row?.approved), row?.declared ?? 0),
    awards: Object.fromEntries(awards),
  }
}

/** School years in a row up to `period`; years before the first recorded one count as far as a person has declared them. */
function consecutive(period: string, approved: ReadonlySet<string>, declared: number): number {
  let count = 0
  for (let year = Number(period.slice(0, 4)); approved.has(`${year}-${year + 1}`); year--) count++
  const first = [...approved].toSorted()[0]
  const reachesFirst =
    count > 0 && first === `${Number(period.slice(0, 4)) - count + 1}-${Number(period.slice(0, 4)) - count + 2}`
  return reachesFirst ? count + declared : count
}
