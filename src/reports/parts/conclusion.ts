// What the score says of the whole school, in the words of its decisions, and the reasons out of the trace.
import { flatten } from '../../domain/criteria/flatten.ts'
import type { CriteriaSet } from '../../domain/criteria/schema.ts'
import type { DecisionResult } from '../../domain/scoring/decide.ts'
import { schoolLevel } from '../../domain/scoring/score.ts'
import type { TraceStep } from '../../domain/scoring/trace.ts'
import type { ReportInput } from '../input.ts'

/** `Trường đạt Mức 2.` and the like. */
export function schoolLevelText({ result }: Pick<ReportInput, 'result'>): string {
  const level = schoolLevel(result)
  if (level === 'incomplete') return 'Chưa đủ dữ liệu để kết luận Mức của trường.'
  return level === 0 ? 'Trường không đạt Mức 1.' : `Trường đạt Mức ${level}.`
}

/** How a decision of the score reads. */
export function decisionText(decision: DecisionResult | undefined): string {
  if (!decision) return 'Không xét'
  return decision.label?.vi ?? 'Chưa đủ dữ liệu để kết luận'
}

/** The conditions of a decision that were looked at, as sentences, the row for the lowest award that did not hold last. */
export function reasonsOf(decision: DecisionResult | undefined): string[] {
  const row = decision?.trace.at(-1)
  return row ? leaves(row.condition).map(({ text }) => asWritten(text.vi)) : []
}

/** What was found with what is asked for, as an office writes it: no signs of comparison. */
function asWritten(text: string): string {
  return text
    .replace(
      /: (\S+) (?:≥ (\S+)(?=: đạt)|< (\S+)(?=: (?:chưa|không) đạt))/,
      (_, found, met, missed) => `: ${found} (yêu cầu: từ ${met ?? missed} trở lên)`,
    )
    .replace(/, cần ([^:]+):/, ' (yêu cầu: $1):')
}

/** Criteria, indicators and items that keep the lowest award that was missed out of reach, in the order of the set. */
export function unmetOf(set: CriteriaSet, decision: DecisionResult | undefined): { id: string; text: string }[] {
  const row = decision?.trace.findLast(({ holds }) => holds !== 'yes')
  const failing = new Set(row ? everyStep(row.condition).flatMap((step) => step.failing) : [])
  return flatten(set)
    .filter(({ id }) => failing.has(id))
    .map(({ id, text, name }) => ({ id, text: text?.vi ?? name?.vi ?? '' }))
}

function leaves(step: TraceStep): TraceStep[] {
  return step.parts.length > 0 ? step.parts.flatMap(leaves) : [step]
}

function everyStep(step: TraceStep): TraceStep[] {
  return [step, ...step.parts.flatMap(everyStep)]
}
