// Running cases of another system, as JSON.
import { CasesFile } from '../../commands/imports/cases-file.ts'
import { readTables, type TablesFile } from '../tables.ts'

/** Throws `invalid` with every fault at its JSON path. */
export function readCases(bytes: Uint8Array): Promise<TablesFile<CasesFile>> {
  return readTables(bytes, [], CasesFile)
}
