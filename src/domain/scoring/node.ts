// A node of a criteria set as scoring sees it: the tree laid out flat, every node with its kind and parent.
import { z } from 'zod'

export const NodeId = z.string().regex(/^[A-Za-z0-9_.:-]{1,64}$/)

export const Node = z.strictObject({
  id: NodeId,
  /** Free text, e.g. school, standard, criterion, indicator, item. */
  kind: z.string().min(1),
  parent: NodeId.optional(),
  weight: z.union([z.number(), z.string()]).default(1),
  tags: z.array(z.string()).default([]),
  level: z.number().int().nonnegative().optional(),
  /** Name of the scale it is rated on; a node without one takes no rating of its own. */
  scale: z.string().optional(),
})
export type Node = z.infer<typeof Node>
