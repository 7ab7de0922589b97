// What may be sent now, by whom, and why not: the one list from which pages, the API and refusals are made.
import type { Facts } from '../domain/facts.ts'
import { decide, type Standing } from '../domain/policy.ts'
import type { Actor, EventEntry } from '../domain/process.ts'
import type { Text } from '../domain/text.ts'
import type { Engine, LoadedProcess, Unit } from './ports.ts'
import { takes, whyNot } from './step.ts'

export interface Offer {
  event: string
  label: Text
  /** Empty = may be sent now; else each sentence that stands in the way. */
  stoppedBy: Text[]
}

/** The events this actor's role may send from the present state, and those a guard stops, with its sentences. */
export async function allowedNow(
  engine: Engine,
  unit: Unit,
  process: LoadedProcess,
  actor: Actor,
  at: string,
): Promise<Offer[]> {
  return offers(engine, unit, process, at, (by) => (by.includes(actor.role) ? actor : null))
}

/** The same for a person, by whatever role of theirs fits each event. @public: what a page or an API offers. */
export async function allowedFor(
  engine: Engine,
  unit: Unit,
  process: LoadedProcess,
  standing: Standing,
  at: string,
): Promise<Offer[]> {
  return offers(engine, unit, process, at, (by) => {
    const verdict = decide(standing, by, process.place, process.sheet ?? undefined)
    return verdict.allowed ? { id: standing.personId, name: standing.name, role: verdict.role } : null
  })
}

/** Only what the state takes is looked at, and each fact is loaded once for all of it. */
async function offers(
  engine: Engine,
  unit: Unit,
  process: LoadedProcess,
  at: string,
  actorFor: (by: readonly Actor['role'][]) => Actor | null,
): Promise<Offer[]> {
  const definition = engine.definition(process.stored.process, process.stored.edition)
  const rules = engine.procedure(process.procedureId)
  const open = Object.entries(definition.events).flatMap(([event, entry]) => {
    const actor = takes(definition, process.stored, event) ? actorFor(entry.by) : null
    return actor ? [{ event, entry, actor }] : []
  })
  const facts = await factsFor(
    unit,
    process,
    open.map(({ entry }) => entry),
    at,
  )
  const list: Offer[] = []
  for (const { event, entry, actor } of open) {
    const payload = entry.samples[0]?.payload ?? {}
    const reasons = whyNot(definition, process.stored, { type: event, payload, facts, rules, at, actor, drawn: {} })
    if (event === 'extendDeadline' && reasons === null && !(await runsAny(unit, process, entry))) continue
    if (reasons === null || reasons.length > 0) list.push({ event, label: entry.label, stoppedBy: reasons ?? [] })
  }
  return list
}

/** `people` are those a payload names: nobody is named yet, and no guard asks for them. */
async function factsFor(
  unit: Unit,
  process: LoadedProcess,
  entries: readonly EventEntry[],
  at: string,
): Promise<Facts> {
  const names = new Set(entries.flatMap(({ facts = [] }) => facts))
  names.delete('people')
  const facts = names.size > 0 ? await unit.facts([...names], process, null, at) : ({} as Facts)
  return { ...facts, people: {} }
}

/** Whether a deadline runs that this event could move. A province may have set no term, or it has passed already. */
async function runsAny(unit: Unit, process: LoadedProcess, { samples }: EventEntry): Promise<boolean> {
  for (const { payload } of samples) {
    const { deadline } = payload as { deadline: string }
    if (await unit.runningDeadline(process.id, deadline)) return true
  }
  return false
}
