// Loads a criteria set from data: schema first, then every check; only a set without a problem comes out.
import { z } from 'zod'
import { checkSet } from './check.ts'
import type { AnySet } from './framework.ts'
import { schemaOf } from './framework.ts'
import type { Problem } from './problem.ts'
import { CriteriaSet } from './schema.ts'

const checked = <S extends z.ZodType<AnySet>>(schema: S) =>
  schema.superRefine((set, context) => {
    // What does not have the shape of a set cannot be checked any further.
    if (context.issues.length > 0) return
    for (const { path, message } of checkSet(set)) context.addIssue({ code: 'custom', path, message })
  })

/** The schema of a school set with every check of `checkSet`, for readers that turn issues into lines of a file. */
export const CheckedCriteriaSet = checked(CriteriaSet)

/** The same for the content of a file in either form. */
export function checkedSchemaOf(data: unknown): z.ZodType<AnySet> {
  return checked(schemaOf(data))
}

export type Loaded = { ok: true; set: AnySet } | { ok: false; problems: Problem[] }

/** Parses and checks a set in either form. Problems carry their path in the file and a Vietnamese sentence. */
export function loadCriteriaSet(data: unknown): Loaded {
  const parsed = checkedSchemaOf(data).safeParse(data, { error: z.locales.vi().localeError })
  if (parsed.success) return { ok: true, set: parsed.data }
  return { ok: false, problems: parsed.error.issues.map(({ path, message }) => ({ path, message })) }
}
