// The words in which a process is written: its event book, the checks that stop an event, what an event changes and sets off.
import type { z } from 'zod'
import type { Effect } from './effects.ts'
import type { FactName, Facts } from './facts.ts'
import type { Procedure } from './procedure.ts'
import type { Role } from './roles.ts'
import type { Text } from './text.ts'

/** Who acts: a person, or `system`. `role` is the one that allowed the event. */
export interface Actor {
  id: string
  name: string
  role: Role
}

/** The moment an event arrives. Everything a guard, a change or an effect may read; all of it is kept in the history. */
export interface Moment<Context, Payload = unknown> {
  context: Context
  /** Where the process stood before the event, e.g. `checking` or `accreditation.valid`; several parallel places joined by a space. */
  state: string
  payload: Payload
  /** Only the facts the event book names for this event are there. */
  facts: Facts
  rules: Procedure
  /** The instant of the event, ISO 8601 in UTC. */
  at: string
  actor: Actor
  /** Numbers drawn from a register for this event, by series. */
  drawn: Readonly<Record<string, string>>
}

/** A field of the payload that cannot be accepted, and why. */
export interface Issue {
  path: (string | number)[]
  message: Text
}

export interface EventEntry<P extends z.ZodType = z.ZodType, Context = unknown> {
  /** Who may send it. `system` alone = a deadline or another process. */
  by: readonly Role[]
  label: Text
  payload: P
  /** Facts loaded before the guards are asked. */
  facts?: readonly FactName[]
  /** Series of the procedure from which a number is drawn once the event is accepted. No gap, no repeat. */
  draws?: readonly string[]
  /** What the schema cannot say about the payload: sentences on its fields (422). */
  accepts?(moment: Moment<Context, z.infer<P>>): Issue[]
  /** Representative payloads and facts, the first a plain good one; generated tests and the offered list use them. */
  samples: readonly { payload: z.input<P>; facts?: Partial<Facts> }[]
}

/** `accepts` is written as a method so that entries of any payload fit the book. */
export type EventBook<Context> = Record<string, EventEntry<z.ZodType, Context>>

/** Answers `null` when satisfied, else the sentence that says why not. Reads context, facts, rules and time, not the payload. */
export type Check<Context> = (moment: Moment<Context>) => Text | null

/** What one event writes into the context. */
export type Change<Context, Payload> = (moment: Moment<Context, Payload>) => Partial<Context>

/** What a named action of the drawing sets off, worked out from the context after the change. */
export type EffectOf<Context> = (moment: Moment<Context>) => Effect | Effect[]

/** When a deadline falls: a yearly date, a date kept in the context, or a period after (before) entry or that date. */
export interface DeadlineRule {
  /** The event that is sent, by `system`. */
  event: string
  /** A key of the procedure's `periods`. */
  period?: string
  /** A key of the procedure's `dates`: its next occurrence on or after entry. */
  dateOfYear?: string
  /** A key of the context that holds an ISO instant to count from, instead of the entry into the state. */
  from?: string
  /** Count the period back from that instant. */
  before?: true
}

/** What pages and worker need to know of a state. */
export interface StateMeta {
  label: Text
  waitsFor: readonly Role[]
  deadlines?: readonly DeadlineRule[]
  /** While the process is here, the deadlines of the states it left keep their remaining time. */
  holdsDeadlines?: true
}

/** Types one entry of an event book by its payload: `const event = eventOf<Context>()`, then `event({...})`. */
export function eventOf<Context>(): <P extends z.ZodType>(entry: EventEntry<P, Context>) => EventEntry<P, Context> {
  return (entry) => entry
}
