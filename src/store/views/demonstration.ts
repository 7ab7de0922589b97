// The demonstration province: whether a database holds it, and its people as the cards of the sign-in page show them.
import type { Role } from '../../domain/roles.ts'
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

/** Those with something to do, schools first; none in a database that is not the demonstration. */
export async function samplesOf(client: Client, at: string): Promise<SamplePerson[]> {
  const text = `with held as (
      select person_id, role, organisation_id as org, 0 as n from offices where until is null or until > $1
      union select person_id, role, null, 1 from case_members where until is null or until > $1)
    select p.id, p.name, o.name as organisation, o.kind, array_agg(distinct held.role) as roles, min(held.n) as first
    from held join people p on p.id = held.person_id join accounts a on a.person_id = p.id and a.status = 'active'
      join organisations o on o.id = p.organisation_id
    where ${marked} group by p.id, p.name, o.name, o.kind
    order by o.kind <> 'school', min(held.n), o.kind = 'commune', o.name, p.name limit 60`
  return (await client.query<SamplePerson & Record<string, unknown>>({ name: 'samples', text, values: [at] })).rows
}
