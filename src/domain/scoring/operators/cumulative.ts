// `cumulative`: the highest level in scope such that every member at it and below holds (Mức n includes Mức 1..n-1). Members that
// do not apply are left out: a level without any other is none, and with nothing that applies there is no value, not the highest.
import type Fraction from 'fraction.js'
import { z } from 'zod'
import type { Policy } from '../condition-schema.ts'
import { Cond, Scope } from '../condition-schema.ts'
import { conjunction, readsOf } from '../condition.ts'
import type { Context } from '../context.ts'
import { defineOperator } from '../context.ts'
import type { Node } from '../node.ts'
import { compareExact, Exact, small } from '../numbers.ts'
import type { Mask, Value } from '../value.ts'
import { between, NA, NO, NOT_APPLICABLE, YES } from '../value.ts'

/** `base`: the value while not even the lowest level holds. */
const Args = z.strictObject({ over: Scope, where: Cond, base: Exact.default(0) })
type Args = z.infer<typeof Args>

export const cumulative = defineOperator(Args, (args) => ({
  reads(node, members) {
    return levelled(members(args.over, node)).flatMap((member) => readsOf(args.where, member, members))
  },
  evaluate(node, policy, context): Value {
    const possible: Fraction[] = []
    // What it can stand at while no level has failed; with `applies`, some level is sure to be there.
    let standing: Fraction[] = []
    let applies = false
    for (const { level, masks } of climb(args, node, policy, context)) {
      const mask = conjunction(masks)
      const before = applies ? standing : [...standing, context.number(args.base)]
      if (before.length === 0) break
      if ((mask & NO) !== 0) possible.push(...before)
      standing = [...((mask & YES) === 0 ? [] : [small(level)]), ...((mask & NOT_APPLICABLE) === 0 ? [] : standing)]
      applies ||= (mask & NOT_APPLICABLE) === 0
    }
    const sorted = [...possible, ...standing].toSorted(compareExact)
    const [lo, hi] = [sorted[0], sorted.at(-1)]
    return lo && hi ? between(lo, hi, !applies) : NA
  },
  blocking(node, policy, context) {
    const levels = climb(args, node, policy, context)
    // Up to the first level that does not hold for sure; what is above it is not asked for yet.
    const limit = levels.findIndex(({ masks }) => masks.some((mask) => (mask & NO) !== 0))
    const asked = levels.slice(0, limit + 1)
    const at = (wanted: (mask: Mask) => boolean) =>
      asked.flatMap(({ members, masks }) => members.filter((_, i) => wanted(masks[i] ?? 0)).map(({ id }) => id))
    return { failing: at((mask) => mask === NO), open: at((mask) => mask !== NO && (mask & NO) !== 0) }
  },
}))

interface Level {
  level: number
  members: Node[]
  /** The possible answers of each member. */
  masks: Mask[]
}

/** The levels in scope from the lowest. */
function climb(args: Args, node: Node, policy: Policy, context: Context): Level[] {
  const levels = new Map<number, Level>()
  for (const member of context.members(args.over, node)) {
    if (member.level === undefined) continue
    const known = levels.get(member.level) ?? { level: member.level, members: [], masks: [] }
    levels.set(member.level, known)
    known.members.push(member)
    known.masks.push(context.judge(args.where, member, policy))
  }
  return [...levels.values()].toSorted((a, b) => a.level - b.level)
}

function levelled(members: readonly Node[]): Node[] {
  return members.filter((member) => member.level !== undefined)
}
