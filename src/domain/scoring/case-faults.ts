// Compares what a case came to with what it expects; numbers exactly, however they are written.
import type { Expectation, ExpectedDecision } from './case-expectation.ts'
import type { DecisionResult } from './decide.ts'
import { ScoringError } from './error.ts'
import { compareExact, toFraction } from './numbers.ts'
import type { ScoreResult } from './score-compiled.ts'

/** Every difference as a Vietnamese sentence; empty when there is none. `root` is the node a measure without one is of. */
export function expectationFaults(expect: Expectation, result: ScoreResult | ScoringError, root: string): string[] {
  if (result instanceof ScoringError) return errorFaults(expect, result)
  if (expect.error !== undefined) return [`chờ lỗi "${expect.error}" nhưng chấm được.`]
  const [first] = Object.keys(result.decisions)
  const decisions = [
    ...(expect.decision === undefined ? [] : [[first ?? 'decision', expect.decision] as const]),
    ...Object.entries(expect.decisions ?? {}),
  ]
  return [
    ...Object.entries(expect.measures ?? {}).flatMap(([key, wanted]) => {
      const [measure = '', node = root] = key.split('@')
      return differs(key, wanted, result.measures[measure]?.[node])
    }),
    ...decisions.flatMap(([name, wanted]) => decisionFaults(name, wanted, result.decisions[name])),
  ]
}

function errorFaults(expect: Expectation, error: ScoringError): string[] {
  const said = [error.message, ...error.problems.map((problem) => problem.message.vi)]
  const wanted = expect.error
  if (wanted !== undefined && said.some((message) => message.includes(wanted))) return []
  return [`không chấm được: ${error.problems.map((problem) => problem.message.vi).join(' ')}`]
}

function decisionFaults(name: string, wanted: ExpectedDecision, found: DecisionResult | undefined): string[] {
  if (!found) return [`không có quyết định "${name}".`]
  return [
    ...(wanted.outcome === undefined ? [] : differs(name, wanted.outcome, found.outcome)),
    ...(wanted.grade === undefined ? [] : differs(`${name}.grade`, wanted.grade, found.grade)),
    ...(wanted.row === undefined ? [] : differs(`${name}.row`, wanted.row, found.row)),
    ...(wanted.validity === undefined
      ? []
      : differs(`${name}.validity`, spanText(wanted.validity), spanText(found.validity))),
    ...(wanted.allowed === undefined
      ? []
      : differs(`${name}.allowed`, listText(wanted.allowed), listText(found.allowed))),
  ]
}

function differs(what: string, wanted: unknown, found: unknown): string[] {
  const [a, b] = [toFraction(wanted), toFraction(found)]
  const same = a && b ? compareExact(a, b) === 0 : wanted === found
  return same ? [] : [`${what} phải là ${String(wanted)} nhưng ra ${String(found)}.`]
}

function spanText(span: DecisionResult['validity'] | undefined): string {
  return span ? `${span.years ?? 0} năm ${span.months ?? 0} tháng` : 'không có'
}

function listText(list: readonly string[]): string {
  return list.toSorted().join(', ')
}
