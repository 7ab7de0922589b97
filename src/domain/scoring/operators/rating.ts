// `rating`: the node's own rating as points; on a boolean scale 1 for met and 0 for not met.
import { z } from 'zod'
import { defineOperator } from '../context.ts'
import { applyPolicy } from '../policy.ts'

export const rating = defineOperator(z.strictObject({}), () => ({
  reads: () => [],
  evaluate: (node, policy, context) => applyPolicy(context.rating(node), policy, node.id, () => context.maximum(node)),
}))
