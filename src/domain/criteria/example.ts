// A worked example inside a criteria set: ratings and facts, and what must come out of them.
import { z } from 'zod'
import { Text } from '../text.ts'

const Plain = z.union([z.number(), z.string(), z.boolean()])

export const Example = z.strictObject({
  name: Text,
  ratings: z.record(z.string(), z.union([Plain, z.null()])),
  facts: z.record(z.string(), Plain).default({}),
  expect: z.strictObject({
    /** Measures of the root by id, of any other node as `measure@node`. */
    measures: z.record(z.string(), Plain).optional(),
    decisions: z
      .record(
        z.string(),
        z.strictObject({ outcome: z.string(), grade: z.union([z.number(), z.string()]).optional(), row: z.string().optional() }),
      )
      .optional(),
    /** Ids without a rating. */
    missing: z.array(z.string()).optional(),
    /** Part of the English message of the error. */
    error: z.string().optional(),
  }),
})
export type Example = z.infer<typeof Example>
