// Thông báo kết quả thẩm định (2026, Mẫu số 4), with what the school may still say to it.
import { z } from 'zod'
import { say } from '../../domain/text.ts'
import type { ReportInput } from '../input.ts'
import { lastAct, Numbered, type CaseView } from '../parts/acts.ts'
import { schoolLevelText } from '../parts/conclusion.ts'
import { placeOf } from '../parts/letterhead.ts'
import { conclusionWords, meetingOf } from '../parts/meeting.ts'
import { departmentHead, numberWords, paperFrame, reviewHead, signature, startPaper } from '../parts/paper.ts'
import { leadOf, reviewOf } from '../parts/review-case.ts'
import { criteriaOf } from '../parts/summary.ts'
import { reachedIn, reachedText } from '../parts/criteria.ts'
import { longDate, termWords } from '../parts/words.ts'

const Notice = z.object({ notice: Numbered, summary: z.string() })

/** The last notice. Throws `conflict` before. */
export function noticeOf(view: CaseView) {
  return lastAct(
    view,
    ['notifyResult'],
    Notice,
    say(
      'Chưa thông báo kết quả thẩm định cho nhà trường.',
      'The school has not been told the result of the appraisal.',
    ),
  )
}

/** Throws `conflict` before the school was told. */
export function buildAppraisalNotice(input: ReportInput) {
  const bench = startPaper(input)
  const { payload, actor } = noticeOf(input)
  const { heldOn, minutes, conclusion } = meetingOf(input)
  const review = reviewOf(input)
  const { school } = input.submission
  const term = input.procedure.periods['review.schoolReply']
  const byCouncil = actor.role === 'teamLead'
  const recipients = [`${school.name};`, `${school.managingBody || school.commune};`, 'Lưu: VT.']
  return {
    intro: `Tại phiên họp ${longDate(heldOn)} (Biên bản ${numberWords(minutes)}), Hội đồng thẩm định đã thẩm định hồ sơ đề nghị công nhận đạt chuẩn quốc gia của ${school.name}, ${placeOf(school)}. Kết quả như sau:`,
    summary: bench.prose.paragraphs(payload.summary),
    level: schoolLevelText(input),
    criteria: criteriaOf(bench.set).map(({ id, name }) => ({
      id,
      name: name.vi,
      result: reachedText(reachedIn(bench.result, id)),
    })),
    conclusion: `Hội đồng thẩm định ${conclusionWords(conclusion)}.`,
    reply: term?.amount
      ? `Nhà trường có ý kiến phản hồi (nếu có) bằng văn bản trong thời hạn ${termWords(term)} kể từ ngày nhận được thông báo này.`
      : 'Nhà trường có ý kiến phản hồi (nếu có) bằng văn bản gửi Hội đồng thẩm định.',
    replyMark: bench.marks.of(term?.amount ? term : undefined),
    ...paperFrame(bench, {
      title: 'Thông báo kết quả thẩm định',
      heading: 'THÔNG BÁO',
      about: 'Kết quả thẩm định',
      form: 'appraisalNotice',
      head: byCouncil ? reviewHead(input, payload.notice) : departmentHead(input, payload.notice),
      signature: byCouncil
        ? signature('CHỦ TỊCH', leadOf(review), { onBehalf: 'TM. HỘI ĐỒNG THẨM ĐỊNH', recipients })
        : signature('GIÁM ĐỐC', actor.role === 'departmentDirector' ? actor.name : '', { recipients }),
    }),
  }
}
