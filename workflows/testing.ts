// For tests: drives a pure machine as the engine does, but without a store, and refuses loudly what the state does not allow.
import { getInitialSnapshot, initialTransition, transition, type AnyMachineSnapshot } from 'xstate'
import type { Effect } from '../src/domain/effects.ts'
import type { FactName, Facts } from '../src/domain/facts.ts'
import type { Actor, Issue, Moment } from '../src/domain/process.ts'
import type { Procedure } from '../src/domain/procedure.ts'
import type { Text } from '../src/domain/text.ts'
import type { ProcessDefinition, ProcessEvent } from './define.ts'
import { placesOf } from './places.ts'

export const startInstant = '2026-10-01T02:00:00.000Z'

/** A world in which nothing stands in the way; a test overrides what it is about. */
export const plainFacts: Facts = {
  school: {
    id: 's1',
    name: 'Trường Mẫu',
    kind: 'primary',
    status: 'active',
    foundedOn: '2000-09-05',
    viaCommune: true,
    cohortCompleted: true,
    conditionsMet: true,
  },
  assessment: {
    complete: true,
    missing: [],
    level: 2,
    decisions: { accreditation: { outcome: 'granted', grade: 2 }, nationalStandard: { outcome: 'granted', grade: 1 } },
  },
  review: {
    unscored: {},
    unmoderated: [],
    level: 2,
    decisions: { accreditation: { outcome: 'granted', grade: 2 }, nationalStandard: { outcome: 'granted', grade: 1 } },
  },
  people: {},
  record: { consecutiveYears: 3, awards: {} },
  sheet: { unrated: [], uncited: [], disagreed: [], waitingFor: [], open: true },
}

/** A procedure with just these terms, for tests that are about a machine and not about a circular. */
export function rulesWith(terms: {
  numbers?: Record<string, number | null>
  periods?: Record<string, [number | null, Procedure['periods'][string]['unit']]>
  dates?: Record<string, string | null>
}): Procedure {
  const sourced = { name: { vi: 'Thử', en: 'Test' }, source: 'test', verified: false }
  const map = <V, T>(entries: Record<string, V> = {}, of: (value: V) => T) =>
    Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, of(value)]))
  return {
    id: 'test',
    name: sourced.name,
    legalBasis: ['test'],
    replaces: [],
    effectiveFrom: '2018-10-10',
    effectiveTo: null,
    criteriaSets: ['test'],
    workflows: {},
    numbers: map(terms.numbers, (value) => ({ ...sourced, value })),
    periods: map(terms.periods, ([amount, unit]) => ({ ...sourced, amount, unit })),
    dates: map(terms.dates, (day) => ({ ...sourced, day })),
    series: {},
    evidenceCode: { ...sourced, kind: 'plain', pattern: '', example: '', brackets: 'round' },
    steps: {},
    forms: {},
  }
}

/** The event as the machine receives it; only the facts its book entry names are in it. */
export function eventFor(
  definition: ProcessDefinition,
  type: string,
  details: { state: string; rules: Procedure; at: string; payload?: unknown; facts?: Partial<Facts> },
): ProcessEvent {
  const entry = definition.events[type]
  if (!entry) throw new Error(`${definition.process} ${definition.edition} has no event "${type}"`)
  const known: Partial<Facts> = { ...plainFacts, ...details.facts }
  const facts = Object.fromEntries((entry.facts ?? []).map((name: FactName) => [name, known[name]])) as unknown as Facts
  const role = entry.by[0] ?? 'system'
  const actor: Actor = { id: role, name: role, role }
  const drawn = Object.fromEntries((entry.draws ?? []).map((series) => [series, `${series} 01`]))
  const payload = entry.payload.parse(details.payload ?? {})
  return { type, state: details.state, payload, facts, rules: details.rules, at: details.at, actor, drawn }
}

/** What `accepts` of the event says about the payload. */
export function issuesOf(definition: ProcessDefinition, context: unknown, event: ProcessEvent): Issue[] {
  return definition.events[event.type]?.accepts?.({ ...event, context }) ?? []
}

/** The effects of one step, worked out from the context after it. */
export function effectsOf(
  definition: ProcessDefinition,
  context: unknown,
  event: ProcessEvent,
  actions: readonly { type: string }[],
): Effect[] {
  const moment: Moment<unknown> = { ...event, context }
  return actions.flatMap(({ type }) => definition.effects[type]?.(moment) ?? [])
}

