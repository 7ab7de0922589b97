// What is stored of communes and schools when a file of the sector database arrives.
import type { SchoolData } from '../../domain/case.ts'
import type { Client } from '../../store/with-client.ts'

export interface Commune {
  id: string
  code: string | null
  name: string
  province: string
}

export interface Department {
  id: string
  code: string | null
  name: string
  province: string
  provinceName: string
}

export interface StoredSchool {
  id: string
  code: string | null
  department: string
  commune: string | null
  viaCommune: boolean
  cohortCompleted: boolean
  conditionsMet: boolean
  data: SchoolData
  /** A case is under way. */
  running: boolean
}

export interface Present {
  /** The departments whose schools this person may import. */
  departments: readonly Department[]
  communes: readonly Commune[]
  schools: readonly StoredSchool[]
}

/** Locks the schools that have one of these codes or ids. `within` = organisations the person reaches. */
export async function presentState(
  client: Client,
  within: 'all' | readonly string[],
  names: readonly string[],
): Promise<Present> {
  const reach = within === 'all' ? null : within
  const rows = async <T extends object>(text: string, values: unknown[] = []) =>
    (await client.query<T & Record<string, unknown>>({ text, values })).rows
  return {
    departments: await rows<Department>(
      `select d.id, d.code, d.name, d.parent_id as province, p.name as "provinceName" from organisations d
        join organisations p on p.id = d.parent_id where d.kind = 'department' and ($1::text[] is null or d.id = any($1)) order by d.id`,
      [reach],
    ),
    communes: await rows<Commune>(
      `select id, code, name, parent_id as province from organisations where kind = 'commune' order by id`,
    ),
    schools: await rows<StoredSchool>(
      `select s.id, o.code, s.department_id as department, s.commune_id as commune, s.via_commune as "viaCommune",
        s.cohort_completed as "cohortCompleted", s.conditions_met as "conditionsMet", s.data,
        exists (select 1 from processes p where p.school_id = s.id and not p.ended) as running
        from schools s join organisations o on o.id = s.id where o.code = any($1) or s.id = any($1) order by s.id for update of s`,
      [names],
    ),
  }
}
