// What an input file is checked against: criteria sets, procedures and event books.
import type { CriteriaSet } from '../domain/criteria/schema.ts'
import type { Procedure } from '../domain/procedure.ts'
import type { EventBook } from '../domain/process.ts'
import type { Library as StoredLibrary } from '../store/library.ts'
import { findDefinition } from '../../workflows/index.ts'

export interface Library {
  /** By key, e.g. `vn-trung-hoc/2018`. */
  set(id: string): CriteriaSet | undefined
  sets(): readonly string[]
  procedure(id: string): Procedure | undefined
  /** The events of a process in the edition that the procedure names. */
  book(process: string, procedure: Procedure): EventBook<unknown> | undefined
}

/** The library of the program, answering `undefined` for what a file misspells. */
export function libraryOf(stored: StoredLibrary): Library {
  return {
    set: (id) => (stored.sets().includes(id) ? stored.set(id) : undefined),
    sets: () => stored.sets(),
    procedure: (id) => orUndefined(() => stored.procedure(id)),
    book(process, procedure) {
      const edition = procedure.workflows[process]
      return edition === undefined ? undefined : findDefinition(process, edition)?.events
    },
  }
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
