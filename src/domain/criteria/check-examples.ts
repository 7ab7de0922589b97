// The worked examples of a set: each must come out as it says, and together they must reach every row of every decision.
import { ScoringError } from '../scoring/error.ts'
import type { ScoreResult } from '../scoring/score-compiled.ts'
import type { Problem } from './problem.ts'
import { decisionsOf } from './problem.ts'
import type { Example } from './example.ts'
import type { AnySet } from './framework.ts'
import { compileSet, score } from '../scoring/score.ts'

/** Problems of the examples, each at its place in the file. */
export function checkExamples(set: AnySet): Problem[] {
  const failed = set.examples.flatMap((example, i) =>
    runExample(set, example).map((message) => ({ path: ['examples', i], message: `"${example.name.vi}": ${message}` })),
  )
  return [...failed, ...(set.status === 'published' ? checkReached(set) : [])]
}

/** Where an example comes out differently than it says; empty when it passes. */
export function runExample(set: AnySet, example: Example): string[] {
  const { expect } = example
  const result = attempt(set, example)
  if (result instanceof ScoringError) {
    return expect.error !== undefined && result.message.includes(expect.error) ? [] : [`lỗi: ${result.message}`]
  }
  if (expect.error !== undefined) return [`chờ lỗi "${expect.error}" nhưng chấm được.`]
  return [...measureFaults(expect, result, compileSet(set).root.id), ...decisionFaults(expect, result), ...missingFaults(expect, result)]
}

function attempt(set: AnySet, example: Example): ScoreResult | ScoringError {
  try {
    return score(set, example.ratings, example.facts)
  } catch (error) {
    if (error instanceof ScoringError) return error
    throw error
  }
}

function measureFaults(expect: Example['expect'], result: ScoreResult, root: string): string[] {
  return Object.entries(expect.measures ?? {}).flatMap(([key, wanted]) => {
    const [measure = '', node = root] = key.split('@')
    return differs(key, wanted, result.measures[measure]?.[node])
  })
}

function decisionFaults(expect: Example['expect'], result: ScoreResult): string[] {
  return Object.entries(expect.decisions ?? {}).flatMap(([name, wanted]) => {
    const found = result.decisions[name]
    return [
      ...differs(name, wanted.outcome, found?.outcome),
      ...(wanted.grade === undefined ? [] : differs(`${name}.grade`, wanted.grade, found?.grade)),
      ...(wanted.row === undefined ? [] : differs(`${name}.row`, wanted.row, found?.row)),
    ]
  })
}

function missingFaults(expect: Example['expect'], result: ScoreResult): string[] {
  if (!expect.missing) return []
  return differs('missing', expect.missing.join(', '), result.completeness.missing.join(', '))
}

function differs(what: string, wanted: unknown, found: unknown): string[] {
  return wanted === found ? [] : [`${what} phải là ${String(wanted)} nhưng ra ${String(found)}.`]
}

/** A row no example reaches may be one that never fires. */
function checkReached(set: AnySet): Problem[] {
  const results = set.examples.map((example) => attempt(set, example))
  return decisionsOf(set).flatMap(({ name, decision, path }) => {
    const fired = new Set(results.map((result) => (result instanceof ScoringError ? null : result.decisions[name]?.row)))
    const rows = [
      ...decision.rows.map((row, i) => ({ id: row.id, at: [...path, 'rows', i] })),
      { id: 'otherwise', at: [...path, 'otherwise'] },
    ]
    const unreached = rows.filter((row) => !fired.has(row.id))
    return unreached.map((row) => ({ path: row.at, message: `Không ví dụ nào cho ra dòng "${row.id}".` }))
  })
}
