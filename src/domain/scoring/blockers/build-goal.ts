// Turns a condition, or its opposite, into a goal: goes from the award down to the ratings that decide it.
import type Fraction from 'fraction.js'
import type { Comparison, Cond, Policy, Tally } from '../condition-schema.ts'
import { plainPolicy } from '../condition.ts'
import type { Node } from '../node.ts'
import { small, toFraction } from '../numbers.ts'
import type { Mask } from '../value.ts'
import { isKnown, NO, NOT_APPLICABLE, YES } from '../value.ts'
import { all, any, atLeast, MET, NEVER, OPAQUE, SKIP } from './goal.ts'
import type { Goal } from './goal.ts'
import type { Builder } from './builder.ts'
import type { Ground } from './ground.ts'
import { reachMeasure, takeWord } from './measure-goal.ts'
import type { Bound } from './moves.ts'

export function builderOf(ground: Ground): Builder {
  const builder: Builder = {
    ...ground,
    known: new Map(),
    small: new Map(),
    fragile: false,
    condition: (cond, node, want, policy) => goalOf(builder, cond, node, want, policy),
    tally: (tally, node, policy, bound, isShare) => tallyGoal(builder, tally, node, policy, bound, isShare),
  }
  return builder
}

/** The goal that a condition is sure to hold at a node (`want` true), or sure not to. */
export function goalOf(builder: Builder, cond: Cond, node: Node, want: boolean, policy: Policy = plainPolicy): Goal {
  if (cond.not) return goalOf(builder, cond.not, node, !want, policy)
  const parts = cond.all ?? cond.any
  if (parts) {
    const goals = parts.map((part) => goalOf(builder, part, node, want, policy))
    return (cond.all !== undefined) === want ? all(goals) : any(goals)
  }
  if (cond.fact !== undefined) return factGoal(builder, cond, cond.fact, node, want)
  if (cond.measure !== undefined) return measureGoal(builder, cond, cond.measure, node, want, policy)
  const tally = cond.count ?? cond.share
  if (!tally) return NEVER
  const isShare = cond.share !== undefined
  if (isShare && appliesOf(builder, tally, node, plainPolicy) === 0) {
    return settled(builder.context.judge(cond, node, policy), want)
  }
  return compareGoal(cond, want, (bound) => tallyGoal(builder, tally, node, plainPolicy, bound, isShare))
}

/** That so many members, or such a part of those that apply, satisfy a condition. */
function tallyGoal(
  builder: Builder,
  tally: Tally,
  node: Node,
  policy: Policy,
  { op, at }: Bound,
  isShare: boolean,
): Goal {
  const members = builder.context.members(tally.over, node)
  const up = op === 'gte' || op === 'gt'
  const goals = members.map((member) => goalOf(builder, tally.where, member, up, policy))
  if (policy.missing === 'exclude' && members.some((member) => mayEnter(builder, tally.where, member))) return OPAQUE
  const applying = goals.filter((goal) => goal.kind !== 'na').length
  const bound = isShare ? at.mul(small(applying)) : at
  const whole = bound.d === 1n
  const up1 = Number((op === 'gt' && whole ? bound.add(1) : bound.ceil()).valueOf())
  if (up) return atLeast(up1, goals)
  const most = Number((op === 'lt' && whole ? bound.sub(1) : bound.floor()).valueOf())
  return most < 0 ? NEVER : atLeast(applying - most, goals)
}

/** Where unrated members are left out, rating one brings it in. */
function mayEnter(builder: Builder, cond: Cond, node: Node): boolean {
  return cond.measure !== undefined && !isKnown(builder.context.value(cond.measure, node))
}

function appliesOf(builder: Builder, tally: Tally, node: Node, policy: Policy): number {
  const members = builder.context.members(tally.over, node)
  return members.filter((member) => builder.context.judge(tally.where, member, policy) !== NOT_APPLICABLE).length
}

function measureGoal(builder: Builder, cond: Cond, id: string, node: Node, want: boolean, policy: Policy): Goal {
  const at = cond.node === undefined ? node : builder.context.nodeById(cond.node)
  const value = builder.context.value(id, at)
  if (value.kind === 'na') return settled(builder.context.judge(cond, node, policy), want)
  if (!isKnown(value) && policy.missing === 'exclude') return OPAQUE
  const words = [...(cond.eq === undefined ? [] : [cond.eq]), ...(cond.in ?? [])]
  if (value.kind === 'oneOf' || words.some((word) => typeof word === 'boolean')) {
    const ordered = [cond.gte, cond.gt, cond.lte, cond.lt].some((bound) => bound !== undefined)
    const number = value.kind === 'oneOf' && value.options.every((option) => typeof option === 'object')
    if (!number && ordered) return want ? NEVER : MET
    return takeWord(builder, id, at, (word) => satisfies(word, cond) === want)
  }
  return compareGoal(cond, want, (bound) => reachMeasure(builder, id, at, bound))
}

/** Whether a word or number of `bands`, or an answer of `test`, satisfies a comparison. */
function satisfies(word: string | number | boolean, cond: Comparison): boolean {
  const number = toFraction(word)
  const same = (other: string | number | boolean) => {
    const bound = toFraction(other)
    return number && bound ? number.equals(bound) : word === other
  }
  const side = (bound: string | number | undefined, holds: (sign: number) => boolean) =>
    bound === undefined || (number !== undefined && holds(number.compare(toFraction(bound) ?? 0)))
  return (
    side(cond.gte, (sign) => sign >= 0) &&
    side(cond.gt, (sign) => sign > 0) &&
    side(cond.lte, (sign) => sign <= 0) &&
    side(cond.lt, (sign) => sign < 0) &&
    (cond.eq === undefined || same(cond.eq)) &&
    (cond.in === undefined || cond.in.some(same))
  )
}

/** A comparison as bounds that must all be met, or one of which must be missed. */
function compareGoal(cond: Comparison, want: boolean, reach: (bound: Bound) => Goal): Goal {
  const goals: Goal[] = []
  for (const op of ['gte', 'gt', 'lte', 'lt'] as const) {
    const at = toFraction(cond[op])
    if (at) goals.push(reach(want ? { op, at } : { op: opposite[op], at }))
  }
  if (cond.eq !== undefined) goals.push(equalGoal(toFraction(cond.eq), want, reach))
  if (cond.in) {
    const each = cond.in.map((word) => equalGoal(toFraction(word), want, reach))
    goals.push(want ? any(each) : all(each))
  }
  return want ? all(goals) : any(goals)
}

const opposite = { gte: 'lt', gt: 'lte', lte: 'gt', lt: 'gte' } as const

function equalGoal(at: Fraction | undefined, want: boolean, reach: (bound: Bound) => Goal): Goal {
  if (!at) return want ? NEVER : MET
  return want
    ? all([reach({ op: 'gte', at }), reach({ op: 'lte', at })])
    : any([reach({ op: 'gt', at }), reach({ op: 'lt', at })])
}

function factGoal(builder: Builder, cond: Cond, fact: string, node: Node, want: boolean): Goal {
  const mask = builder.context.judge(cond, node)
  if (mask === (want ? YES : NO)) return MET
  const { name: _name, fact: _fact, ...needs } = cond
  return { kind: 'move', move: builder.factMove({ fact, needs, holds: want }) }
}

/** The goal for a condition whose answer no rating changes. */
function settled(mask: Mask, want: boolean): Goal {
  if (mask === NOT_APPLICABLE) return SKIP
  return mask === (want ? YES : NO) ? MET : NEVER
}
