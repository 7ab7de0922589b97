// Phiếu đánh giá tiêu chí: one a criterion and one for level 4, as the working groups write them; in 2026 the form of Part II of Biểu 1.
import { isAppraisal } from '../../domain/procedure.ts'
import type { ReportInput } from '../input.ts'
import { say } from '../../domain/text.ts'
import { tooEarly, type CaseView } from '../parts/acts.ts'
import { criteriaAsked, groupOf } from '../parts/council.ts'
import { criterionView, sheetsOf } from '../parts/criteria.ts'
import { level4View } from '../parts/level4.ts'
import { markSet } from '../parts/marks.ts'
import { paperFrame, schoolSheetHead, signature, startPaper } from '../parts/paper.ts'
import { selfAssessmentOf } from '../parts/people.ts'

/** The school's sheets by criterion. Throws `conflict` while there are none. */
export function ownSheets({ submission }: Pick<CaseView, 'submission'>) {
  const sheets = sheetsOf(submission, 'school')
  if (sheets.size === 0)
    throw tooEarly(
      say('Nhà trường chưa mở phiếu đánh giá tiêu chí.', 'The school has not opened its criterion sheets.'),
    )
  return sheets
}

/** Throws `conflict` while the school has no sheets. */
export function buildCriterionSheets(input: ReportInput) {
  const bench = startPaper(input)
  const { set } = bench
  const sheets = ownSheets(input)
  const self = selfAssessmentOf(input.submission)
  const standards = new Map(
    set.standards.flatMap(({ id, name, criteria }) => criteria.map((one) => [one.id, `${id}: ${name.vi}`])),
  )
  const level4 = level4View(bench, sheets)
  markSet(bench.marks, set)
  return {
    appraisal: isAppraisal(input.procedure),
    sheets: criteriaAsked(bench).map((criterion) => {
      const group = groupOf(self, criterion.id)
      const view = criterionView(bench, criterion, sheets.get(criterion.id))
      return {
        ...view,
        standard: standards.get(criterion.id) ?? '',
        group: group?.name ?? '……………………',
        written: view.strengths.length + view.weaknesses.length + view.plan.length > 0,
        signers: signersOf(group?.lead ?? ''),
      }
    }),
    level4: {
      ...level4,
      printed: level4.written && (input.only === undefined || input.only === 'M4'),
      signers: signersOf(groupOf(self, 'M4')?.lead ?? ''),
    },
    ...paperFrame(bench, {
      title: 'Phiếu đánh giá tiêu chí',
      heading: 'PHIẾU ĐÁNH GIÁ TIÊU CHÍ',
      form: 'criterionSheet',
      head: schoolSheetHead(input),
      signature: signature('', ''),
    }),
  }
}

function signersOf(lead: string) {
  const hint = '(Ký, ghi rõ họ tên)'
  return [
    { onBehalf: 'XÁC NHẬN CỦA', office: 'TRƯỞNG NHÓM CÔNG TÁC', hint, name: lead },
    { onBehalf: null, office: 'NGƯỜI VIẾT', hint, name: '' },
  ]
}
