// Counting the members of a scope for which a condition holds, when some answers are still open.
import Fraction from 'fraction.js'
import type { Policy, Tally } from './condition-schema.ts'
import type { Context } from './context.ts'
import type { Node } from './node.ts'
import { ONE, small, ZERO } from './numbers.ts'
import type { Mask, Value } from './value.ts'
import { between, NA, NO, NOT_APPLICABLE, YES } from './value.ts'

export interface TallyResult {
  count: Value
  /** Lowest and highest share that is still possible, as [part, whole]. */
  least: [number, number]
  most: [number, number]
  /** Whether it can still turn out that no member applies. */
  mayBeEmpty: boolean
  /** Members that certainly fail, and members still open. */
  failing: string[]
  open: string[]
}

/** Counts the members of `over` that satisfy `where`. */
export function tally(args: Tally, node: Node, policy: Policy, context: Context): TallyResult {
  const result: TallyResult = { count: NA, least: [0, 0], most: [0, 0], mayBeEmpty: true, failing: [], open: [] }
  let certain = 0
  let possible = 0
  for (const member of context.members(args.over, node)) {
    const mask = context.judge(args.where, member, policy)
    if (mask === YES) certain += 1
    if ((mask & YES) !== 0) possible += 1
    if ((mask & NOT_APPLICABLE) === 0) result.mayBeEmpty = false
    addExtreme(result.least, mask, NO, YES)
    addExtreme(result.most, mask, YES, NO)
    if (mask === NO) result.failing.push(member.id)
    else if (mask !== YES && mask !== NOT_APPLICABLE) result.open.push(member.id)
  }
  result.count = between(small(certain), small(possible))
  return result
}

/** The share as a value: not applicable when nothing applies, never 0 or 1 by default. */
export function tallyShare({ least, most, mayBeEmpty }: TallyResult): Value {
  if (least[1] === 0 && most[1] === 0) return NA
  // Where the lowest share has no member, none can fail: what applies in the end holds. Likewise for the highest.
  const lo = least[1] === 0 ? ONE : new Fraction(least[0], least[1])
  const hi = most[1] === 0 ? ZERO : new Fraction(most[0], most[1])
  return between(lo, hi, mayBeEmpty)
}

/** Adds one member to an extreme share: its wanted answer if possible, else left out if possible, else the other. */
function addExtreme(share: [number, number], mask: Mask, wanted: Mask, other: Mask): void {
  const answer = (mask & wanted) === 0 ? ((mask & NOT_APPLICABLE) === 0 ? other : 0) : wanted
  if (answer === 0) return
  share[1] += 1
  if (answer === YES) share[0] += 1
}
