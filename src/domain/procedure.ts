// A procedure: the numbers and names of one circular, each with its legal source. The YAML files are in workflows/procedures.
import { z } from 'zod'
import { fileKinds } from './file-kinds.ts'
import { Text } from './text.ts'

const Sourced = { name: Text, source: z.string().min(1), verified: z.boolean(), note: z.string().optional() }
const Key = z.string().regex(/^[a-zA-Z0-9.]+$/)

/** A count, size or share. `null` = the law is not known and the province has not set one: no rule is applied. */
export const NumberTerm = z.strictObject({ ...Sourced, value: z.number().nullable() })
/** A span of time counted from an event, or `null` amount for none. */
export const PeriodTerm = z.strictObject({
  ...Sourced,
  amount: z.number().int().positive().nullable(),
  unit: z.enum(['workingDays', 'days', 'months', 'years']),
})
/** A day that returns every year, `MM-DD`. */
export const DateTerm = z.strictObject({
  ...Sourced,
  day: z
    .string()
    .regex(/^\d{2}-\d{2}$/)
    .nullable(),
})
export const Form = z.strictObject({ ...Sourced, number: z.string().optional(), by: z.string().optional() })

/** How a number of the register is written; `{n}` is the running number, `{year}` the year it is drawn in. */
export const SeriesTerm = z.strictObject({ ...Sourced, pattern: z.string().includes('{n}') })

export const EvidenceCode = z.strictObject({
  ...Sourced,
  kind: z.enum(['box', 'plain']),
  pattern: z.string(),
  example: z.string(),
  brackets: z.enum(['square', 'round']),
})

/** What files evidence may come in, where the circular or the province says so. */
export const EvidenceFiles = z.strictObject({
  ...Sourced,
  /** The largest file, in megabytes. */
  megabytes: z.int().positive().nullable(),
  kinds: z.array(z.enum(fileKinds)).min(1),
})

export const Procedure = z.strictObject({
  id: z.string(),
  name: Text,
  legalBasis: z.array(z.string()).min(1),
  replaces: z.array(z.string()).default([]),
  effectiveFrom: z.string(),
  effectiveTo: z.string().nullable(),
  criteriaSets: z.array(z.string()).min(1),
  workflows: z.record(z.string(), z.string()),
  numbers: z.record(Key, NumberTerm),
  periods: z.record(Key, PeriodTerm),
  dates: z.record(Key, DateTerm),
  series: z.record(Key, SeriesTerm),
  evidenceCode: EvidenceCode,
  evidenceFiles: EvidenceFiles.optional(),
  /** Steps of the process in the words of the circular, in order, by process. */
  steps: z.record(z.string(), z.array(z.strictObject({ ...Sourced, actor: z.string(), papers: z.array(z.string()) }))),
  forms: z.record(Key, Form),
})
export type Procedure = z.infer<typeof Procedure>

/** The value of a numeric term, `null` when none is set. Throws when the procedure has no such term: a fault of the file. */
export function numberOf(rules: Pick<Procedure, 'id' | 'numbers'>, name: string): number | null {
  const term = rules.numbers[name]
  if (!term) throw new Error(`Procedure ${rules.id} has no number "${name}"`)
  return term.value
}

/** Numbers that say whether a rule holds: 1 = yes, 0 = no. */
const flags = [
  'council.oddOnly',
  'member.trainingRequired',
  'intake.viaCommune',
  'review.visitRequired',
  'sheets.citationsRequired',
  'certification.remedyFirst',
] as const
export type Flag = (typeof flags)[number]

export function isFlag(name: string): name is Flag {
  return (flags as readonly string[]).includes(name)
}

/** Whether that rule holds. Throws when the procedure has no such number. */
export function holds(rules: Pick<Procedure, 'id' | 'numbers'>, name: Flag): boolean {
  return numberOf(rules, name) === 1
}

/** Whether a council appraises (2026) instead of a team that reviews (2018); only the latter leads to accreditation. */
export function isAppraisal(procedure: Procedure): boolean {
  return procedure.forms['accreditationDecision'] === undefined
}

/** The period term of that name. Throws when the procedure has none. */
export function periodOf(rules: Procedure, name: string): z.infer<typeof PeriodTerm> {
  const term = rules.periods[name]
  if (!term) throw new Error(`Procedure ${rules.id} has no period "${name}"`)
  return term
}

/** The yearly date term of that name. Throws when the procedure has none. */
export function dateOf(rules: Procedure, name: string): z.infer<typeof DateTerm> {
  const term = rules.dates[name]
  if (!term) throw new Error(`Procedure ${rules.id} has no date "${name}"`)
  return term
}
