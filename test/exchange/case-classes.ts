// The classes of CASE 1.1 and 1.0 as the standard lists their fields: nothing missing, nothing besides. Written from the lists.
import { z } from 'zod'

const text = z.string()
const texts = z.array(text)
const instant = z.iso.datetime({ offset: true })
const uri = z.url()
const day = z.iso.date()
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
const link = z.strictObject({ title: text, identifier: uuid, uri })
const head = { identifier: uuid, uri, lastChangeDateTime: instant }

const associationTypes = [
  'isChildOf',
  'isPeerOf',
  'isPartOf',
  'exactMatchOf',
  'precedes',
  'isRelatedTo',
  'replacedBy',
  'exemplar',
  'hasSkillLevel',
]

function optional<T extends Record<string, z.ZodType>>(fields: T) {
  return Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, one.optional()]))
}

/** A package of either version; 1.1 adds extensions to each class, and a few fields. */
function packageOf(first: boolean) {
  const added = (fields: Record<string, z.ZodType>) => (first ? {} : optional(fields))
  const extensions = z.record(z.string(), z.json())
  const open = added({ extensions })
  const described = optional({ description: text })
  const node = z.strictObject({ title: text, identifier: text, uri, ...added({ targetType: text }) })
  const types = first
    ? z.enum(associationTypes)
    : z.union([z.enum([...associationTypes, 'isTranslationOf']), text.regex(/^ext:[\w.-]+$/)])
  const document = z.strictObject({
    ...head,
    creator: text,
    title: text,
    ...optional({ officialSourceURL: uri, publisher: text, subject: texts, subjectURI: z.array(link), language: text }),
    ...optional({ version: text, adoptionStatus: text, statusStartDate: day, statusEndDate: day, licenseURI: link }),
    ...optional({ notes: text }),
    ...described,
    ...added({ frameworkType: text, caseVersion: z.literal('1.1') }),
    ...open,
  })
  const item = z.strictObject({
    ...head,
    fullStatement: text,
    ...optional({
      alternativeLabel: text,
      CFItemType: text,
      humanCodingScheme: text,
      listEnumeration: text,
      notes: text,
    }),
    ...optional({ abbreviatedStatement: text, conceptKeywords: texts, conceptKeywordsURI: link, language: text }),
    ...optional({
      educationLevel: texts,
      CFItemTypeURI: link,
      licenseURI: link,
      statusStartDate: day,
      statusEndDate: day,
    }),
    ...added({ subject: texts, subjectURI: z.array(link) }),
    ...open,
  })
  const association = z.strictObject({
    ...head,
    associationType: types,
    originNodeURI: node,
    destinationNodeURI: node,
    ...optional({ sequenceNumber: z.int(), CFAssociationGroupingURI: link }),
    ...added({ notes: text }),
    ...open,
  })
  const level = z.strictObject({
    ...head,
    ...optional({ quality: text, score: z.number(), feedback: text, position: z.int(), rubricCriterionId: uuid }),
    ...described,
    ...added({ extensions: z.array(extensions) }),
  })
  const criterion = z.strictObject({
    ...head,
    ...optional({ category: text, CFItemURI: link, weight: z.number(), position: z.int(), rubricId: uuid }),
    ...optional({ CFRubricCriterionLevels: z.array(level) }),
    ...described,
    ...open,
  })
  const rubric = z.strictObject({
    ...head,
    ...optional({ title: text, CFRubricCriteria: z.array(criterion) }),
    ...described,
    ...open,
  })
  return z.strictObject({
    CFDocument: document,
    CFItems: z.array(item).optional(),
    CFAssociations: z.array(association).optional(),
    CFRubrics: z.array(rubric).optional(),
    ...open,
  })
}

export const classes = { '1.0': packageOf(true), '1.1': packageOf(false) } as const
