// The people of a case out of the contexts of its processes. What is missing or of another shape becomes an empty list.
import { z } from 'zod'
import type { Submission } from '../../domain/case.ts'

const Named = z.looseObject({
  name: z.string(),
  position: z.string().nullish(),
  duty: z.string().nullish(),
  role: z.string().nullish(),
})
const list = <S extends z.ZodType>(item: S) => z.array(item).catch([])
const Paper = z.looseObject({ number: z.string(), date: z.string() }).nullable().catch(null)
const Grade = z.number().nullable().catch(null)

const SelfAssessment = z.looseObject({
  report: Paper,
  councilDecision: Paper,
  council: list(Named),
  secretariat: list(Named),
  groups: list(
    z.looseObject({ name: z.string(), lead: Named.nullish(), members: list(Named), criteria: list(z.string()) }),
  ),
  requested: list(z.string()),
  requestedGrade: Grade,
  requestedTier: Grade,
})
export type SelfAssessment = z.infer<typeof SelfAssessment>

const ExternalReview = z.looseObject({
  decision: Paper,
  team: list(Named),
  preliminaryVisitOn: z.string().nullable().catch(null),
  formalVisit: z.looseObject({ from: z.string(), to: z.string() }).nullable().catch(null),
  visitedOn: z.string().nullable().catch(null),
  meeting: z.looseObject({ heldOn: z.string() }).nullable().catch(null),
  reply: z.string().nullable().catch(null),
  points: list(z.looseObject({ criterion: z.string(), reason: z.string() })),
  recommendations: list(
    z.looseObject({
      award: z.string(),
      recommend: z.boolean(),
      grade: z.number().nullish(),
      reason: z.string().catch(''),
    }),
  ),
})
export type ExternalReview = z.infer<typeof ExternalReview>

/** What the self-assessment remembers of its council and request. */
export function selfAssessmentOf(submission: Submission): SelfAssessment {
  return SelfAssessment.parse(submission.processes['selfAssessment'] ?? {})
}

/** What the external review remembers of its team and visits. */
export function externalReviewOf(submission: Submission): ExternalReview {
  return ExternalReview.parse(submission.processes['externalReview'] ?? {})
}

export interface PersonRow {
  place: number
  name: string
  position: string
  duty: string
}

const duties: Record<string, string> = {
  chair: 'Chủ tịch hội đồng',
  viceChair: 'Phó Chủ tịch hội đồng',
  secretary: 'Thư ký hội đồng',
  member: 'Ủy viên hội đồng',
}

/** The council in the order of its decision. */
export function councilRows({ council }: SelfAssessment): PersonRow[] {
  return council.map(({ name, position, duty }, index) => row(index, name, position, duties[duty ?? ''] ?? duty))
}

/** The team of 2018 or the appraisal council of 2026. */
export function teamRows({ team }: ExternalReview, appraisal: boolean): PersonRow[] {
  const body = appraisal ? 'hội đồng' : 'đoàn'
  const roles: Record<string, string> = {
    teamLead: appraisal ? 'Chủ tịch hội đồng' : 'Trưởng đoàn',
    teamSecretary: `Thư ký ${body}`,
    reviewer: `Ủy viên ${body}`,
  }
  return team.map(({ name, position, role }, index) => row(index, name, position, roles[role ?? ''] ?? role))
}

/** The rows of a table of people; a column that nobody fills is left out. */
export function peopleTable(rows: readonly PersonRow[]) {
  const positions = rows.length === 0 || rows.some(({ position }) => position !== '')
  return { rows, positions, width: positions ? 5 : 4 }
}

function row(
  index: number,
  name: string,
  position: string | null | undefined,
  duty: string | null | undefined,
): PersonRow {
  return { place: index + 1, name, position: position ?? '', duty: duty ?? '' }
}
