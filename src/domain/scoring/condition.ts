// Asks a condition of a node: which answers are still possible, given what is rated and known.
import type Fraction from 'fraction.js'
import type { Comparison, Cond, Policy, Tally } from './condition-schema.ts'
import type { Context, Read } from './context.ts'
import { ScoringError } from './error.ts'
import type { Node } from './node.ts'
import { compareExact, ONE, toFraction, ZERO } from './numbers.ts'
import { tally, tallyShare } from './tally.ts'
import type { Mask, Scalar, Value } from './value.ts'
import { exactly, isKnown, NO, NOT_APPLICABLE, YES } from './value.ts'

export const plainPolicy: Policy = { na: 'exclude', missing: 'incomplete' }

/** The possible answers of a condition at a node. */
export function judge(cond: Cond, node: Node, context: Context, policy: Policy = plainPolicy): Mask {
  if (cond.all) return conjunction(cond.all.map((part) => judge(part, node, context, policy)))
  if (cond.any) return negate(conjunction(cond.any.map((part) => negate(judge(part, node, context, policy)))))
  if (cond.not) return negate(judge(cond.not, node, context, policy))
  return judgeValue(subjectValue(cond, node, context), cond, node, policy, context)
}

/** The value that a comparing condition looks at. */
export function subjectValue(cond: Cond, node: Node, context: Context): Value {
  if (cond.measure !== undefined) {
    return context.value(cond.measure, cond.node === undefined ? node : context.nodeById(cond.node))
  }
  if (cond.fact !== undefined) return context.fact(cond.fact)
  if (cond.count) return tally(cond.count, node, plainPolicy, context).count
  if (cond.share) return tallyShare(tally(cond.share, node, plainPolicy, context))
  throw new ScoringError([], 'A condition compares nothing')
}

/** The measures a condition reads when it is asked of this node. */
export function readsOf(cond: Cond, node: Node, members: Context['members']): Read[] {
  const parts = [...(cond.all ?? []), ...(cond.any ?? []), ...(cond.not ? [cond.not] : [])]
  const inTally = (part: Tally) => members(part.over, node).flatMap((member) => readsOf(part.where, member, members))
  return [
    ...(cond.measure === undefined ? [] : [{ measure: cond.measure, node: cond.node ?? node.id }]),
    ...[cond.count, cond.share].flatMap((part) => (part ? inTally(part) : [])),
    ...parts.flatMap((part) => readsOf(part, node, members)),
  ]
}

function judgeValue(value: Value, cond: Cond, node: Node, policy: Policy, context: Context): Mask {
  if (!isKnown(value) && policy.missing !== 'incomplete') {
    return policy.missing === 'exclude' ? NOT_APPLICABLE : compare(exactly(ZERO), cond, context)
  }
  const applies = compare(value, cond, context)
  const mayNotApply = value.kind === 'na' || (value.kind !== 'unknown' && value.na)
  return mayNotApply ? applies | notApplying(value, cond, node, policy, context) : applies
}

function notApplying(value: Value, cond: Cond, node: Node, policy: Policy, context: Context): Mask {
  if (policy.na === 'exclude') return NOT_APPLICABLE
  if (policy.na === 'asPass') return YES
  if (policy.na === 'asZero') return compare(exactly(ZERO), cond, context)
  if (policy.na === 'asMax') return compare(exactly(highestSubject(cond, node, context)), cond, context)
  // What is not rated yet may still be rated as it should.
  if (value.kind !== 'na') return 0
  throw ScoringError.of('notApplicable', node.id)
}

/** Only a measure and a share can be not applicable. */
function highestSubject(cond: Cond, node: Node, context: Context): Fraction {
  if (cond.measure === undefined) return ONE
  return context.highest(cond.measure, cond.node === undefined ? node : context.nodeById(cond.node))
}

function compare(value: Value, cond: Comparison, context: Context): Mask {
  if (value.kind === 'na') return 0
  if (value.kind === 'unknown') return YES | NO
  if (value.kind === 'oneOf') {
    return value.options.reduce<Mask>((mask, option) => mask | compareScalar(option, cond, context), 0)
  }
  return compareRange(value.lo, value.hi, cond, context)
}

function compareScalar(value: Scalar, cond: Comparison, context: Context): Mask {
  if (typeof value === 'object') return compareRange(value, value, cond, context)
  const ordered = [cond.gte, cond.gt, cond.lte, cond.lt].some((bound) => bound !== undefined)
  const equal = (cond.eq === undefined || cond.eq === value) && (cond.in === undefined || cond.in.includes(value))
  return equal && !ordered ? YES : NO
}

function compareRange(lo: Fraction, hi: Fraction, cond: Comparison, context: Context): Mask {
  let mask: Mask = YES
  if (cond.gte !== undefined) mask = both(mask, order(lo, hi, context.number(cond.gte), atLeast))
  if (cond.gt !== undefined) mask = both(mask, order(lo, hi, context.number(cond.gt), above))
  if (cond.lte !== undefined) mask = both(mask, order(lo, hi, context.number(cond.lte), atMost))
  if (cond.lt !== undefined) mask = both(mask, order(lo, hi, context.number(cond.lt), below))
  if (cond.eq !== undefined) mask = both(mask, equals(lo, hi, [cond.eq], context))
  if (cond.in !== undefined) mask = both(mask, equals(lo, hi, cond.in, context))
  return mask
}

const atLeast = (sign: number) => sign >= 0
const above = (sign: number) => sign > 0
const atMost = (sign: number) => sign <= 0
const below = (sign: number) => sign < 0

function order(lo: Fraction, hi: Fraction, bound: Fraction, satisfied: (sign: number) => boolean): Mask {
  const low = satisfied(compareExact(lo, bound))
  const high = lo === hi ? low : satisfied(compareExact(hi, bound))
  return (low || high ? YES : 0) | (low && high ? 0 : NO)
}

/** Both of two answers, neither of which can be "not applicable". */
function both(a: Mask, b: Mask): Mask {
  return (a & b & YES) | ((a | b) & NO)
}

function equals(lo: Fraction, hi: Fraction, words: readonly (number | string | boolean)[], context: Context): Mask {
  for (const word of words) {
    const bound = typeof word === 'number' ? context.number(word) : toFraction(word)
    if (bound && compareExact(lo, bound) <= 0 && (lo === hi || compareExact(bound, hi) <= 0)) {
      if (lo !== hi) return compareExact(lo, hi) === 0 ? YES : YES | NO
      if (compareExact(lo, bound) === 0) return YES
    }
  }
  return NO
}

/** Parts that do not apply are left out; when none applies, the whole does not. */
export function conjunction(masks: readonly Mask[]): Mask {
  const no = masks.some((mask) => (mask & NO) !== 0)
  const certainNo = masks.some((mask) => mask === NO)
  const bothWays = masks.every((mask) => (mask & (YES | NOT_APPLICABLE)) !== 0)
  const yes = bothWays && masks.some((mask) => (mask & YES) !== 0)
  const never = masks.every((mask) => (mask & NOT_APPLICABLE) !== 0)
  if (certainNo) return NO
  return (no ? NO : 0) | (yes ? YES : 0) | (never ? NOT_APPLICABLE : 0)
}

function negate(mask: Mask): Mask {
  return ((mask & YES) === 0 ? 0 : NO) | ((mask & NO) === 0 ? 0 : YES) | (mask & NOT_APPLICABLE)
}
