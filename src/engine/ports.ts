// What the engine needs of the outside: a transaction over the stored processes, the law as data, and the time.
import type { AfterEffect, WithinEffect } from '../domain/effects.ts'
import type { FactName, Facts } from '../domain/facts.ts'
import type { Place, SheetOwner, Standing } from '../domain/policy.ts'
import type { Procedure } from '../domain/procedure.ts'
import type { VersionedCalendar } from '../domain/calendar/working-days.ts'
import type { ProcessDefinition } from '../../workflows/define.ts'
import type { ChainedEntry } from './entry.ts'
import type { DeadlineChange, DeadlineUnit } from './deadlines.ts'
import type { Stored } from './step.ts'

export interface LoadedProcess {
  id: string
  cycleId: string
  /** '' for a process of the case, '2' for its second run after the first has ended; `sheetPart` of a sheet. */
  part: string
  place: Place
  procedureId: string
  setId: string
  /** The working days of its department. */
  calendar: VersionedCalendar
  version: number
  /** Hash of the last row of its history. */
  head: string
  stored: Stored
  sheet: (SheetOwner & { criterion: string; round: number }) | null
}

export interface Answer {
  process: string
  event: string
  version: number
  state: string
  at: string
  /** Numbers drawn for this event, by series. */
  drawn: Record<string, string>
}

export interface Loaded {
  process: LoadedProcess | null
  standing: Standing | null
  answered: { request: string; answer: Answer } | null
}

export interface SavedChange {
  process: LoadedProcess
  next: Stored
  version: number
  at: string
  event: string
  actorId: string
  entry: ChainedEntry
  deadlines: DeadlineChange
  effects: AfterEffect[]
  /** Kept under the key, so that a repeat gets the same answer. */
  answer: { key: string; request: string; answer: Answer } | null
  /** The deadline this event comes from. */
  fired: { id: string; late: boolean } | null
}

/** A process that begins. Its version is 1. */
export type Beginning = Omit<SavedChange, 'process' | 'version' | 'answer' | 'fired'> & {
  process: Omit<LoadedProcess, 'version' | 'head' | 'stored'>
}

/** A running deadline as an extension needs it. */
export interface RunningDeadline {
  id: string
  dueAt: string
  unit: DeadlineUnit
}

/** One transaction. The cycle of a loaded process stays locked to its end: shared for a sheet, else exclusive. */
export interface Unit {
  /** Locks and loads. `actorId` null = the engine itself; no standing is looked up. */
  load(processId: string, actorId: string | null, key: string | null, at: string): Promise<Loaded>
  /** The answer kept under that key, read after the lock is held. */
  answered(key: string): Promise<Loaded['answered']>
  facts(names: readonly FactName[], process: LoadedProcess, payload: unknown, at: string): Promise<Facts>
  /** The issuer's next number of that series, written as the procedure's pattern says. A rollback gives it back. */
  draw(issuer: string, series: string, pattern: string, at: string): Promise<string>
  save(change: SavedChange): Promise<void>
  begin(beginnings: readonly Beginning[]): Promise<void>
  /** The criteria that a sheet is opened for. */
  criteria(setId: string): string[]
  /** The last process of that name in the case: a school whose review ended without a report may register again. */
  latest(cycleId: string, process: string): Promise<{ part: string; ended: boolean } | null>
  /** Parts of the sheets that exist in this case. */
  sheetParts(cycleId: string): Promise<Set<string>>
  /** The case whose standing award of that kind gives way to the one this case brings; none for a new recognition. */
  followed(cycleId: string, award: string): Promise<string | null>
  runningDeadline(processId: string, event: string): Promise<RunningDeadline | null>
  moveDeadline(id: string, dueAt: string): Promise<void>
  /** False when somebody else is firing it or it runs no more. */
  claimDeadline(id: string): Promise<boolean>
  /** What only the store can do of the effects inside the transaction. */
  apply(effect: WithinEffect, process: LoadedProcess, at: string): Promise<void>
}

export interface Refusal {
  at: string
  actorId: string
  processId: string
  event: string
  code: string
  reason: string
}

export interface EngineStore {
  transact<T>(work: (unit: Unit) => Promise<T>): Promise<T>
  /** One picture of the database to read from: `load` takes no lock, and nothing can be written. */
  look<T>(work: (unit: Unit) => Promise<T>): Promise<T>
  recordRefusal(refusal: Refusal): Promise<void>
}

export interface Engine {
  store: EngineStore
  /** Throws AppError `configuration` when the edition is not part of this program. */
  definition(process: string, edition: string): ProcessDefinition
  /** Throws AppError `configuration` when there is no such procedure. */
  procedure(id: string): Procedure
  /** The instant it is, ISO in UTC. */
  now(): string
}
