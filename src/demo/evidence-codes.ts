// The codes that the evidence of an input file will get, so that its texts may cite them before they exist.
import type { Procedure } from '../domain/procedure.ts'
import type { Evidence } from './input-parts.ts'

/** `H1-1.2-03` or `MC.1.2.03`: running by criterion, in the order in which the register is attached. */
export function codesOf(evidence: readonly Evidence[], kind: Procedure['evidenceCode']['kind']): Map<Evidence, string> {
  const next = new Map<string, number>()
  const ordered = evidence.toSorted((a, b) => a.batch - b.batch)
  return new Map(
    ordered.map((item) => {
      const serial = (next.get(item.criterion) ?? 0) + 1
      next.set(item.criterion, serial)
      return [item, codeOf(item.criterion, serial, kind)]
    }),
  )
}

function codeOf(criterion: string, serial: number, kind: Procedure['evidenceCode']['kind']): string {
  const tail = String(serial).padStart(2, '0')
  return kind === 'box' ? `H${criterion.split('.')[0]}-${criterion}-${tail}` : `MC.${criterion}.${tail}`
}

/** The codes that a text cites, without brackets, e.g. `H1-1.1-01`. */
export function citedIn(text: string): string[] {
  return text.match(/H\d{1,2}-\d\.\d{1,2}-\d{2,3}|MC\.\d\.\d{1,2}\.\d{2,3}/g) ?? []
}
