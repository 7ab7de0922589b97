// A weighted measure as a sum over the ratings it rests on, so that the gain of each raise is known beforehand.
import Fraction from 'fraction.js'
import { isKnown } from '../value.ts'
import type { Measure } from '../schema.ts'
import type { Node } from '../node.ts'
import { memberValue } from '../aggregate.ts'
import { compareExact, ONE, ZERO } from '../numbers.ts'
import type { Goal, Term } from './goal.ts'
import { MET, NEVER, OPAQUE, SKIP } from './goal.ts'
import type { Bound, Move } from './moves.ts'
import type { Ground } from './ground.ts'
import { beforeRounding } from './rounding.ts'

/** `value` is what the measure is at least; each rating adds `weight` for each point it is raised by. */
interface Sum {
  value: Fraction
  weights: Map<number, Fraction>
  /** Most by which roundings inside may move the value. */
  slack: Fraction
}

/** The goal that a weighted measure reaches a lower bound. */
export function reachSum(ground: Ground, measure: Measure, node: Node, wanted: Bound): Goal {
  const sum = sumOf(ground, measure, node)
  if (sum === 'na') return SKIP
  if (!sum) return OPAQUE
  const bound = beforeRounding(wanted, measure.round)
  const least = bound.at.sub(sum.value)
  const terms = [...sum.weights].flatMap(([key, weight]) => termOf(ground, key, weight))
  const slack = sum.slack.valueOf()
  const enough = (gain: Fraction) => compareExact(gain, least) >= (bound.op === 'gt' ? 1 : 0)
  if (slack === 0) {
    if (enough(ZERO) && !ground.mayNotApply(measure.id, node)) return MET
    if (!enough(terms.reduce((all, { key, top }) => all.add(gainOf(ground, key, top, sum)), ZERO))) return NEVER
  }
  const need = least.valueOf()
  const margin = slack + 1e-9 * Math.max(1, Math.abs(need))
  const byKey = new Map(terms.map((term) => [term.key, term]))
  const floor = (move: Move, moves: ReadonlyMap<number, Move>) => {
    const weight = sum.weights.get(move.key)
    if (slack > 0 || !weight || bound.op === 'gt') return undefined
    const made = [...moves.values()].filter(({ key }) => byKey.has(key))
    const gain = made.reduce((all, one) => all.add(gainOf(ground, one.key, one, sum)), ZERO)
    return move.to.sub(gain.sub(least).div(weight))
  }
  const holds = (moves: ReadonlyMap<number, Move>) => {
    const made = [...moves.values()].filter(({ key }) => byKey.has(key))
    const near = made.reduce((gain, move) => gain + (byKey.get(move.key)?.adds(move) ?? 0), 0)
    if (Math.abs(near - need) > margin) return near > need
    if (slack > 0) return ground.reaches(measure.id, node, wanted, moves)
    return enough(made.reduce((gain, move) => gain.add(gainOf(ground, move.key, move, sum)), ZERO))
  }
  return { kind: 'linear', terms: terms.toSorted((a, b) => b.gain - a.gain), need, slack: margin, holds, floor }
}

function gainOf(ground: Ground, key: number, move: Move, sum: Sum): Fraction {
  return (sum.weights.get(key) ?? ZERO).mul(move.to.sub(ground.points(key)))
}

function termOf(ground: Ground, key: number, weight: Fraction): Term[] {
  const from = ground.points(key)
  const max = ground.top(key)
  const rate = weight.valueOf()
  const start = from.valueOf()
  const gain = rate * (max.valueOf() - start)
  const top = { key, to: max }
  const adds = (move: Move) => (move === top ? gain : rate * (move.to.valueOf() - start))
  return gain > 0 ? [{ key, gain, top, adds }] : []
}

