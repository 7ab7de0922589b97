// Công văn đăng ký đánh giá ngoài (2018, Điều 26) or văn bản đề nghị công nhận đạt chuẩn quốc gia (2026, Điều 16).
import { isAppraisal } from '../../domain/procedure.ts'
import { z } from 'zod'
import { say } from '../../domain/text.ts'
import type { ReportInput } from '../input.ts'
import { lastAct, Numbered, type CaseView } from '../parts/acts.ts'
import { legalGrounds } from '../parts/award.ts'
import { schoolLevelText } from '../parts/conclusion.ts'
import { reachedIn } from '../parts/criteria.ts'
import { authoritiesOf, placeOf } from '../parts/letterhead.ts'
import { numberWords, paperFrame, schoolHead, signature, startPaper } from '../parts/paper.ts'
import { selfAssessmentOf } from '../parts/people.ts'
import { requestedWords } from '../parts/review-case.ts'
import { countByLevel, criteriaOf } from '../parts/summary.ts'

const Registration = z.object({ letter: Numbered, reportCopies: z.number().optional() }).loose()

/** The last registration or request. Throws `conflict` before. */
export function registrationOf(view: CaseView) {
  const events = ['registerReview', 'requestRecognition']
  const why = isAppraisal(view.procedure)
    ? say(
        'Nhà trường chưa đề nghị công nhận đạt chuẩn quốc gia.',
        'The school has not applied for the national standard.',
      )
    : say('Nhà trường chưa đăng ký đánh giá ngoài.', 'The school has not registered for external review.')
  return lastAct(view, events, Registration, why)
}

/** Throws `conflict` before the school has registered or asked. */
export function buildRegistrationLetter(input: ReportInput) {
  const bench = startPaper(input)
  const appraisal = isAppraisal(input.procedure)
  const { payload } = registrationOf(input)
  const { school } = input.submission
  const { report } = selfAssessmentOf(input.submission)
  const { department } = authoritiesOf(input)
  const what = appraisal ? 'đề nghị công nhận đạt chuẩn quốc gia' : 'đăng ký đánh giá ngoài'
  const counts = countByLevel(input.set, criteriaOf(input.set), (id) => reachedIn(input.result, id)).map(
    ({ level, met, total }) => `${met}/${total} tiêu chí đạt Mức ${level}`,
  )
  const copies = payload.reportCopies === undefined ? '' : ` (${String(payload.reportCopies).padStart(2, '0')} bản)`
  return {
    to: [department],
    intro: `${school.name}, ${placeOf(school)}, đã hoàn thành tự đánh giá theo ${legalGrounds(input).join('; ')}.`,
    result: `Kết quả tự đánh giá: ${counts.join('; ')}. ${schoolLevelText(input)}`,
    ask: appraisal
      ? 'Nhà trường đề nghị được thẩm định và công nhận:'
      : 'Nhà trường đăng ký đánh giá ngoài và đề nghị được công nhận:',
    requested: requestedWords(appraisal ? { requested: ['nationalStandard'], ...payload } : payload),
    enclosed: [
      `Báo cáo tự đánh giá${report ? ` ${numberWords(report)}` : ''}${copies}`,
      'Danh mục mã minh chứng và minh chứng kèm theo (bản điện tử)',
    ],
    closing: `${school.name} trân trọng đề nghị ${department} xem xét./.`,
    ...paperFrame(bench, {
      title: appraisal ? 'Văn bản đề nghị công nhận đạt chuẩn quốc gia' : 'Công văn đăng ký đánh giá ngoài',
      heading: '',
      form: appraisal ? 'recognitionRequest' : 'reviewRegistration',
      head: { ...schoolHead(input, payload.letter), subject: `V/v ${what}` },
      signature: signature('HIỆU TRƯỞNG', school.principal, { recipients: ['Như trên;', 'Lưu: VT.'] }),
    }),
  }
}
