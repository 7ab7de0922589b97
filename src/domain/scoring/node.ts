// A node of a criteria set as scoring sees it: the tree laid out flat, every node with its kind and parent.
import { z } from 'zod'
import { Exact, toFraction } from './numbers.ts'

/** Names of nodes and measures. */
export const NodeId = z.string().regex(/^(?!__proto__$)[A-Za-z0-9_.:-]{1,64}$/, {
  error: 'Mã chỉ gồm chữ cái không dấu, chữ số và các dấu _ . : -, không quá 64 ký tự.',
})

/** Counts where a measure asks for it; 0 leaves the node out. */
export const Weight = Exact.default(1).refine((weight) => (toFraction(weight)?.s ?? 1n) >= 0n, {
  error: 'Trọng số (weight) không được âm.',
})

export const Node = z.strictObject({
  id: NodeId,
  /** Free text, e.g. school, standard, criterion, indicator, item. */
  kind: z.string().min(1),
  parent: NodeId.optional(),
  weight: Weight,
  tags: z.array(z.string()).default([]),
  level: z.number().int().nonnegative().optional(),
  /** Name of the scale it is rated on; a node without one takes no rating of its own. */
  scale: z.string().optional(),
})
export type Node = z.infer<typeof Node>
