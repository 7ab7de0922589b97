// Turns a bound on a measure into a goal, operator by operator.
import type Fraction from 'fraction.js'
import { asNumber, isKnown } from '../value.ts'
import type { Policy } from '../condition-schema.ts'
import type { Node } from '../node.ts'
import { compareExact, plainNumber, small, toFraction } from '../numbers.ts'
import type { Measure } from '../schema.ts'
import type { Builder } from './builder.ts'
import type { Goal } from './goal.ts'
import { all, any, MET, NEVER, OPAQUE } from './goal.ts'
import { reachSum } from './linear.ts'
import type { Bound } from './moves.ts'
import { sufficient } from './moves.ts'
import { beforeRounding } from './rounding.ts'

type Word = string | number | boolean

/** The goal that a measure on a node is sure to meet a bound. */
export function reachMeasure(builder: Builder, id: string, node: Node, bound: Bound): Goal {
  const measure = builder.measure(id, node)
  if (!measure) return NEVER
  // Quicker made than found again.
  if (measure.rating) return ratingGoal(builder, measure, node, beforeRounding(bound, measure.round))
  const key = `${id}@${node.id} ${bound.op} ${bound.at.toFraction()}`
  const known = builder.known.get(key)
  if (known) return known
  const goal = reach(builder, measure, node, bound)
  builder.known.set(key, goal)
  return goal
}

/** The goal that a measure of words, or a test, takes a value that is accepted. */
export function takeWord(builder: Builder, id: string, node: Node, accepts: (word: Word) => boolean): Goal {
  const measure = builder.measure(id, node)
  if (measure?.test) {
    const policy = { na: measure.na, missing: measure.missing }
    const goals = [true, false].filter(accepts).map((want) => builder.condition(measure.test ?? {}, node, want, policy))
    return goals.length === 2 ? MET : any(goals)
  }
  if (measure?.ref) return takeWord(builder, measure.ref.of, builder.context.nodeById(measure.ref.node), accepts)
  if (measure?.bands && !measure.round) return bandsGoal(builder, measure.bands, node, accepts)
  if (measure?.external) {
    return accepted(builder, measure, node, accepts) ? MET : OPAQUE
  }
  return OPAQUE
}

function accepted({ context }: Builder, measure: Measure, node: Node, accepts: (word: Word) => boolean): boolean {
  const value = context.value(measure.id, node)
  if (value.kind !== 'oneOf' || !isKnown(value)) return false
  return value.options.every((option) => accepts(typeof option === 'object' ? option.toFraction() : option))
}

function reach(builder: Builder, measure: Measure, node: Node, wanted: Bound): Goal {
  const value = asNumber(builder.context.value(measure.id, node))
  if (value?.kind === 'na') return NEVER
  const bound = beforeRounding(wanted, measure.round)
  const policy = { na: measure.na, missing: measure.missing }
  const up = bound.op === 'gte' || bound.op === 'gt'
  if (measure.ref) return reachMeasure(builder, measure.ref.of, builder.context.nodeById(measure.ref.node), bound)
  const tally = measure.count ?? measure.share
  if (tally) return builder.tally(tally, node, policy, bound, measure.share !== undefined)
  if (measure.cumulative) return climbGoal(builder, measure.cumulative, node, policy, bound)
  if (measure.bands) {
    return bandsGoal(builder, measure.bands, node, (word) => meets(toFraction(word), bound))
  }
  if (measure.external) return externalGoal(builder, measure, measure.external.fact, node, bound)
  if (measure.min || measure.max) return extremeGoal(builder, measure, node, bound, up)
  if (measure.cap) return capGoal(builder, measure.cap, node, bound, up)
  if (measure.affine) return affineGoal(builder, measure.affine, node, bound)
  return up ? reachSum(builder, measure, node, wanted) : staying(builder, measure, node, wanted)
}

function ratingGoal(builder: Builder, measure: Measure, node: Node, bound: Bound): Goal {
  if (bound.op === 'lte' || bound.op === 'lt') return staying(builder, measure, node, bound)
  const value = builder.context.value(measure.id, node)
  if (value.kind !== 'range') return NEVER
  if (meets(value.lo, bound) && !value.na) return MET
  if (builder.context.rating(node).kind === 'na') return NEVER
  const to = sufficient(builder.compiled, node, bound)
  return to ? { kind: 'move', move: { key: builder.keyOf(node), to } } : NEVER
}

/** Ratings are only raised, so what should stay low can at best stay as it is. */
function staying(builder: Builder, measure: Measure, node: Node, bound: Bound): Goal {
  const value = asNumber(builder.context.value(measure.id, node))
  if (value?.kind !== 'range' || !meets(value.hi, bound)) return measure.rating ? NEVER : OPAQUE
  if (isKnown(value)) builder.fragile = true
  return MET
}

