// Finds the ways to an award: all minimal sets where the rule counts, one small set where it weighs, trials where it must.
import type { FactValues } from '../evaluate.ts'
import { contextOf } from '../evaluate.ts'
import type { Decision } from '../schema.ts'
import type { Award, Ladder } from './awards.ts'
import { endsIn } from './awards.ts'
import type { Builder } from './builder.ts'
import { byTrial } from './by-trial.ts'
import { withFacts } from './change-set.ts'
import type { Goal } from './goal.ts'
import { all, keysOf, mentions, MET, NEVER } from './goal.ts'
import type { MinimalSets } from './minimal-sets.ts'
import { either, minimalSets } from './minimal-sets.ts'
import type { Move, Moves } from './moves.ts'
import { rungsBetween } from './moves.ts'
import { lowerBound } from './lower-bound.ts'
import { fewer } from './fewer.ts'
import type { Small } from './builder.ts'
import { eased, smallSet } from './smallest-set.ts'

export interface Ways {
  sets: readonly Moves[]
  complete: boolean
  proven: boolean
}

/** Answers for the awards of one decision; what a higher award needs is worked out once. */
export function climber(
  decision: Decision,
  { awards, limits }: Ladder,
  builder: Builder,
  facts: FactValues,
): (award: Award) => Ways {
  const { compiled } = builder
  const goals = new Map<Award, Goal>()
  const goalOfAward = (award: Award): Goal => {
    const known = goals.get(award)
    if (known) return known
    const own = decision.rows[award.index]
    const held = limits.filter((place) => place < award.index).map((place) => decision.rows[place]?.when ?? {})
    const goal = all([
      ...(own ? [applying(builder.condition(own.when, compiled.root, true))] : []),
      ...held.map((when) => leftOut(builder.condition(when, compiled.root, false))),
    ])
    goals.set(award, goal)
    return goal
  }
  const exact = new Map<Award, MinimalSets>()
  const exactOf = (award: Award): MinimalSets => {
    const sets = exact.get(award) ?? minimalSets(goalOfAward(award))
    exact.set(award, sets)
    return sets
  }
  return (award) => {
    const enough = awards.filter(({ index }) => index <= award.index)
    const good = new Set(enough.map(({ index }) => index))
    const reaches = (moves: readonly Move[]) => {
      const needed = moves.flatMap(({ key }) => builder.factOf(key) ?? [])
      const context = contextOf(compiled, builder.raised(moves), withFacts(facts, needed))
      return endsIn(
        good,
        decision.rows.map(({ when }) => context.judge(when, compiled.root)),
      )
    }
    const ways = enough.map(goalOfAward)
    if (ways.some((goal) => mentions(goal, 'opaque'))) return tried(builder, ways, reaches)
    if (ways.some((goal) => mentions(goal, 'linear'))) return weighed(builder, ways, reaches)
    const { sets, cut } = either(enough.map(exactOf))
    const sure = builder.fragile ? sets.filter(reaches) : sets
    const proven = !cut || (sure[0]?.length ?? 0) <= Math.min(...ways.map(lowerBound))
    return { sets: sure, complete: !cut && sure.length === sets.length, proven }
  }
}

/** One set, the smallest found over this award and those above it. */
function weighed(builder: Builder, goals: readonly Goal[], reaches: (moves: Moves) => boolean): Ways {
  const found = goals.flatMap((goal) => smallOf(builder, goal) ?? [])
  const small = found.toSorted((a, b) => a.moves.length - b.moves.length).find(({ moves }) => reaches(moves))
  if (!small) return found.length === 0 ? { sets: [], complete: true, proven: true } : tried(builder, goals, reaches)
  const size = small.moves.length
  return { sets: [small.moves], complete: false, proven: found.every(({ least }) => least >= size) }
}

/** A small set for a goal, and how many moves every set for it has at least. */
function smallOf(builder: Builder, goal: Goal): Small | undefined {
  const known = builder.small.get(goal)
  if (known) return known
  let made = smallSet(goal)
  if (!made) return undefined
  let least = lowerBound(goal)
  while (least < made.size) {
    const { moves, all: none } = fewer(goal, made.size - 1)
    if (!moves && none) least = made.size
    if (!moves) break
    made = moves
  }
  const moves = eased(goal, made, ({ key, to }) => {
    const node = builder.nodeOf(key)
    if (!node) return { count: 0, at: () => to, between: false }
    return rungsBetween(builder.compiled, node, builder.points(key), to)
  })
  const small = { moves, least }
  builder.small.set(goal, small)
  return small
}

function tried(builder: Builder, goals: readonly Goal[], reaches: (moves: Moves) => boolean): Ways {
  const facts = goals.flatMap((goal) => [...keysOf(goal)]).filter((key) => builder.factOf(key))
  const ratings = builder.compiled.rated.map((node) => builder.keyOf(node)).filter((key) => builder.mayRise(key))
  const everything = [...ratings, ...new Set(facts)].map((key): Move => ({ key, to: builder.top(key) }))
  const moves = byTrial(everything, reaches)
  return { sets: moves ? [moves] : [], complete: false, proven: moves?.length === 1 }
}

/** A row that does not apply gives nothing. */
function applying(goal: Goal): Goal {
  return goal.kind === 'na' ? NEVER : goal
}

/** A limit that does not apply holds nobody back. */
function leftOut(goal: Goal): Goal {
  return goal.kind === 'na' ? MET : goal
}
