// What a file says of cases that are under way elsewhere: where each process of a case stands, since when, with what it remembers.
import { z } from 'zod'
import { schemaSays } from '../../domain/schema-issues.ts'
import { roles } from '../../domain/roles.ts'
import { FileInstant } from './day.ts'

const Line = z.string().trim().min(1).max(500)
const process = z.enum(['selfAssessment', 'externalReview', 'certification'])

const Running = z.strictObject({
  process,
  /** Innermost states of the drawing as dotted paths, joined by a space where it has regions. */
  state: z.string().trim().min(1).max(1000),
  /** When it came to stand there; terms are counted from then. */
  since: FileInstant,
  /** What the process remembers beside what it is started with. */
  context: z.record(z.string().max(100), z.unknown()).default({}),
})

const Case = z.strictObject({
  /** The ministry's code of the school, or its id. */
  school: Line,
  period: z
    .string()
    .regex(/^\d{4}-\d{4}$/, { error: schemaSays('Chu kỳ có dạng 2025-2026.', 'A cycle looks like 2025-2026.') }),
  procedure: Line,
  set: Line,
  processes: z
    .array(Running)
    .min(1)
    .max(3)
    .refine((all) => new Set(all.map((one) => one.process)).size === all.length, {
      error: schemaSays('Mỗi quy trình chỉ một lần.', 'Each process only once.'),
    }),
  /** Who holds a role in the case. */
  members: z
    .array(z.strictObject({ person: Line, role: z.enum(roles) }))
    .max(200)
    .default([]),
  /** Criterion sheets to be opened empty. */
  sheets: z
    .array(
      z.strictObject({
        kind: z.enum(['school', 'reviewer', 'team']),
        persons: z.array(Line).max(30).default([]),
        round: z.int().min(1).max(20).default(1),
      }),
    )
    .max(5)
    .default([]),
})
export type FileCase = z.infer<typeof Case>

export const CasesFile = z.strictObject({
  /** Why they are taken over; kept in the history of each. */
  reason: z.string().trim().min(1).max(2000),
  cases: z.array(Case).max(2000),
})
export type CasesFile = z.infer<typeof CasesFile>