function climbGoal(
  builder: Builder,
  { over, where, base }: NonNullable<Measure['cumulative']>,
  node: Node,
  policy: Policy,
  bound: Bound,
): Goal {
  // A member that does not apply stands in nobody's way, and makes no level.
  const members = builder.context
    .members(over, node)
    .filter((member) => member.level !== undefined && builder.condition(where, member, true, policy).kind !== 'na')
  const levels = [...new Set(members.flatMap(({ level }) => level ?? []))].toSorted((a, b) => a - b)
  const upTo = (level: number) => members.filter((member) => (member.level ?? 0) <= level)
  const steps: [Fraction, number][] = [
    [builder.context.number(base), -Infinity],
    ...levels.map((level): [Fraction, number] => [small(level), level]),
  ]
  if (bound.op === 'gte' || bound.op === 'gt') {
    const step = steps.find(([value]) => meets(value, bound))
    return step ? all(upTo(step[1]).map((member) => builder.condition(where, member, true, policy))) : NEVER
  }
  const tooHigh = steps.find(([value]) => !meets(value, bound))
  return tooHigh ? any(upTo(tooHigh[1]).map((member) => builder.condition(where, member, false, policy))) : MET
}

/** Accepted bands as runs from the top: at or above the lowest of a run, and not in a band above it. */
function bandsGoal(
  builder: Builder,
  { of, cuts, else: otherwise }: NonNullable<Measure['bands']>,
  node: Node,
  accepts: (word: Word) => boolean,
): Goal {
  const values: Word[] = [...cuts.map(({ value }) => value), otherwise]
  const runs: Goal[] = []
  for (let first = 0; first < values.length; first++) {
    if (!accepts(values[first] ?? '')) continue
    let last = first
    while (last + 1 < values.length && accepts(values[last + 1] ?? '')) last++
    const [floor, ceiling] = [cuts[last], cuts[first - 1]]
    const goals: Goal[] = []
    if (floor) goals.push(reachMeasure(builder, of, node, cutBound(builder, floor, true)))
    if (ceiling) goals.push(reachMeasure(builder, of, node, cutBound(builder, ceiling, false)))
    runs.push(all(goals))
    first = last
  }
  return any(runs)
}

function cutBound(
  { context }: Builder,
  cut: { gte?: string | number | undefined; gt?: string | number | undefined },
  above: boolean,
): Bound {
  const at = context.number(cut.gte ?? cut.gt ?? 0)
  if (cut.gte === undefined) return { op: above ? 'gt' : 'lte', at }
  return { op: above ? 'gte' : 'lt', at }
}

function externalGoal(builder: Builder, measure: Measure, fact: string, node: Node, bound: Bound): Goal {
  const value = asNumber(builder.context.value(measure.id, node))
  if (value?.kind === 'range' && meets(value.lo, bound)) return MET
  const needs = { [bound.op]: plainNumber(bound.at) }
  return { kind: 'move', move: builder.factMove({ fact, needs, holds: true }) }
}

function extremeGoal(builder: Builder, measure: Measure, node: Node, bound: Bound, up: boolean): Goal {
  const args = measure.min ?? measure.max
  if (!args || measure.na !== 'exclude' || measure.missing !== 'incomplete') return OPAQUE
  const members = builder.context
    .members(args.over, node)
    .filter((member) => args.weight === 'equal' || builder.context.weight(member).n !== 0n)
    .filter((member) => builder.context.value(args.of, member).kind !== 'na')
  const goals = members.map((member) => reachMeasure(builder, args.of, member, bound))
  return (measure.min !== undefined) === up ? all(goals) : any(goals)
}

/** High enough: high before the caps, and no cap that is too low applies. */
function capGoal(
  builder: Builder,
  { of, caps }: NonNullable<Measure['cap']>,
  node: Node,
  bound: Bound,
  up: boolean,
): Goal {
  const inner = reachMeasure(builder, of, node, bound)
  const hit = caps.filter(({ max }) => meets(builder.context.number(max), bound) !== up)
  const capped = hit.map(({ when }) => builder.condition(when, node, !up))
  return up ? all([inner, ...capped]) : any([inner, ...capped])
}

function affineGoal(
  builder: Builder,
  { of, mul, add }: NonNullable<Measure['affine']>,
  node: Node,
  { op, at }: Bound,
): Goal {
  const by = builder.context.number(mul)
  if (by.n === 0n) return meets(builder.context.number(add), { op, at }) ? MET : NEVER
  const inner = at.sub(builder.context.number(add)).div(by)
  return reachMeasure(builder, of, node, { op: by.s < 0n ? mirrored[op] : op, at: inner })
}

const mirrored = { gte: 'lte', gt: 'lt', lte: 'gte', lt: 'gt' } as const

function meets(value: Fraction | undefined, { op, at }: Bound): boolean {
  if (!value) return false
  const side = compareExact(value, at)
  return op === 'gte' ? side >= 0 : op === 'gt' ? side > 0 : op === 'lte' ? side <= 0 : side < 0
}
