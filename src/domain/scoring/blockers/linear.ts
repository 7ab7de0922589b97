// The goal that a weighted measure reaches a bound, with the gain of each raise worked out beforehand.
import type Fraction from 'fraction.js'
import type { Node } from '../node.ts'
import type { Round } from '../numbers.ts'
import { ONE, ZERO } from '../numbers.ts'
import type { Measure } from '../schema.ts'
import type { Goal, Term } from './goal.ts'
import { MET, NEVER, OPAQUE, SKIP } from './goal.ts'
import type { Ground } from './ground.ts'
import type { Bound, Move } from './moves.ts'
import { beforeRounding } from './rounding.ts'
import type { Sum } from './sum.ts'
import { sumOf } from './sum.ts'
import { wholeSum } from './whole-sum.ts'

type Made = ReadonlyMap<number, Move>

/** The goal that a sum, mean or percentage reaches a lower bound. */
export function reachSum(ground: Ground, measure: Measure, node: Node, bound: Bound): Goal {
  const sum = sumOf(ground, measure, node)
  if (sum === 'na') return SKIP
  if (!sum) return OPAQUE
  const weights = new Map<number, number>()
  // What the outermost rounding does is known exactly.
  const before = beforeRounding(bound, sum.round)
  const { value, slack } = flatten(ground, { ...sum, round: undefined }, 1, weights)
  const holds = holdsOf(ground, sum, bound, (moves) => ground.reaches(measure.id, node, bound, moves))
  if (holds(new Map()) && !ground.mayNotApply(measure.id, node)) return MET
  const terms = [...weights].flatMap(([key, rate]) => termOf(ground, key, rate))
  if (!holds(new Map(terms.map(({ key, top }) => [key, top])))) return NEVER
  const need = before.at.valueOf() - value
  const rounded = sum.parts.some(({ sum: part }) => isRounded(part))
  const floor = (move: Move, moves: Made) => (rounded ? undefined : lowest(ground, sum, bound, move, moves))
  const margin = slack + 1e-9 * Math.max(1, Math.abs(bound.at.valueOf()))
  return { kind: 'linear', terms: terms.toSorted((a, b) => b.gain - a.gain), need, slack: margin, holds, floor }
}

/** Exact: in whole numbers where they are small enough, else by scoring. */
function holdsOf(
  ground: Ground,
  sum: Sum,
  { op, at }: Bound,
  byScore: (moves: Made) => boolean,
): (moves: Made) => boolean {
  const start = new Map<number, number>()
  const whole = wholeSum(sum, ground.fineness, (key) => {
    start.set(key, ground.points(key).valueOf())
    return Math.max(Math.abs(start.get(key) ?? 0), Math.abs(ground.top(key).valueOf()))
  })
  if (!whole) return byScore
  const least = at.mul(whole.over).valueOf()
  return (moves) => {
    const value = whole.work((key) => moves.get(key)?.to.valueOf() ?? start.get(key) ?? 0)
    const near = Math.round(value)
    // Points as decimals are not exact; what is no whole number but for that is one.
    if (Math.abs(value - near) > 1e-6) return byScore(moves)
    return op === 'gt' ? near > least : near >= least
  }
}

/** The sum as if nothing were rounded, and most by which roundings may move it; adds the weight of each rating. */
function flatten(ground: Ground, sum: Sum, by: number, weights: Map<number, number>): { value: number; slack: number } {
  if (sum.key !== undefined) {
    weights.set(sum.key, (weights.get(sum.key) ?? 0) + by)
    return { value: ground.points(sum.key).valueOf() * by, slack: 0 }
  }
  const total = { value: sum.add.valueOf() * by, slack: by * mostRounded(sum.round) }
  for (const { sum: part, weight } of sum.parts) {
    const { value, slack } = flatten(ground, part, by * weight.valueOf(), weights)
    total.value += value
    total.slack += slack
  }
  return total
}

function isRounded({ round, parts }: Sum): boolean {
  return round !== undefined || parts.some(({ sum }) => isRounded(sum))
}

/** Most that rounding adds. */
function mostRounded(round: Round | undefined): number {
  if (!round || round.mode === 'floor') return 0
  return 10 ** -round.dp / (round.mode === 'ceil' ? 1 : 2)
}

function termOf(ground: Ground, key: number, rate: number): Term[] {
  const to = ground.top(key)
  const gain = rate * (to.valueOf() - ground.points(key).valueOf())
  return gain > 0 ? [{ key, gain, top: { key, to } }] : []
}

/** How far a move may come down while the others stay, exactly. */
function lowest(ground: Ground, sum: Sum, wanted: Bound, move: Move, moves: Made): Fraction | undefined {
  const bound = beforeRounding(wanted, sum.round)
  const rate = rateOf(sum, move.key)
  if (bound.op === 'gt' || rate.n === 0n) return undefined
  const value = valueOf(sum, (key) => moves.get(key)?.to ?? ground.points(key))
  return move.to.sub(value.sub(bound.at).div(rate))
}

function valueOf(sum: Sum, points: (key: number) => Fraction): Fraction {
  if (sum.key !== undefined) return points(sum.key)
  return sum.parts.reduce((total, { sum: part, weight }) => total.add(weight.mul(valueOf(part, points))), sum.add)
}

function rateOf(sum: Sum, key: number): Fraction {
  if (sum.key !== undefined) return sum.key === key ? ONE : ZERO
  return sum.parts.reduce((total, { sum: part, weight }) => total.add(weight.mul(rateOf(part, key))), ZERO)
}
