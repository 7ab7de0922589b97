// `count` and `share`: how many members of a scope satisfy a condition, as a number or as a part of those that apply.
import { z } from 'zod'
import { Cond, Scope } from '../condition-schema.ts'
import { readsOf } from '../condition.ts'
import { defineOperator } from '../context.ts'
import type { Operator } from '../context.ts'
import { tally, tallyShare } from '../tally.ts'
import type { TallyResult } from '../tally.ts'
import type { Value } from '../value.ts'

const Args = z.strictObject({ over: Scope, where: Cond })

export const count = defineOperator(Args, (args) => counting(args, (result) => result.count))
export const share = defineOperator(Args, (args) => counting(args, tallyShare))

function counting(args: z.infer<typeof Args>, read: (result: TallyResult) => Value): Operator {
  return {
    reads: (node, members) => members(args.over, node).flatMap((member) => readsOf(args.where, member, members)),
    evaluate: (node, policy, context) => read(tally(args, node, policy, context)),
    blocking(node, policy, context) {
      const { failing, open } = tally(args, node, policy, context)
      return { failing, open }
    },
  }
}
