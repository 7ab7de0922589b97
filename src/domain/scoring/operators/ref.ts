// `ref`: the value of a measure on another, named node.
import { z } from 'zod'
import { defineOperator } from '../context.ts'
import { NodeId } from '../node.ts'

export const ref = defineOperator(z.strictObject({ of: z.string(), node: NodeId }), (args) => ({
  reads: () => [{ measure: args.of, node: args.node }],
  evaluate: (_node, _policy, context) => context.value(args.of, context.nodeById(args.node)),
}))
