// Organisations as a tree and a list, and their people with account and offices, as whoever manages them sees them.
import type { Role } from '../../domain/roles.ts'
import type { Client } from '../with-client.ts'
import { iso } from './own-access.ts'
import { cut, keyIn, searched, type Page } from './page.ts'

export interface OrganisationRow {
  id: string
  kind: 'ministry' | 'province' | 'department' | 'commune' | 'school'
  name: string
  parent: string | null
  /** How many stand right below it. */
  children: number
}

export interface OrganisationFilter {
  search?: string | undefined
  kind?: string | undefined
  parent?: string | undefined
  cursor?: string | undefined
  limit: number
}

const organisation = `o.id, o.kind, o.name, o.parent_id as parent,
  (select count(*)::int from organisations child where child.parent_id = o.id) as children`

/** By name; the search goes without diacritics. */
export async function listOrganisations(client: Client, filter: OrganisationFilter): Promise<Page<OrganisationRow>> {
  const { search = null, kind = null, parent = null, cursor, limit } = filter
  const [name, id] = keyIn(cursor, ['text', 'text'])
  const text = `select ${organisation} from organisations o
    where ($1::text is null or o.name_key like ${searched('$1')}) and ($2::text is null or o.kind = $2)
      and ($3::text is null or o.parent_id = $3) and ($4::text is null or (o.name, o.id) > ($4, $5))
    order by o.name, o.id limit $6`
  const values = [search, kind, parent, name, id, limit + 1]
  const found = await client.query<OrganisationRow & Record<string, unknown>>({ name: 'organisations', text, values })
  return cut(found.rows, limit, (row) => [row.name, row.id])
}

/** One with what stands above it, nearest first; `null` when it is not there. */
export async function organisationPage(
  client: Client,
  id: string,
): Promise<(OrganisationRow & { above: { id: string; name: string }[] }) | null> {
  const text = `select ${organisation}, (with recursive up as (
      select p.id, p.name, p.parent_id, 1 as n from organisations p where p.id = o.parent_id
      union all select p.id, p.name, p.parent_id, n + 1 from organisations p join up on p.id = up.parent_id where n < 10)
    select coalesce(json_agg(json_build_object('id', up.id, 'name', up.name) order by n), '[]') from up) as above
    from organisations o where o.id = $1`
  type Row = OrganisationRow & { above: { id: string; name: string }[] }
  const found = await client.query<Row & Record<string, unknown>>({ name: 'organisation', text, values: [id] })
  return found.rows[0] ?? null
}

export interface PersonRow {
  id: string
  name: string
  organisation: string
  email: string | null
  status: 'invited' | 'active' | 'suspended' | null
  suspendedReason: string | null
  /** Until when the invitation that was sent last can be taken; `null` when none waits. */
  invitedUntil: string | null
  /** Their data are gone: nothing is done with the person any more. */
  erased: boolean
  secondFactor: boolean
  educationSector: boolean
  sectorSince: string | null
  trained: boolean
  /** Held now or later. */
  offices: { role: Role; organisation: string; since: string; until: string | null; delegatedBy: string | null }[]
}

/** Whether the journal says so; a name alone may be anybody's. */
export function erased(id: string): string {
  return `exists (select 1 from journal j where j.subject_kind = 'person' and j.subject_id = ${id} and j.action = 'erasePerson')`
}

const person = `p.id, p.name, p.organisation_id as organisation, a.email, a.status, a.suspended_reason as "suspendedReason",
  (select ${iso('max(l.expires_at)')} from mailed_links l where l.person_id = p.id and l.purpose = 'invitation' and l.used_at is null
    and a.status = 'invited') as "invitedUntil",
  ${erased('p.id')} as erased, coalesce(a.totp_confirmed_at is not null, false) as "secondFactor", p.education_sector as "educationSector",
  p.sector_since::text as "sectorSince", p.trained,
  (select coalesce(json_agg(json_build_object('role', f.role, 'organisation', f.organisation_id, 'since', ${iso('f.since')},
      'until', ${iso('f.until')}, 'delegatedBy', f.delegated_by) order by f.since, f.role), '[]')
    from offices f where f.person_id = p.id and (f.until is null or f.until > $2)) as offices`
const people = 'people p left join accounts a on a.person_id = p.id'

/** The people whose place of work this is and those with an office there, by name. */
export async function listPeople(
  client: Client,
  filter: { organisation: string; search?: string | undefined; at: string; cursor?: string | undefined; limit: number },
): Promise<Page<PersonRow>> {
  const { organisation: where, search = null, at, cursor, limit } = filter
  const [name, id] = keyIn(cursor, ['text', 'text'])
  const text = `select ${person} from ${people} where p.id in (select id from people where organisation_id = $1
      union select person_id from offices where organisation_id = $1 and (until is null or until > $2))
    and ($3::text is null or name_key(p.name) like ${searched('$3')}) and ($4::text is null or (p.name, p.id) > ($4, $5))
    order by p.name, p.id limit $6`
  const values = [where, at, search, name, id, limit + 1]
  const found = await client.query<PersonRow & Record<string, unknown>>({ name: 'people', text, values })
  return cut(found.rows, limit, (row) => [row.name, row.id])
}

export async function personPage(client: Client, id: string, at: string): Promise<PersonRow | null> {
  const text = `select ${person} from ${people} where p.id = $1`
  const found = await client.query<PersonRow & Record<string, unknown>>({ name: 'person', text, values: [id, at] })
  return found.rows[0] ?? null
}

export interface DelegationRow {
  person: string
  name: string
  role: Role
  organisation: string
  since: string
  until: string | null
}

/** What a person has handed on and not yet got back. */
export async function ownDelegations(client: Client, by: string, at: string): Promise<DelegationRow[]> {
  const text = `select p.id as person, p.name, f.role, f.organisation_id as organisation, ${iso('f.since')} as since, ${iso('f.until')} as until
    from offices f join people p on p.id = f.person_id where f.delegated_by = $1 and (f.until is null or f.until > $2)
    order by f.until, p.name limit 200`
  const found = await client.query<DelegationRow & Record<string, unknown>>({
    name: 'delegations',
    text,
    values: [by, at],
  })
  return found.rows
}

export interface InterestRow {
  id: string
  school: string
  schoolName: string
  kind: 'relative' | 'financial' | 'other'
  note: string
  declaredAt: string
  withdrawnAt: string | null
}

/** What a person has declared, withdrawn or not, newest first. */
export async function ownInterests(client: Client, of: string): Promise<InterestRow[]> {
  const text = `select i.id, i.school_id as school, o.name as "schoolName", i.kind, i.note, ${iso('i.declared_at')} as "declaredAt",
    ${iso('i.withdrawn_at')} as "withdrawnAt" from interests i join organisations o on o.id = i.school_id
    where i.person_id = $1 order by i.id desc limit 500`
  return (await client.query<InterestRow & Record<string, unknown>>({ name: 'interests', text, values: [of] })).rows
}
