// The worker's side of the store: deadlines that are due, effects that wait, and the lists for an operator.
import type { DueDeadline, WaitingEffect, WorkStore } from '../engine/worker.ts'
import type { Database } from './connect.ts'
import { inTransaction, withClient, type Client } from './with-client.ts'

/** After so many tries an effect waits for an operator, and what follows it in its process waits with it. */
export const maxAttempts = 10

export function workStore(db: Database): WorkStore {
  return {
    due: (now, limit) =>
      rows<DueDeadline>(
        db,
        `select id, process_id as "processId", event, due_at as "dueAt" from deadlines
         where status = 'running' and due_at <= $1 order by due_at, id limit $2`,
        [now, limit],
      ),
    async stuck(id, error) {
      await rows(db, `update deadlines set status = 'stuck', error = $2 where id = $1 and status = 'running'`, [
        id,
        error,
      ])
    },
    async processesWithEffects(limit) {
      const sql = `select distinct process_id as id from effects where status = 'pending' limit $1`
      return (await rows<{ id: string }>(db, sql, [limit])).map(({ id }) => id)
    },
    deliverNext: (processId, carryOut) => deliverNext(db, processId, carryOut),
  }
}

async function deliverNext(
  db: Database,
  processId: string,
  carryOut: (waiting: WaitingEffect) => Promise<void>,
): Promise<'done' | 'failed' | null> {
  let tried: WaitingEffect | undefined
  try {
    return await inTransaction(db, async (client) => {
      tried = await claimNext(client, processId)
      if (!tried) return null
      await carryOut(tried)
      const text = `update effects set status = 'done', done_at = now(), attempts = attempts + 1, error = null
        where process_id = $1 and seq = $2 and n = $3`
      await client.query({ name: 'effect-done', text, values: [processId, tried.seq, tried.n] })
      return 'done'
    })
  } catch (error) {
    if (!tried) throw error
    const text = `update effects set attempts = attempts + 1, error = $4, status = case when attempts + 1 >= $5 then 'failed' else status end
      where process_id = $1 and seq = $2 and n = $3`
    const message = error instanceof Error ? error.message : String(error)
    await rows(db, text, [processId, tried.seq, tried.n, message, maxAttempts])
    return 'failed'
  }
}

/** The first effect that is not done, when no other worker is at this process and it has not been given up. */
async function claimNext(client: Client, processId: string): Promise<WaitingEffect | undefined> {
  const lock = await client.query<{ free: boolean }>({
    name: 'effect-lock',
    text: `select pg_try_advisory_xact_lock(hashtextextended($1, 7)) as free`,
    values: [processId],
  })
  if (!lock.rows[0]?.free) return undefined
  const text = `select process_id as "processId", cycle_id as "cycleId", seq, n, effect, attempts, status from effects
    where process_id = $1 and status <> 'done' order by seq, n limit 1`
  const found = await client.query<WaitingEffect & { status: string }>({
    name: 'effect-next',
    text,
    values: [processId],
  })
  return found.rows[0]?.status === 'pending' ? found.rows[0] : undefined
}

async function rows<T extends object>(db: Database, text: string, values: unknown[]): Promise<T[]> {
  return withClient(db, async (client) => (await client.query<T & Record<string, unknown>>({ text, values })).rows)
}

/** Effects that were given up, for an operator. */
export function failedEffects(db: Database): Promise<(WaitingEffect & { error: string })[]> {
  return rows(
    db,
    `select process_id as "processId", cycle_id as "cycleId", seq, n, effect, attempts, error from effects where status = 'failed'`,
    [],
  )
}

/** An operator has mended the cause: the effect is tried again. False when it is none that was given up. */
export async function retryEffect(client: Client, processId: string, seq: number, n: number): Promise<boolean> {
  const text = `with again as (update effects set status = 'pending', attempts = 0
      where process_id = $1 and seq = $2 and n = $3 and status = 'failed' returning process_id)
    select graphile_worker.add_job('drain', json_build_object('processId', process_id), job_key := 'drain:' || process_id) from again`
  return (await client.query({ text, values: [processId, seq, n] })).rows.length === 1
}
