// What the self-assessment of 2018 remembers beside what both editions do: plan, report, opinion, publication, yearly updates.
import { z } from 'zod'
import { Day, Line, Paper, Prose } from '../common.ts'
import { selfShape } from './context.ts'

export const Context2018 = z.strictObject({
  ...selfShape,
  plan: Paper.nullable(),
  /** The instant the planned duration counts from; moved by extensions and pauses. */
  durationFrom: z.string().nullable(),
  overdue: z.boolean(),
  report: Paper.nullable(),
  /** Members who agreed to the report, of how many. */
  agreed: z.number().int().nullable(),
  /** What the managing authority said; none when it kept silent. */
  opinion: z.strictObject({ from: Line, letter: Paper, opinion: Prose }).nullable(),
  publishedOn: Day.nullable(),
  yearlyUpdates: z.array(z.strictObject({ schoolYear: Line, report: Paper })),
})
export type Context2018 = z.infer<typeof Context2018>

export const start2018 = {
  plan: null,
  durationFrom: null,
  overdue: false,
  report: null,
  agreed: null,
  opinion: null,
  publishedOn: null,
  yearlyUpdates: [],
}
