// One small set of moves for a goal with weighted sums: the greatest gains first, then everything needless is taken back.
import type Fraction from 'fraction.js'
import { compareExact } from '../numbers.ts'
import type { Goal, Linear } from './goal.ts'
import { keysOf } from './goal.ts'
import type { Move, Moves, Rungs } from './moves.ts'

type State = ReadonlyMap<number, Move>

/** `lower(move)`: the points below those of a move that may be enough too. */
export function smallestSet(goal: Goal, lower: (move: Move) => Rungs): Moves | undefined {
  const reached = extend(goal, new Map())
  if (!reached) return undefined
  const parts = goal.kind === 'all' ? goal.of : [goal]
  const trimmed = trim(parts, reached)
  return [...eased(parts, trimmed, lower).values()].toSorted((a, b) => a.key - b.key)
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

/** Takes back each move that is not needed, those with the least choice last. */
function trim(parts: readonly Goal[], state: State): State {
  let made = state
  for (const key of [...state.keys()].toReversed()) {
    const without = new Map(made)
    without.delete(key)
    if (touching(parts, key).every((part) => satisfied(part, without))) made = without
  }
  return made
}

/** Brings each move down to the lowest points that are enough. */
function eased(parts: readonly Goal[], state: State, lower: (move: Move) => Rungs): State {
  let made = state
  for (const move of [...state.values()].toReversed()) {
    const goals = touching(parts, move.key)
    const rungs = lower(move)
    const at = (place: number) => lowered(made, move, rungs.at(place))
    let low = 0
    let high = rungs.count
    while (low < high) {
      const middle = (low + high) >> 1
      const tried = at(middle)
      if (goals.every((part) => satisfied(part, tried))) high = middle
      else low = middle + 1
    }
    const exact = rungs.between ? lowestOf(goals, move, made) : undefined
    const best = exact && lowered(made, move, exact)
    if (best && goals.every((part) => satisfied(part, best))) made = best
    else if (low < rungs.count) made = at(low)
  }
  return made
}

function lowered(state: State, { key }: Move, to: Fraction): State {
  return new Map(state).set(key, { key, to })
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

function satisfied(goal: Goal, state: State): boolean {
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
