// What if: the score as it is beside the score with some ratings or facts otherwise; nothing is kept.
import type { AnySet } from '../criteria/framework.ts'
import type { FactValues } from './evaluate.ts'
import type { Ratings } from './ratings.ts'
import { score } from './score.ts'
import type { MeasureValue, ScoreResult } from './score-compiled.ts'

/** Laid over what is given; `null` takes a rating or fact away. */
export interface Supposed {
  ratings?: Ratings | undefined
  facts?: FactValues | undefined
}

export interface WhatIf {
  before: ScoreResult
  after: ScoreResult
  /** Decisions that come out otherwise, by name. */
  decisions: string[]
  /** Every value that changes, by measure. */
  measures: { measure: string; node: string; before: MeasureValue; after: MeasureValue }[]
}

/** Scores twice and tells the difference. Throws `ScoringError` when either cannot be scored. */
export function whatIf(set: AnySet, ratings: Ratings, facts: FactValues, supposed: Supposed): WhatIf {
  const before = score(set, ratings, facts)
  const after = score(set, { ...ratings, ...supposed.ratings }, { ...facts, ...supposed.facts })
  return { before, after, decisions: changedDecisions(before, after), measures: changedMeasures(before, after) }
}

function changedDecisions(before: ScoreResult, after: ScoreResult): string[] {
  const told = ({ decisions }: ScoreResult, name: string) => {
    const { outcome, grade, row, possible } = decisions[name] ?? {}
    return JSON.stringify([outcome, grade, row, possible?.map((one) => one.row)])
  }
  return Object.keys(before.decisions).filter((name) => told(before, name) !== told(after, name))
}

function changedMeasures(before: ScoreResult, after: ScoreResult): WhatIf['measures'] {
  return Object.entries(before.measures).flatMap(([measure, nodes]) =>
    Object.entries(nodes).flatMap(([node, value]) => {
      const now = after.measures[measure]?.[node] ?? value
      return now === value ? [] : [{ measure, node, before: value, after: now }]
    }),
  )
}
