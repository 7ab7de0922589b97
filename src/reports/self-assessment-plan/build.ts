// Kế hoạch tự đánh giá: the nine sections of the 2018 form; in 2026 the assignment of work (Điều 9 khoản 3 điểm b).
import { z } from 'zod'
import { say } from '../../domain/text.ts'
import { dateOf, isAppraisal } from '../../domain/procedure.ts'
import type { ReportInput } from '../input.ts'
import { actsOf, lastAct, Numbered, type CaseView } from '../parts/acts.ts'
import { legalGrounds } from '../parts/award.ts'
import { chairOf, councilLists, councilOf } from '../parts/council.ts'
import {
  groundLines,
  numberWords,
  paperFrame,
  schoolHead,
  signature,
  startPaper,
  type PaperBench,
} from '../parts/paper.ts'
import { periodWords } from '../parts/words.ts'

const text = z.string().optional()
const Plan = z.object({
  purpose: text,
  scope: text,
  tools: text,
  training: text,
  resources: text,
  experts: text,
  calendar: z.array(z.object({ weeks: z.string(), work: z.string() })).default([]),
})
const Change = z.object({ changes: z.string(), reason: z.string() })

/** The plan as it was last submitted (2018) or the work as it was last assigned (2026). Throws `conflict` before. */
export function planOf(view: CaseView) {
  return isAppraisal(view.procedure)
    ? lastAct(
        view,
        ['assignWork', 'changeAssignment'],
        Plan,
        say(
          'Chủ tịch hội đồng chưa phân công nhiệm vụ tự đánh giá.',
          'The chair of the council has not assigned the work of the self-assessment.',
        ),
      )
    : lastAct(
        view,
        ['submitPlan'],
        Plan,
        say('Hội đồng chưa trình kế hoạch tự đánh giá.', 'The council has not submitted its plan.'),
      )
}

/** Throws `conflict` before the plan was submitted or the work assigned. */
export function buildSelfAssessmentPlan(input: ReportInput) {
  const bench = startPaper(input)
  const { payload } = planOf(input)
  const { school, cycle, processes } = input.submission
  const council = councilOf(input)
  const approved = Numbered.nullable().catch(null).parse(processes['selfAssessment']?.['plan'])
  const change = actsOf(input, ['changePlan'], Change).at(-1)?.payload
  return {
    approved: approved !== null,
    grounds: groundLines(legalGrounds(input).map((basis) => `Căn cứ ${basis}`)),
    period: periodWords(cycle.period),
    decision: numberWords(council.councilDecision),
    ...sections(bench, payload),
    lists: councilLists(council),
    calendar: payload.calendar,
    change: change ? bench.prose.paragraphs(`${change.changes}\n\nLý do: ${change.reason}`) : [],
    ...paperFrame(bench, {
      title: 'Kế hoạch tự đánh giá',
      heading: 'KẾ HOẠCH',
      about: 'Tự đánh giá',
      form: 'selfAssessmentPlan',
      head: schoolHead(input, approved),
      signature: signature('CHỦ TỊCH', chairOf(council), {
        onBehalf: 'TM. HỘI ĐỒNG TỰ ĐÁNH GIÁ',
        recipients: [
          `${school.managingBody || school.commune} (để báo cáo);`,
          'Các thành viên hội đồng, nhóm công tác;',
          'Lưu: VT.',
        ],
      }),
    }),
  }
}

/** The sections around the council, numbered as each edition has them. */
function sections(bench: PaperBench, plan: z.infer<typeof Plan>) {
  const part = (title: string, what: string, text: string | undefined) => ({ title, text: bench.field(what, text) })
  const first = [part('MỤC ĐÍCH', 'mục đích', plan.purpose), part('PHẠM VI TỰ ĐÁNH GIÁ', 'phạm vi', plan.scope)]
  if (isAppraisal(bench.procedure)) {
    const { day } = dateOf(bench.procedure, 'selfAssessment.approval')
    const until =
      day === null
        ? undefined
        : `Báo cáo tự đánh giá được phê duyệt trước ngày ${day.split('-').map(Number).toReversed().join('/')}.`
    return {
      before: numbered(first, 1),
      after: numbered([part('THỜI GIAN', 'thời gian', until)], 4),
      councilNumber: 'III',
      calendarNumber: '',
    }
  }
  const before = [...first, part('CÔNG CỤ TỰ ĐÁNH GIÁ', 'công cụ tự đánh giá', plan.tools)]
  const after = [
    part('TẬP HUẤN NGHIỆP VỤ TỰ ĐÁNH GIÁ', 'tập huấn', plan.training),
    part('DỰ KIẾN CÁC NGUỒN LỰC', 'nguồn lực', plan.resources),
    part('DỰ KIẾN THUÊ CHUYÊN GIA (NẾU CÓ)', 'thuê chuyên gia', plan.experts),
    part('BẢNG DANH MỤC MÃ MINH CHỨNG', 'bảng mã minh chứng dự kiến', undefined),
  ]
  return { before: numbered(before, 1), after: numbered(after, 5), councilNumber: 'IV', calendarNumber: 'IX' }
}

const roman = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX']

function numbered<T extends { title: string }>(parts: readonly T[], from: number): T[] {
  return parts.map((part, index) => ({ ...part, title: `${roman[from + index]}. ${part.title}` }))
}
