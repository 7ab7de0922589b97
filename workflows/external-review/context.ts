// What both editions of the external review remember of a case: what was asked, the dossier, the people, the reply.
import { z } from 'zod'
import { commonContext, commonStart, Day, Line, Paper, Prose } from '../common.ts'

export const Award = z.enum(['accreditation', 'nationalStandard'])
export type Award = z.infer<typeof Award>
export const TeamRole = z.enum(['teamLead', 'teamSecretary', 'reviewer'])

const EvidenceItem = z.strictObject({
  number: z.number().int().positive(),
  criterion: Line,
  what: Prose,
  status: z.enum(['open', 'supplied', 'missing']),
})
export const Recommendation = z.strictObject({
  award: Award,
  recommend: z.boolean(),
  /** Grade (cấp độ) of accreditation or tier (mức độ) of the national standard; none when not recommended. */
  grade: z.number().int().min(1).max(4).nullable(),
  reason: Prose,
})

const reviewShape = {
  ...commonContext,
  /** Its number among all rounds of review of the case: another after each upheld complaint. Each has sheets of its own. */
  round: z.number().int(),
  /** The rounds that have reported. The report of the last of them stands, whatever a later round is doing. */
  reportedRounds: z.array(z.number().int()),
  requested: z.array(Award).min(1),
  requestedGrade: z.number().int().nullable(),
  requestedTier: z.number().int().nullable(),
  /** The dossier passes the commune before it reaches the department. */
  viaCommune: z.boolean(),
  /** The office that asked for completion, to which the dossier returns. */
  returnedBy: z.enum(['commune', 'department']).nullable(),
  completionItems: z.array(Line),
  /** The school did not complete its dossier in time. */
  completionLapsed: z.boolean(),
  /** The decision that set up the team or council in its present form. */
  decision: Paper.nullable(),
  appointedAt: z.string().nullable(),
  team: z.array(z.strictObject({ personId: z.string(), name: z.string(), role: TeamRole })),
  /** Members of the earlier round, who lose their role. */
  leaving: z.array(z.string()),
  conflicts: z.array(z.strictObject({ personId: z.string(), reason: z.string() })),
  /** Who has handed in the preliminary report (2018) or the opinion sheet (2026). */
  reported: z.array(z.string()),
  evidenceItems: z.array(EvidenceItem),
  reply: z.enum(['agreed', 'silence', 'disagreed']).nullable(),
  points: z.array(z.strictObject({ criterion: Line, reason: Prose })),
  /** Criteria to be moderated again because an answer to the school changes them. */
  reopened: z.array(Line),
  recommendations: z.array(Recommendation),
}
const Review = z.strictObject(reviewShape)
export type Review = z.infer<typeof Review>

export const Context2018 = z.strictObject({
  ...reviewShape,
  /** Days of the visits, once made. */
  preliminaryVisitOn: Day.nullable(),
  formalVisit: z.strictObject({ from: Day, to: Day }).nullable(),
})
export type Context2018 = z.infer<typeof Context2018>

export const ConditionKind = z.enum(['facilities', 'equipment', 'safety', 'other'])

export const Context2026 = z.strictObject({
  ...reviewShape,
  /** Conditions the commune finds not met; `null` while it has not reported. */
  unmetConditions: z.array(ConditionKind).nullable(),
  visitedOn: Day.nullable(),
  meeting: z.strictObject({ heldOn: Day, recommend: z.boolean(), tier: z.number().int().nullable() }).nullable(),
})
export type Context2026 = z.infer<typeof Context2026>

/** Everything a case has not reached yet; `startProcess` says what is asked. */
export const reviewStart = {
  ...commonStart,
  round: 1,
  reportedRounds: [],
  requestedGrade: null,
  requestedTier: null,
  viaCommune: false,
  returnedBy: null,
  completionItems: [],
  completionLapsed: false,
  decision: null,
  appointedAt: null,
  team: [],
  leaving: [],
  conflicts: [],
  reported: [],
  evidenceItems: [],
  reply: null,
  points: [],
  reopened: [],
  recommendations: [],
}

/** How far the round has come; equal facets are one situation for the generated paths. */
export function reviewFacet({ team, reported }: Review): unknown {
  return team.filter((member) => !reported.includes(member.personId)).length
}

/** Whether this day in Vietnam has not begun at the instant of the event. */
export function isFuture(day: string, at: string): boolean {
  // A day in Vietnam begins seven hours before the same day in UTC.
  return Date.parse(`${day}T00:00:00+07:00`) > Date.parse(at)
}
