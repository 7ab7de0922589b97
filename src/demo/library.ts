// What an input file is checked against: criteria sets, procedures and event books.
import type { CriteriaSet } from '../domain/criteria/schema.ts'
import type { Procedure } from '../domain/procedure.ts'
import type { EventBook } from '../domain/process.ts'

export interface Library {
  /** By key, e.g. `vn-trung-hoc/2018`. */
  sets: ReadonlyMap<string, CriteriaSet>
  procedures: ReadonlyMap<string, Procedure>
  /** The events of a process in the edition that the procedure names. */
  book(process: string, procedure: Procedure): EventBook<unknown> | undefined
}
