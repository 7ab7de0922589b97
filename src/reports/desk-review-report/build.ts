// Báo cáo kết quả nghiên cứu hồ sơ đánh giá of the team (2018): its seven points, put together from the reports of its members.
import { z } from 'zod'
import { say } from '../../domain/text.ts'
import type { ReportInput } from '../input.ts'
import { lastAct, Numbered, Texts, type CaseView } from '../parts/acts.ts'
import { groundLines, numberWords, paperFrame, reviewHead, signature, startPaper } from '../parts/paper.ts'
import { leadOf, reviewOf } from '../parts/review-case.ts'
import { preliminaryReportsOf } from '../preliminary-reports/build.ts'

const Completed = z.object({ report: Numbered, summary: z.string(), toVerify: Texts })
const Items = z
  .array(z.object({ criterion: z.string(), what: z.string(), status: z.enum(['open', 'supplied', 'missing']) }))
  .catch([])
const statuses = { open: 'Chưa trả lời', supplied: 'Đã bổ sung', missing: 'Không có' }

/** Criteria and codes as people count: 1.2 before 1.10. */
const byNumbers = new Intl.Collator('en', { numeric: true }).compare

/** Throws `conflict` before the team has completed its desk review. */
export function deskReviewOf(view: CaseView) {
  return lastAct(
    view,
    ['completeDeskReview'],
    Completed,
    say('Đoàn đánh giá ngoài chưa hoàn thành nghiên cứu hồ sơ.', 'The review team has not completed its desk review.'),
  )
}

/** Throws `conflict` before the team has completed its desk review. */
export function buildDeskReviewReport(input: ReportInput) {
  const bench = startPaper(input)
  const { report, summary, toVerify } = deskReviewOf(input).payload
  const review = reviewOf(input)
  const { only: _, ...whole } = input
  const members = preliminaryReportsOf(whole)
  const all = (list: (one: (typeof members)[number]) => string[]) => [...new Set(members.flatMap(list))]
  const said = (text: (one: (typeof members)[number]) => string) =>
    [...new Set(members.map(text))].map((one) => ({
      text: bench.prose.paragraphs(one),
      by: members
        .filter((member) => text(member) === one)
        .map(({ name }) => name)
        .join(', '),
    }))
  return {
    grounds: groundLines([`Căn cứ Quyết định ${numberWords(review.decision)} về Đoàn đánh giá ngoài`]),
    form: said((one) => one.form),
    content: said((one) => one.content),
    unclear: all((one) => one.unclearCriteria).toSorted(byNumbers),
    toCheck: all((one) => one.evidenceToCheck).toSorted(byNumbers),
    missing: Items.parse(input.submission.processes['externalReview']?.['evidenceItems']).map((item, index) => ({
      ...item,
      place: index + 1,
      status: statuses[item.status],
    })),
    interviewees: all((one) => one.interviewees),
    places: all((one) => one.placesToSee),
    summary: bench.prose.paragraphs(summary),
    toVerify,
    ...paperFrame(bench, {
      title: 'Báo cáo kết quả nghiên cứu hồ sơ đánh giá',
      heading: 'BÁO CÁO',
      about: `Kết quả nghiên cứu hồ sơ đánh giá ${input.submission.school.name}`,
      form: 'deskReviewReport',
      head: reviewHead(input, report),
      signature: signature('TRƯỞNG ĐOÀN', leadOf(review), { onBehalf: 'TM. ĐOÀN ĐÁNH GIÁ NGOÀI' }),
    }),
  }
}
