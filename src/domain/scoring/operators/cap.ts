// `cap`: a measure that may only be lowered: each cap whose condition holds is the most it can still be.
import { z } from 'zod'
import { memberValue } from '../aggregate.ts'
import { Cond, MeasureId } from '../condition-schema.ts'
import { readsOf } from '../condition.ts'
import { defineOperator } from '../context.ts'
import { compareExact, Exact } from '../numbers.ts'
import { between, YES } from '../value.ts'

const Args = z.strictObject({ of: MeasureId, caps: z.array(z.strictObject({ when: Cond, max: Exact })).min(1) })

export const cap = defineOperator(Args, ({ of, caps }) => ({
  reads: (node, members) => [
    { measure: of, node: node.id },
    ...caps.flatMap(({ when }) => readsOf(when, node, members)),
  ],
  evaluate(node, policy, context) {
    const value = memberValue(of, node, policy, context)
    if (value.kind !== 'range') return value
    let { lo, hi } = value
    for (const { when, max } of caps) {
      const bound = context.number(max)
      if (compareExact(lo, bound) <= 0 && compareExact(hi, bound) <= 0) continue
      const mask = context.judge(when, node)
      // A cap that may hold is the lowest the value can become, one that is sure to hold the highest.
      if ((mask & YES) !== 0 && compareExact(lo, bound) > 0) lo = bound
      if (mask === YES) hi = bound
    }
    return between(lo, hi, value.na)
  },
}))
