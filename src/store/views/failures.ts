// What could not be carried out and waits for somebody: effects of events that were given up, mails that do not go out, stuck deadlines.
import type { Client } from '../with-client.ts'
import { iso } from './own-access.ts'

export interface FailedEffect {
  process: string
  seq: number
  n: number
  cycle: string
  schoolName: string
  /** The type of the effect: `notify`, `produceDocument`, `publish`. */
  type: string
  attempts: number
  error: string
}

const most = 200

/** Effects that the worker gave up, of schools of these departments. What follows them in their process waits with them. */
export async function failedEffectsIn(
  client: Client,
  departments: readonly string[],
  process?: string,
): Promise<FailedEffect[]> {
  const text = `select e.process_id as process, e.seq, e.n, e.cycle_id as cycle, o.name as "schoolName", e.effect->>'type' as type, e.attempts,
      coalesce(e.error, '') as error from effects e join cycles c on c.id = e.cycle_id join schools s on s.id = c.school_id join organisations o on o.id = s.id
    where e.status = 'failed' and s.department_id = any($1) and ($2::text is null or e.process_id = $2) order by e.process_id, e.seq, e.n limit ${most}`
  const found = await client.query<FailedEffect & Record<string, unknown>>({
    name: 'failed-effects',
    text,
    values: [departments, process],
  })
  return found.rows
}

export interface FailedMail {
  id: string
  personId: string
  personName: string
  template: string
  status: 'waiting' | 'failed'
  attempts: number
  createdAt: string
  nextAt: string
  error: string
}

/** Mails that were tried and have not gone out, to people of these departments, their schools, communes and province. */
export async function failedMailsIn(client: Client, departments: readonly string[]): Promise<FailedMail[]> {
  const text = `select b.id::text, b.person_id as "personId", w.name as "personName", b.template, b.status, b.attempts, ${iso('b.created_at')} as "createdAt",
      ${iso('b.next_at')} as "nextAt", coalesce(b.error, '') as error
    from outbox b join people w on w.id = b.person_id join organisations o on o.id = w.organisation_id left join schools s on s.id = o.id
    where (b.status = 'failed' or (b.status = 'waiting' and b.attempts > 0)) and (o.id = any($1) or s.department_id = any($1)
      or exists (select 1 from organisations d where d.id = any($1) and d.parent_id in (o.id, o.parent_id)))
    order by b.status, b.created_at, b.id limit ${most}`
  return (
    await client.query<FailedMail & Record<string, unknown>>({ name: 'failed-mails', text, values: [departments] })
  ).rows
}

export interface StuckDeadline {
  id: string
  process: string
  edition: string
  processName: string
  cycle: string
  schoolName: string
  event: string
  dueAt: string
  error: string
}

/** Deadlines whose event the process would not take; they are tried no more. */
export async function stuckDeadlinesIn(client: Client, departments: readonly string[]): Promise<StuckDeadline[]> {
  const text = `select d.id::text, d.process_id as process, p.edition, p.process as "processName", p.cycle_id as cycle, o.name as "schoolName", d.event,
      ${iso('d.due_at')} as "dueAt", coalesce(d.error, '') as error
    from deadlines d join processes p on p.id = d.process_id join schools s on s.id = d.school_id join organisations o on o.id = s.id
    where d.status = 'stuck' and s.department_id = any($1) order by d.due_at, d.id limit ${most}`
  return (
    await client.query<StuckDeadline & Record<string, unknown>>({
      name: 'stuck-deadlines',
      text,
      values: [departments],
    })
  ).rows
}
