// Công văn phản hồi: the school agrees with the draft (2018) or notice (2026), or disagrees point by point with evidence.
import { isAppraisal } from '../../domain/procedure.ts'
import { z } from 'zod'
import { say } from '../../domain/text.ts'
import type { ReportInput } from '../input.ts'
import { lastAct, Numbered, Texts, tooEarly, type CaseView } from '../parts/acts.ts'
import { authoritiesOf } from '../parts/letterhead.ts'
import { paperFrame, schoolHead, signature, startPaper } from '../parts/paper.ts'
import { externalReviewOf } from '../parts/people.ts'
import { draftWords } from '../parts/review-case.ts'
import { criteriaOf } from '../parts/summary.ts'

const Reply = z.object({
  letter: Numbered,
  points: z.array(z.object({ criterion: z.string(), reason: z.string(), evidence: Texts })).default([]),
})

/** The last reply. Throws `conflict` before, and when the school kept silent. */
export function replyOf(view: CaseView) {
  const { reply } = externalReviewOf(view.submission)
  if (reply === 'silence')
    throw tooEarly(
      say(
        'Nhà trường không trả lời trong thời hạn (coi như đồng ý) nên không có công văn phản hồi.',
        'The school did not answer in time, which counts as agreement; there is no letter.',
      ),
    )
  const { draft } = draftWords(view)
  return lastAct(
    view,
    ['acceptDraft', 'disagreeWithDraft'],
    Reply,
    say(`Nhà trường chưa phản hồi ${draft}.`, 'The school has not replied to the draft.'),
  )
}

/** Throws `conflict` before the school has replied. */
export function buildSchoolReply(input: ReportInput) {
  const bench = startPaper(input)
  const { letter, points } = replyOf(input).payload
  const { school } = input.submission
  const { draft, to } = draftWords(input)
  const names = new Map(criteriaOf(bench.set).map(({ id, name }) => [id, name.vi]))
  return {
    to: [to, authoritiesOf(input).department],
    intro: `${school.name} đã nhận và nghiên cứu ${draft}.`,
    agreed: points.length === 0,
    opinion:
      points.length === 0
        ? `Nhà trường nhất trí với ${draft} và không có ý kiến khác./.`
        : `Nhà trường có ý kiến khác về ${String(points.length).padStart(2, '0')} nội dung, kèm lý do và minh chứng:`,
    points: points.map(({ criterion, reason, evidence }, index) => ({
      place: index + 1,
      criterion: `${criterion}${names.has(criterion) ? `: ${names.get(criterion)}` : ''}`,
      reason: bench.prose.paragraphs(reason),
      evidence,
    })),
    ...paperFrame(bench, {
      title: `Công văn phản hồi ${draft}`,
      heading: '',
      form: isAppraisal(input.procedure) ? null : 'schoolResponse',
      head: { ...schoolHead(input, letter), subject: `V/v phản hồi ${draft}` },
      signature: signature('HIỆU TRƯỞNG', school.principal, { recipients: ['Như trên;', 'Lưu: VT.'] }),
    }),
  }
}
