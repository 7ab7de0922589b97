// `external`: a value worked out elsewhere and given as a fact, e.g. an index whose formula nobody has published.
import { z } from 'zod'
import { defineOperator } from '../context.ts'
import { applyPolicy } from '../policy.ts'
import { ZERO } from '../numbers.ts'

export const external = defineOperator(z.strictObject({ fact: z.string().min(1) }), ({ fact }) => ({
  reads: () => [],
  // A fact always applies, so no highest value is ever asked for.
  evaluate: (node, policy, context) => applyPolicy(context.fact(fact), policy, node.id, () => ZERO),
}))
