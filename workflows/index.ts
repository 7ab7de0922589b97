// The registry: every process with its editions. A new edition is a new file and one line here; nothing is taken out.
import { certification2018 } from './certification/vn-2018.ts'
import { certification2026 } from './certification/vn-2026.ts'
import { criterionSheetV1 } from './criterion-sheet/v1.ts'
import type { ProcessDefinition } from './define.ts'
import { externalReview2018 } from './external-review/vn-2018.ts'
import { externalReview2026 } from './external-review/vn-2026.ts'
import { selfAssessment2018 } from './self-assessment/vn-2018.ts'
import { selfAssessment2026 } from './self-assessment/vn-2026.ts'

export const definitions: readonly ProcessDefinition[] = [
  selfAssessment2018,
  selfAssessment2026,
  criterionSheetV1,
  certification2018,
  certification2026,
  externalReview2018,
  externalReview2026,
]

/** The definition of that process and edition, or undefined. */
export function findDefinition(process: string, edition: string): ProcessDefinition | undefined {
  return definitions.find((one) => one.process === process && one.edition === edition)
}
