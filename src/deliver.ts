// Effect -> what really happens after the commit. Each writes under the effect's own key, so a repeat does nothing.
import type { WaitingEffect } from './engine/worker.ts'
import type { Database } from './store/connect.ts'
import { withClient } from './store/with-client.ts'

const writes: Record<string, string> = {
  notify: `, told as (insert into notices (process_id, seq, n, person_id, message, at)
    select $1, $2, $3, person_id, $4->>'message', $5 from (
      select m.person_id from case_members m where m.cycle_id = $6 and $4->'to' ? m.role and m.since <= $5 and (m.until is null or m.until > $5)
      union select o.person_id from offices o join cycles c on c.id = $6 join schools s on s.id = c.school_id
        where $4->'to' ? o.role and o.since <= $5 and (o.until is null or o.until > $5)
          and o.organisation_id in (s.id, s.commune_id, s.department_id, s.province_id)) who
    on conflict do nothing returning person_id),
    mailed as (insert into outbox (key, person_id, template, data, path, created_at, next_at)
      select concat_ws('/', $1, $2, $3, person_id), person_id, 'notice',
        json_build_object('message', $4->>'message', 'school', school.name), '/cases/' || $6, $5, $5
      from told join accounts using (person_id) join cycles c on c.id = $6 join organisations school on school.id = c.school_id
      where accounts.status = 'active' on conflict do nothing returning 1)
    select graphile_worker.add_job('mail', '{}'::json, job_key := 'mail') from mailed limit 1`,
  produceDocument: `insert into documents (process_id, seq, n, cycle_id, form, at) select $1, $2, $3, $6, $4->>'form', $5
    on conflict do nothing`,
  publish: `insert into publications (process_id, seq, n, school_id, what, at)
    select $1, $2, $3, school_id, $4->>'what', $5 from cycles where id = $6 on conflict do nothing`,
}

/** Carries out one effect. Throws when it could not be done; the worker tries again later. */
export async function deliver(db: Database, waiting: WaitingEffect, at: string): Promise<void> {
  const { effect, processId, seq, n, cycleId } = waiting
  const text = writes[effect.type]
  if (!text) throw new Error(`Nobody knows how to carry out "${String(effect.type)}"`)
  const values = [processId, seq, n, JSON.stringify(effect), at, cycleId]
  // Every statement reads the same six values; the casts tell PostgreSQL the types of those it does not use.
  const typed = `with given as (select $1::text, $2::int, $3::int, $4::jsonb, $5::timestamptz, $6::text) ${text.replaceAll('$4', '$4::jsonb').replaceAll('$5', '$5::timestamptz')}`
  await withClient(db, (client) => client.query({ name: `deliver-${effect.type}`, text: typed, values }))
}
