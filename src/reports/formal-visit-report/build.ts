// Báo cáo kết quả khảo sát chính thức of the team (2018): facts found on the spot, kept apart from any judgement.
import type { ReportInput } from '../input.ts'
import { deskReviewOf } from '../desk-review-report/build.ts'
import { dots, numberWords, paperFrame, reviewHead, signature, startPaper } from '../parts/paper.ts'
import { peopleTable, teamRows } from '../parts/people.ts'
import { leadOf, reviewOf } from '../parts/review-case.ts'
import { criteriaOf } from '../parts/summary.ts'
import { visitOf } from '../parts/visits.ts'

/** Throws `conflict` before the formal visit was recorded. */
export function buildFormalVisitReport(input: ReportInput) {
  const bench = startPaper(input)
  const visit = visitOf(input)
  const review = reviewOf(input)
  const names = new Map(criteriaOf(bench.set).map(({ id, name }) => [id, name.vi]))
  const { toVerify } = deskReviewOf(input).payload
  if (toVerify.length > 0) bench.field('kết luận về từng tiêu chí đã kiểm tra', null)
  return {
    ...visit,
    decision: numberWords(review.decision),
    team: peopleTable(teamRows(review, false)),
    observations: visit.observations.map((text) => bench.prose.paragraphs(text)),
    verified: toVerify.map((id) => ({ id, name: names.get(id) ?? '', result: dots })),
    school: input.submission.school.name,
    ...paperFrame(bench, {
      title: 'Báo cáo kết quả khảo sát chính thức',
      heading: 'BÁO CÁO',
      about: `Kết quả khảo sát chính thức tại ${input.submission.school.name}`,
      form: 'formalVisitReport',
      head: reviewHead(input, { number: dots, date: visit.last }),
      signature: signature('TRƯỞNG ĐOÀN', leadOf(review), { onBehalf: 'TM. ĐOÀN ĐÁNH GIÁ NGOÀI' }),
    }),
  }
}
