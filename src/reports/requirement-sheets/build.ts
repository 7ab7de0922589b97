// Phiếu xác định nội hàm, phân tích tiêu chí tìm minh chứng (2018, CV 5932): one a criterion, with the evidence each level rests on.
import type { FrozenSheet } from '../../domain/case.ts'
import type { Criterion } from '../../domain/criteria/schema.ts'
import { citationsIn } from '../../domain/evidence-citations.ts'
import type { ReportInput } from '../input.ts'
import { councilOf, criteriaAsked, groupOf } from '../parts/council.ts'
import { criterionView, sheetsOf } from '../parts/criteria.ts'
import { markSet } from '../parts/marks.ts'
import { dots, paperFrame, schoolSheetHead, signature, startPaper, type PaperBench } from '../parts/paper.ts'

/** What the guidance has a school ask of every requirement. */
const questions = [
  'Có kế hoạch không?',
  'Đã thực hiện và đạt chưa?',
  'Đúng quy định chưa?',
  'So với trường tương đương thế nào?',
  'Có vượt yêu cầu không?',
  'Rà soát, điều chỉnh ra sao?',
]

/** Throws `conflict` while the school has no council. */
export function buildRequirementSheets(input: ReportInput) {
  const bench = startPaper(input)
  const { set } = bench
  const council = councilOf(input)
  const standards = new Map(
    set.standards.flatMap(({ id, name, criteria }) => criteria.map((one) => [one.id, `${id}: ${name.vi}`])),
  )
  const written = sheetsOf(input.submission, 'school')
  markSet(bench.marks, set)
  return {
    questions,
    sheets: criteriaAsked(bench).map((criterion, index) => {
      const levels = levelsOf(bench, input, criterion, written.get(criterion.id))
      return {
        first: index === 0,
        id: criterion.id,
        name: criterion.name.vi,
        standard: standards.get(criterion.id) ?? '',
        group: groupOf(council, criterion.id)?.name ?? dots,
        levels,
        /** The questions are the same for every requirement, so that they stand beside all of them once. */
        rows: levels.reduce((sum, { span }) => sum + span, 0),
      }
    }),
    ...paperFrame(bench, {
      title: 'Phiếu xác định nội hàm, phân tích tiêu chí tìm minh chứng',
      heading: 'PHIẾU XÁC ĐỊNH NỘI HÀM, PHÂN TÍCH TIÊU CHÍ TÌM MINH CHỨNG',
      form: 'requirementSheet',
      head: schoolSheetHead(input),
      signature: signature('', ''),
    }),
  }
}

/** The requirements of each level, with the evidence that the school's sheet cites there; what to look for while there is none. */
function levelsOf(bench: PaperBench, input: ReportInput, criterion: Criterion, sheet: FrozenSheet | undefined) {
  const { evidence } = input.submission
  return criterionView(bench, criterion, undefined).levels.map(({ level, indicators }, place) => {
    const text = sheet?.content.currentState[String(level)] ?? ''
    const cited = new Set(citationsIn(text, input.procedure.evidenceCode.pattern).map(({ code }) => code))
    const gathered = evidence
      .filter(({ code }) => cited.has(code))
      .map(({ code, title, issuer, place }) => ({
        code,
        title,
        file: input.evidenceAddresses?.get(code) ?? null,
        where: [issuer, place].filter(Boolean).join(', '),
      }))
    const suggested = gathered.length > 0 ? [] : criterion.suggestedEvidence
    return {
      level,
      first: place === 0,
      span: indicators.length,
      requirements: indicators.map(({ letter, text: asked, mark }, index) => ({
        letter,
        text: asked,
        mark,
        first: index === 0,
      })),
      gathered,
      suggested,
      suggestedMark:
        suggested.length > 0 && bench.marks.add('Minh chứng gợi ý', 'là ví dụ, không phải danh mục bắt buộc'),
    }
  })
}
