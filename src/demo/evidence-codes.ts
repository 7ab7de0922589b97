// The codes that the evidence of an input file will get, so that its texts may cite them before they exist.
import { evidenceCode } from '../domain/evidence-code.ts'
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
      return [item, evidenceCode(kind, item.criterion, serial)]
    }),
  )
}
