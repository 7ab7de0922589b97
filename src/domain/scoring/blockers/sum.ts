// A weighted measure as a tree of sums down to the ratings it rests on.
import type Fraction from 'fraction.js'
import { memberValue } from '../aggregate.ts'
import type { Node } from '../node.ts'
import type { Round } from '../numbers.ts'
import { compareExact, ONE, ZERO } from '../numbers.ts'
import type { Measure } from '../schema.ts'
import { isKnown } from '../value.ts'
import type { Ground } from './ground.ts'

/** Worth `add` and each part times its weight, then rounded; a leaf is the rating with its key, or a number nothing changes. */
export interface Sum {
  key?: number
  add: Fraction
  parts: readonly { sum: Sum; weight: Fraction }[]
  round?: Round | undefined
}

/** The tree of a measure on a node, `na` when it does not apply, `undefined` when it is no sum of ratings. */
export function sumOf(ground: Ground, measure: Measure, node: Node): Sum | 'na' | undefined {
  const bare = bareSum(ground, measure, node)
  if (!bare || bare === 'na' || !measure.round) return bare
  return { add: ZERO, parts: [{ sum: bare, weight: ONE }], round: measure.round }
}

function bareSum(ground: Ground, measure: Measure, node: Node): Sum | 'na' | undefined {
  const { context } = ground
  if (measure.rating) return ratingSum(ground, measure, node)
  if (measure.ref) return partSum(ground, measure.ref.of, context.nodeById(measure.ref.node))
  if (!measure.affine) return groupSum(ground, measure, node)
  const sum = partSum(ground, measure.affine.of, node)
  const weight = context.number(measure.affine.mul)
  if (!sum || sum === 'na') return sum
  return weight.s > 0n ? { add: context.number(measure.affine.add), parts: [{ sum, weight }] } : undefined
}

function partSum(ground: Ground, id: string, node: Node): Sum | 'na' | undefined {
  const measure = ground.measure(id, node)
  return measure && sumOf(ground, measure, node)
}

function ratingSum({ context, keyOf, points }: Ground, measure: Measure, node: Node): Sum | 'na' | undefined {
  const value = context.value(measure.id, node)
  if (value.kind !== 'range') return value.kind === 'na' ? 'na' : undefined
  if (context.rating(node).kind === 'na') return fixed(value.lo)
  const key = keyOf(node)
  // A missing rating that counts as 0 where the scale begins higher: its first points are worth more than the others.
  return compareExact(value.lo, points(key)) === 0 ? { key, add: ZERO, parts: [] } : undefined
}

function groupSum(ground: Ground, measure: Measure, node: Node): Sum | 'na' | undefined {
  const { context } = ground
  const args = measure.sum ?? measure.mean ?? measure.percent
  if (!args) return undefined
  const policy = { na: measure.na, missing: measure.missing }
  const parts: { sum: Sum; weight: Fraction }[] = []
  let whole = ZERO
  for (const member of context.members(args.over, node)) {
    const weight = args.weight === 'node' ? context.weight(member) : ONE
    const own = context.value(args.of, member)
    const value = memberValue(args.of, member, policy, context)
    if (weight.n === 0n || value.kind === 'na') {
      // Left out for want of a rating: a rating would bring it in.
      if (own.kind !== 'na' && !isKnown(own)) return undefined
      continue
    }
    if (value.kind === 'unknown') return undefined
    if (own.kind === 'range' && compareExact(own.lo, value.lo) !== 0) return undefined
    const sum = own.kind === 'na' ? fixed(value.lo) : partSum(ground, args.of, member)
    if (!sum || sum === 'na') return undefined
    parts.push({ sum, weight })
    whole = whole.add(weight.mul(mostOf(ground, measure, member)))
  }
  if (parts.length === 0) return 'na'
  const factor = measure.sum ? ONE : measure.mean ? whole.inverse() : toOf(ground, measure, node).div(whole)
  return { add: ZERO, parts: parts.map(({ sum, weight }) => ({ sum, weight: weight.mul(factor) })) }
}

/** What a member adds to the whole of a percentage for each point of its weight. */
function mostOf({ context }: Ground, { percent }: Measure, member: Node): Fraction {
  if (!percent) return ONE
  return percent.max === 'scale' ? context.highest(percent.of, member) : context.number(percent.max)
}

function toOf({ context }: Ground, { percent }: Measure, node: Node): Fraction {
  return percent?.to === 'node' ? context.weight(node) : context.number(percent?.to ?? 100)
}

function fixed(add: Fraction): Sum {
  return { add, parts: [] }
}
