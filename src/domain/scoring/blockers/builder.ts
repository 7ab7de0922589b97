// What the goals of conditions and those of measures ask of each other while they are built.
import type { Cond, Policy, Tally } from '../condition-schema.ts'
import type { Node } from '../node.ts'
import type { Goal } from './goal.ts'
import type { Ground } from './ground.ts'
import type { Bound, Moves } from './moves.ts'

export interface Builder extends Ground {
  /** Goals by measure, node and bound: each is built once. */
  known: Map<string, Goal>
  /** The small set of each goal with sums. */
  small: Map<Goal, Small>
  /** Set once something that holds now could be broken by a raise: then every answer is tried before it is told. */
  fragile: boolean
  /** The goal that a condition is sure to hold at a node (`want` true), or sure not to. */
  condition(cond: Cond, node: Node, want: boolean, policy?: Policy): Goal
  /** The goal that so many members, or such a part of those that apply, satisfy a condition. */
  tally(tally: Tally, node: Node, policy: Policy, bound: Bound, isShare: boolean): Goal
}

/** A set for a goal with sums, and how many moves every set for it has at least. */
export interface Small {
  moves: Moves
  least: number
}
