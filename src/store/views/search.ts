// The search over everything a person may see: schools, cases, evidence, people; diacritics do not matter.
import { managesPeopleOf } from '../../domain/offices.ts'
import { reachOf, rolesFor, type Office } from '../../domain/permissions.ts'
import { officesOf, seatOf } from '../accounts/seats.ts'
import type { Client } from '../with-client.ts'
import { listCases, type CaseRow } from './cases.ts'
import { findEvidence, viewerOf } from './evidence.ts'
import { searched } from './page.ts'
import { listSchools, type SchoolRow } from './schools.ts'
import { groundOfCycle } from './standing.ts'

export interface FoundEvidence {
  cycle: string
  code: string
  title: string
  schoolName: string
  period: string
}

export interface FoundPerson {
  id: string
  name: string
  organisation: string
  organisationName: string
}

export interface Found {
  schools: SchoolRow[]
  cases: CaseRow[]
  evidence: FoundEvidence[]
  people: FoundPerson[]
}

interface Asked {
  person: string
  offices: readonly Office[]
  at: string
  search: string
  /** Of each kind. */
  limit: number
}

/** Nothing is found for an empty search. */
export async function searchAll(client: Client, asked: Asked): Promise<Found> {
  const { person, offices, at, limit } = asked
  const search = asked.search.trim()
  if (search === '') return { schools: [], cases: [], evidence: [], people: [] }
  const seesSchools = reachOf('seeSchool', offices).length > 0
  return {
    schools: seesSchools ? (await listSchools(client, { offices, search, limit })).items : [],
    cases: (await listCases(client, { person, offices, at, search, limit })).items,
    evidence: await searchEvidence(client, { ...asked, search }),
    people: await searchPeople(client, { ...asked, search }),
  }
}

/** What matches in the cases in reach, then what the policy shows of it: the register as each case shows it to this person. */
async function searchEvidence(client: Client, { person, offices, at, search, limit }: Asked): Promise<FoundEvidence[]> {
  const reach = reachOf('seeCase', offices)
  const text = `select e.cycle_id as cycle, e.code, o.name as "schoolName", c.period
    from evidence e join cycles c on c.id = e.cycle_id join schools s on s.id = c.school_id join organisations o on o.id = s.id
    where e.search_key like ${searched('$4')} and ($1::text[] is null or s.id = any($1) or s.commune_id = any($1)
      or s.department_id = any($1) or s.province_id = any($1) or exists (select 1 from case_members m
        where m.cycle_id = c.id and m.person_id = $2 and m.since <= $3 and (m.until is null or m.until > $3)))
    order by c.opened_at desc, e.cycle_id, e.order_key limit $5`
  const values = [reach === 'all' ? null : reach, person, at, search, limit * 3]
  const candidates = (await client.query<Omit<FoundEvidence, 'title'>>({ name: 'search-evidence', text, values })).rows
  const viewers = new Map<string, ReturnType<typeof viewerOf> | null>()
  const found: FoundEvidence[] = []
  for (const one of candidates) {
    if (found.length === limit) break
    if (!viewers.has(one.cycle)) {
      const ground = await groundOfCycle(client, one.cycle, person, at)
      const roles = ground ? rolesFor('seeCase', ground.standing, ground.place) : []
      viewers.set(one.cycle, roles.length > 0 ? viewerOf(person, roles, at) : null)
    }
    const viewer = viewers.get(one.cycle)
    const seen = viewer ? await findEvidence(client, one.cycle, one.code, viewer) : null
    if (seen) found.push({ ...one, title: seen.item.title })
  }
  return found
}

/** The people whose accounts this person looks after. */
async function searchPeople(client: Client, { person, offices, at, search, limit }: Asked): Promise<FoundPerson[]> {
  const reach = reachOf('managePeople', offices)
  if (reach.length === 0) return []
  const text = `select p.id, p.name, o.id as organisation, o.name as "organisationName"
    from people p join organisations o on o.id = p.organisation_id left join schools s on s.id = o.id
    where name_key(p.name) like ${searched('$2')} and ($1::text[] is null or o.id = any($1) or s.department_id = any($1)
      or o.parent_id in (select d.parent_id from organisations d where d.id = any($1) and d.kind = 'department'))
    order by p.name, p.id limit $3`
  const values = [reach === 'all' ? null : reach, search, limit]
  const rows = (await client.query<FoundPerson & Record<string, unknown>>({ name: 'search-people', text, values })).rows
  const held = await officesOf(client, person, at)
  const managed = new Map<string, boolean>()
  for (const { organisation } of rows) {
    if (managed.has(organisation)) continue
    const seat = await seatOf(client, organisation)
    managed.set(organisation, seat !== null && managesPeopleOf(held, seat))
  }
  return rows.filter(({ organisation }) => managed.get(organisation))
}
