// Lets time pass: sends the events of deadlines that are due and carries out effects that wait. Any number may run at once.
import type { AfterEffect } from '../domain/effects.ts'
import { AppError } from '../domain/errors.ts'
import { takeAndApply } from './apply-within.ts'
import type { Engine } from './ports.ts'
import { system } from './take.ts'

export interface DueDeadline {
  id: string
  processId: string
  event: string
  dueAt: string
}

export interface WaitingEffect {
  processId: string
  cycleId: string
  seq: number
  n: number
  effect: AfterEffect
  attempts: number
}

/** What the worker needs of the store beside the engine's own. */
export interface WorkStore {
  due(now: string, limit: number): Promise<DueDeadline[]>
  /** A deadline whose event was refused stays on a list for an operator. */
  stuck(id: string, error: string): Promise<void>
  processesWithEffects(limit: number): Promise<string[]>
  /** Hands the first waiting effect of the process to `carryOut` and marks it done in one transaction; null when none waits. */
  deliverNext(processId: string, carryOut: (waiting: WaitingEffect) => Promise<void>): Promise<'done' | 'failed' | null>
}

/** A deadline that fires more than this after its instant is marked late. */
const lateAfter = 60 * 60 * 1000

/** Fires everything due at `now`; answers what this worker fired itself. A deadline another worker has is left to it. */
export async function fireDue(engine: Engine, work: WorkStore): Promise<DueDeadline[]> {
  const fired: DueDeadline[] = []
  for (;;) {
    const batch = await work.due(engine.now(), 100)
    let progress = false
    for (const deadline of batch) {
      if (!(await fire(engine, work, deadline))) continue
      fired.push(deadline)
      progress = true
    }
    if (!progress) return fired
  }
}

/** Fires one deadline. False when it no longer runs or another worker is at it. */
export async function fire(engine: Engine, work: WorkStore, deadline: DueDeadline): Promise<boolean> {
  const at = engine.now()
  const late = Date.parse(at) - Date.parse(deadline.dueAt) > lateAfter
  const key = `deadline:${deadline.id}`
  try {
    return await engine.store.transact(async (unit) => {
      if (!(await unit.claimDeadline(deadline.id))) return false
      const { process } = await unit.load(deadline.processId, null, key, at)
      if (!process || !(await unit.claimDeadline(deadline.id))) return false
      const sent = { event: deadline.event, payload: {}, actor: system, at }
      await takeAndApply(engine, unit, process, sent, { key, request: key }, { id: deadline.id, late })
      return true
    })
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'databaseUnavailable') throw error
    await work.stuck(deadline.id, error.message)
    return false
  }
}

/** Carries out what waits, one process after the other, each in its order; a failing effect stops only its own process. */
export async function drain(
  work: WorkStore,
  carryOut: (waiting: WaitingEffect) => Promise<void>,
  only?: string,
): Promise<{ done: number; failed: string[] }> {
  const failed = new Set<string>()
  let done = 0
  for (;;) {
    const found = only ? [only] : await work.processesWithEffects(200)
    const open = found.filter((id) => !failed.has(id))
    const before = done
    for (const id of open) {
      let outcome = await work.deliverNext(id, carryOut)
      for (; outcome === 'done'; outcome = await work.deliverNext(id, carryOut)) done++
      if (outcome === 'failed') failed.add(id)
    }
    if (done === before) return { done, failed: [...failed] }
  }
}