/** Checks that stop the event where the process stands, with their sentences. */
export function stopsOf(definition: ProcessDefinition, snapshot: AnyMachineSnapshot, event: ProcessEvent): Text[] {
  const moment: Moment<unknown> = { ...event, context: snapshot.context }
  const names = snapshot._nodes
    .flatMap((node) => node.transitions.get(event.type) ?? [])
    .flatMap(({ guard }) => guardNames(guard))
  return [...new Set(names)].flatMap((name) => definition.checks[name]?.(moment) ?? [])
}

/** The checks a guard of the drawing names. */
export function guardNames(guard: unknown): string[] {
  if (typeof guard === 'string') return [guard]
  const { type, params } = (guard ?? {}) as { type?: string; params?: { checks?: string[] } }
  return type === 'requires' ? [...(params?.checks ?? [])] : type ? [type] : []
}

/** Names of the events the present places handle, whether or not a guard stops them. */
export function handledBy(snapshot: AnyMachineSnapshot): string[] {
  return [...new Set(snapshot._nodes.flatMap((node) => [...node.transitions.keys()]))].filter((type) => type !== '')
}

/** A story about one process: send what happens, look where it stands. */
export function walk(definition: ProcessDefinition, input: Record<string, unknown>, rules: Procedure) {
  const { machine } = definition
  let at = startInstant
  let snapshot: AnyMachineSnapshot = getInitialSnapshot(machine, { at, input } as never)
  let effects = firstEffects()
  const all: Effect[] = [...effects]

  function firstEffects(): Effect[] {
    const [initial, actions] = initialTransition(machine, { at, input } as never)
    const role = 'system'
    const event = { type: 'xstate.init', state: '', payload: input, facts: plainFacts, rules, at, drawn: {} }
    return effectsOf(definition, initial.context, { ...event, actor: { id: role, name: role, role } }, actions)
  }
  const make = (type: string, payload?: unknown, facts?: Partial<Facts>) =>
    eventFor(definition, type, { state: placesOf(snapshot.value), rules, at, payload, ...(facts && { facts }) })

  const story = {
    get state() {
      return placesOf(snapshot.value)
    },
    get context(): Record<string, unknown> {
      return snapshot.context
    },
    get done() {
      return snapshot.status === 'done'
    },
    /** Effects of the last event. */
    get effects() {
      return effects
    },
    /** Effects since the beginning. */
    get allEffects(): readonly Effect[] {
      return all
    },
    hasTag: (tag: string) => snapshot.hasTag(tag),
    /** Moves the clock. */
    at(instant: string) {
      at = instant
      return story
    },
    /** Sends an event that must be accepted. */
    send(type: string, payload?: unknown, facts?: Partial<Facts>, when?: string) {
      at = when ?? at
      const event = make(type, payload, facts)
      const issues = issuesOf(definition, snapshot.context, event)
      if (issues.length > 0) throw new Error(`${type} not accepted: ${issues.map((one) => one.message.vi).join(' ')}`)
      if (!snapshot.can(event as never)) {
        const why = stopsOf(definition, snapshot, event).map((text) => text.vi)
        const offered = handledBy(snapshot).join(', ')
        throw new Error(`${type} not allowed in ${story.state}: ${why.join(' ') || `handled here: ${offered}`}`)
      }
      const [next, actions] = transition(machine, snapshot, event as never)
      snapshot = next
      effects = effectsOf(definition, next.context, event, actions)
      all.push(...effects)
      return story
    },
    /** Sends the first sample of the event, with parts replaced. */
    sample(type: string, payload: Record<string, unknown> = {}, facts?: Partial<Facts>) {
      const first = definition.events[type]?.samples[0]
      return story.send(type, { ...(first?.payload as object), ...payload }, { ...first?.facts, ...facts })
    },
    /** The sentences that stop the event, or name the fields that cannot be accepted; empty when it would be accepted. */
    why(type: string, payload?: unknown, facts?: Partial<Facts>): string[] {
      const first = definition.events[type]?.samples[0]
      const event = make(type, payload ?? first?.payload, facts ?? first?.facts)
      const issues = issuesOf(definition, snapshot.context, event).map((one) => one.message.vi)
      return [...issues, ...stopsOf(definition, snapshot, event).map((text) => text.vi)]
    },
    /** The events that would be accepted with their first sample. */
    allowed(facts?: Partial<Facts>): string[] {
      return handledBy(snapshot).filter((type) => {
        const first = definition.events[type]?.samples[0]
        return snapshot.can(make(type, first?.payload, { ...first?.facts, ...facts }) as never)
      })
    },
  }
  return story
}
