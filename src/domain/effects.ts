// What an accepted event makes happen besides the change of state: a closed list. The engine applies `within` effects in the
// event's own transaction and leaves the `after` effects to the worker, at least once and in order.
import { z } from 'zod'
import { roles } from './roles.ts'

const Payload = z.record(z.string(), z.unknown())
const AwardKind = z.enum(['accreditation', 'nationalStandard'])

const within = [
  /** Starts a process of the same case. `input` reaches the machine's `start`. */
  z.strictObject({ type: z.literal('startProcess'), process: z.string(), input: Payload }),
  /** Sends an event, as `system`, to another process of the same case. */
  z.strictObject({ type: z.literal('tell'), process: z.string(), event: z.string(), payload: Payload }),
  /** Sends an event, as `system`, to the certification of the case whose award of that kind this one follows; none = nothing. */
  z.strictObject({ type: z.literal('tellFollowed'), award: AwardKind, event: z.string(), payload: Payload }),
  /**
   * One criterion sheet a criterion for each assessor; sheets that exist stay as they are. `persons` only for reviewers. Every
   * round of review has sheets of its own, so that all score anew and what earlier rounds wrote stays as it was.
   */
  z.strictObject({
    type: z.literal('openSheets'),
    kind: z.enum(['school', 'reviewer', 'team']),
    persons: z.array(z.string()),
    round: z.int().min(1),
  }),
  /** Sends the team's agreed sheets of these criteria back to be written and agreed again. */
  z.strictObject({
    type: z.literal('reopenSheets'),
    round: z.int().min(1),
    sheets: z.array(z.strictObject({ criterion: z.string(), reason: z.string() })),
  }),
  /** Freezes what is handed over: sheets, evidence revisions, school data, with the heads of the histories. */
  z.strictObject({ type: z.literal('freezeSubmission'), kind: z.enum(['dossier', 'externalReport', 'decision']) }),
  /** Gives people their role in this case until the event that takes it back. */
  z.strictObject({
    type: z.literal('appoint'),
    members: z.array(z.strictObject({ personId: z.string(), role: z.enum(roles) })),
  }),
  z.strictObject({ type: z.literal('dismiss'), personIds: z.array(z.string()) }),
  /** Enters an award in the register. */
  z.strictObject({
    type: z.literal('issueAward'),
    award: AwardKind,
    grade: z.number().int(),
    number: z.string(),
    decision: z.string(),
    issuedAt: z.string(),
    expiresAt: z.string(),
  }),
  z.strictObject({
    type: z.literal('changeAward'),
    award: AwardKind,
    status: z.enum(['valid', 'inRemedy', 'suspended', 'revoked', 'expired', 'superseded']),
    reason: z.string().nullable(),
  }),
  /** Writes a change of the school itself (renamed, merged, split, moved) into its own record. */
  z.strictObject({ type: z.literal('changeSchool'), change: Payload }),
  /** Moves the running deadline that would send `event`, by whole days of the unit its rule counts in. */
  z.strictObject({ type: z.literal('extendDeadline'), event: z.string(), days: z.number().int().positive() }),
] as const

const after = [
  /** Tells people by mail. `message` names a template; the worker finds the addresses. */
  z.strictObject({ type: z.literal('notify'), to: z.array(z.enum(roles)), message: z.string() }),
  /** Makes the paper of that form (a key of the procedure's `forms`). */
  z.strictObject({ type: z.literal('produceDocument'), form: z.string() }),
  /** Makes a result public. */
  z.strictObject({ type: z.literal('publish'), what: z.string() }),
] as const

export const WithinEffect = z.discriminatedUnion('type', within)
export const AfterEffect = z.discriminatedUnion('type', after)
export const Effect = z.discriminatedUnion('type', [...within, ...after])
export type WithinEffect = z.infer<typeof WithinEffect>
export type AfterEffect = z.infer<typeof AfterEffect>
export type Effect = z.infer<typeof Effect>

const afterTypes: readonly string[] = after.map((effect) => effect.shape.type.value)

/** Whether the worker applies this effect after the commit. */
export function isAfter(effect: Effect): effect is AfterEffect {
  return afterTypes.includes(effect.type)
}
