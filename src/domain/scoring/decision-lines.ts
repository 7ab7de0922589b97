// The decisions of a score as lines that people read: what came out, then row by row why.
import type { AnySet } from '../criteria/framework.ts'
import type { DecisionResult } from './decide.ts'
import type { TraceStep } from './trace.ts'

/** In Vietnamese; what explains a line stands indented below it. */
export function decisionLines(
  { scoring }: AnySet,
  decisions: Readonly<Record<string, Pick<DecisionResult, 'label' | 'outcome' | 'row' | 'trace'>>>,
): string[] {
  return Object.entries(decisions).flatMap(([name, { label, outcome, row, trace }]) => [
    `${scoring.decisions?.[name]?.name?.vi ?? scoring.decision?.name?.vi ?? 'Kết luận'}: ${label?.vi ?? shown(outcome)}${row === null ? '' : ` (dòng ${row})`}`,
    ...trace.flatMap(({ row: id, condition }) => [`  ${id}:`, ...sentences(condition, '    ')]),
  ])
}

function sentences({ text, parts }: TraceStep, indent: string): string[] {
  return [`${indent}${text.vi}`, ...parts.flatMap((part) => sentences(part, `${indent}  `))]
}

function shown(value: unknown): string {
  return value === 'incomplete' ? 'chưa đủ dữ liệu để kết luận' : String(value)
}
