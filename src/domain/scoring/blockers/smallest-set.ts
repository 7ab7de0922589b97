// One small set of moves for a goal with weighted sums: the greatest gains first, then everything needless is taken back.
import type Fraction from 'fraction.js'
import { compareExact } from '../numbers.ts'
import type { Goal, Linear } from './goal.ts'
import { keysOf } from './goal.ts'
import type { Move, Moves, Rungs } from './moves.ts'

type State = ReadonlyMap<number, Move>

/** Moves that reach a goal, none of them needless; `undefined` when nothing is enough. */
export function smallSet(goal: Goal): State | undefined {
  const reached = extend(goal, new Map())
  if (!reached) return undefined
  const made = new Map(reached)
  trim(partsOf(goal), made)
  return made
}

/** The same moves, none needless and none higher than needed, sorted. `lower(move)`: the points below those of a move that may be enough too. */
export function eased(goal: Goal, moves: State, lower: (move: Move) => Rungs): Moves {
  const made = new Map(moves)
  trim(partsOf(goal), made)
  ease(partsOf(goal), made, lower)
  return [...made.values()].toSorted((a, b) => a.key - b.key)
}

/** The narrowest first: they are the quickest to say no. */
function partsOf(goal: Goal): readonly Goal[] {
  return goal.kind === 'all' ? goal.of.toSorted((a, b) => keysOf(a).size - keysOf(b).size) : [goal]
}

/** The moves with those added that the goal still needs, `undefined` when nothing is enough. */
function extend(goal: Goal, state: State): State | undefined {
  if (satisfied(goal, state)) return state
  if (goal.kind === 'move') return new Map(state).set(goal.move.key, goal.move)
  if (goal.kind === 'linear') return climb(goal, state)
  if (goal.kind === 'any') return best(goal.of.map((part) => extend(part, state)))
  if (goal.kind === 'atLeast') return extendSome(goal.need, goal.of, state)
  if (goal.kind !== 'all') return undefined
  let made: State | undefined = state
  // What leaves least choice comes first; a sum over many may then have enough already.
  for (const part of goal.of.toSorted((a, b) => keysOf(a).size - keysOf(b).size)) {
    made = made && extend(part, made)
  }
  return made
}

function extendSome(need: number, goals: readonly Goal[], state: State): State | undefined {
  let made: State | undefined = state
  const missing = need - goals.filter((goal) => satisfied(goal, state)).length
  const ways = goals
    .flatMap((goal) => {
      const way = satisfied(goal, state) ? undefined : extend(goal, state)
      return way ? [{ goal, size: way.size }] : []
    })
    .toSorted((a, b) => a.size - b.size)
  if (ways.length < missing) return undefined
  for (const { goal } of ways.slice(0, missing)) made = made && extend(goal, made)
  return made
}

/** Ratings that are raised anyway go to the top at no cost; then the greatest gains. */
function climb(goal: Linear, state: State): State | undefined {
  const made = new Map(state)
  let gain = 0
  for (const term of goal.terms) {
    if (!state.has(term.key)) continue
    made.set(term.key, term.top)
    gain += term.gain
  }
  const enough = () => gain >= goal.need - goal.slack && goal.holds(new Map(made))
  for (const term of goal.terms) {
    if (enough()) break
    if (state.has(term.key)) continue
    made.set(term.key, term.top)
    gain += term.gain
  }
  return enough() ? made : undefined
}

function best(states: readonly (State | undefined)[]): State | undefined {
  return states.filter((state) => state !== undefined).toSorted((a, b) => a.size - b.size)[0]
}

/** Takes back each move that is not needed, the last made first. */
function trim(parts: readonly Goal[], made: Map<number, Move>): void {
  for (const move of [...made.values()].toReversed()) {
    made.delete(move.key)
    if (!touching(parts, move.key).every((part) => satisfied(part, made))) made.set(move.key, move)
  }
}

/** Brings each move down to the lowest points that are enough. */
function ease(parts: readonly Goal[], made: Map<number, Move>, lower: (move: Move) => Rungs): void {
  for (const move of made.values()) {
    const { key } = move
    const goals = touching(parts, key)
    const rungs = lower(move)
    const enough = (to: Fraction) => {
      made.set(key, { key, to })
      return goals.every((part) => satisfied(part, made))
    }
    let low = 0
    let high = rungs.count
    while (low < high) {
      const middle = (low + high) >> 1
      if (enough(rungs.at(middle))) high = middle
      else low = middle + 1
    }
    made.set(key, move)
    const exact = rungs.between ? lowestOf(goals, move, made) : undefined
    if (exact && enough(exact)) continue
    made.set(key, low < rungs.count ? { key, to: rungs.at(low) } : move)
  }
}

/** The points that all sums together ask of a move, where nothing but sums does. */
function lowestOf(goals: readonly Goal[], move: Move, state: State): Fraction | undefined {
  const floors = goals.map((goal) => (goal.kind === 'linear' ? goal.floor(move, state) : undefined))
  const known = floors.filter((floor) => floor !== undefined)
  return known.length === goals.length ? known.toSorted(compareExact).at(-1) : undefined
}

function touching(parts: readonly Goal[], key: number): Goal[] {
  return parts.filter((part) => keysOf(part).has(key))
}

/** Whether moves are enough for a goal. */
export function satisfied(goal: Goal, state: State): boolean {
  if (goal.kind === 'met' || goal.kind === 'na') return true
  if (goal.kind === 'linear') return goal.holds(state)
  if (goal.kind === 'move') {
    const made = state.get(goal.move.key)
    return made !== undefined && compareExact(made.to, goal.move.to) >= 0
  }
  if (goal.kind === 'all') return goal.of.every((part) => satisfied(part, state))
  if (goal.kind === 'any') return goal.of.some((part) => satisfied(part, state))
  if (goal.kind === 'atLeast') return goal.of.filter((part) => satisfied(part, state)).length >= goal.need
  return false
}
