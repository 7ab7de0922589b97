// The case whose award gives way when another case of the same school brings the next one.
import type { Client } from './with-client.ts'

/**
 * The case that holds the school's standing award of that kind, when this cycle was opened to follow it or the school has
 * registered there to renew or raise it; `null` = none, and then nothing is replaced.
 */
export async function followedCase(client: Client, cycleId: string, award: string): Promise<string | null> {
  const text = `select a.cycle_id from cycles c join awards a on a.school_id = c.school_id and a.award = $2 and a.cycle_id <> c.id
    where c.id = $1 and a.status in ('valid', 'inRemedy', 'suspended')
      and (exists (select 1 from awards named where named.number = c.follows and named.cycle_id = a.cycle_id)
        or exists (select 1 from processes p where p.cycle_id = a.cycle_id and p.process = 'certification'
          and coalesce(p.context->>($2 || 'RenewalOn'), p.context->>($2 || 'UpgradeOn')) is not null))
    order by a.issued_at desc limit 1`
  const found = await client.query<{ cycle_id: string }>({ name: 'followed', text, values: [cycleId, award] })
  return found.rows[0]?.cycle_id ?? null
}
