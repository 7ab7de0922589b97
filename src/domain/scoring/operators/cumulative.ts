// `cumulative`: the highest level in scope such that every member at it and below holds (Mức n includes Mức 1..n-1).
import { z } from 'zod'
import type { Policy } from '../condition-schema.ts'
import { Cond, Scope } from '../condition-schema.ts'
import { readsOf } from '../condition.ts'
import type { Context } from '../context.ts'
import { defineOperator } from '../context.ts'
import type { Node } from '../node.ts'
import { compareExact, Exact, small, ZERO } from '../numbers.ts'
import { between, NO, YES } from '../value.ts'

/** `base`: the value while not even the lowest level holds. */
const Args = z.strictObject({ over: Scope, where: Cond, base: Exact.default(0) })
type Args = z.infer<typeof Args>

export const cumulative = defineOperator(Args, (args) => ({
  reads(node, members) {
    return levelled(members(args.over, node)).flatMap((member) => readsOf(args.where, member, members))
  },
  evaluate(node, policy, context) {
    const { levels, firstFailing, firstOpen } = climb(args, node, policy, context)
    const reached = (limit: number) => levels.filter((level) => level < limit).length
    const steps = [context.number(args.base), ...levels.map(small)]
    const possible = steps.slice(reached(Math.min(firstFailing, firstOpen)), reached(firstFailing) + 1)
    const sorted = possible.length > 1 ? possible.toSorted(compareExact) : possible
    return between(sorted[0] ?? ZERO, sorted.at(-1) ?? ZERO)
  },
  blocking(node, policy, context) {
    const { firstFailing, firstOpen, failing, open } = climb(args, node, policy, context)
    const limit = Math.min(firstFailing, firstOpen)
    const at = (list: Node[]) => list.filter((member) => (member.level ?? 0) <= limit).map((member) => member.id)
    return { failing: at(failing), open: at(open) }
  },
}))

/** Levels from the lowest, and the lowest level at which a member fails or is still open. */
function climb(args: Args, node: Node, policy: Policy, context: Context) {
  const levels = new Set<number>()
  const failing: Node[] = []
  const open: Node[] = []
  let firstFailing = Infinity
  let firstOpen = Infinity
  for (const member of context.members(args.over, node)) {
    const level = member.level
    if (level === undefined) continue
    levels.add(level)
    const mask = context.judge(args.where, member, policy)
    if ((mask & NO) === 0) continue
    if ((mask & YES) === 0 && mask === NO) {
      failing.push(member)
      firstFailing = Math.min(firstFailing, level)
    } else {
      open.push(member)
      firstOpen = Math.min(firstOpen, level)
    }
  }
  return { levels: [...levels].toSorted((a, b) => a - b), firstFailing, firstOpen, failing, open }
}

function levelled(members: readonly Node[]): Node[] {
  return members.filter((member) => member.level !== undefined)
}
