// What both editions of the self-assessment remember: the council and its groups, what was asked of the reviewers, pauses.
import { z } from 'zod'
import { dayOf } from '../../src/domain/calendar/add.ts'
import { commonContext, commonStart, Line, Paper } from '../common.ts'

export const Award = z.enum(['accreditation', 'nationalStandard'])
export type Award = z.infer<typeof Award>
export const Duty = z.enum(['chair', 'viceChair', 'secretary', 'member'])
export type Duty = z.infer<typeof Duty>

const Named = z.strictObject({ personId: Line, name: z.string() })
const NamedGroup = z.strictObject({
  name: Line,
  lead: Named,
  members: z.array(Named),
  /** Criteria the group rates. */
  criteria: z.array(Line),
})

export const selfShape = {
  ...commonContext,
  /** Since when a granted pause lasts. */
  heldAt: z.string().nullable(),
  /** The decision that set up the council in its present form. */
  councilDecision: Paper.nullable(),
  council: z.array(Named.extend({ duty: Duty, position: Line.nullable() })),
  secretariat: z.array(Named),
  groups: z.array(NamedGroup),
  /** Everybody who held a role before the last decision; whoever stays is appointed again. */
  leaving: z.array(z.string()),
  requested: z.array(Award),
  /** How often a review was asked for; a review that ended without a report may be followed by another. */
  requests: z.number().int(),
  requestedGrade: z.number().int().nullable(),
  requestedTier: z.number().int().nullable(),
  /** What the returned dossier lacks. */
  completionItems: z.array(Line),
  /** How the last review ended when it did not report: withdrawn, closed, refused. */
  reviewOutcome: z.string().nullable(),
  /** How the whole case ended. */
  caseOutcome: z.string().nullable(),
}
const Self = z.strictObject(selfShape)
export type Self = z.infer<typeof Self>

export const selfStart = {
  ...commonStart,
  heldAt: null,
  councilDecision: null,
  council: [],
  secretariat: [],
  groups: [],
  leaving: [],
  requested: [],
  requests: 0,
  requestedGrade: null,
  requestedTier: null,
  completionItems: [],
  reviewOutcome: null,
  caseOutcome: null,
} satisfies Self

/** Whether this day in Vietnam is still to come at the instant of the event. */
export function isFuture(day: string, at: string): boolean {
  return day > dayOf(at)
}

/** An instant a term is counted from, moved by the length of a pause, so that the term keeps what was left of it. */
export function afterPause(instant: string | null, heldAt: string | null, at: string): string | null {
  if (instant === null || heldAt === null) return instant
  return new Date(Date.parse(instant) + Date.parse(at) - Date.parse(heldAt)).toISOString()
}
