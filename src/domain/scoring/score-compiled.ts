// Scores a set: pure and exact, three-valued, with the trace of each decision, every measure and what is still missing.
import type { Compiled } from './compile.ts'
import type { DecisionResult } from './decide.ts'
import { decide } from './decide.ts'
import type { ScoringProblem } from './error.ts'
import { ScoringError, scoringProblem } from './error.ts'
import type { FactValues } from './evaluate.ts'
import { contextOf } from './evaluate.ts'
import type { Ratings } from './ratings.ts'
import { readRatings } from './ratings.ts'
import type { PlainValue, Value } from './value.ts'
import { plain } from './value.ts'

export type MeasureValue = PlainValue | 'incomplete' | 'NA'

/** How much is rated; `missing` are the ids of nodes without a rating, in the order of the set. */
export interface Completeness {
  rated: number
  total: number
  missing: string[]
}

export interface ScoreResult {
  /** By name of the decision; a set with a single decision calls it `decision`. */
  decisions: Record<string, DecisionResult>
  /** Measure -> node -> value. Whole numbers are numbers, other rationals exact text such as `7/2`. */
  measures: Record<string, Record<string, MeasureValue>>
  completeness: Completeness
}

/** Scores a compiled set. Throws `ScoringError` when a rating or fact cannot be used; then nothing is scored. */
export function scoreCompiled(compiled: Compiled, ratings: Ratings, facts: FactValues = {}): ScoreResult {
  const { values, problems } = readRatings(compiled, ratings)
  problems.push(...factProblems(compiled, facts))
  if (problems.length > 0) throw new ScoringError(problems)
  const context = contextOf(compiled, values, facts)
  const { decision, decisions = decision ? { decision } : {} } = compiled.scoring
  return {
    measures: measureValues(compiled, (measure, node) => context.value(measure, node)),
    decisions: Object.fromEntries(
      Object.entries(decisions).map(([name, rule]) => [name, decide(rule, compiled, context)]),
    ),
    completeness: completenessOf(compiled, values),
  }
}

/** What is wrong with ratings and facts, without scoring; empty when they can be scored. */
export function ratingProblems(compiled: Compiled, ratings: Ratings, facts: FactValues = {}): ScoringProblem[] {
  return [...readRatings(compiled, ratings).problems, ...factProblems(compiled, facts)]
}

function completenessOf(compiled: Compiled, values: ReadonlyMap<string, Value>): Completeness {
  const missing = compiled.rated.filter((node) => !values.has(node.id)).map((node) => node.id)
  return { rated: compiled.rated.length - missing.length, total: compiled.rated.length, missing }
}

function measureValues(compiled: Compiled, read: (measure: string, node: Compiled['root']) => Value) {
  const measures: Record<string, Record<string, MeasureValue>> = {}
  const ids = [...new Set(compiled.scoring.measures.map((measure) => measure.id))]
  for (const node of compiled.nodes) {
    for (const id of ids) {
      if (!compiled.measureAt(id, node.kind)) continue
      const values = measures[id] ?? {}
      values[node.id] = plain(read(id, node))
      measures[id] = values
    }
  }
  return measures
}

function factProblems(compiled: Compiled, facts: FactValues): ScoringProblem[] {
  return Object.entries(compiled.facts ?? {}).flatMap(([name, declared]) => {
    const given = facts[name]
    const wanted = declared.kind === 'text' ? 'string' : declared.kind
    const fits = given === undefined || given === null || typeof given === wanted
    return fits && !Number.isNaN(given) ? [] : [scoringProblem('badFact', name)]
  })
}
