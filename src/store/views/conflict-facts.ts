// What is known of a person `p` towards a school that may make a conflict of interest; `domain/conflict.ts` judges it.

/** Columns for a statement over `people p`; the school and the instant are parameters of it, e.g. `$2`, `$3`. */
export function conflictColumns(school: string, at: string): string {
  return `(p.organisation_id = ${school}
      or exists (select 1 from employments e where e.person_id = p.id and e.school_id = ${school})) as "workedAtSchool",
    array(select distinct i.kind from interests i where i.person_id = p.id and i.school_id = ${school}
      and i.declared_at <= ${at} and (i.withdrawn_at is null or i.withdrawn_at > ${at}) order by 1) as interests,
    exists (select 1 from case_members m join people theirs on theirs.id = m.person_id
      where theirs.organisation_id = ${school} and m.role in ('teamLead', 'teamSecretary', 'reviewer')
        and m.cycle_id = (select c.id from cycles c where c.school_id = p.organisation_id
          and exists (select 1 from case_members r where r.cycle_id = c.id and r.role in ('teamLead', 'teamSecretary', 'reviewer'))
          order by c.opened_at desc, c.id desc limit 1)) as "reviewedByThem"`
}
