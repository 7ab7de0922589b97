// Yêu cầu hoàn thiện hồ sơ: the letter by which the commune (2018) or the department returns a dossier.
import { isAppraisal } from '../../domain/procedure.ts'
import { z } from 'zod'
import { say } from '../../domain/text.ts'
import type { ReportInput } from '../input.ts'
import { lastAct, Numbered, type CaseView } from '../parts/acts.ts'
import { authoritiesOf, letterhead, sameOffice } from '../parts/letterhead.ts'
import {
  departmentHead,
  numberWords,
  paperFrame,
  schoolHead,
  signature,
  startPaper,
  type Signature,
} from '../parts/paper.ts'
import { selfAssessmentOf } from '../parts/people.ts'
import { termWords } from '../parts/words.ts'

const Completion = z.object({ notice: Numbered, items: z.array(z.string()), reason: z.string() })

/** The last request. Throws `conflict` when the dossier was never returned. */
export function completionOf(view: CaseView) {
  const events = ['requestCompletion', 'requestCompletionAtCommune']
  return lastAct(
    view,
    events,
    Completion,
    say('Hồ sơ chưa lần nào bị yêu cầu hoàn thiện.', 'The dossier was never asked to be completed.'),
  )
}

/** Throws `conflict` when the dossier was never returned. */
export function buildCompletionRequest(input: ReportInput) {
  const bench = startPaper(input)
  const act = completionOf(input)
  const { notice, items, reason } = act.payload
  const { school } = input.submission
  const commune = act.event === 'requestCompletionAtCommune'
  const { commune: communeName, department } = authoritiesOf(input)
  const { report } = selfAssessmentOf(input.submission)
  const term = input.procedure.periods['intake.completion']
  const what = isAppraisal(input.procedure) ? 'đề nghị công nhận đạt chuẩn quốc gia' : 'đăng ký đánh giá ngoài'
  const head = departmentHead(input, notice)
  return {
    to: [school.name],
    intro: `${commune ? communeName : department} đã nhận hồ sơ ${what} của ${school.name}${report ? ` kèm Báo cáo tự đánh giá ${numberWords(report)}` : ''}. Sau khi kiểm tra, hồ sơ chưa được tiếp nhận vì:`,
    reason: bench.prose.paragraphs(reason),
    items,
    term: term?.amount ? `trong thời hạn ${termWords(term)} kể từ ngày nhận được văn bản này` : '',
    termMark: bench.marks.of(term?.amount ? term : undefined),
    ...paperFrame(bench, {
      title: 'Yêu cầu hoàn thiện hồ sơ',
      heading: '',
      form: 'completionRequest',
      head: {
        ...(commune
          ? { ...letterhead('', communeName), number: notice.number, dated: schoolHead(input, notice).dated }
          : head),
        subject: `V/v hoàn thiện hồ sơ ${what}`,
      },
      signature: signatureOf(
        act.actor,
        commune,
        sameOffice(school.managingBody, department) ? '' : school.managingBody,
      ),
    }),
  }
}

/** Heads sign what they enter; what an officer entered is signed by hand. */
function signatureOf(actor: { name: string; role: string }, commune: boolean, managing: string): Signature {
  const recipients = ['Như trên;', ...(managing && !commune ? [`${managing};`] : []), 'Lưu: VT.']
  const name = ['communeChair', 'qualityHead', 'departmentDirector'].includes(actor.role) ? actor.name : ''
  if (commune) return signature('CHỦ TỊCH', name, { onBehalf: 'TM. ỦY BAN NHÂN DÂN', recipients })
  if (actor.role === 'departmentDirector') return signature('GIÁM ĐỐC', name, { recipients })
  return signature('TRƯỞNG PHÒNG QUẢN LÝ CHẤT LƯỢNG', name, { onBehalf: 'TL. GIÁM ĐỐC', recipients })
}
