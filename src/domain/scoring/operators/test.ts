// `test`: whether a condition holds at the node; compared with true or false.
import { Cond } from '../condition-schema.ts'
import { readsOf } from '../condition.ts'
import { defineOperator } from '../context.ts'
import type { Value } from '../value.ts'
import { NA, NO, NOT_APPLICABLE, YES } from '../value.ts'

export const test = defineOperator(Cond, (cond) => ({
  condition: cond,
  reads: (node, members) => readsOf(cond, node, members),
  evaluate(node, policy, context): Value {
    const mask = context.judge(cond, node, policy)
    if (mask === NOT_APPLICABLE) return NA
    const options = [...((mask & YES) === 0 ? [] : [true]), ...((mask & NO) === 0 ? [] : [false])]
    return { kind: 'oneOf', options, na: (mask & NOT_APPLICABLE) !== 0 }
  },
}))