function sumOf(ground: Ground, measure: Measure, node: Node): Sum | 'na' | undefined {
  if (measure.rating) return ratingSum(ground, measure, node)
  if (measure.ref) return partSum(ground, measure.ref.of, ground.context.nodeById(measure.ref.node))
  if (measure.affine) {
    const inner = partSum(ground, measure.affine.of, node)
    const mul = ground.context.number(measure.affine.mul)
    if (!inner || inner === 'na' || mul.s <= 0n) return inner === 'na' ? 'na' : undefined
    return scaled(inner, mul, ground.context.number(measure.affine.add))
  }
  return groupSum(ground, measure, node)
}

function ratingSum({ context, keyOf }: Ground, measure: Measure, node: Node): Sum | 'na' | undefined {
  const value = context.value(measure.id, node)
  if (value.kind === 'na') return 'na'
  if (value.kind !== 'range') return undefined
  const open = context.rating(node).kind !== 'na'
  return { value: value.lo, weights: new Map(open ? [[keyOf(node), ONE]] : []), slack: ZERO }
}

/** A measure as another one reads it: with its own rounding as slack. */
function partSum(ground: Ground, id: string, node: Node): Sum | 'na' | undefined {
  const measure = ground.measure(id, node)
  const sum = measure && sumOf(ground, measure, node)
  if (!measure?.round || !sum || sum === 'na') return sum
  const value = ground.context.value(id, node)
  if (value.kind !== 'range') return undefined
  return { ...sum, value: value.lo, slack: sum.slack.add(new Fraction(1, 10 ** measure.round.dp)) }
}

function groupSum(ground: Ground, measure: Measure, node: Node): Sum | 'na' | undefined {
  const { context } = ground
  const args = measure.sum ?? measure.mean ?? measure.percent
  if (!args) return undefined
  const policy = { na: measure.na, missing: measure.missing }
  const parts: { sum: Sum; weight: Fraction; most: Fraction }[] = []
  for (const member of context.members(args.over, node)) {
    const weight = args.weight === 'node' ? context.weight(member) : ONE
    if (weight.n === 0n) continue
    const own = context.value(args.of, member)
    const value = memberValue(args.of, member, policy, context)
    if (!isKnown(own) && policy.missing === 'exclude') return undefined
    if (value.kind === 'unknown') return undefined
    if (value.kind === 'na') continue
    const fixed = own.kind === 'na'
    const sum = fixed
      ? { value: value.lo, weights: new Map<number, Fraction>(), slack: ZERO }
      : partSum(ground, args.of, member)
    if (!sum || sum === 'na') return undefined
    const max = measure.percent?.max ?? 'scale'
    const most = !measure.percent ? ONE : max === 'scale' ? context.highest(args.of, member) : context.number(max)
    parts.push({ sum: fixed ? sum : { ...sum, value: value.lo }, weight, most })
  }
  if (parts.length === 0) return 'na'
  const whole = parts.reduce((total, { weight, most }) => total.add(weight.mul(most)), ZERO)
  const factor = measure.sum ? ONE : measure.mean ? whole.inverse() : toOf(ground, measure, node).div(whole)
  return parts.reduce<Sum>((total, { sum, weight }) => plus(total, scaled(sum, weight.mul(factor), ZERO)), {
    value: ZERO,
    weights: new Map(),
    slack: ZERO,
  })
}

function toOf({ context }: Ground, { percent }: Measure, node: Node): Fraction {
  return percent?.to === 'node' ? context.weight(node) : context.number(percent?.to ?? 100)
}

function scaled({ value, weights, slack }: Sum, by: Fraction, add: Fraction): Sum {
  return {
    value: value.mul(by).add(add),
    weights: new Map([...weights].map(([key, weight]) => [key, weight.mul(by)])),
    slack: slack.mul(by),
  }
}

/** Adds into the first, which is its own. */
function plus(total: Sum, { value, weights, slack }: Sum): Sum {
  for (const [key, weight] of weights) total.weights.set(key, (total.weights.get(key) ?? ZERO).add(weight))
  return { value: total.value.add(value), weights: total.weights, slack: total.slack.add(slack) }
}
