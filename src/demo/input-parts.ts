// The parts of a school's input file: people, evidence, sheets, reviewers' ratings and the timeline.
import { z } from 'zod'
import { Ratings } from '../domain/case.ts'
import { roles } from '../domain/roles.ts'

/** Names by which entries of a file refer to each other. */
export const Key = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'Khoá chỉ gồm chữ thường không dấu, số và dấu gạch nối.')
const Name = z.string().trim().min(1).max(300)
const Day = z.iso.date()
const Prose = z.string().trim().max(20_000).default('')
const Criterion = z.string().regex(/^[1-9]\.\d{1,2}$/, 'Tiêu chí ghi dạng "1.1", "5.6".')
/** What a sheet is about: a criterion, or the level-4 items together. */
const Subject = z.string().regex(/^([1-9]\.\d{1,2}|M4)$/, 'Ghi dạng "1.1", "5.6", hoặc "M4" cho các tiêu chí Mức 4.')
const Batch = z.int().min(1).default(1)

/** Somebody who acts in the case. Roles in a council or team come from its decision, not from here. */
export const Person = z.strictObject({
  id: Key,
  name: Name,
  position: Name,
  /** `school`, `commune`, `department`, `province`, or the name of another organisation. */
  organisation: Name,
  /** Roles held through the organisation. */
  roles: z.array(z.enum(roles)).default([]),
  yearsInSector: z.int().min(0).max(60).default(0),
  educationSector: z.boolean().default(true),
  /** Has finished the Ministry's training for reviewers. */
  trained: z.boolean().default(false),
  /** Schools (their keys) at which this person has worked. */
  workedAt: z.array(Key).default([]),
})
export type Person = z.infer<typeof Person>

export const fileTypes = ['pdf', 'docx', 'xlsx', 'csv', 'png', 'txt'] as const
export type FileType = (typeof fileTypes)[number]

/** One line of the evidence register. Its code follows from its place among those of its criterion. */
export const Evidence = z.strictObject({
  criterion: Criterion,
  title: Name,
  issuer: Name,
  number: z.string().max(100).default(''),
  date: Day.nullable().default(null),
  period: z.string().max(100).default(''),
  place: z.string().max(300).default(''),
  file: z.enum(fileTypes),
  confidentiality: z.enum(['open', 'internal', 'restricted']).default('internal'),
  note: z.string().max(500).default(''),
  /** Evidence of a later batch is attached by a later step `do: evidence` that names the batch. */
  batch: Batch,
})
export type Evidence = z.infer<typeof Evidence>

/** A criterion sheet of the school. Every indicator counts as met unless it stands under `notMet`. */
export const Sheet = z.strictObject({
  criterion: Subject,
  /** The working group, as the report names it. */
  group: Name,
  author: Key,
  /** By level, on the sheet `M4` by item. */
  currentState: z.record(
    z.string().regex(/^([1-4]|M4\.\d{1,2})$/, 'Ghi Mức ("1", "2", ...), ở phiếu M4 ghi khoản ("M4.1").'),
    z.string().trim().min(1).max(60_000),
  ),
  strengths: Prose,
  weaknesses: Prose,
  plan: Prose,
  notMet: z.array(z.string()).default([]),
  /** A later batch rewrites the sheet, e.g. after the dossier was returned. */
  batch: Batch,
})
export type Sheet = z.infer<typeof Sheet>

/** What one assessor writes otherwise than the school; what is left out is taken from the school's sheet. */
const opinion = {
  criterion: Subject,
  ratings: Ratings.default({}),
  strengths: z.string().trim().max(20_000).optional(),
  weaknesses: z.string().trim().max(20_000).optional(),
  plan: z.string().trim().max(20_000).optional(),
  unclear: z.string().trim().max(20_000).optional(),
}
export const Difference = z.strictObject({ reviewer: Key, ...opinion })
export type Difference = z.infer<typeof Difference>

/** The result the team agrees on. `reason` is needed wherever reviewers differ. */
export const Moderation = z.strictObject({
  ...opinion,
  reason: z.string().trim().max(4000).default(''),
  /** A later batch moderates again what the answer to the school reopened. */
  batch: Batch,
})
export type Moderation = z.infer<typeof Moderation>

export const Review = z.strictObject({
  reviewers: z.array(Key).default([]),
  differences: z.array(Difference).default([]),
  /** Who writes the team's sheets and who agrees on them. */
  writer: Key,
  lead: Key,
  moderated: z.array(Moderation).default([]),
})
export type Review = z.infer<typeof Review>

/** `process.event`, or one of the words that work off what the file lists. */
export const works = ['evidence', 'sheets', 'reviewSheets', 'teamSheets', 'wait'] as const
export type Work = (typeof works)[number]
export const isWork = (action: string): action is Work => works.some((one) => one === action)

export const Step = z.strictObject({
  /** A day in Vietnam. */
  on: Day,
  by: Key.optional(),
  do: z
    .string()
    .regex(
      /^([a-zA-Z]+\.[a-zA-Z]+|evidence|sheets|reviewSheets|teamSheets|wait)$/,
      `Việc ghi dạng "tiến trình.sự kiện" hoặc một trong: ${works.join(', ')}.`,
    ),
  with: z.record(z.string(), z.unknown()).default({}),
  /** What to tell while it runs, instead of the event's label. */
  say: z.string().trim().min(1).max(300).optional(),
})
export type Step = z.infer<typeof Step>

/** `with` of a step that works off part of the register, of the sheets or of the moderation. */
export const BatchOptions = z.strictObject({
  batch: Batch,
  /** Why agreed sheets are opened again. */
  reason: z.string().trim().min(1).max(4000).optional(),
})
