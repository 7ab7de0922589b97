// `rating`: the node's own rating as points; on a boolean scale 1 for met and 0 for not met.
import { z } from 'zod'
import { defineOperator } from '../context.ts'
import { ScoringError } from '../error.ts'
import { ZERO } from '../numbers.ts'
import { exactly, isKnown, NA } from '../value.ts'

export const rating = defineOperator(z.strictObject({}), () => ({
  reads: () => [],
  evaluate(node, policy, context) {
    const value = context.rating(node)
    if (value.kind === 'na' && policy.na !== 'exclude') {
      if (policy.na === 'forbid') throw ScoringError.of('notApplicable', node.id)
      return exactly(policy.na === 'asZero' ? ZERO : context.maximum(node))
    }
    if (policy.missing === 'incomplete' || isKnown(value)) return value
    return policy.missing === 'exclude' ? NA : exactly(ZERO)
  },
}))
