// The general form of a criteria set: any framework of the world as a flat list of nodes, the node without a parent first.
import { z } from 'zod'
import { Node } from '../scoring/node.ts'
import { Exact } from '../scoring/numbers.ts'
import { CriteriaSet, Day, header, IndicatorText, Thresholds } from './schema.ts'

/** A name in the languages it is known in; `criteria check` says which are missing. */
export const Name = z
  .strictObject({ vi: z.string().min(1).optional(), en: z.string().min(1).optional() })
  .refine((name) => name.vi !== undefined || name.en !== undefined, {
    error: 'Cần tên tiếng Việt (vi) hoặc tiếng Anh (en).',
  })
export type Name = z.infer<typeof Name>

export const FrameworkNode = Node.extend({
  /** Absent where only the code is known. */
  name: Name.optional(),
  text: IndicatorText.optional(),
  ref: z.string().min(1).optional(),
  verified: z.boolean().optional(),
  /** What the weights of its children must sum to, e.g. 1000. */
  weightTotal: Exact.optional(),
  thresholds: Thresholds.optional(),
  quantitativeIndicators: z.array(z.string()).optional(),
  suggestedEvidence: z.array(z.string()).optional(),
})
export type FrameworkNode = z.infer<typeof FrameworkNode>

/** Where its content was read, and whether it was checked there. */
const Source = z.strictObject({ what: z.string().min(1), url: z.string().optional(), verified: z.boolean() })

export const Framework = z.strictObject({
  ...header,
  /** Who issues it, e.g. AUN-QA. */
  issuer: z.string().min(1),
  /** `null`: not known. */
  effectiveFrom: Day.nullable(),
  /** What it is for, in free words: institution, programme, school. */
  appliesTo: z.array(z.string().min(1)).min(1),
  sources: z.array(Source).min(1),
  /** What is a placeholder or our own reading; shown beside every result. */
  unverified: z.array(z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })).default([]),
  /** Number of nodes by kind. */
  counts: z.record(z.string(), z.number().int().nonnegative()),
  nodes: z.array(FrameworkNode).min(1),
})
export type Framework = z.infer<typeof Framework>

/** A criteria set in either form. */
export type AnySet = CriteriaSet | Framework

export function isFramework(set: AnySet): set is Framework {
  return 'nodes' in set
}

/** The schema that the content of a file asks for: `nodes` makes it a framework. */
export function schemaOf(data: unknown): z.ZodType<AnySet> {
  return typeof data === 'object' && data !== null && 'nodes' in data ? Framework : CriteriaSet
}
