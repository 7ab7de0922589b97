// The sheets before and after one, in the order of the criteria set, among those that are scored together.
import type { CriteriaSet } from '../../domain/criteria/schema.ts'
import { sheetUrl } from '../page.ts'
import { subjectsOf } from './parts.ts'

interface Neighbour {
  id: string
  href: string
}

export interface Neighbours {
  before: Neighbour | null
  after: Neighbour | null
}

export function neighboursOf(
  set: CriteriaSet,
  criterion: string,
  sheets: readonly { criterion: string; process: string }[],
): Neighbours {
  const row = subjectsOf(set).flatMap(({ id }) => {
    const sheet = sheets.find((one) => one.criterion === id)
    return sheet ? [{ id, href: sheetUrl(sheet.process) }] : []
  })
  const at = row.findIndex(({ id }) => id === criterion)
  return { before: row[at - 1] ?? null, after: at < 0 ? null : (row[at + 1] ?? null) }
}
