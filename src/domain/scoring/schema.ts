// The scoring part of a criteria set: scales, measures, decisions, moderation. Pure data, every object strict.
import { z } from 'zod'
import { Text } from '../text.ts'
import { Cond, MeasureId, MissingPolicy, NaPolicy } from './condition-schema.ts'
import { NodeId } from './node.ts'
import { Exact, Round } from './numbers.ts'
import type { OperatorName } from './operators/index.ts'
import { operatorNames, operators } from './operators/index.ts'
import { Scale } from './scale.ts'

type OperatorFields = { [Name in OperatorName]: z.ZodOptional<(typeof operators)[Name]['schema']> }

/** One optional field for each operator. The cast says what the loop does: every name with its own operator's schema. */
function operatorFields(): OperatorFields {
  return Object.fromEntries(operatorNames.map((name) => [name, operators[name].schema.optional()])) as OperatorFields
}

/** The value called `id` on every node of one kind. The same id may be defined once for each kind. */
export const Measure = z
  .strictObject(
    {
      id: MeasureId,
      at: z.strictObject({ kind: z.string().min(1) }),
      name: Text.optional(),
      na: NaPolicy.default('exclude'),
      missing: MissingPolicy.default('incomplete'),
      round: Round.optional(),
      ...operatorFields(),
    },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? `Không có phép tính hay thuộc tính "${issue.keys.join('", "')}"; các phép tính: ${operatorNames.join(', ')}.`
          : undefined,
    },
  )
  .refine((measure) => operatorNames.filter((name) => measure[name] !== undefined).length === 1, {
    error: `Một đại lượng phải có đúng một phép tính: ${operatorNames.join(', ')}.`,
  })
export type Measure = z.infer<typeof Measure>

export const Validity = z
  .strictObject({ years: z.number().int().positive().optional(), months: z.number().int().positive().optional() })
  .refine((span) => (span.years === undefined) !== (span.months === undefined), {
    error: 'Thời hạn ghi bằng năm (years) hoặc tháng (months).',
  })

/** The outcome while missing ratings or facts can still change it. */
export const INCOMPLETE = 'incomplete'
/** The outcome of a decision by judgement, until a person picks one of those allowed and says why. */
export const JUDGEMENT = 'judgement'

export const Outcome = z.strictObject({
  /** `incomplete` and `judgement` are answers of scoring itself, so no rule may use them. */
  outcome: NodeId.refine((outcome) => outcome !== INCOMPLETE && outcome !== JUDGEMENT, {
    error: 'Kết quả không được đặt tên incomplete hay judgement.',
  }),
  grade: z.union([z.number(), z.string()]).optional(),
  label: Text.optional(),
  validity: Validity.optional(),
  /** What an authority has to look after once this outcome is given. */
  follow: z.array(z.string()).optional(),
})
export type Outcome = z.infer<typeof Outcome>

/**
 * `first`: the first row whose condition holds gives the outcome. `judgement`: every row whose condition holds allows its
 * outcome, and a person picks; `otherwise` is allowed when no row holds.
 */
export const Decision = z.strictObject({
  name: Text.optional(),
  hit: z.enum(['first', 'judgement']).default('first'),
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the scoring model; a row is never awaited
  rows: z.array(z.strictObject({ id: NodeId, when: Cond, then: Outcome })),
  otherwise: Outcome,
})
export type Decision = z.infer<typeof Decision>

export const Moderation = z.strictObject({
  reviewers: z.strictObject({ min: z.number().int().positive() }),
  /** How the ratings of several reviewers become one. */
  combine: z.enum(['consensus', 'mean', 'median', 'majority', 'lowest', 'lead']),
  /** In points: ratings further apart are discussed before anything is combined. */
  discussWhenSpreadOver: Exact.optional(),
  /** Who breaks the tie. */
  onNoConsensus: z.enum(['lead', 'extraReviewer', 'committeeVote']).optional(),
})
export type Moderation = z.infer<typeof Moderation>

export const Scoring = z
  .strictObject({
    version: z.literal(1),
    scales: z.record(z.string(), Scale),
    measures: z.array(Measure),
    /** A set that only measures has none. */
    decision: Decision.optional(),
    /** Awards that are decided apart, by name, in the order they are told. */
    decisions: z.record(z.string(), Decision).optional(),
    moderation: Moderation.optional(),
  })
  .refine((scoring) => scoring.decision === undefined || scoring.decisions === undefined, {
    error: 'Chỉ dùng một trong decision, decisions.',
  })
export type Scoring = z.infer<typeof Scoring>
