// A school's input file: the school, its people, its cycles with evidence and sheets, and what happens when.
import { z } from 'zod'
import { SchoolData } from '../domain/case.ts'
import { Evidence, Key, Person, Review, Sheet, Step } from './input-parts.ts'

const Name = z.string().trim().min(1).max(300)

/** What the file itself does not prove but somebody answers for. */
export const Declared = z.strictObject({
  /** At least one cohort has finished the level taught. */
  cohortCompleted: z.boolean(),
  /** Facilities, equipment, safety and other legal conditions for the tier asked for. */
  conditionsMet: z.boolean(),
  /** The dossier goes to the commune first. */
  viaCommune: z.boolean(),
  /** School years with an approved self-assessment that this file does not run, e.g. `2025-2026`. */
  earlierYears: z.array(z.string().regex(/^\d{4}-\d{4}$/)).default([]),
})
export type Declared = z.infer<typeof Declared>

/** What is different about the school in one cycle: its tables, texts, name or principal. */
const { shape } = SchoolData
const SchoolInCycle = z.strictObject({
  name: shape.name.optional(),
  formerNames: shape.formerNames.unwrap().optional(),
  address: shape.address.optional(),
  commune: shape.commune.optional(),
  managingBody: shape.managingBody.optional(),
  principal: shape.principal.optional(),
  campuses: shape.campuses.unwrap().optional(),
  situation: shape.situation.unwrap().optional(),
  purpose: shape.purpose.unwrap().optional(),
  process: shape.process.unwrap().optional(),
  standards: shape.standards.unwrap().optional(),
  conclusion: shape.conclusion.unwrap().optional(),
  tables: shape.tables.unwrap().optional(),
})

export const Expectation = z.strictObject({
  /** Process -> its state at the end. */
  states: z.record(z.string(), z.string()).default({}),
  /** Kind of award -> grade; an award that must not be there is `null`. */
  awards: z.partialRecord(z.enum(['accreditation', 'nationalStandard']), z.int().nullable()).optional(),
  /** How the result reads in the final table. */
  result: Name.optional(),
})

export const Cycle = z.strictObject({
  key: Key,
  period: Name,
  procedure: z.string(),
  criteriaSet: z.string(),
  opened: z.strictObject({ on: z.iso.date(), by: Key }),
  school: SchoolInCycle.default({}),
  evidence: z.array(Evidence),
  sheets: z.array(Sheet),
  review: Review.optional(),
  events: z.array(Step).min(1),
  expect: Expectation.default({ states: {} }),
})
export type Cycle = z.infer<typeof Cycle>

export const SchoolInput = z.strictObject({
  /** The format of this file. */
  format: z.literal('kiemdinh-school/1'),
  key: Key,
  school: SchoolData,
  declared: Declared,
  authorities: z.strictObject({ province: Name, department: Name, commune: Name }),
  people: z.array(Person).min(1),
  cycles: z.array(Cycle).min(1),
})
export type SchoolInput = z.infer<typeof SchoolInput>

/** The school as it stands in a cycle. */
export function schoolIn(input: SchoolInput, cycle: Cycle): SchoolData {
  return SchoolData.parse({ ...input.school, ...dropMissing(cycle.school) })
}

function dropMissing(part: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined))
}
