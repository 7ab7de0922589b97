// The only file that steps a machine. Stored form in, stored form out: nothing here waits, writes or knows the time.
import { initialTransition, transition, type AnyMachineSnapshot } from 'xstate'
import type { Actor, EffectOf, Moment } from '../domain/process.ts'
import type { Effect } from '../domain/effects.ts'
import { Effect as EffectSchema } from '../domain/effects.ts'
import type { Facts } from '../domain/facts.ts'
import type { Procedure } from '../domain/procedure.ts'
import type { Text } from '../domain/text.ts'
import type { ProcessDefinition, Transition } from '../../workflows/define.ts'
import { activeStates, definitionHash, stateName, type StateValue } from './definition.ts'

/** A process as it is kept: our own form, so that another version of XState is a change of this file alone. */
export interface Stored {
  process: string
  edition: string
  /** Hash of the definition it was written under. */
  hash: string
  value: StateValue
  context: Record<string, unknown>
  /** Nothing can happen any more. */
  ended: boolean
}

/** Everything about an event that is kept and can be replayed. */
export interface Happening {
  type: string
  payload: unknown
  facts: Facts
  rules: Procedure
  at: string
  actor: Actor
  drawn: Readonly<Record<string, string>>
}

export interface Stepped {
  next: Stored
  effects: Effect[]
}

/** The state a process starts in, and what its entry sets off. */
export function start(definition: ProcessDefinition, happening: Happening): Stepped {
  const input = { at: happening.at, input: happening.payload as Record<string, unknown> }
  const [snapshot, actions] = initialTransition(definition.machine, input)
  const next = encode(definition, snapshot)
  return { next, effects: effectsOf(definition, actions, momentOf(next, '', happening)) }
}

/** Takes an event the state allows (see `whyNot`). Throws when the stored form belongs to another definition. */
export function step(definition: ProcessDefinition, stored: Stored, happening: Happening): Stepped {
  const state = stateName(stored.value)
  const [snapshot, actions] = transition(definition.machine, decode(definition, stored), { ...happening, state })
  const next = encode(definition, snapshot)
  return { next, effects: effectsOf(definition, actions, momentOf(next, state, happening)) }
}

/** Whether the present state knows the event at all, whatever its guards say. */
export function takes(definition: ProcessDefinition, stored: Stored, event: string): boolean {
  return candidates(definition, stored.value, event).length > 0
}

/** `null` when the event can be taken now; else what stops it: no sentence when the state does not know the event. */
export function whyNot(definition: ProcessDefinition, stored: Stored, happening: Happening): Text[] | null {
  const state = stateName(stored.value)
  if (decode(definition, stored).can({ ...happening, state })) return null
  const moment = momentOf(stored, state, happening)
  const guards = candidates(definition, stored.value, happening.type).flatMap(({ guard }) => {
    if (!guard) return []
    return typeof guard === 'string' ? [guard] : guard.params.checks
  })
  return [...new Set(guards)].flatMap((name) => definition.checks[name]?.(moment) ?? [])
}

function candidates(definition: ProcessDefinition, value: StateValue, type: string): readonly Transition[] {
  const drawings = [definition.drawing, ...activeStates(definition, value).map(({ drawing }) => drawing)]
  return drawings.flatMap((drawing) => drawing.on?.[type] ?? [])
}

function momentOf(stored: Stored, state: string, happening: Happening): Moment<unknown> {
  return { ...happening, state, context: stored.context }
}

// A stored form is never changed, so the guards of every event and then the step share one snapshot of it.
const decoded = new WeakMap<Stored, { definition: ProcessDefinition; snapshot: AnyMachineSnapshot }>()

function decode(definition: ProcessDefinition, stored: Stored): AnyMachineSnapshot {
  const known = decoded.get(stored)
  if (known?.definition === definition) return known.snapshot
  if (stored.hash !== definitionHash(definition)) {
    throw new Error(
      `State of ${stored.process} ${stored.edition} was written by another definition (${stored.hash.slice(0, 12)}); move it by a plan`,
    )
  }
  const snapshot = definition.machine.resolveState({ value: stored.value, context: stored.context })
  decoded.set(stored, { definition, snapshot })
  return snapshot
}

function encode(definition: ProcessDefinition, snapshot: AnyMachineSnapshot): Stored {
  return {
    process: definition.process,
    edition: definition.edition,
    hash: definitionHash(definition),
    value: snapshot.value as StateValue,
    context: snapshot.context as Record<string, unknown>,
    ended: snapshot.status !== 'active',
  }
}

function effectsOf(
  definition: ProcessDefinition,
  actions: readonly { type: string }[],
  moment: Moment<unknown>,
): Effect[] {
  return actions.flatMap(({ type }) => {
    const build: EffectOf<unknown> | undefined = definition.effects[type]
    return build ? [build(moment)].flat().map((effect) => EffectSchema.parse(effect)) : []
  })
}
