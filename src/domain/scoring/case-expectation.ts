// A case as it is written: what it changes in its file, and what it expects.
import { z } from 'zod'
import { FactValues } from './evaluate.ts'
import { Ratings } from './ratings.ts'
import { Validity } from './schema.ts'

const Plain = z.union([z.number(), z.string(), z.boolean()])

const ExpectedDecision = z.strictObject({
  outcome: z.string().optional(),
  grade: z.union([z.number(), z.string(), z.null()]).optional(),
  row: z.union([z.string(), z.null()]).optional(),
  validity: z.union([Validity, z.null()]).optional(),
  /** The outcomes a person may pick, in any order. */
  allowed: z.array(z.string()).optional(),
})
export type ExpectedDecision = z.infer<typeof ExpectedDecision>

export const Expectation = z
  .strictObject({
    /** Measures of the root by id, of any other node as `measure@node`; `incomplete` and `NA` are values. */
    measures: z.record(z.string(), Plain).optional(),
    /** Of the first decision. */
    decision: ExpectedDecision.optional(),
    decisions: z.record(z.string(), ExpectedDecision).optional(),
    /** Part of the message, in either language. */
    error: z.string().min(1).optional(),
  })
  .refine((expect) => Object.keys(expect).length > 0, {
    error: 'Một tình huống phải chờ ít nhất một kết quả (expect).',
  })
export type Expectation = z.infer<typeof Expectation>

export const Case = z.strictObject({
  name: z.string().min(1),
  /** Replaces all nodes of the file. */
  nodes: z.array(z.unknown()).optional(),
  /** Replaces the keys it names. */
  scoring: z.record(z.string(), z.unknown()).optional(),
  /** Laid over those of the file, or in their place. */
  ratings: Ratings.default({}),
  replaceRatings: z.boolean().default(false),
  facts: FactValues.default({}),
  expect: Expectation,
})
export type Case = z.infer<typeof Case>
