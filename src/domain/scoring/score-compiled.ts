// Scores a set: pure and exact, three-valued, with the trace of each decision, every measure and what is still missing.
import { say } from '../text.ts'
import type { Compiled } from './compile.ts'
import type { Context } from './context.ts'
import type { DecisionResult } from './decide.ts'
import { decide } from './decide.ts'
import type { ScoringProblem } from './error.ts'
import { ScoringError, scoringProblem } from './error.ts'
import type { FactValues } from './evaluate.ts'
import { contextOf } from './evaluate.ts'
import { toFraction } from './numbers.ts'
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

export interface ScoreOptions {
  /** `false` leaves the traces empty, for whoever scores thousands of schools and reads none. */
  trace?: boolean
}

/** Scores a compiled set. Throws `ScoringError` when a rating or fact cannot be used; then nothing is scored. */
export function scoreCompiled(
  compiled: Compiled,
  ratings: Ratings,
  facts: FactValues = {},
  options: ScoreOptions = {},
): ScoreResult {
  const { values, problems } = readRatings(compiled, ratings)
  problems.push(...factProblems(compiled, facts))
  if (problems.length > 0) throw new ScoringError(problems)
  try {
    return scored(compiled, values, facts, options)
  } catch (error) {
    // The stack or a number has no room left: the rule is absurd, not the engine broken.
    if (!(error instanceof RangeError)) throw error
    throw ScoringError.of('badSet', 'scoring', say('Quy tắc lồng nhau quá sâu.', 'It is nested too deeply.'))
  }
}

function scored(
  compiled: Compiled,
  values: ReadonlyMap<string, Value>,
  facts: FactValues,
  { trace }: ScoreOptions,
): ScoreResult {
  const context = contextOf(compiled, values, facts)
  const { decision, decisions = decision ? { decision } : {} } = compiled.scoring
  readFromBelow(compiled, context)
  return {
    measures: measureValues(compiled, context),
    decisions: Object.fromEntries(
      Object.entries(decisions).map(([name, rule]) => [name, decide(rule, compiled, context, trace)]),
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

/** Works out the measures of a very deep tree from its leaves, so that no value waits on a long chain of others. */
function readFromBelow(compiled: Compiled, context: Context): void {
  const ids = measureIds(compiled)
  for (const node of compiled.lowestFirst) {
    for (const id of ids) if (compiled.measureAt(id, node.kind)) context.value(id, node)
  }
}

function measureValues(compiled: Compiled, context: Context) {
  const measures = new Map<string, Record<string, MeasureValue>>()
  const ids = measureIds(compiled)
  for (const node of compiled.nodes) {
    for (const id of ids) {
      if (!compiled.measureAt(id, node.kind)) continue
      const values = measures.get(id) ?? {}
      values[node.id] = plain(context.value(id, node))
      measures.set(id, values)
    }
  }
  return Object.fromEntries(measures)
}

function measureIds(compiled: Compiled): string[] {
  return [...new Set(compiled.scoring.measures.map((measure) => measure.id))]
}

/** A number may be given as exact text. */
function factProblems(compiled: Compiled, facts: FactValues): ScoringProblem[] {
  const infinite = Object.entries(facts).filter(([, given]) => typeof given === 'number' && !Number.isFinite(given))
  const wrong = Object.entries(compiled.facts ?? {}).filter(([name, { kind }]) => {
    const given = facts[name]
    if (given === undefined || given === null) return false
    if (kind === 'number') return toFraction(given) === undefined
    return typeof given !== (kind === 'text' ? 'string' : 'boolean')
  })
  return [...new Set([...wrong, ...infinite].map(([name]) => name))].map((name) => scoringProblem('badFact', name))
}
