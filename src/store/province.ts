// Puts organisations, people and schools into the database, or brings them up to date.
import type { SchoolData } from '../domain/case.ts'
import type { Role } from '../domain/roles.ts'
import type { Database } from './connect.ts'
import { inTransaction, type Client } from './with-client.ts'

export interface Organisation {
  id: string
  kind: 'ministry' | 'province' | 'department' | 'commune' | 'school'
  name: string
  parent: string | null
}

export interface Person {
  id: string
  name: string
  organisation: string
  educationSector: boolean
  sectorSince: string | null
  trained: boolean
  offices: readonly { role: Role; organisation: string }[]
  /** Schools where the person worked before. */
  worked: readonly { school: string; since: string; until: string | null }[]
}

export interface School {
  id: string
  commune: string | null
  department: string
  province: string
  viaCommune: boolean
  cohortCompleted: boolean
  conditionsMet: boolean
  /** Years of self-assessment before the first recorded one that a person declares. */
  declaredYears: number
  data: SchoolData
}

/** All or nothing. Organisations come parents first. Offices hold from `since`. */
export async function putProvince(
  db: Database,
  input: {
    organisations: readonly Organisation[]
    schools: readonly School[]
    people: readonly Person[]
    since: string
  },
): Promise<void> {
  await inTransaction(db, async (client) => {
    for (const { id, kind, name, parent } of input.organisations) {
      const text = `insert into organisations (id, kind, name, parent_id) values ($1, $2, $3, $4)
        on conflict (id) do update set name = excluded.name, parent_id = excluded.parent_id`
      await client.query({ text, values: [id, kind, name, parent] })
    }
    for (const school of input.schools) await putSchool(client, school)
    for (const person of input.people) await putPerson(client, person, input.since)
  })
}

async function putSchool(client: Client, school: School): Promise<void> {
  const { id, commune, department, province, viaCommune, cohortCompleted, conditionsMet, declaredYears, data } = school
  const text = `insert into schools (id, kind, founded_on, commune_id, department_id, province_id, via_commune, cohort_completed, conditions_met, declared_years, data)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (id) do update set data = excluded.data,
    via_commune = excluded.via_commune, cohort_completed = excluded.cohort_completed, conditions_met = excluded.conditions_met`
  const place = [commune, department, province, viaCommune, cohortCompleted, conditionsMet, declaredYears]
  await client.query({ text, values: [id, data.kind, data.foundedOn, ...place, JSON.stringify(data)] })
}

async function putPerson(client: Client, person: Person, since: string): Promise<void> {
  const { id, name, organisation, educationSector, sectorSince, trained } = person
  const text = `insert into people (id, name, organisation_id, education_sector, sector_since, trained) values ($1, $2, $3, $4, $5, $6)
    on conflict (id) do update set name = excluded.name, organisation_id = excluded.organisation_id, trained = excluded.trained`
  await client.query({ text, values: [id, name, organisation, educationSector, sectorSince, trained] })
  for (const office of person.offices) {
    const add = `insert into offices (person_id, role, organisation_id, since) values ($1, $2, $3, $4) on conflict do nothing`
    await client.query({ text: add, values: [id, office.role, office.organisation, since] })
  }
  for (const { school, since: from, until } of person.worked) {
    const add = `insert into employments (person_id, school_id, since, until) values ($1, $2, $3, $4) on conflict do nothing`
    await client.query({ text: add, values: [id, school, from, until] })
  }
}
