// What the routes of evidence take in and answer.
import { z } from 'zod'
import { EvidenceItem } from '../../domain/case.ts'
import { Id } from '../schemas.ts'

const line = (max: number) => z.string().max(max).trim()

/** What people write about a piece of evidence. */
export const Details = z
  .strictObject({
    title: line(500).min(1),
    issuer: line(300),
    number: line(200).default(''),
    issuedOn: z.iso.date().nullable().default(null),
    period: line(100).default(''),
    place: line(300).default(''),
    confidentiality: z.enum(['open', 'internal', 'restricted']).default('internal'),
    note: line(2_000).default(''),
  })
  .meta({ id: 'EvidenceDetails' })

/** The same as changes to them: what is not given stays. */
export const ChangedDetails = z.strictObject({
  title: line(500).min(1).optional(),
  issuer: line(300).optional(),
  number: line(200).optional(),
  issuedOn: z.iso.date().nullable().optional(),
  period: line(100).optional(),
  place: line(300).optional(),
  confidentiality: z.enum(['open', 'internal', 'restricted']).optional(),
  note: line(2_000).optional(),
})

export const Code = z.string().min(1).max(60)
export const Criterion = z.string().min(1).max(60)
export const UploadId = z.string().min(1).max(60)
export const Reason = z.string().trim().min(1).max(1_000)

export const evidenceParams = z.object({ cycle: Id, code: Code })

export const Item = EvidenceItem.meta({ id: 'EvidenceItem' })

export const Detail = z.strictObject({
  item: Item,
  revisions: z.array(
    z.strictObject({ revision: z.int(), file: EvidenceItem.shape.file, at: z.string(), by: z.string() }),
  ),
  /** `part`: `strengths`, ..., or a level or item of the current state. */
  citedIn: z.array(z.strictObject({ criterion: z.string(), part: z.string() })),
  /** For the school: to whom restricted evidence was opened. */
  grants: z.array(
    z.strictObject({
      id: z.string(),
      person: z.string(),
      name: z.string(),
      reason: z.string(),
      at: z.string(),
      until: z.string(),
    }),
  ),
})
