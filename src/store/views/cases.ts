// Cases as lists and as one page: the cycle with its school and where each of its processes stands.
import type { Office } from '../../domain/permissions.ts'
import { reachOf } from '../../domain/permissions.ts'
import type { Client } from '../with-client.ts'
import { cut, keyIn, searched, type Page } from './page.ts'

export interface CaseRow {
  id: string
  school: string
  schoolName: string
  kind: string
  commune: string | null
  period: string
  set: string
  procedure: string
  openedAt: string
  processes: { id: string; process: string; edition: string; state: string; ended: boolean; version: number }[]
}

const columns = `c.id, c.school_id as school, o.name as "schoolName", s.kind, s.commune_id as commune, c.period, c.set_id as set,
  c.procedure_id as procedure, to_json(c.opened_at) #>> '{}' as "openedAt",
  (select coalesce(json_agg(json_build_object('id', p.id, 'process', p.process, 'edition', p.edition, 'state', p.state, 'ended', p.ended,
    'version', p.version) order by p.id), '[]') from processes p where p.cycle_id = c.id and p.process <> 'criterionSheet') as processes`
const tables = 'cycles c join schools s on s.id = c.school_id join organisations o on o.id = s.id'

export interface CaseFilter {
  person: string
  offices: readonly Office[]
  at: string
  /** Part of the school's name, diacritics ignored. */
  search?: string | undefined
  school?: string | undefined
  commune?: string | undefined
  period?: string | undefined
  process?: string | undefined
  state?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** The cases a person may see, newest first: those their offices reach and those they are a member of. */
export async function listCases(client: Client, filter: CaseFilter): Promise<Page<CaseRow>> {
  const reach = reachOf('seeCase', filter.offices)
  const [openedAt, id] = keyIn(filter.cursor, ['instant', 'text'])
  const text = `select ${columns} from ${tables}
    where ($1::text[] is null or s.id = any($1) or s.commune_id = any($1) or s.department_id = any($1) or s.province_id = any($1)
      or exists (select 1 from case_members m where m.cycle_id = c.id and m.person_id = $2 and m.since <= $3 and (m.until is null or m.until > $3)))
    and ($4::text is null or o.name_key like ${searched('$4')}) and ($5::text is null or c.school_id = $5)
    and ($6::text is null or s.commune_id = $6) and ($7::text is null or c.period = $7)
    and ($8::text is null or exists (select 1 from processes p where p.cycle_id = c.id and p.process = $8 and ($9::text is null or p.state = $9)))
    and ($10::timestamptz is null or (c.opened_at, c.id) < ($10, $11))
    order by c.opened_at desc, c.id desc limit $12`
  const { person, at, search, school, commune, period, process, state, limit } = filter
  const values = [
    reach === 'all' ? null : reach,
    person,
    at,
    search,
    school,
    commune,
    period,
    process,
    state,
    openedAt,
    id,
    limit + 1,
  ]
  const found = await client.query<CaseRow & Record<string, unknown>>({ name: 'list-cases', text, values })
  return cut(found.rows, limit, (row) => [row.openedAt, row.id])
}

/** How many cycles of a set these organisations have. */
export async function countCycles(
  client: Client,
  { set, within }: { set: string; within: 'all' | readonly string[] },
): Promise<number> {
  const text = `select count(*)::int as n from cycles c join schools s on s.id = c.school_id where c.set_id = $1
    and ($2::text[] is null or s.id = any($2) or s.commune_id = any($2) or s.department_id = any($2) or s.province_id = any($2))`
  const values = [set, within === 'all' ? null : within]
  return (await client.query<{ n: number }>({ text, values })).rows[0]?.n ?? 0
}

export async function findCase(client: Client, id: string): Promise<CaseRow | null> {
  const text = `select ${columns} from ${tables} where c.id = $1`
  return (
    (await client.query<CaseRow & Record<string, unknown>>({ name: 'find-case', text, values: [id] })).rows[0] ?? null
  )
}

/** Cycle -> its school and period. */
export async function caseNames(client: Client, ids: readonly string[]): Promise<Map<string, string>> {
  const text = `select c.id, o.name || ', ' || c.period as name from cycles c join organisations o on o.id = c.school_id where c.id = any($1)`
  const found = await client.query<{ id: string; name: string }>({ name: 'case-names', text, values: [ids] })
  return new Map(found.rows.map(({ id, name }) => [id, name]))
}

export interface MemberRow {
  personId: string
  name: string
  role: string
  since: string
  until: string | null
}

/** Everybody with a role in the case, now or before. */
export async function caseMembers(client: Client, cycle: string): Promise<MemberRow[]> {
  const text = `select m.person_id as "personId", p.name, m.role, to_json(m.since) #>> '{}' as since, to_json(m.until) #>> '{}' as until
    from case_members m join people p on p.id = m.person_id where m.cycle_id = $1 order by m.until is not null, m.role, p.name, m.since`
  return (await client.query<MemberRow & Record<string, unknown>>({ name: 'case-members', text, values: [cycle] })).rows
}
