// The worked examples of a set: each must come out as it says, and together they must reach every row of every decision.
import { expectationFaults } from '../scoring/case-faults.ts'
import { ScoringError } from '../scoring/error.ts'
import type { DecisionResult } from '../scoring/decide.ts'
import type { ScoreResult } from '../scoring/score-compiled.ts'
import { JUDGEMENT } from '../scoring/schema.ts'
import { compileSet, score } from '../scoring/score.ts'
import type { Example } from './example.ts'
import type { AnySet } from './framework.ts'
import type { Problem } from './problem.ts'
import { decisionsOf } from './problem.ts'

/** Problems of the examples, each at its place in the file. */
export function checkExamples(set: AnySet): Problem[] {
  const failed = set.examples.flatMap((example, i) =>
    runExample(set, example).map((message) => ({ path: ['examples', i], message: `"${example.name.vi}": ${message}` })),
  )
  return [...failed, ...(set.status === 'published' ? checkReached(set) : [])]
}

/** Where an example comes out differently than it says; empty when it passes. */
export function runExample(set: AnySet, { ratings, facts, expect: { missing, ...expected } }: Example): string[] {
  const result = attempt(set, ratings, facts)
  return [
    ...expectationFaults(expected, result, compileSet(set).root.id),
    ...(missing && !(result instanceof ScoringError) ? missingFaults(missing, result.completeness.missing) : []),
  ]
}

function attempt(set: AnySet, ratings: Example['ratings'], facts: Example['facts']): ScoreResult | ScoringError {
  try {
    return score(set, ratings, facts)
  } catch (error) {
    if (error instanceof ScoringError) return error
    throw error
  }
}

function missingFaults(wanted: readonly string[], found: readonly string[]): string[] {
  const [a, b] = [wanted.join(', '), found.join(', ')]
  return a === b ? [] : [`missing phải là ${a} nhưng ra ${b}.`]
}

/** A row no example reaches may be one that never fires. */
function checkReached(set: AnySet): Problem[] {
  const results = set.examples.map(({ ratings, facts }) => attempt(set, ratings, facts))
  return decisionsOf(set).flatMap(({ name, decision, path }) => {
    const fired = new Set(
      results.flatMap((result) => (result instanceof ScoringError ? [] : firedRows(result.decisions[name]))),
    )
    const rows = [
      ...decision.rows.map((row, i) => ({ id: row.id, at: [...path, 'rows', i] })),
      { id: 'otherwise', at: [...path, 'otherwise'] },
    ]
    const unreached = rows.filter((row) => !fired.has(row.id))
    return unreached.map((row) => ({ path: row.at, message: `Không ví dụ nào cho ra dòng "${row.id}".` }))
  })
}

/** The row that gave the outcome; in a judgement every row that allows one. */
function firedRows(decision: DecisionResult | undefined): string[] {
  if (!decision) return []
  if (decision.row !== null) return [decision.row]
  return decision.outcome === JUDGEMENT ? decision.possible.map(({ row }) => row) : []
}
