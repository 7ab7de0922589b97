// Branch and bound: whether a goal with sums can be reached with fewer moves than were found.
import { compareExact } from '../numbers.ts'
import { given } from './given.ts'
import type { Goal } from './goal.ts'
import { lowerBound } from './lower-bound.ts'
import type { Move } from './moves.ts'
import { satisfied } from './smallest-set.ts'

/** Looks at so many terms of sums before it gives up: a millisecond or two, and the same answer on every machine. */
const BUDGET = 5_000

export interface Fewer {
  /** A set of at most `limit` moves that reaches the goal. */
  moves?: ReadonlyMap<number, Move>
  /** Whether every set of so many moves was looked at, or ruled out. */
  all: boolean
}

/** Every rating that is raised goes to the top here: it is the number of moves that matters. */
export function fewer(goal: Goal, limit: number): Fewer {
  const promise = promises(goal, new Map())
  const tops = [...topsOf(goal, new Map()).values()].toSorted(
    (a, b) => (promise.get(b.key) ?? 0) - (promise.get(a.key) ?? 0),
  )
  const made = new Map<number, Move>()
  let budget = BUDGET
  const search = (from: number, left: number): boolean => {
    if (satisfied(goal, made)) return true
    budget -= tops.length
    if (left === 0 || budget < 0 || lowerBound(given(goal, made)) > left) return false
    if (!satisfied(goal, new Map([...made, ...tops.slice(from).map((move) => [move.key, move] as const)]))) return false
    for (let next = from; next < tops.length && budget >= 0; next++) {
      const move = tops[next]
      if (!move) break
      made.set(move.key, move)
      if (search(next + 1, left - 1)) return true
      made.delete(move.key)
    }
    return false
  }
  return search(0, limit) ? { moves: made, all: true } : { all: budget >= 0 }
}

/** The highest move of each key. */
function topsOf(goal: Goal, tops: Map<number, Move>): Map<number, Move> {
  const add = (move: Move) => {
    const known = tops.get(move.key)
    if (!known || compareExact(known.to, move.to) < 0) tops.set(move.key, move)
  }
  if (goal.kind === 'move') add(goal.move)
  if (goal.kind === 'linear') for (const { top } of goal.terms) add(top)
  if ('of' in goal) for (const part of goal.of) topsOf(part, tops)
  return tops
}

/** How much each key promises: the part of each sum's need that it gives, and 1 for each move that is asked for. */
function promises(goal: Goal, found: Map<number, number>): Map<number, number> {
  const add = (key: number, part: number) => found.set(key, (found.get(key) ?? 0) + part)
  if (goal.kind === 'move') add(goal.move.key, 1)
  if (goal.kind === 'linear') for (const { key, gain } of goal.terms) add(key, gain / Math.max(goal.need, 1e-9))
  if ('of' in goal) for (const part of goal.of) promises(part, found)
  return found
}
