// A CASE package as we read it, 1.0 or 1.1: what the standard requires and what we use is checked, all else is only kept.
import { z } from 'zod'

const Uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, {
  error: 'Phải là mã định danh dạng UUID.',
})
const Uri = z.string().min(1)
const Instant = z.string().refine((text) => /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text)), {
  error: 'Phải là thời điểm dạng 2026-01-31T00:00:00Z.',
})
/** Other software writes null where the standard says to leave out. */
const said = z.string().nullish()
const Day = z.iso.date().nullish()
const Extensions = z.record(z.string(), z.json()).nullish()

const Link = z.looseObject({ title: z.string(), identifier: z.string().min(1), uri: Uri })
const head = { identifier: Uuid, uri: Uri, lastChangeDateTime: Instant }

export const CfDocument = z.looseObject({
  ...head,
  creator: z.string(),
  title: z.string().min(1),
  language: said,
  version: said,
  adoptionStatus: said,
  statusStartDate: Day,
  statusEndDate: Day,
  officialSourceURL: said,
  extensions: Extensions,
})
export type CfDocument = z.infer<typeof CfDocument>

export const CfItem = z.looseObject({
  ...head,
  fullStatement: z.string(),
  humanCodingScheme: said,
  listEnumeration: said,
  abbreviatedStatement: said,
  CFItemType: said,
  language: said,
  extensions: Extensions,
})
export type CfItem = z.infer<typeof CfItem>

export const CfAssociation = z.looseObject({
  ...head,
  associationType: z.string().min(1),
  sequenceNumber: z.number().int().nullish(),
  originNodeURI: Link,
  destinationNodeURI: Link,
})
export type CfAssociation = z.infer<typeof CfAssociation>

export const CfPackage = z
  .looseObject({
    CFDocument: CfDocument,
    CFItems: z.array(CfItem).nullish(),
    CFAssociations: z.array(CfAssociation).nullish(),
    CFRubrics: z.array(z.looseObject(head)).nullish(),
  })
  .superRefine((found, context) => {
    const seen = new Set([found.CFDocument.identifier.toLowerCase()])
    for (const list of ['CFItems', 'CFAssociations', 'CFRubrics'] as const) {
      found[list]?.forEach(({ identifier }, i) => {
        const once = identifier.toLowerCase()
        if (seen.has(once))
          context.addIssue({
            code: 'custom',
            path: [list, i, 'identifier'],
            message: `Mã định danh "${identifier}" bị trùng.`,
          })
        seen.add(once)
      })
    }
  })
export type CfPackage = z.infer<typeof CfPackage>
