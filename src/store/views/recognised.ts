// How many schools of each kind hold a certificate whose term runs: read off the counts of the province.
import { addDays, dayOf, startOfDay } from '../../domain/calendar/add.ts'
import type { Client } from '../with-client.ts'
import type { ProvinceFilter } from './province.ts'

export interface RecognisedRow {
  kind: string
  schools: number
  accreditation: number
  nationalStandard: number
}

// The counts know the month in which a term ends; of the month that runs, the certificates themselves tell the day.
const text = `with told as (
    select measure, kind, value, n from province_counts where department_id = any($1) and measure in ('school', 'ending')
      and commune_id = $2 and kind <> '' and ($3 = '' or kind = $3) and period = ''
    union all select measure, kind, value, d from province_changes where department_id = any($1) and measure in ('school', 'ending')
      and $2 in ('', commune_id) and $3 in ('', kind)),
  known as (
    select kind, 'school' as what, n from told where measure = 'school'
    union all select kind, split_part(value, '|', 1), n from told where measure = 'ending' and split_part(value, '|', 2) > $4
    union all select s.kind, a.award, 1 from awards a join schools s on s.id = a.school_id
      where a.department_id = any($1) and a.status in ('valid', 'inRemedy', 'suspended') and a.expires_at > $5 and a.expires_at < $6
        and ($2 = '' or s.commune_id = $2) and ($3 = '' or s.kind = $3))
  select kind, coalesce(sum(n) filter (where what = 'school'), 0)::int as schools,
    coalesce(sum(n) filter (where what = 'accreditation'), 0)::int as accreditation,
    coalesce(sum(n) filter (where what = 'nationalStandard'), 0)::int as "nationalStandard"
  from known group by kind having sum(n) filter (where what = 'school') > 0 order by kind`

/** By kind, at the instant `at`; suspended certificates and those in remedy are among them, as their terms run on. */
export async function recognisedByKind(
  client: Client,
  departments: readonly string[],
  { at, commune, kind }: ProvinceFilter & { at: string },
): Promise<RecognisedRow[]> {
  const month = dayOf(at).slice(0, 7)
  const next = addDays(`${month}-01`, 31).slice(0, 7)
  const values = [departments, commune ?? '', kind ?? '', month, at, startOfDay(`${next}-01`)]
  return (await client.query<RecognisedRow & Record<string, unknown>>({ name: 'recognised', text, values })).rows
}
