// Goals: what has to come about for an award, as a tree of moves; built from conditions, solved by the two solvers.
import type Fraction from 'fraction.js'
import type { Move } from './moves.ts'

/**
 * `met` and `never` whatever is raised; `na` does not apply and is left out of its group. `linear` is a weighted sum that has to
 * reach a bound; `opaque` is a rule that can only be tried.
 */
export type Goal =
  | { kind: 'met' | 'never' | 'na' | 'opaque' }
  | { kind: 'move'; move: Move }
  | { kind: 'all' | 'any'; of: readonly Goal[] }
  | { kind: 'atLeast'; need: number; of: readonly Goal[] }
  | Linear

/** Raising a term to the top of its scale adds `gain`, all raises together must add `need`: near enough to choose by. */
export interface Linear {
  kind: 'linear'
  terms: readonly Term[]
  need: number
  /** Most by which roundings may help; `holds` has the last word. */
  slack: number
  /** Whether the moves made so far are enough, by the exact rule. */
  holds(moves: ReadonlyMap<number, Move>): boolean
  /** Points to which a move may come down while the others stay; `undefined` where roundings leave it open. */
  floor(move: Move, moves: ReadonlyMap<number, Move>): Fraction | undefined
}

export interface Term {
  key: number
  gain: number
  top: Move
}

export const MET: Goal = { kind: 'met' }
export const NEVER: Goal = { kind: 'never' }
export const SKIP: Goal = { kind: 'na' }
export const OPAQUE: Goal = { kind: 'opaque' }

/** All goals that apply; when none applies, the whole does not. */
export function all(goals: readonly Goal[]): Goal {
  const of: Goal[] = []
  for (const goal of goals) {
    if (goal.kind === 'never') return NEVER
    if (goal.kind === 'all') of.push(...goal.of)
    else if (goal.kind !== 'met' && goal.kind !== 'na') of.push(goal)
  }
  if (of.length === 0) return goals.length > 0 && goals.every((goal) => goal.kind === 'na') ? SKIP : MET
  return of.length === 1 ? (of[0] ?? MET) : { kind: 'all', of }
}

/** At least one of the goals that apply; when none applies, the whole does not. */
export function any(goals: readonly Goal[]): Goal {
  const of: Goal[] = []
  for (const goal of goals) {
    if (goal.kind === 'met') return MET
    if (goal.kind === 'any') of.push(...goal.of)
    else if (goal.kind !== 'never' && goal.kind !== 'na') of.push(goal)
  }
  if (of.length === 0) return goals.length > 0 && goals.every((goal) => goal.kind === 'na') ? SKIP : NEVER
  return of.length === 1 ? (of[0] ?? NEVER) : { kind: 'any', of }
}

/** At least so many of the goals; those that do not apply never count. */
export function atLeast(need: number, goals: readonly Goal[]): Goal {
  const missing = need - goals.filter((goal) => goal.kind === 'met').length
  const of = goals.filter((goal) => goal.kind !== 'met' && goal.kind !== 'never' && goal.kind !== 'na')
  if (missing <= 0) return MET
  if (missing > of.length) return NEVER
  if (missing === of.length) return all(of)
  return missing === 1 ? any(of) : { kind: 'atLeast', need: missing, of }
}

/** Every key that a goal speaks of. */
export function keysOf(goal: Goal): Set<number> {
  const known = keys.get(goal)
  if (known) return known
  const found = new Set<number>()
  if (goal.kind === 'move') found.add(goal.move.key)
  if (goal.kind === 'linear') for (const term of goal.terms) found.add(term.key)
  if ('of' in goal) for (const part of goal.of) for (const key of keysOf(part)) found.add(key)
  keys.set(goal, found)
  return found
}

// Goals never change once made, so what was worked out of one stays true.
const keys = new WeakMap<Goal, Set<number>>()

/** Whether some goal of the tree is of this kind. */
export function mentions(goal: Goal, kind: Goal['kind']): boolean {
  return goal.kind === kind || ('of' in goal && goal.of.some((part) => mentions(part, kind)))
}
