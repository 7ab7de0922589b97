// The demonstration province: whether a database holds it, and its people as the cards of the sign-in page show them.
import { roles, type Role } from '../../domain/roles.ts'
import type { Client } from '../with-client.ts'

export interface SamplePerson {
  id: string
  name: string
  organisation: string
  /** Offices first, then roles in cases. */
  roles: Role[]
}

/** The mark of the demonstration: set once when its people get their accounts. */
const marked = `exists (select 1 from journal where action = 'loadDemonstration')`

export async function isDemonstration(client: Client): Promise<boolean> {
  return (await client.query<{ yes: boolean }>({ text: `select ${marked} as yes` })).rows[0]?.yes ?? false
}

/** Whether anybody can sign in at all: a database without accounts is new. */
export async function hasAccounts(client: Client): Promise<boolean> {
  return (
    (await client.query<{ yes: boolean }>({ text: 'select exists (select 1 from accounts) as yes' })).rows[0]?.yes ??
    false
  )
}

/** Every role once, principals all of them; first whoever is in a case whose sheets are open. None in another database. */
export async function samplesOf(client: Client, at: string): Promise<SamplePerson[]> {
  const text = `with held as (
      select person_id, role, false as open from offices where until is null or until > $1
      union all select m.person_id, m.role, exists (select 1 from processes p where p.cycle_id = m.cycle_id and p.state in ('assessing', 'scoring'))
        from case_members m where m.until is null or m.until > $1),
    told as (
      select p.id, p.name, o.name as organisation, array_agg(distinct held.role) as roles, bool_or(held.open) as open
      from held join people p on p.id = held.person_id join accounts a on a.person_id = p.id and a.status = 'active'
        join organisations o on o.id = p.organisation_id where ${marked} group by p.id, p.name, o.name),
    ranked as (
      select told.*, role, array_position($2::text[], role) as place, row_number() over (partition by role order by not open, cardinality(roles), name) as nth
      from told, unnest(told.roles) role)
    select id, name, organisation, roles from (
      select distinct on (id) * from ranked where nth = 1 or role = 'principal' order by id, place) one
    order by place, not open, name limit 40`
  const found = await client.query<SamplePerson & Record<string, unknown>>({
    name: 'samples',
    text,
    values: [at, roles],
  })
  return found.rows
}
