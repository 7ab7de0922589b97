// What a process may ask about the world around it before it accepts an event. Loaded by the store, kept in the history.
import { z } from 'zod'
import { InterestKind } from './conflict.ts'

export const SchoolKind = z.enum([
  'kindergarten',
  'primary',
  'lowerSecondary',
  'upperSecondary',
  'multiLevel',
  'continuingEducation',
])

/** The person as far as appointment rules need it. `yearsInSector` counts whole years at the day of the event. */
export const PersonFact = z.strictObject({
  name: z.string(),
  organisation: z.string(),
  yearsInSector: z.number().int(),
  educationSector: z.boolean(),
  trained: z.boolean(),
  workedAtSchool: z.boolean(),
  /** Interests in the school that the person has declared. */
  interests: z.array(InterestKind).optional(),
  /** The person's own school was last reviewed by somebody of this school. */
  reviewedByThem: z.boolean().optional(),
})

export const factSchemas = {
  /** The school of the case, and how its intake goes. */
  school: z.strictObject({
    id: z.string(),
    name: z.string(),
    kind: SchoolKind,
    status: z.enum(['active', 'suspended', 'closed']),
    foundedOn: z.string(),
    /** False for schools that send their dossier straight to the department. */
    viaCommune: z.boolean(),
    cohortCompleted: z.boolean(),
    /** Facilities, equipment, safety and other legal conditions, as declared (2026, Điều 16 khoản 1 điểm d). */
    conditionsMet: z.boolean(),
  }),
  /** What the school's own agreed sheets say. `level` is the highest level reached, 0 for none. */
  assessment: z.strictObject({
    complete: z.boolean(),
    /** Criteria whose sheet is not agreed or not fully rated. */
    missing: z.array(z.string()),
    level: z.number().int().nullable(),
    /** Outcome by decision of the criteria set, e.g. `{accreditation: {outcome, grade}}`; `incomplete` while undecided. */
    decisions: z.record(z.string(), z.strictObject({ outcome: z.string(), grade: z.number().nullable() })),
  }),
  /** What reviewers and team have written. */
  review: z.strictObject({
    /** Reviewer -> criteria not yet submitted. Empty = everybody has scored all of theirs. */
    unscored: z.record(z.string(), z.array(z.string())),
    /** Criteria not yet moderated to one. */
    unmoderated: z.array(z.string()),
    level: z.number().int().nullable(),
    decisions: z.record(z.string(), z.strictObject({ outcome: z.string(), grade: z.number().nullable() })),
  }),
  /** The people the payload names, by id; somebody unknown is absent. */
  people: z.record(z.string(), PersonFact),
  /** Earlier cycles and awards of this school. */
  record: z.strictObject({
    /** Consecutive school years with an approved self-assessment up to and including this one, declared years counted. */
    consecutiveYears: z.number().int(),
    /** An award in force, by kind. */
    awards: z.record(
      z.string(),
      z.strictObject({ grade: z.number(), issuedAt: z.string(), expiresAt: z.string(), number: z.string() }),
    ),
  }),
  /** One criterion: the sheet's own ratings and those of the independent reviewers. */
  sheet: z.strictObject({
    /** Nodes of the criterion without a rating. */
    unrated: z.array(z.string()),
    /** Claims (current-state paragraphs) that cite no evidence. */
    uncited: z.array(z.string()),
    /** Nodes on which the independent reviewers differ (team sheets only). */
    disagreed: z.array(z.string()),
    /** Reviewers who have not yet submitted this criterion (team sheets only). */
    waitingFor: z.array(z.string()),
    /** The case lets this sheet be worked on now. */
    open: z.boolean(),
  }),
} as const

export type FactName = keyof typeof factSchemas
export type Facts = { [F in FactName]: z.infer<(typeof factSchemas)[F]> }
