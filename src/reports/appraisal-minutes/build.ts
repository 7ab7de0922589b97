// Biên bản họp Hội đồng thẩm định (2026, Mẫu số 5): who was there, what was voted on, what was concluded.
import { z } from 'zod'
import type { ReportInput } from '../input.ts'
import { schoolLevelText } from '../parts/conclusion.ts'
import { reachedIn, reachedText } from '../parts/criteria.ts'
import { placeOf } from '../parts/letterhead.ts'
import { conclusionWords, meetingOf } from '../parts/meeting.ts'
import { numberWords, paperFrame, reviewHead, signature, startPaper } from '../parts/paper.ts'
import { peopleTable, teamRows } from '../parts/people.ts'
import { leadOf, namesOf, requestedWords, reviewOf, secretaryOf } from '../parts/review-case.ts'
import { criteriaOf } from '../parts/summary.ts'
import { longDate } from '../parts/words.ts'

const Ids = z.array(z.object({ personId: z.string() })).catch([])

/** Throws `conflict` before the council has met. */
export function buildAppraisalMinutes(input: ReportInput) {
  const bench = startPaper(input)
  const { minutes, heldOn, present, questions, conclusion } = meetingOf(input)
  const review = reviewOf(input)
  const { school, processes } = input.submission
  const names = namesOf(input)
  const there = new Set(present.map(({ personId }) => personId))
  const members = Ids.parse(processes['externalReview']?.['team'])
  const rows = teamRows(review, true)
  const hint = '(Ký, ghi rõ họ tên)'
  bench.field('giờ họp, địa điểm họp, người dự khác', null)
  return {
    held: longDate(heldOn),
    decision: numberWords(review.decision),
    present: peopleTable(rows.filter((_, index) => there.has(members[index]?.personId ?? ''))),
    there: there.size,
    members: members.length,
    absent: members.filter(({ personId }) => !there.has(personId)).map(({ personId }) => names(personId)),
    dossier: `Hồ sơ đề nghị của ${school.name}, ${placeOf(school)}: công nhận nhà trường ${requestedWords(processes['externalReview']).join(' và ')}.`,
    level: schoolLevelText(input),
    criteria: criteriaOf(bench.set).map(({ id, name, mandatory }) => ({
      id,
      name: name.vi,
      mandatory: mandatory ? 'x' : '',
      result: reachedText(reachedIn(bench.result, id)),
    })),
    questions: questions.map((one, index) => ({
      place: index + 1,
      question: one.question,
      yes: one.for,
      no: one.against,
    })),
    votes: { yes: conclusion.for, no: conclusion.against, present: there.size },
    conclusion: `Hội đồng thẩm định ${conclusionWords(conclusion)}.`,
    signers: [
      { onBehalf: null, office: 'THƯ KÝ', hint, name: secretaryOf(review) },
      { onBehalf: 'TM. HỘI ĐỒNG THẨM ĐỊNH', office: 'CHỦ TỊCH', hint, name: leadOf(review) },
    ],
    ...paperFrame(bench, {
      title: 'Biên bản họp Hội đồng thẩm định',
      heading: 'BIÊN BẢN',
      about: 'Họp Hội đồng thẩm định',
      form: 'appraisalMinutes',
      head: reviewHead(input, minutes),
      signature: signature('', ''),
    }),
  }
}
