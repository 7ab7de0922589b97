// Where an organisation stands and what offices a person holds, as the rules on naming and managing people ask.
import type { Seat } from '../../domain/offices.ts'
import type { Role } from '../../domain/roles.ts'
import type { Client } from '../with-client.ts'

/** SQL: ids of everything above organisation `o`. A department also stands above the communes of its province. */
export const aboveOf = `array(with recursive up as (select o.id, o.parent_id union select p.id, p.parent_id from organisations p join up on p.id = up.parent_id)
    select up.id from up where up.id <> o.id
    union select unnest(array[s.commune_id, s.department_id, s.province_id]) from schools s where s.id = o.id
    union select d.id from organisations d where o.kind = 'commune' and d.kind = 'department' and d.parent_id = o.parent_id)`

const seat = `json_build_object('id', o.id, 'kind', o.kind, 'above', array_remove(${aboveOf}, null))`

/** `null` when there is no such organisation. */
export async function seatOf(client: Client, organisation: string): Promise<Seat | null> {
  const text = `select ${seat} as seat from organisations o where o.id = $1`
  const found = await client.query<{ seat: Seat }>({ name: 'seat', text, values: [organisation] })
  return found.rows[0]?.seat ?? null
}

export interface HeldOffice {
  role: Role
  organisationId: string
  delegated: boolean
  /** Its last instant; `null` = without end. */
  until: string | null
  seat: Seat
}

/** Offices held at that instant. */
export async function officesOf(client: Client, person: string, at: string): Promise<HeldOffice[]> {
  const text = `select f.role, f.organisation_id as "organisationId", f.delegated_by is not null as delegated,
      to_json(f.until) #>> '{}' as until, ${seat} as seat
    from offices f join organisations o on o.id = f.organisation_id
    where f.person_id = $1 and f.since <= $2 and (f.until is null or f.until > $2) order by f.role, f.organisation_id`
  const found = await client.query<HeldOffice & Record<string, unknown>>({
    name: 'offices',
    text,
    values: [person, at],
  })
  return found.rows
}

export interface SeatedPerson {
  personId: string
  name: string
  organisationId: string
  seat: Seat
  status: 'invited' | 'active' | 'suspended' | null
  offices: HeldOffice[]
}

/** Locks the person to the end of the transaction; `null` when there is none. */
export async function seatedPerson(client: Client, person: string, at: string): Promise<SeatedPerson | null> {
  const text = `select p.id as "personId", p.name, p.organisation_id as "organisationId", ${seat} as seat, a.status
    from people p join organisations o on o.id = p.organisation_id left join accounts a on a.person_id = p.id where p.id = $1 for update of p`
  type Row = Omit<SeatedPerson, 'offices'> & Record<string, unknown>
  const row = (await client.query<Row>({ name: 'seated', text, values: [person] })).rows[0]
  return row ? { ...row, offices: await officesOf(client, person, at) } : null
}
