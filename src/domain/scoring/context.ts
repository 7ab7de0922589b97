// What an operator may ask while a set is scored, and what it must be able to say about itself.
import type Fraction from 'fraction.js'
import type { z } from 'zod'
import type { Cond, Policy, Scope } from './condition-schema.ts'
import type { Node } from './node.ts'
import type { Exact } from './numbers.ts'
import type { Mask, Value } from './value.ts'

/** One scoring of one set. */
export interface Context {
  value(measure: string, node: Node): Value
  judge(cond: Cond, node: Node, policy?: Policy): Mask
  members(scope: Scope, node: Node): readonly Node[]
  nodeById(id: string): Node
  rating(node: Node): Value
  fact(name: string): Value
  /** Points of the best rating on the node's scale. */
  maximum(node: Node): Fraction
  /** The highest a measure can be on a node, whatever is rated. Throws where the scales of the set do not say. */
  highest(measure: string, node: Node): Fraction
  number(value: Exact): Fraction
  weight(node: Node): Fraction
}

/** A measure on a node that another one reads. */
export interface Read {
  measure: string
  node: string
}

/** Members that keep a value from being higher, and members without a rating that might. */
export interface Blocking {
  failing: string[]
  open: string[]
}

export interface Operator {
  /** Everything read at this node, for the checks before a set is published. Unknown nodes are named all the same. */
  reads(node: Node, members: Context['members']): Read[]
  evaluate(node: Node, policy: Policy, context: Context): Value
  /** The condition that the value stands for, shown inside the trace. */
  condition?: Cond
  blocking?(node: Node, policy: Policy, context: Context): Blocking
}

/** An operator of the language: how its arguments are written, and what they make. */
export interface OperatorKind {
  schema: z.ZodType
  bind(args: unknown): Operator
}

/** Defines an operator; one file each, one line in `operators/index.ts`. */
export function defineOperator<S extends z.ZodType>(schema: S, make: (args: z.output<S>) => Operator) {
  return { schema, bind: (args: unknown): Operator => make(schema.parse(args)) }
}
