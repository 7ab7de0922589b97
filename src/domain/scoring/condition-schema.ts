// Conditions and scopes as they are written in a set: pure data, no expression language.
import { z } from 'zod'
import { Text } from '../text.ts'
import { NodeId } from './node.ts'
import { Exact } from './numbers.ts'

export const MeasureId = NodeId

export const NaPolicy = z.enum(['exclude', 'asZero', 'asMax', 'asPass', 'forbid'])
export const MissingPolicy = z.enum(['incomplete', 'exclude', 'asZero'])
/** What a measure does with members that do not apply, and with those not yet rated. */
export type Policy = { na: z.infer<typeof NaPolicy>; missing: z.infer<typeof MissingPolicy> }

const Within = z.enum(['children', 'descendants', 'all'])

const scopeForm = 'Phạm vi phải là children, descendants, all, hoặc nhóm có within, kind, tags, notTags, ids, maxLevel.'

export const Scope = z.union(
  [
    Within,
    z.strictObject({
      within: Within.default('descendants'),
      kind: z.string().optional(),
      /** All of these. */
      tags: z.array(z.string()).optional(),
      /** None of these. */
      notTags: z.array(z.string()).optional(),
      ids: z.array(NodeId).optional(),
      maxLevel: z.number().int().optional(),
    }),
  ],
  { error: (issue) => (issue.input === undefined ? undefined : scopeForm) },
)
export type Scope = z.infer<typeof Scope>

const Word = z.union([Exact, z.string().min(1), z.boolean()], {
  error: (issue) => (issue.input === undefined ? undefined : 'Phải là số, chữ, true hoặc false.'),
})

/** `count` and `share` look at the members of a scope that satisfy a condition. */
export interface Tally {
  over: Scope
  where: Cond
}

/** What a value is compared with; several comparisons must all hold. */
export interface Comparison {
  gte?: Exact | undefined
  gt?: Exact | undefined
  lte?: Exact | undefined
  lt?: Exact | undefined
  eq?: z.infer<typeof Word> | undefined
  in?: z.infer<typeof Word>[] | undefined
}

/** One subject, and for all but `all`, `any` and `not` at least one comparison. */
export interface Cond extends Comparison {
  /** How the trace speaks of it. */
  name?: Text | undefined
  measure?: string | undefined
  /** The node whose measure is meant; without it, the node the condition is asked of. */
  node?: string | undefined
  fact?: string | undefined
  count?: Tally | undefined
  share?: Tally | undefined
  all?: Cond[] | undefined
  any?: Cond[] | undefined
  not?: Cond | undefined
}

const subjects = ['measure', 'fact', 'count', 'share', 'all', 'any', 'not'] as const
const comparators = ['gte', 'gt', 'lte', 'lt', 'eq', 'in'] as const

const Tally: z.ZodType<Tally> = z.strictObject({ over: Scope, where: z.lazy(() => Cond) })

export const Cond: z.ZodType<Cond> = z
  .strictObject({
    name: Text.optional(),
    measure: MeasureId.optional(),
    node: NodeId.optional(),
    fact: z.string().optional(),
    count: Tally.optional(),
    share: Tally.optional(),
    all: z
      .array(z.lazy(() => Cond))
      .min(1)
      .optional(),
    any: z
      .array(z.lazy(() => Cond))
      .min(1)
      .optional(),
    not: z.lazy(() => Cond).optional(),
    gte: Exact.optional(),
    gt: Exact.optional(),
    lte: Exact.optional(),
    lt: Exact.optional(),
    eq: Word.optional(),
    in: z.array(Word).min(1).optional(),
  })
  .superRefine((cond, context) => {
    const message = fault(cond)
    if (message) context.addIssue({ code: 'custom', message })
  })

function fault(cond: Cond): string | undefined {
  if (subjects.filter((key) => cond[key] !== undefined).length !== 1) {
    return `Điều kiện phải có đúng một trong: ${subjects.join(', ')}.`
  }
  const compared = comparators.some((key) => cond[key] !== undefined)
  const grouping = cond.all !== undefined || cond.any !== undefined || cond.not !== undefined
  if (grouping && compared) return 'Nhóm điều kiện all, any, not không đi cùng phép so sánh.'
  return grouping || compared ? undefined : `Điều kiện cần một phép so sánh: ${comparators.join(', ')}.`
}
