// `ref`: the value of a measure on another, named node.
import { z } from 'zod'
import { MeasureId } from '../condition-schema.ts'
import { defineOperator } from '../context.ts'
import { NodeId } from '../node.ts'
import { applyPolicy } from '../policy.ts'

export const ref = defineOperator(z.strictObject({ of: MeasureId, node: NodeId }), (args) => ({
  reads: () => [{ measure: args.of, node: args.node }],
  evaluate(_node, policy, context) {
    const node = context.nodeById(args.node)
    return applyPolicy(context.value(args.of, node), policy, node.id, () => context.highest(args.of, node))
  },
}))
