// How a process edition is defined: the dictionary (events, checks, changes, effects) and the drawing become one XState machine.
import { assign, setup, type AnyStateMachine } from 'xstate'
import type { z } from 'zod'
import type { Change, Check, EffectOf, EventBook, EventEntry, Moment, StateMeta } from '../src/domain/process.ts'
import type { Role } from '../src/domain/roles.ts'
import type { Text } from '../src/domain/text.ts'

/** What a machine is started with. */
export interface Start {
  at: string
  /** From the `startProcess` effect or the command that opens the cycle. */
  input: Readonly<Record<string, unknown>>
}

export type GuardOf<C extends string> = C | { type: 'requires'; params: { checks: readonly C[] } }

export interface Transition<C extends string = string, A extends string = string> {
  target?: string | string[]
  /** A transition without guard is always taken; several for one event are tried in order. */
  guard?: GuardOf<C>
  /** `record` writes what `changes` says for this event; the other names are effects. */
  actions?: 'record' | readonly ('record' | A)[]
}

/** The part of XState's language that a persisted process may use: no timers, no invoked actors, nothing inline. */
export interface Drawing<E extends string = string, C extends string = string, A extends string = string> {
  initial?: string
  type?: 'parallel' | 'final'
  states?: Record<string, Drawing<E, C, A>>
  on?: Partial<Record<E, Transition<C, A> | readonly Transition<C, A>[]>>
  always?: readonly Transition<C, A>[]
  entry?: readonly A[]
  exit?: readonly A[]
  tags?: readonly string[]
  meta?: StateMeta
}

type Seats = Readonly<Partial<Record<Role, Text>>>

export interface ProcessSpec<Context, Book extends EventBook<Context>, C extends string, A extends string> {
  process: string
  edition: string
  name: Text
  /** What this edition calls the seats of a case, where it has words of its own. */
  seats?: Seats
  context: z.ZodType<Context>
  start: (start: Start) => Context
  events: Book
  /** Guards with their why-not. */
  checks: Record<C, Check<Context>>
  changes: { [E in keyof Book]?: Change<Context, Book[E] extends EventEntry<infer P, Context> ? z.infer<P> : never> }
  effects: Record<A, EffectOf<Context>>
  drawing: Drawing<Extract<keyof Book, string>, C, A>
  /** What of the context makes two situations different for the generated paths, where the checks alone do not tell. */
  facet?: (context: Context) => unknown
  /** Representative inputs for `start`; generated paths and drawings begin from each. Without any, from an empty one. */
  inputs?: readonly Readonly<Record<string, unknown>>[]
}

export interface ProcessDefinition {
  process: string
  edition: string
  name: Text
  seats?: Seats
  context: z.ZodType<Record<string, unknown>>
  start: (start: Start) => Record<string, unknown>
  events: EventBook<unknown>
  checks: Record<string, Check<unknown>>
  effects: Record<string, EffectOf<unknown>>
  drawing: Drawing
  facet: (context: unknown) => unknown
  inputs: readonly Readonly<Record<string, unknown>>[]
  machine: AnyStateMachine
}

export type ProcessEvent = { type: string } & Omit<Moment<unknown>, 'context'>

/** All of these checks must hold. */
export function requires<C extends string>(...checks: C[]): { type: 'requires'; params: { checks: C[] } } {
  return { type: 'requires', params: { checks } }
}

/** Joins the dictionary and the drawing of one edition. */
export function defineProcess<
  Context extends object,
  Book extends EventBook<Context>,
  C extends string,
  A extends string,
>(spec: ProcessSpec<Context, Book, C, A>): ProcessDefinition {
  const erased = erase(spec)
  return { ...erased, machine: build(erased, spec.changes as Record<string, Change<unknown, unknown>>) }
}

/**
 * The engine handles every process alike, so the types of one context and one book are dropped here. Safe because a context
 * only ever comes from this definition's own `start` and `changes`, and a payload has passed this book's schema.
 */
function erase(spec: object): Omit<ProcessDefinition, 'machine'> {
  return { facet: () => null, inputs: [{}], ...spec } as unknown as Omit<ProcessDefinition, 'machine'>
}

function build(spec: Omit<ProcessDefinition, 'machine'>, changes: Record<string, Change<unknown, unknown>>) {
  const moment = (context: unknown, event: unknown) => ({ ...(event as ProcessEvent), context })
  const holds = (name: string) => (args: { context: unknown; event: unknown }) =>
    spec.checks[name]?.(moment(args.context, args.event)) === null
  const guards = Object.fromEntries(Object.keys(spec.checks).map((name) => [name, holds(name)]))
  const silent = Object.fromEntries(Object.keys(spec.effects).map((name) => [name, () => undefined]))
  const dictionary = {
    types: {} as { context: Record<string, unknown>; events: ProcessEvent; input: Start },
    guards: {
      ...guards,
      requires: (args: { context: unknown; event: unknown }, params: { checks: readonly string[] }) =>
        params.checks.every((name) => holds(name)(args)),
    },
    actions: {
      ...silent,
      record: assign(
        ({ context, event }: { context: Record<string, unknown>; event: ProcessEvent }) =>
          (changes[event.type]?.(moment(context, event)) ?? {}) as Record<string, unknown>,
      ),
    },
  }
  const config = {
    id: spec.process,
    ...spec.drawing,
    context: ({ input }: { input: Start }) => spec.start(input),
  }
  // Our Drawing is a subset of XState's configuration, and names are checked by test/support/process-laws.ts.
  return setup(dictionary as never).createMachine(config as never) as unknown as AnyStateMachine
}
