// Where a case or school belongs and what a person is to it, read without a lock: what every view asks before it shows anything.
import type { Place, Standing } from '../../domain/policy.ts'
import type { Client } from '../with-client.ts'

/** What is known of the subject of a request and of the person towards it. */
export interface Ground {
  place: Place
  cycleId: string | null
  /** The criteria set of the cycle. */
  setId: string | null
  standing: Standing
}

const place = `json_build_object('schoolId', s.id, 'communeId', s.commune_id, 'departmentId', s.department_id, 'provinceId', s.province_id)`
const standing = `(select json_build_object('personId', who.id, 'name', who.name,
    'offices', (select coalesce(json_agg(json_build_object('role', o.role, 'organisationId', o.organisation_id)), '[]')
      from offices o where o.person_id = who.id and o.since <= $3 and (o.until is null or o.until > $3)),
    'caseRoles', (select coalesce(json_agg(distinct m.role), '[]') from case_members m
      where m.cycle_id = c.id and m.person_id = who.id and m.since <= $3 and (m.until is null or m.until > $3)),
    'reviewed', exists (select 1 from case_members m where m.cycle_id = c.id and m.person_id = who.id
      and m.role in ('teamLead', 'teamSecretary', 'reviewer')),
    'ofTheSchool', who.organisation_id = s.id
      or exists (select 1 from employments e where e.person_id = who.id and e.school_id = s.id))
  from people who where who.id = $2)`

/** The ground of a cycle; `null` when there is no such cycle. */
export async function groundOfCycle(
  client: Client,
  cycleId: string,
  personId: string,
  at: string,
): Promise<Ground | null> {
  const text = `select ${place} as place, c.id as "cycleId", c.set_id as "setId", ${standing} as standing
    from cycles c join schools s on s.id = c.school_id where c.id = $1`
  return read(client, { name: 'ground-cycle', text, values: [cycleId, personId, at] })
}

/** The ground of a school; the roles in a case are those of its latest one, whose council works on the school's data. */
export async function groundOfSchool(
  client: Client,
  schoolId: string,
  personId: string,
  at: string,
): Promise<Ground | null> {
  const text = `select ${place} as place, null as "cycleId", null as "setId", ${standing} as standing
    from schools s left join lateral (select id from cycles where school_id = s.id order by opened_at desc, id desc limit 1) c on true
    where s.id = $1`
  return read(client, { name: 'ground-school', text, values: [schoolId, personId, at] })
}

async function read(
  client: Client,
  statement: { name: string; text: string; values: unknown[] },
): Promise<Ground | null> {
  const found = await client.query<Omit<Ground, 'standing'> & { standing: Standing | null }>(statement)
  const row = found.rows[0]
  return row?.standing ? { ...row, standing: row.standing } : null
}
