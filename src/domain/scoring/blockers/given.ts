// What is left of a goal once some moves are made.
import { compareExact } from '../numbers.ts'
import type { Goal } from './goal.ts'
import { all, any, atLeast, MET } from './goal.ts'
import type { Move } from './moves.ts'

/** The goal for whoever makes these moves first. */
export function given(goal: Goal, made: ReadonlyMap<number, Move>): Goal {
  if (goal.kind === 'move') {
    const move = made.get(goal.move.key)
    return move && compareExact(move.to, goal.move.to) >= 0 ? MET : goal
  }
  if (goal.kind === 'linear') {
    if (goal.holds(made)) return MET
    const done = goal.terms.filter(({ key }) => made.has(key)).reduce((sum, { gain }) => sum + gain, 0)
    return { ...goal, terms: goal.terms.filter(({ key }) => !made.has(key)), need: goal.need - done }
  }
  if (!('of' in goal)) return goal
  const of = goal.of.map((part) => given(part, made))
  if (goal.kind === 'atLeast') return atLeast(goal.need, of)
  return goal.kind === 'all' ? all(of) : any(of)
}
