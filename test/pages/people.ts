// Somebody for every role of the demonstration province, on the day on which it is looked at.
import { roles, type Role } from '../../src/domain/roles.ts'
import { samplesOf } from '../../src/store/views/demonstration.ts'
import type { Client } from '../../src/store/with-client.ts'

/** The day on which the proofs look at the province. */
export const today = '2026-11-20T03:00:00.000Z'

const seats: Readonly<Partial<Record<Role, string>>> = {
  ministry: 'ministry',
  auditor: 'department',
  qualityHead: 'department',
  clerk: 'department',
  communeOfficer: 'commune',
  communeChair: 'commune',
}

/** Offices that nobody of the stories holds are given to people made for it; roles in a case come from the case alone. */
export async function peopleByRole(client: Client): Promise<ReadonlyMap<Role, string>> {
  const found = new Map<Role, string>()
  for (const { id, roles: held } of await samplesOf(client, today))
    for (const role of held) if (!found.has(role)) found.set(role, id)
  for (const role of roles.filter((one) => one !== 'system' && !found.has(one))) {
    const kind = seats[role]
    if (kind === undefined) continue
    const id = `them-${role.toLowerCase()}`
    const seat = `(select id from organisations where kind = $2 order by id limit 1)`
    await client.query({
      text: `insert into people (id, name, organisation_id) select $1, 'Lương Thế Vinh', ${seat}`,
      values: [id, kind],
    })
    await client.query({
      text: `insert into offices (person_id, role, organisation_id, since) select $1, $3, ${seat}, '2020-01-01'`,
      values: [id, kind, role],
    })
    found.set(role, id)
  }
  return found
}
