// What papers of the review say of its people: who is on the team or council, and the names of those who were.
import { isAppraisal } from '../../domain/procedure.ts'
import { z } from 'zod'
import { say } from '../../domain/text.ts'
import { dots } from './paper.ts'
import { tooEarly, type CaseView, type Numbered } from './acts.ts'
import { sheetsOf } from './criteria.ts'
import { externalReviewOf, type ExternalReview } from './people.ts'
import { reviewWords } from './regime.ts'

export type Review = ExternalReview & { decision: Numbered }

/** Throws `conflict` while no team (2018) or appraisal council (2026) is set up. */
export function reviewOf({ submission, procedure }: CaseView): Review {
  const review = externalReviewOf(submission)
  const { decision, team } = review
  if (decision === null || team.length === 0)
    throw tooEarly(
      say(`Chưa thành lập ${lower(reviewWords(procedure).body)}.`, 'There is no review team or appraisal council yet.'),
    )
  return { ...review, decision }
}

/** The sheets the reviewers agreed on. Throws `conflict` while there are none. */
export function teamSheetsOf({ submission, procedure }: CaseView) {
  const sheets = sheetsOf(submission, 'team')
  if (sheets.size === 0)
    throw tooEarly(
      say(
        `${reviewWords(procedure).body} chưa bắt đầu thống nhất kết quả.`,
        'The moderation of the results has not begun.',
      ),
    )
  return sheets
}

export function leadOf({ team }: ExternalReview): string {
  return team.find(({ role }) => role === 'teamLead')?.name ?? ''
}

export function secretaryOf({ team }: ExternalReview): string {
  return team.find(({ role }) => role === 'teamSecretary')?.name ?? ''
}

/** Names of members by their id, and of whoever did something in the case; the line of the form for anybody else. */
export function namesOf({ submission, acts = [] }: CaseView): (personId: string) => string {
  const team = z
    .array(z.object({ personId: z.string(), name: z.string() }))
    .catch([])
    .parse(submission.processes['externalReview']?.['team'])
  const names = new Map(acts.map(({ actor }) => [actor.id, actor.name]))
  for (const { personId, name } of team) names.set(personId, name)
  return (personId) => names.get(personId) ?? dots
}

/** What the school asked for, each with its grade. */
export function requestedWords(from: Record<string, unknown> | undefined): string[] {
  const { requested, requestedGrade, requestedTier } = z
    .object({
      requested: z.array(z.string()).catch([]),
      requestedGrade: z.number().nullable().catch(null),
      requestedTier: z.number().nullable().catch(null),
    })
    .parse(from ?? {})
  const words: Record<string, string> = {
    accreditation: `đạt kiểm định chất lượng giáo dục${requestedGrade === null ? '' : ` cấp độ ${requestedGrade}`}`,
    nationalStandard: `đạt chuẩn quốc gia${requestedTier === null ? '' : ` mức độ ${requestedTier}`}`,
  }
  return requested.map((award) => words[award] ?? award)
}

/** Where the school's draft goes and who answers for it, by edition. */
export function draftWords({ procedure }: Pick<CaseView, 'procedure'>) {
  return isAppraisal(procedure)
    ? { draft: 'thông báo kết quả thẩm định', to: 'Hội đồng thẩm định' }
    : { draft: 'dự thảo báo cáo đánh giá ngoài', to: 'Đoàn đánh giá ngoài' }
}

export function lower(text: string): string {
  return `${text.charAt(0).toLocaleLowerCase('vi')}${text.slice(1)}`
}
