// The members whose values an operator puts together: which count, how much each weighs, and what each can still be.
import type Fraction from 'fraction.js'
import { z } from 'zod'
import { say } from '../text.ts'
import type { Policy } from './condition-schema.ts'
import { MeasureId, Scope } from './condition-schema.ts'
import type { Blocking, Context, Operator } from './context.ts'
import { defineOperator } from './context.ts'
import { ScoringError } from './error.ts'
import type { Node } from './node.ts'
import { compareExact, ONE } from './numbers.ts'
import { applyPolicy } from './policy.ts'
import type { Value } from './value.ts'
import { asNumber, between, isKnown, NA, UNKNOWN } from './value.ts'

export const AggregateArgs = z.strictObject({
  of: MeasureId,
  over: Scope,
  /** `node`: each member counts as much as its weight; a weight of 0 leaves it out. */
  weight: z.enum(['equal', 'node']).default('equal'),
})
export type AggregateArgs = z.infer<typeof AggregateArgs>

/** A member that counts. `optional`: it may still turn out not to apply. */
export interface Part {
  node: Node
  lo: Fraction
  hi: Fraction
  weight: Fraction
  optional: boolean
}

/** Which end of the result is sought: `lo` with sign 1, `hi` with sign -1. */
export type End = 'lo' | 'hi'

/** An operator over the values of members; `extreme` gives the lowest and the highest result of at least one part. */
export function defineAggregate(extreme: (parts: readonly Part[], end: End) => Fraction) {
  return defineOperator(AggregateArgs, (args) => aggregating(args, (parts) => resultOf(parts, extreme)))
}

/** Reads the members, and puts them together when there are any and all are numbers somebody can know. */
export function aggregating(
  args: AggregateArgs,
  combine: (parts: readonly Part[], node: Node, context: Context) => Value,
): Operator {
  return {
    reads: (node, members) => members(args.over, node).map((member) => ({ measure: args.of, node: member.id })),
    evaluate(node, policy, context) {
      const parts = partsOf(args, node, policy, context)
      if (!parts) return UNKNOWN
      return parts.length === 0 ? NA : combine(parts, node, context)
    },
    blocking: (node, _policy, context) => openMembers(args, node, context),
  }
}

/** The range of a result from its two ends; when nothing is open both are the same. */
export function resultOf<P extends Part>(parts: readonly P[], extreme: (parts: readonly P[], end: End) => Fraction) {
  const open = parts.some((part) => part.optional || part.lo !== part.hi)
  const lo = extreme(parts, 'lo')
  return between(lo, open ? extreme(parts, 'hi') : lo, open && parts.every((part) => part.optional))
}

/** Orders so that what makes the result more extreme comes first. */
export function byEnd(end: End): (a: Fraction, b: Fraction) => number {
  return end === 'lo' ? compareExact : (a, b) => compareExact(b, a)
}

/** `undefined` when a member is a fact nobody has given. */
function partsOf(args: AggregateArgs, node: Node, policy: Policy, context: Context): Part[] | undefined {
  const parts: Part[] = []
  for (const member of context.members(args.over, node)) {
    const weight = args.weight === 'node' ? context.weight(member) : ONE
    if (weight.n === 0n) continue
    const value = memberValue(args.of, member, policy, context)
    if (value.kind === 'unknown') return undefined
    if (value.kind === 'range') parts.push({ node: member, lo: value.lo, hi: value.hi, weight, optional: value.na })
  }
  return parts
}

/** A measure read as a number under a policy. Throws when it gives words. */
export function memberValue(measure: string, node: Node, policy: Policy, context: Context) {
  const read = context.value(measure, node)
  const value = asNumber(applyPolicy(read, policy, node.id, () => context.highest(measure, node)))
  if (value) return value
  const detail = say('Giá trị của nó không phải số.', 'Its value is no number.')
  throw ScoringError.of('badSet', `${measure}@${node.id}`, detail)
}

function openMembers(args: AggregateArgs, node: Node, context: Context): Blocking {
  const members = context.members(args.over, node)
  return { failing: [], open: members.filter((one) => !isKnown(context.value(args.of, one))).map((one) => one.id) }
}
