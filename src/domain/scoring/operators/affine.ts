// `affine`: a measure times `mul` plus `add`, to bring it onto another scale.
import { z } from 'zod'
import { memberValue } from '../aggregate.ts'
import { MeasureId } from '../condition-schema.ts'
import { defineOperator } from '../context.ts'
import { Exact } from '../numbers.ts'
import { between } from '../value.ts'

const Args = z.strictObject({ of: MeasureId, mul: Exact.default(1), add: Exact.default(0) })

export const affine = defineOperator(Args, (args) => ({
  reads: (node) => [{ measure: args.of, node: node.id }],
  evaluate(node, policy, context) {
    const value = memberValue(args.of, node, policy, context)
    if (value.kind !== 'range') return value
    const mul = context.number(args.mul)
    const add = context.number(args.add)
    const a = value.lo.mul(mul).add(add)
    const b = value.lo === value.hi ? a : value.hi.mul(mul).add(add)
    return mul.s < 0n ? between(b, a, value.na) : between(a, b, value.na)
  },
}))
