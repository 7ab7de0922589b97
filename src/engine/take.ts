// Takes one event in an open transaction: parses, asks the guards, steps and saves. Whoever calls it holds the lock.
import { AppError } from '../domain/errors.ts'
import { say, joined } from '../domain/text.ts'
import { isAfter, type WithinEffect } from '../domain/effects.ts'
import type { Facts } from '../domain/facts.ts'
import { issuerOf } from '../domain/policy.ts'
import type { Actor, EventEntry } from '../domain/process.ts'
import { readAs, sentenceOf, toldFaults } from '../domain/schema-issues.ts'
import type { ProcessDefinition } from '../../workflows/define.ts'
import { allowedNow } from './allowed.ts'
import { deadlineChange } from './deadlines.ts'
import { stateName } from './definition.ts'
import { chain } from './entry.ts'
import type { Answer, Engine, LoadedProcess, Unit } from './ports.ts'
import { step, whyNot, type Happening } from './step.ts'

export const system: Actor = { id: 'system', name: 'Hệ thống', role: 'system' }

export interface Sent {
  event: string
  payload: unknown
  actor: Actor
  at: string
}

export type Keep = { key: string; request: string } | null

export interface Taken {
  answer: Answer
  /** The process as it now stands. */
  current: LoadedProcess
  /** Still to be applied in the same transaction. */
  within: WithinEffect[]
}

/** Parses, asks the guards, steps and saves. Throws AppError `invalid` or `notAllowed`, nothing written. */
export async function take(
  engine: Engine,
  unit: Unit,
  process: LoadedProcess,
  sent: Sent,
  keep: Keep,
  fired: { id: string; late: boolean } | null = null,
): Promise<Taken> {
  const definition = engine.definition(process.stored.process, process.stored.edition)
  const entry = entryOf(definition, sent.event)
  const happening = await prepare(engine, unit, process, entry, sent)
  await refuseStopped(engine, unit, process, definition, happening)
  const drawn: Record<string, string> = {}
  const issuer = issuerOf(sent.actor.role, process.place)
  for (const series of entry.draws ?? []) {
    drawn[series] = await unit.draw(issuer, series, happening.rules.series[series]?.pattern ?? '{n}', sent.at)
  }
  const complete = { ...happening, drawn }
  const { next, effects } = step(definition, process.stored, complete)
  const version = process.version + 1
  const answer = { process: process.id, event: sent.event, version, state: stateName(next.value), at: sent.at, drawn }
  const chained = chain(historyEntry(process, complete, version, next.value), process.head)
  const before = process.stored.value
  const { rules } = complete
  await unit.save({
    process,
    next,
    version,
    at: sent.at,
    event: sent.event,
    actorId: sent.actor.id,
    entry: chained,
    deadlines: deadlineChange({ definition, before, next, at: sent.at, rules, calendar: process.calendar }),
    effects: effects.filter(isAfter),
    answer: keep && { ...keep, answer },
    fired,
  })
  const current = { ...process, version, head: chained.hash, stored: next }
  return { answer, current, within: effects.filter((effect) => !isAfter(effect)) }
}

function historyEntry(process: LoadedProcess, happening: Happening, seq: number, to: unknown) {
  const { type, at, actor, payload, facts, drawn, rules } = happening
  const { edition, hash } = process.stored
  return {
    process: process.id,
    edition,
    definition: hash,
    seq,
    kind: 'event' as const,
    event: type,
    at,
    actor,
    payload,
    facts,
    drawn,
    procedure: rules.id,
    to,
  }
}

async function prepare(
  engine: Engine,
  unit: Unit,
  process: LoadedProcess,
  entry: EventEntry,
  sent: Sent,
): Promise<Happening> {
  const parsed = readAs(entry.payload, sent.payload)
  if (!parsed.ok) {
    const issues = parsed.issues.slice(0, toldFaults.listed)
    const { vi, en } = sentenceOf(parsed.issues)
    throw new AppError('invalid', say(`Dữ liệu chưa đúng: ${vi}`, `Something is wrong: ${en}`), { issues })
  }
  const names = entry.facts ?? []
  const facts = names.length ? await unit.facts(names, process, parsed.data, sent.at) : ({} as Facts)
  const rules = engine.procedure(process.procedureId)
  return { type: sent.event, payload: parsed.data, facts, rules, at: sent.at, actor: sent.actor, drawn: {} }
}

async function refuseStopped(
  engine: Engine,
  unit: Unit,
  process: LoadedProcess,
  definition: ProcessDefinition,
  happening: Happening,
): Promise<void> {
  const reasons = whyNot(definition, process.stored, happening)
  if (reasons) {
    const allowed = await allowedNow(engine, unit, process, happening.actor, happening.at)
    const why =
      reasons.length > 0
        ? joined(reasons)
        : say('Bước hiện tại không có việc này.', 'This is not part of the present step.')
    throw new AppError('notAllowed', why, { reasons, allowed, state: stateName(process.stored.value) })
  }
  const moment = { ...happening, context: process.stored.context, state: stateName(process.stored.value) }
  const issues = definition.events[happening.type]?.accepts?.(moment) ?? []
  if (issues.length === 0) return
  const told = joined(issues.slice(0, toldFaults.said).map(({ message }) => message))
  throw new AppError('invalid', told, { issues: issues.slice(0, toldFaults.listed) })
}

/** The entry of the event book. Throws `notAllowed` for an event this process does not know. */
export function entryOf(definition: ProcessDefinition, event: string): EventEntry {
  const entry = Object.hasOwn(definition.events, event) ? definition.events[event] : undefined
  if (entry) return entry
  throw new AppError(
    'notAllowed',
    say(`Quy trình này không có việc “${event}”.`, `This process has no event “${event}”.`),
    {
      reasons: [],
      allowed: [],
      known: Object.keys(definition.events),
    },
  )
}
