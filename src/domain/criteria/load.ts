// Loads a criteria set from data: schema first, then every check; only a set without a problem comes out.
import { z } from 'zod'
import type { Problem } from './problem.ts'
import { checkSet } from './check.ts'
import { CriteriaSet } from './schema.ts'

/** The schema with every check of `checkSet`, for readers that turn issues into lines of a file. */
export const CheckedCriteriaSet = CriteriaSet.superRefine((set, context) => {
  for (const { path, message } of checkSet(set)) context.addIssue({ code: 'custom', path, message })
})

export type Loaded = { ok: true; set: CriteriaSet } | { ok: false; problems: Problem[] }

/** Parses and checks a set. Problems carry their path in the file and a Vietnamese sentence. */
export function loadCriteriaSet(data: unknown): Loaded {
  const parsed = CheckedCriteriaSet.safeParse(data, { error: z.locales.vi().localeError })
  if (parsed.success) return { ok: true, set: parsed.data }
  return { ok: false, problems: parsed.error.issues.map(({ path, message }) => ({ path, message })) }
}
