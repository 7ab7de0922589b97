// What the self-assessment of one school year under Thông tư 57/2026 remembers: approval in time, improvement plan and its reviews.
import { z } from 'zod'
import { dayOf, startOfDay } from '../../src/domain/calendar/add.ts'
import { dateOf, type Procedure } from '../../src/domain/procedure.ts'
import { Day, Line, Paper, Prose } from '../common.ts'
import { selfShape } from './context.ts'

/** A priority problem (Biểu 2, section IV). */
export const Problem = z.strictObject({
  standard: Line,
  criterion: Line.nullable(),
  currentState: Prose,
  limit: Prose,
  cause: Prose,
})

/** A row of the plan (Biểu 2, section V). */
export const Measure = z.strictObject({
  content: Prose,
  goal: Prose,
  action: Prose,
  indicator: Prose,
  from: Day,
  until: Day,
  owner: Line,
  resources: Prose,
  expectedEvidence: Line,
})
export const Progress = z.enum(['done', 'underway', 'notDone'])
export const ReviewTime = z.enum(['midYear', 'yearEnd', 'extra'])

export const Context2026 = z.strictObject({
  ...selfShape,
  plan: Paper.nullable(),
  /** The first instant at which an approval comes too late; moved by extensions and pauses. */
  approvalDueAt: z.string().nullable(),
  /** The report was not approved in time. */
  late: z.boolean(),
  report: Paper.nullable(),
  /** The day of approval. A cycle counts among the consecutive years while it is set. */
  approvedOn: Day.nullable(),
  problems: z.array(Problem),
  measures: z.array(Measure.extend({ progress: Progress.nullable() })),
  improvementPlan: Paper.nullable(),
  /** Reviews of the improvement plan in this year. */
  planReviews: z.array(z.strictObject({ time: ReviewTime, reviewedOn: Day })),
})
export type Context2026 = z.infer<typeof Context2026>

export const start2026 = {
  plan: null,
  approvalDueAt: null,
  late: false,
  report: null,
  approvedOn: null,
  problems: [],
  measures: [],
  improvementPlan: null,
  planReviews: [],
}

/** Điều 9 khoản 3 điểm d: approved before that day, so the day itself is too late. */
export function nextApprovalDue(rules: Procedure, at: string): string | null {
  const { day } = dateOf(rules, 'selfAssessment.approval')
  if (day === null) return null
  const today = dayOf(at)
  const year = Number(today.slice(0, 4))
  const thisYear = `${year}-${day}`
  return startOfDay(today < thisYear ? thisYear : `${year + 1}-${day}`)
}
