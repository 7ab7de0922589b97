// What a case is made of besides its processes: sheets, evidence, school data, and the submission that freezes them.
import { z } from 'zod'
import { SchoolKind } from './facts.ts'

/** The rating of a node: met or not met for an indicator or item; a reached level for a criterion given alone. */
export const Rating = z.union([z.boolean(), z.number(), z.string()])
export const Ratings = z.record(z.string(), Rating)
export type Ratings = z.infer<typeof Ratings>

/** What is written on a criterion sheet. `currentState` is per level ("1", "2", ...); texts cite evidence codes inline. */
export const SheetContent = z.strictObject({
  currentState: z.record(z.string(), z.string().max(60_000)).default({}),
  strengths: z.string().max(20_000).default(''),
  weaknesses: z.string().max(20_000).default(''),
  plan: z.string().max(20_000).default(''),
  /** Reviewers: what is unclear and has to be looked at again. */
  unclear: z.string().max(20_000).default(''),
  ratings: Ratings.default({}),
})
export type SheetContent = z.infer<typeof SheetContent>

/** One of the Part I tables: a row has one value a column. */
export const DataTable = z.strictObject({
  id: z.string(),
  title: z.string(),
  columns: z.array(z.string()).min(1),
  rows: z.array(z.strictObject({ label: z.string(), values: z.array(z.union([z.string(), z.number(), z.null()])) })),
})

export type DataTable = z.infer<typeof DataTable>

/** The school as its reports show it. Organisations above it are named as they sign at the time. */
export const SchoolData = z.strictObject({
  name: z.string(),
  formerNames: z.array(z.string()).default([]),
  kind: SchoolKind,
  address: z.string(),
  commune: z.string(),
  province: z.string(),
  managingBody: z.string(),
  principal: z.string(),
  phone: z.string().default(''),
  website: z.string().default(''),
  foundedOn: z.iso.date(),
  ownership: z.enum(['public', 'private']).default('public'),
  campuses: z.number().int().min(1).default(1),
  disadvantagedArea: z.boolean().default(false),
  /** Part II A / Part I of the report: general situation, purpose, process, as the school writes them. */
  situation: z.string().default(''),
  purpose: z.string().default(''),
  process: z.string().default(''),
  /** Opening and closing text by standard; `'1'` -> {opening, conclusion}; 2026: strengths, limits, direction. */
  standards: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  conclusion: z.string().default(''),
  abbreviations: z.array(z.strictObject({ short: z.string(), long: z.string() })).default([]),
  tables: z.array(DataTable).default([]),
})
export type SchoolData = z.infer<typeof SchoolData>

/** Evidence with the revision that counts now; `sha256` names the file's content. */
export const EvidenceItem = z.strictObject({
  code: z.string(),
  /** Codes it had before it was renumbered, the first one first. */
  formerCodes: z.array(z.string()).default([]),
  title: z.string().min(1),
  criterion: z.string(),
  issuer: z.string(),
  number: z.string().default(''),
  issuedOn: z.iso.date().nullable().default(null),
  period: z.string().default(''),
  place: z.string().default(''),
  confidentiality: z.enum(['open', 'internal', 'restricted']).default('internal'),
  note: z.string().default(''),
  revision: z.int().min(1),
  file: z.strictObject({ name: z.string(), type: z.string(), size: z.int(), sha256: z.string() }),
})
export type EvidenceItem = z.infer<typeof EvidenceItem>

export const FrozenSheet = z.strictObject({
  kind: z.enum(['school', 'reviewer', 'team']),
  criterion: z.string(),
  assessor: z.string().nullable(),
  state: z.string(),
  content: SheetContent,
})

export type FrozenSheet = z.infer<typeof FrozenSheet>

/** What was handed over, frozen: reviewers and the decision refer to this, never to what changed later. */
export const Submission = z.strictObject({
  kind: z.enum(['dossier', 'externalReport', 'decision']),
  version: z.int().min(1),
  at: z.string(),
  cycle: z.strictObject({
    id: z.string(),
    period: z.string(),
    set: z.string(),
    setHash: z.string(),
    procedure: z.string(),
  }),
  school: SchoolData,
  sheets: z.array(FrozenSheet),
  evidence: z.array(EvidenceItem),
  /** Process id -> the head of its history at this moment, so that a cut tail is found. */
  heads: z.record(z.string(), z.string()),
  /** Process -> its context, for councils, teams and papers. */
  processes: z.record(z.string(), z.record(z.string(), z.unknown())),
})
export type Submission = z.infer<typeof Submission>
