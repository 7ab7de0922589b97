// A rule with worked cases in one file: scales, measures, nodes, ratings, and what must come out of each case.
import { z } from 'zod'
import { checkModel } from './check-model.ts'
import type { Compiled } from './compile.ts'
import { compileModel } from './compile.ts'
import { Case } from './case-expectation.ts'
import { expectationFaults } from './case-faults.ts'
import { ScoringError } from './error.ts'
import { Node } from './node.ts'
import { Ratings } from './ratings.ts'
import { FactValues } from './evaluate.ts'
import { Scoring } from './schema.ts'
import { scoreCompiled } from './score-compiled.ts'

const Verified = z.union([z.boolean(), z.string().min(1)])

export const CaseFile = z.strictObject({
  id: z.string().min(1),
  framework: z.string().optional(),
  /** Where the rule was read, and whether that was checked. */
  sources: z.array(z.strictObject({ url: z.string(), what: z.string(), verified: z.boolean() })).default([]),
  verified: z.strictObject({ rule: Verified, numbers: Verified }).optional(),
  notes: z.string().optional(),
  scoring: Scoring,
  nodes: z.array(Node).min(1),
  ratings: Ratings.default({}),
  facts: FactValues.default({}),
  cases: z.array(Case).min(1),
})
export type CaseFile = z.infer<typeof CaseFile>

export interface ScoringCase {
  name: string
  /** Where the case comes out differently than it says, as Vietnamese sentences; empty when it passes. */
  run(): string[]
}

export type CaseFileRead = { success: true; data: CaseFile } | { success: false; error: z.ZodError }

/** Reads parsed data as a file of cases; every problem with its path. Never throws. */
export function readCaseFile(data: unknown): CaseFileRead {
  try {
    return CaseFile.safeParse(data, { error: z.locales.vi().localeError })
  } catch (error) {
    // Conditions may hold conditions, so a file can be deeper than the stack.
    if (!(error instanceof RangeError)) throw error
    return {
      success: false,
      error: new z.ZodError([{ code: 'custom', path: [], message: 'Tệp lồng nhau quá sâu.' }]),
    }
  }
}

/** The cases of a file; the model of the file is compiled once, and again for a case that changes it. */
export function casesOf(file: CaseFile): ScoringCase[] {
  let shared: Compiled | undefined
  const compiled = (one: Case) => {
    if (one.nodes !== undefined || one.scoring !== undefined) return compile(modelOf(file, one))
    shared ??= compile(file)
    return shared
  }
  return file.cases.map((one) => ({
    name: one.name,
    run: () => {
      const ratings = one.replaceRatings ? one.ratings : { ...file.ratings, ...one.ratings }
      const facts = { ...file.facts, ...one.facts }
      try {
        const model = compiled(one)
        return expectationFaults(one.expect, scoreCompiled(model, ratings, facts), model.root.id)
      } catch (error) {
        if (error instanceof ScoringError) return expectationFaults(one.expect, error, '')
        throw error
      }
    },
  }))
}

function compile({ nodes, scoring }: Pick<CaseFile, 'nodes' | 'scoring'>): Compiled {
  // The facts of a file are values; it declares none.
  const model = { nodes, scoring }
  const problems = checkModel(model)
  if (problems.length > 0) throw new ScoringError(problems)
  return compileModel(model)
}

/** The file with what the case replaces. A case may be about a faulty rule, so it is parsed only when it runs. */
function modelOf(file: CaseFile, one: Case): Pick<CaseFile, 'nodes' | 'scoring'> {
  const { decision, decisions, ...rest } = file.scoring
  const decided = one.scoring?.['decision'] !== undefined || one.scoring?.['decisions'] !== undefined
  const kept = decided ? rest : { ...rest, ...(decision ? { decision } : {}), ...(decisions ? { decisions } : {}) }
  const parsed = z
    .strictObject({ scoring: Scoring, nodes: z.array(Node).min(1) })
    .safeParse({ scoring: { ...kept, ...one.scoring }, nodes: one.nodes ?? file.nodes })
  if (parsed.success) return parsed.data
  const messages = parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`)
  throw ScoringError.of('badSet', one.name, { vi: messages.join(' '), en: messages.join(' ') })
}
