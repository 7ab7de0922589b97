// The file of a criteria set: what is judged, on which scale, by which rule, to which award. Every object is strict.
import { z } from 'zod'
import { FactDeclaration } from '../scoring/compile.ts'
import { NodeId, Weight } from '../scoring/node.ts'
import { Scoring } from '../scoring/schema.ts'
import { Text } from '../text.ts'
import { Example } from './example.ts'

/** The legal wording or a paraphrase of it; English where it has been translated. */
export const IndicatorText = z.strictObject({ vi: z.string().min(1), en: z.string().min(1).optional() })

export interface Thresholds {
  [key: string]: string | number | Thresholds
}
export const Thresholds: z.ZodType<Thresholds> = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.lazy(() => Thresholds)]),
)

/** `*` is the one unlettered indicator of a level; its node is then named after the level alone. */
export const Indicator = z.strictObject({
  id: z.string().regex(/^(\*|[a-zđ])$/, { error: 'Chỉ báo mang một chữ cái thường, hoặc "*" khi đứng một mình.' }),
  text: IndicatorText,
  ref: z.string().min(1),
  verified: z.boolean().optional(),
  /** Numbers the text sums up, by region and type of school; for people, no rule reads them. */
  thresholds: Thresholds.optional(),
})
export type Indicator = z.infer<typeof Indicator>

export const Criterion = z.strictObject({
  id: NodeId,
  name: Text,
  mandatory: z.boolean().default(false),
  weight: Weight,
  tags: z.array(z.string()).default([]),
  /** Only where the criterion itself is rated. */
  scale: z.string().optional(),
  levels: z.record(z.string().regex(/^[1-9]$/), z.array(Indicator).min(1)).default({}),
  /** They inform and warn. */
  quantitativeIndicators: z.array(z.string()).default([]),
  suggestedEvidence: z.array(z.string()).default([]),
})
export type Criterion = z.infer<typeof Criterion>

export const Standard = z.strictObject({
  id: NodeId,
  name: Text,
  weight: Weight,
  tags: z.array(z.string()).default([]),
  criteria: z.array(Criterion).min(1),
})

/** An item of the highest level, judged as a whole. */
export const Level4Item = z.strictObject({
  id: NodeId,
  name: Text,
  text: IndicatorText,
  ref: z.string().min(1),
  verified: z.boolean().optional(),
})
export type Level4Item = z.infer<typeof Level4Item>

const LegalBasis = z.strictObject({
  circular: z.string().min(1),
  amendedBy: z.string().optional(),
  replacedBy: z.string().optional(),
  guidance: z.string().optional(),
  replaces: z.array(z.string()).optional(),
})

/** What was checked against a source, and how far; shown beside every result. */
const Verification = z.strictObject({
  source: z.string().min(1),
  paraphrase: z.string().min(1),
  structureAndNames: z.boolean(),
  mandatoryFlags: z.boolean().optional(),
  indicatorCounts: z.boolean().optional(),
  level4Count: z.boolean().optional(),
  amendment2024: z.boolean().optional(),
  articleRefsLevel1to3: z.boolean().optional(),
  articleRefsNote: z.string().optional(),
  verified: z.record(z.string(), z.boolean()).optional(),
  scoring: z.string().optional(),
  quantitativeIndicators: z.string().optional(),
  replaces: z.string().optional(),
  nationalStandard: z.string().optional(),
  englishTexts: z.string().optional(),
})

const ByLevel = z.record(z.string().regex(/^[1-9]$/), z.number().int().nonnegative())

export const Counts = z.strictObject({
  standards: z.number().int(),
  criteria: z.number().int(),
  mandatory: z.number().int().optional(),
  levels: z.number().int().optional(),
  indicators: ByLevel.optional(),
  criteriaWithLevel: ByLevel.optional(),
  level4Criteria: z.number().int().optional(),
})
export type Counts = z.infer<typeof Counts>

export const appliesTo = [
  'kindergarten',
  'primary',
  'lowerSecondary',
  'upperSecondary',
  'multiLevel',
  'continuingEducation',
] as const

export const Day = z.iso.date()

const Transition = z.strictObject({
  text: Text,
  ref: z.string(),
  verified: z.boolean(),
  /** Earlier editions (`vn-tieu-hoc/2018`) under which a new cycle may still begin, to that day inclusive. */
  beginUnder: z.strictObject({ sets: z.array(z.string()).min(1), until: Day }).optional(),
})

/** What every criteria set says of itself, whatever the form of its nodes. */
export const header = {
  id: z.string().regex(/^[a-z0-9-]+$/, { error: 'Mã bộ tiêu chuẩn chỉ gồm chữ thường không dấu, chữ số và dấu -.' }),
  edition: z.string().regex(/^\d{4}(\.\d+)?$/, { error: 'Bản (edition) ghi bằng năm, ví dụ "2018" hay "2018.1".' }),
  /** `draft`: the rule has unverified numbers and says so wherever its result shows. */
  status: z.enum(['published', 'draft']),
  name: Text,
  effectiveTo: Day.nullable(),
  /** What happens to cases and awards of the rules before, or to those of this set when the next one comes. */
  transition: z.array(Transition).default([]),
  facts: z.record(z.string(), FactDeclaration).default({}),
  scoring: Scoring,
  examples: z.array(Example).default([]),
  /** What other systems keep about this set and only want back; nothing here is judged by. Read by the exchange alone. */
  exchange: z.strictObject({ case: z.record(z.string(), z.json()) }).optional(),
}

/** The set of a school case: standards, criteria and levels of indicators, as a sheet and a report need them. */
export const CriteriaSet = z.strictObject({
  ...header,
  legalBasis: LegalBasis,
  effectiveFrom: Day,
  appliesTo: z.array(z.enum(appliesTo)).min(1),
  verification: Verification,
  counts: Counts,
  /** Name of the scale on which indicators and items are rated. */
  rated: z.strictObject({ indicator: z.string(), item: z.string().optional() }).optional(),
  standards: z.array(Standard).min(1),
  level4: z.array(Level4Item).default([]),
})
export type CriteriaSet = z.infer<typeof CriteriaSet>

/** `vn-trung-hoc/2018`: the name of a set's edition, as in the path of its file. */
export function setKey(set: { id: string; edition: string }): string {
  return `${set.id}/${set.edition}`
}
