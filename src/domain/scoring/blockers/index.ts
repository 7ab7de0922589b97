// Blockers: what has to change in the ratings, and in the facts, for each award higher than the present one.
import type { Text } from '../../text.ts'
import type { AnySet } from '../../criteria/framework.ts'
import type { Compiled } from '../compile.ts'
import { ScoringError } from '../error.ts'
import type { FactValues } from '../evaluate.ts'
import { contextOf } from '../evaluate.ts'
import type { Ratings } from '../ratings.ts'
import { readRatings } from '../ratings.ts'
import { compileSet } from '../score.ts'
import type { Decision } from '../schema.ts'
import { ladderOf, presentPlace } from './awards.ts'
import type { Award } from './awards.ts'
import type { ChangeSet } from './change-set.ts'
import { changeSetOf } from './change-set.ts'
import { builderOf } from './build-goal.ts'
import type { FactNeeded } from './moves.ts'
import { groundOf } from './ground.ts'
import { climber } from './reach.ts'

/** The way to one award. */
export interface Blocker {
  decision: string
  /** The row of the award; the changes reach it or one above it. */
  row: string
  outcome: string
  grade: number | string | null
  label: Text | null
  /** Smallest first, at most 50; none when raising ratings cannot reach the award. */
  sets: ChangeSet[]
  /** Whether these are all minimal sets: rules of counts and levels give all, weighted ones a single set. */
  complete: boolean
  /** Whether no set has fewer changes than the first. */
  proven: boolean
  /** Facts that every set needs. */
  facts: FactNeeded[]
}

export type { Change, ChangeSet } from './change-set.ts'
export type { FactNeeded } from './moves.ts'

/**
 * For each decision, each award above the present outcome, the next one first. Ratings are only raised, to the lowest level that
 * is enough; unrated nodes are rated, nodes that do not apply stay so. Throws `ScoringError` as `score` does. Decisions by
 * judgement have none: people, not ratings, decide them.
 */
export function blockers(set: AnySet, ratings: Ratings, facts: FactValues = {}): Blocker[] {
  return blockersOf(compileSet(set), ratings, facts)
}

/** The same for a compiled set. */
export function blockersOf(compiled: Compiled, ratings: Ratings, facts: FactValues = {}): Blocker[] {
  const { values, problems } = readRatings(compiled, ratings)
  if (problems.length > 0) throw new ScoringError(problems)
  const builder = builderOf(groundOf(compiled, values, facts))
  const { decision, decisions = decision ? { decision } : {} } = compiled.scoring
  return Object.entries(decisions).flatMap(([name, rule]) => {
    if (rule.hit === 'judgement') return []
    const ladder = ladderOf(rule, compiled)
    const targets = higherAwards(rule, ladder)
    if (targets.length === 0) return []
    const climb = climber(rule, ladder, builder, facts)
    return targets.map((award) => {
      const { sets, complete, proven } = climb(award)
      const told = sets.map((moves) => changeSetOf(builder, ratings, moves))
      const { outcome, grade, label } = award.outcome
      return {
        decision: name,
        row: award.row,
        outcome,
        grade: grade ?? null,
        label: label ?? null,
        sets: told,
        complete,
        proven,
        facts: neededByAll(told),
      }
    })
  })

  function higherAwards(rule: Decision, { awards, limits }: ReturnType<typeof ladderOf>): Award[] {
    const context = contextOf(compiled, values, facts)
    const { worst, possible } = presentPlace(rule.rows.map(({ when }) => context.judge(when, compiled.root)))
    const held = possible.some((place) => limits.includes(place))
    return awards.filter(({ index }) => held || index < worst).toReversed()
  }
}

function neededByAll(sets: readonly ChangeSet[]): FactNeeded[] {
  const [first, ...others] = sets
  return (first?.facts ?? []).filter((fact) => others.every((set) => set.facts.includes(fact)))
}
