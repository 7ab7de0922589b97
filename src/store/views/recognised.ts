// How many schools of each kind hold a certificate whose term runs: read off the counts of the province.
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
  month as (select to_char($4::timestamptz at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM') as running,
    (date_trunc('month', $4::timestamptz at time zone 'Asia/Ho_Chi_Minh') + interval '1 month') at time zone 'Asia/Ho_Chi_Minh' as ends),
  known as (
    select kind, 'school' as what, n from told where measure = 'school'
    union all select kind, split_part(value, '|', 1), n from told, month where measure = 'ending' and split_part(value, '|', 2) > month.running
    union all select s.kind, a.award, 1 from awards a join schools s on s.id = a.school_id, month
      where a.department_id = any($1) and a.status in ('valid', 'inRemedy', 'suspended') and a.expires_at > $4 and a.expires_at < month.ends
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
  const values = [departments, commune ?? '', kind ?? '', at]
  return (await client.query<RecognisedRow & Record<string, unknown>>({ name: 'recognised', text, values })).rows
}
