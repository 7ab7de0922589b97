// Names of processes: made from what they are, so that nothing has to be looked up or drawn by chance.
import type { SheetOwner } from '../domain/policy.ts'

/** A part of a sheet's id: kind, criterion, and the reviewer whose it is. */
export function sheetPart({ kind, criterion, assessor }: SheetOwner & { criterion: string }): string {
  return assessor === null ? `${kind}/${criterion}` : `${kind}/${criterion}/${assessor}`
}

export function processId(cycleId: string, process: string, part: string): string {
  return part === '' ? `${cycleId}/${process}` : `${cycleId}/${process}/${part}`
}

/** Sheets lock their cycle shared, so that many people may work at once. */
export function isSheet(id: string): boolean {
  return id.includes('/criterionSheet/')
}
