// Names of processes: made from what they are, so that nothing has to be looked up or drawn by chance.
import type { SheetOwner } from '../domain/policy.ts'

/** A part of a sheet's id: kind, criterion, the reviewer whose it is, and from the second on its round of review. */
export function sheetPart({
  kind,
  criterion,
  assessor,
  round = 1,
}: SheetOwner & { criterion: string; round?: number }): string {
  return [kind, criterion, ...(assessor === null ? [] : [assessor]), ...(round === 1 ? [] : [round])].join('/')
}

export function processId(cycleId: string, process: string, part: string): string {
  return part === '' ? `${cycleId}/${process}` : `${cycleId}/${process}/${part}`
}

/** Sheets lock their cycle shared, so that many people may work at once. */
export function isSheet(id: string): boolean {
  return id.includes('/criterionSheet/')
}

/** Of a sheet. */
export const criterionIn = (id: string): string => id.split('/')[3] ?? ''
