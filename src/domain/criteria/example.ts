// A worked example inside a criteria set: ratings and facts, and what must come out of them.
import { z } from 'zod'
import { Expectation } from '../scoring/case-expectation.ts'
import { FactValues } from '../scoring/evaluate.ts'
import { Ratings } from '../scoring/ratings.ts'
import { Text } from '../text.ts'

export const Example = z.strictObject({
  name: Text,
  ratings: Ratings,
  facts: FactValues.default({}),
  expect: z.strictObject({
    ...Expectation.shape,
    /** Ids without a rating. */
    missing: z.array(z.string()).optional(),
  }),
})
export type Example = z.infer<typeof Example>
