// Phiếu xác định nội hàm, phân tích tiêu chí tìm minh chứng (2018, CV 5932): one a criterion, with what was gathered so far.
import type { ReportInput } from '../input.ts'
import { councilOf, criteriaAsked, groupOf } from '../parts/council.ts'
import { criterionView } from '../parts/criteria.ts'
import { markSet } from '../parts/marks.ts'
import { paperFrame, schoolSheetHead, signature, startPaper } from '../parts/paper.ts'
import { registerRows } from '../parts/school.ts'

/** Throws `conflict` while the school has no council. */
export function buildRequirementSheets(input: ReportInput) {
  const bench = startPaper(input)
  const { set, submission } = bench
  const council = councilOf(input)
  const standards = new Map(
    set.standards.flatMap(({ id, name, criteria }) => criteria.map((one) => [one.id, `${id}: ${name.vi}`])),
  )
  markSet(bench.marks, set)
  return {
    sheets: criteriaAsked(bench).map((criterion, index) => ({
      first: index === 0,
      ...criterionView(bench, criterion, undefined),
      standard: standards.get(criterion.id) ?? '',
      group: groupOf(council, criterion.id)?.name ?? '……………………',
      gathered: registerRows(
        input,
        submission.evidence.filter((item) => item.criterion === criterion.id),
      ),
    })),
    ...paperFrame(bench, {
      title: 'Phiếu xác định nội hàm, phân tích tiêu chí tìm minh chứng',
      heading: 'PHIẾU XÁC ĐỊNH NỘI HÀM, PHÂN TÍCH TIÊU CHÍ TÌM MINH CHỨNG',
      form: 'requirementSheet',
      head: schoolSheetHead(input),
      signature: signature('', ''),
    }),
  }
}
