// Who holds an office that takes part in the decision on a case, and what each of them is to it: for showing who may sign and why not.
import type { Standing } from '../../domain/policy.ts'
import type { Role } from '../../domain/roles.ts'
import type { Client } from '../with-client.ts'

/** The standing of everybody who holds one of these roles over the case's school at that instant, by name. */
export async function standingsOf(
  client: Client,
  cycle: string,
  roles: readonly Role[],
  at: string,
): Promise<(Standing & { secondFactor: boolean })[]> {
  const text = `select who.id as "personId", who.name,
      (select json_agg(json_build_object('role', f.role, 'organisationId', f.organisation_id)) from offices f
        where f.person_id = who.id and f.since <= $3 and (f.until is null or f.until > $3)) as offices,
      (select coalesce(json_agg(distinct m.role), '[]') from case_members m
        where m.cycle_id = c.id and m.person_id = who.id and m.since <= $3 and (m.until is null or m.until > $3)) as "caseRoles",
      exists (select 1 from case_members m where m.cycle_id = c.id and m.person_id = who.id and m.role in ('teamLead', 'teamSecretary', 'reviewer')) as reviewed,
      who.organisation_id = s.id or exists (select 1 from employments e where e.person_id = who.id and e.school_id = s.id) as "ofTheSchool",
      exists (select 1 from accounts a where a.person_id = who.id and a.totp_confirmed_at is not null) as "secondFactor"
    from cycles c join schools s on s.id = c.school_id join people who on exists (select 1 from offices f where f.person_id = who.id
      and f.role = any($2) and f.organisation_id in (s.department_id, s.province_id) and f.since <= $3 and (f.until is null or f.until > $3))
    where c.id = $1 order by who.name, who.id`
  type Row = Standing & { secondFactor: boolean } & Record<string, unknown>
  return (await client.query<Row>({ name: 'deciders', text, values: [cycle, roles, at] })).rows
}
