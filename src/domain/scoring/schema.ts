// The scoring part of a criteria set: scales, measures, decisions, moderation. Pure data, every object strict.
import { z } from 'zod'
import { Text } from '../text.ts'
import { Cond, MissingPolicy, NaPolicy } from './condition-schema.ts'
import { Exact, Round } from './numbers.ts'
import { operatorNames, operators } from './operators/index.ts'

const Points = z.strictObject({ code: z.string().min(1), points: Exact, label: Text.optional() })

/** `na`: whether a node on this scale may be rated not applicable (`'NA'`). */
export const Scale = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ordinal'), levels: z.array(Points).min(1), na: z.boolean().default(false) }),
  z.strictObject({
    kind: z.literal('numeric'),
    min: Exact,
    max: Exact,
    step: Exact.optional(),
    na: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('boolean'), na: z.boolean().default(false) }),
])
export type Scale = z.infer<typeof Scale>

const operatorFields = {
  rating: operators.rating.schema.optional(),
  cumulative: operators.cumulative.schema.optional(),
  count: operators.count.schema.optional(),
  share: operators.share.schema.optional(),
  test: operators.test.schema.optional(),
  bands: operators.bands.schema.optional(),
  ref: operators.ref.schema.optional(),
}

/** The value called `id` on every node of one kind. The same id may be defined once for each kind. */
export const Measure = z
  .strictObject(
    {
      id: z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/),
      at: z.strictObject({ kind: z.string().min(1) }),
      name: Text.optional(),
      na: NaPolicy.default('exclude'),
      missing: MissingPolicy.default('incomplete'),
      round: Round.optional(),
      ...operatorFields,
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

const Validity = z
  .strictObject({ years: z.number().int().positive().optional(), months: z.number().int().positive().optional() })
  .refine((span) => (span.years === undefined) !== (span.months === undefined), {
    error: 'Thời hạn ghi bằng năm (years) hoặc tháng (months).',
  })

export const Outcome = z.strictObject({
  /** `incomplete` is what scoring answers while ratings are missing, so no rule may use it. */
  outcome: z.string().regex(/^(?!incomplete$)[A-Za-z0-9]+$/),
  grade: z.union([z.number(), z.string()]).optional(),
  label: Text.optional(),
  validity: Validity.optional(),
  /** What an authority has to look after once this outcome is given. */
  follow: z.array(z.string()).optional(),
})
export type Outcome = z.infer<typeof Outcome>

/** The first row whose condition holds gives the outcome. */
export const Decision = z.strictObject({
  name: Text.optional(),
  hit: z.literal('first').default('first'),
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the scoring model; a row is never awaited
  rows: z.array(z.strictObject({ id: z.string().min(1), when: Cond, then: Outcome })),
  otherwise: Outcome,
})
export type Decision = z.infer<typeof Decision>

export const Moderation = z.strictObject({
  reviewers: z.strictObject({ min: z.number().int().positive() }),
  combine: z.enum(['consensus', 'mean', 'median', 'majority', 'lowest', 'lead']),
  discussWhenSpreadOver: Exact.optional(),
  onNoConsensus: z.enum(['lead', 'extraReviewer', 'committeeVote']).optional(),
})

export const Scoring = z
  .strictObject({
    version: z.literal(1),
    scales: z.record(z.string(), Scale),
    measures: z.array(Measure),
    decision: Decision.optional(),
    /** Awards that are decided apart, by name, in the order they are told. */
    decisions: z.record(z.string(), Decision).optional(),
    moderation: Moderation.optional(),
  })
  .refine((scoring) => (scoring.decision === undefined) !== (scoring.decisions === undefined), {
    error: 'Cần đúng một trong decision, decisions.',
  })
export type Scoring = z.infer<typeof Scoring>
