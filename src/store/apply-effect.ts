// What effects inside the event's transaction write: roles in the case, the register of awards, the school, submissions.
import type { WithinEffect } from '../domain/effects.ts'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import type { LoadedProcess } from '../engine/ports.ts'
import type { Library } from './library.ts'
import { freezeSubmission } from './submission.ts'
import type { Client } from './with-client.ts'

type Of<T extends WithinEffect['type']> = Extract<WithinEffect, { type: T }>

/** Applies one of the effects that the engine leaves to the store. */
export async function applyEffect(
  client: Client,
  library: Library,
  effect: WithinEffect,
  process: LoadedProcess,
  at: string,
): Promise<void> {
  if (effect.type === 'freezeSubmission') return freezeSubmission(client, library, process, effect.kind, at)
  if (effect.type === 'appoint') return appoint(client, process, effect, at)
  if (effect.type === 'dismiss') return dismiss(client, process, effect, at)
  if (effect.type === 'issueAward') return issueAward(client, process, effect)
  if (effect.type === 'changeAward') return changeAward(client, process, effect)
  if (effect.type === 'changeSchool') return changeSchool(client, process, effect, at)
  throw new AppError(
    'configuration',
    say(`Hệ quả “${effect.type}” không phải của kho dữ liệu.`, `The effect “${effect.type}” is not one of the store.`),
  )
}

async function appoint(client: Client, process: LoadedProcess, { members }: Of<'appoint'>, at: string): Promise<void> {
  const text = `insert into case_members (cycle_id, person_id, role, since)
    select $1, m."personId", m.role, $3 from jsonb_to_recordset($2) as m("personId" text, role text)
    where not exists (select 1 from case_members c where c.cycle_id = $1 and c.person_id = m."personId" and c.role = m.role and c.until is null)
    on conflict (cycle_id, person_id, role, since) do update set until = null`
  await client.query({ text, values: [process.cycleId, JSON.stringify(members), at] })
}

async function dismiss(
  client: Client,
  process: LoadedProcess,
  { personIds }: Of<'dismiss'>,
  at: string,
): Promise<void> {
  const text = `update case_members set until = $3 where cycle_id = $1 and person_id = any($2) and until is null`
  await client.query({ text, values: [process.cycleId, personIds, at] })
}

async function issueAward(client: Client, process: LoadedProcess, effect: Of<'issueAward'>): Promise<void> {
  const text = `insert into awards (number, award, school_id, department_id, cycle_id, grade, decision, issued_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`
  const { number, award, grade, decision, issuedAt, expiresAt } = effect
  const { cycleId, place } = process
  const { schoolId, departmentId } = place
  const terms = [grade, decision, issuedAt, expiresAt]
  await client.query({ text, values: [number, award, schoolId, departmentId, cycleId, ...terms] })
  // Certificates from before the system have no case that could be told to give way.
  const older = `update awards a set status = 'superseded', reason = $3 from cycles c where c.id = $1
    and a.school_id = c.school_id and a.award = $2 and a.cycle_id is null and a.status in ('valid', 'inRemedy', 'suspended')
    and exists (select 1 from awards named where named.number = c.follows and named.school_id = c.school_id and named.cycle_id is null)`
  await client.query({ text: older, values: [cycleId, award, `Thay bằng ${number}`] })
}

async function changeAward(client: Client, process: LoadedProcess, effect: Of<'changeAward'>): Promise<void> {
  const text = `update awards set status = $3, reason = $4 where (department_id, number) =
    (select department_id, number from awards where cycle_id = $1 and award = $2 order by issued_at desc, number desc limit 1)`
  await client.query({ text, values: [process.cycleId, effect.award, effect.status, effect.reason] })
}

/** A new name is the school's from now on; the old one stays beside it, and submissions keep what they froze. */
async function changeSchool(
  client: Client,
  process: LoadedProcess,
  { change }: Of<'changeSchool'>,
  at: string,
): Promise<void> {
  const name = typeof change['newName'] === 'string' ? change['newName'] : null
  const closes = change['continues'] === false
  const text = `with renamed as (update organisations set name = $2 where id = $1 and $2::text is not null)
    update schools set changes = changes || $3::jsonb, status = case when $4 then 'closed' else status end,
      data = case when $2::text is null then data else jsonb_set(jsonb_set(data, '{formerNames}',
        coalesce(data->'formerNames', '[]') || jsonb_build_array(data->>'name')), '{name}', to_jsonb($2::text)) end where id = $1`
  await client.query({ text, values: [process.place.schoolId, name, JSON.stringify([{ ...change, at }]), closes] })
}
