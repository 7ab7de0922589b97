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
  /** The next that is still to be written, from the first again behind the last. */
  open: Neighbour | null
}

export function neighboursOf(
  set: CriteriaSet,
  criterion: string,
  sheets: readonly { criterion: string; process: string; state: string }[],
): Neighbours {
  const row = subjectsOf(set).flatMap(({ id }) => {
    const sheet = sheets.find((one) => one.criterion === id)
    return sheet ? [{ id, href: sheetUrl(sheet.process), isOpen: sheet.state === 'drafting' }] : []
  })
  const at = row.findIndex(({ id }) => id === criterion)
  const open = [...row.slice(at + 1), ...row.slice(0, Math.max(at, 0))].find(({ isOpen }) => isOpen) ?? null
  return { open, before: row[at - 1] ?? null, after: at < 0 ? null : (row[at + 1] ?? null) }
}
