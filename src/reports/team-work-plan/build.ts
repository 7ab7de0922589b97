// Kế hoạch làm việc của đoàn đánh giá ngoài (2018): the steps of the review with their days, and who studies which standards.
import { z } from 'zod'
import { say } from '../../domain/text.ts'
import type { ReportInput } from '../input.ts'
import { lastAct, type CaseView } from '../parts/acts.ts'
import { groundLines, dots, numberWords, paperFrame, reviewHead, startPaper, signature } from '../parts/paper.ts'
import { leadOf, namesOf, requestedWords, reviewOf } from '../parts/review-case.ts'
import { shortDate } from '../parts/words.ts'

const Begin = z.object({
  meetingOn: z.string(),
  assignments: z.array(z.object({ personId: z.string(), standards: z.array(z.string()) })).default([]),
})

/** The first meeting of the team. Throws `conflict` before. */
export function deskReviewBegun(view: CaseView) {
  return lastAct(
    view,
    ['beginDeskReview'],
    Begin,
    say('Đoàn đánh giá ngoài chưa bắt đầu nghiên cứu hồ sơ.', 'The review team has not begun its desk review.'),
  )
}

/** Throws `conflict` before the team has met. */
export function buildTeamWorkPlan(input: ReportInput) {
  const bench = startPaper(input)
  const review = reviewOf(input)
  const { payload } = deskReviewBegun(input)
  const { school, processes } = input.submission
  const { preliminaryVisitOn, formalVisit } = review
  const names = namesOf(input)
  const standards = new Map(bench.set.standards.map(({ id, name }) => [id, name.vi]))
  const days = [
    shortDate(payload.meetingOn),
    preliminaryVisitOn && shortDate(preliminaryVisitOn),
    formalVisit && `${shortDate(formalVisit.from)} – ${shortDate(formalVisit.to)}`,
  ]
  if (days.includes(null)) bench.field('thời gian của các bước chưa thực hiện', null)
  const steps = input.procedure.steps['externalReview'] ?? []
  const work = steps.filter(({ papers }) => !papers.some((paper) => intake.includes(paper)))
  return {
    grounds: groundLines([`Căn cứ Quyết định ${numberWords(review.decision)} về Đoàn đánh giá ngoài`]),
    purpose: `Đánh giá ngoài ${school.name} để xác định mức nhà trường đạt được, làm căn cứ xem xét công nhận nhà trường ${requestedWords(processes['externalReview']).join(' và ')}.`,
    steps: work.map(({ name }, index) => ({ place: index + 1, name: name.vi, time: days[index] ?? dots })),
    assignments: payload.assignments.map(({ personId, standards: ids }) => ({
      name: names(personId),
      standards: ids.map((id) => `Tiêu chuẩn ${id}${standards.has(id) ? `: ${standards.get(id)}` : ''}`),
    })),
    school: school.name,
    signers: [
      { onBehalf: 'PHÊ DUYỆT', office: 'GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO', hint: '(Ký tên, đóng dấu)', name: '' },
      { onBehalf: 'TM. ĐOÀN ĐÁNH GIÁ NGOÀI', office: 'TRƯỞNG ĐOÀN', hint: '(Ký, ghi rõ họ tên)', name: leadOf(review) },
    ],
    ...paperFrame(bench, {
      title: 'Kế hoạch làm việc của đoàn đánh giá ngoài',
      heading: 'KẾ HOẠCH',
      about: `Làm việc của Đoàn đánh giá ngoài tại ${school.name}`,
      form: 'teamWorkPlan',
      head: reviewHead(input, { number: dots, date: payload.meetingOn }),
      signature: signature('', ''),
    }),
  }
}

const intake = ['reviewRegistration', 'acceptanceNotice', 'completionRequest', 'teamDecision']
