// Schools as a list and as one page, with the data their reports show.
import type { SchoolData } from '../../domain/case.ts'
import type { Office } from '../../domain/permissions.ts'
import { reachOf } from '../../domain/permissions.ts'
import type { Client } from '../with-client.ts'
import { cut, keyIn, searched, type Page } from './page.ts'

export interface SchoolRow {
  id: string
  name: string
  kind: SchoolData['kind']
  status: string
  commune: string | null
  communeName: string | null
  department: string
  foundedOn: string
}

export interface SchoolPage extends SchoolRow {
  viaCommune: boolean
  cohortCompleted: boolean
  conditionsMet: boolean
  declaredYears: number
  data: SchoolData
  /** Names, mergers and moves, oldest first. */
  changes: Record<string, unknown>[]
  version: number
}

const columns = `s.id, o.name, s.kind, s.status, s.commune_id as commune, commune.name as "communeName", s.department_id as department,
  s.founded_on::text as "foundedOn"`
const tables = `schools s join organisations o on o.id = s.id left join organisations commune on commune.id = s.commune_id`

export interface SchoolFilter {
  offices: readonly Office[]
  search?: string | undefined
  commune?: string | undefined
  kind?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** The schools a person's offices reach, by name. */
export async function listSchools(client: Client, filter: SchoolFilter): Promise<Page<SchoolRow>> {
  const reach = reachOf('seeSchool', filter.offices)
  const [name, id] = keyIn(filter.cursor, ['text', 'text'])
  const text = `select ${columns} from ${tables}
    where ($1::text[] is null or s.id = any($1) or s.commune_id = any($1) or s.department_id = any($1) or s.province_id = any($1))
      and ($2::text is null or o.name_key like ${searched('$2')}) and ($3::text is null or s.commune_id = $3) and ($4::text is null or s.kind = $4)
      and ($5::text is null or (o.name, s.id) > ($5, $6)) order by o.name, s.id limit $7`
  const { search, commune, kind, limit } = filter
  const values = [reach === 'all' ? null : reach, search, commune, kind, name, id, limit + 1]
  const found = await client.query<SchoolRow & Record<string, unknown>>({ name: 'list-schools', text, values })
  return cut(found.rows, limit, (row) => [row.name, row.id])
}

export async function findSchool(client: Client, id: string): Promise<SchoolPage | null> {
  const text = `select ${columns}, s.via_commune as "viaCommune", s.cohort_completed as "cohortCompleted", s.conditions_met as "conditionsMet",
    s.declared_years as "declaredYears", s.data, s.changes, s.version from ${tables} where s.id = $1`
  return (
    (await client.query<SchoolPage & Record<string, unknown>>({ name: 'find-school', text, values: [id] })).rows[0] ??
    null
  )
}

export interface SchoolYear {
  period: string
  cycle: string
  /** Of the dossier that was handed over last in that year. */
  version: number
  at: string
}

const years = `from cycles c join lateral (select version, at, content from submissions where cycle_id = c.id and kind = 'dossier'
  order by version desc limit 1) d on true where c.school_id = $1`

/** The years of which a school handed over a dossier, the latest first. */
export async function schoolYears(client: Client, school: string): Promise<SchoolYear[]> {
  const text = `select c.period, c.id as cycle, d.version, to_json(d.at) #>> '{}' as at ${years} order by c.period desc, c.id limit 100`
  return (await client.query<SchoolYear & Record<string, unknown>>({ name: 'school-years', text, values: [school] }))
    .rows
}

/** What the school said of itself in that year, as it was handed over; `null` when it handed over nothing. */
export async function schoolInYear(
  client: Client,
  school: string,
  period: string,
): Promise<(SchoolYear & { data: SchoolData }) | null> {
  const text = `select c.period, c.id as cycle, d.version, to_json(d.at) #>> '{}' as at, d.content->'school' as data ${years}
    and c.period = $2 order by d.at desc limit 1`
  type Row = SchoolYear & { data: SchoolData } & Record<string, unknown>
  return (await client.query<Row>({ name: 'school-in-year', text, values: [school, period] })).rows[0] ?? null
}
