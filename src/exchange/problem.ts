// What is wrong with a file of another format, told at the place where its reader finds it.
import type { Text } from '../domain/text.ts'

export interface ExchangeProblem {
  /** `Mục!C7` in a workbook, `CFItems[3].fullStatement` in a package, `12:5 nodes.3.name` in YAML; empty for the whole file. */
  at: string
  /** A Vietnamese sentence. */
  message: string
}

/** The same in both languages, for files that people of schools and departments fill in. */
export interface CellFault {
  at: string
  message: Text
}

export type Imported<T> = { ok: true; set: T } | { ok: false; problems: ExchangeProblem[] }
