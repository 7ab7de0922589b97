// Báo cáo tự đánh giá of the 2018 circulars: cover, council, summary, data, the criteria, conclusion, register.
import type { ReportInput } from '../input.ts'
import { criterionView, levelsOf, reachedIn, sheetsOf, type CriterionView } from '../parts/criteria.ts'
import { formMark, frameOf, startReport, type Bench } from '../parts/frame.ts'
import { level4View } from '../parts/level4.ts'
import { authoritiesOf, capitals, letterhead } from '../parts/letterhead.ts'
import { markSet } from '../parts/marks.ts'
import { councilRows, peopleTable, selfAssessmentOf, type SelfAssessment } from '../parts/people.ts'
import { dataTables, particulars, registerRows } from '../parts/school.ts'
import { countByLevel, criteriaOf, cumulativeCells } from '../parts/summary.ts'
import { kindOf, periodWords, placeAndDate } from '../parts/words.ts'
import { schoolLevelText } from '../parts/conclusion.ts'

export function buildSelfAssessment2018(input: ReportInput) {
  const bench = startReport(input)
  const { submission, set } = bench
  const { school, cycle } = submission
  const council = selfAssessmentOf(submission)
  const summary = summaryTable(bench)
  const standards = set.standards.map((standard) => standardView(bench, standard))
  const level4 = level4View(bench, sheetsOf(submission, 'school'))
  const day = council.report?.date ?? submission.at
  const dated = placeAndDate(school.commune, day)
  return {
    title: `Báo cáo tự đánh giá – ${school.name} – ${cycle.period}`,
    head: letterhead(school.managingBody || authoritiesOf(input).commune, school.name),
    school: capitals(school.name),
    province: capitals(school.province),
    parent: capitals(school.managingBody),
    period: periodWords(cycle.period),
    year: day.slice(0, 4),
    dated,
    kind: kindOf(school),
    formMark: formMark(bench, 'selfAssessmentReport'),
    setMark: markSet(bench.marks, set),
    council: peopleTable(councilRows(council)),
    abbreviations: school.abbreviations.map((one, index) => ({ ...one, place: index + 1 })),
    summary,
    level4,
    hasLevel4: set.level4.length > 0,
    conclusion: schoolLevelText(input),
    requested: requestText(council),
    particulars: particulars(school),
    tables: dataTables(school),
    situation: bench.prose.paragraphs(school.situation),
    purpose: bench.prose.paragraphs(school.purpose),
    process: bench.prose.paragraphs(school.process),
    standards,
    counts: countByLevel(set, criteriaOf(set), (id) => reachedIn(input.result, id)),
    closing: bench.prose.paragraphs(school.conclusion),
    registerMark: formMark(bench, 'evidenceRegister'),
    codeMark: bench.marks.of(bench.procedure.evidenceCode),
    register: registerRows(input, submission.evidence),
    signature: { dated, onBehalf: null, office: 'HIỆU TRƯỞNG', name: school.principal, recipients: [] },
    ...frameOf(bench),
  }
}

function summaryTable({ set, result }: Bench) {
  const levels = levelsOf(set)
  return {
    levels,
    width: levels.length + 2,
    groups: set.standards.map(({ id, name, criteria }) => ({
      id,
      name: name.vi,
      rows: criteria.map((one) => ({
        id: one.id,
        name: one.name.vi,
        ...cumulativeCells(set, one, reachedIn(result, one.id)),
      })),
    })),
  }
}

function standardView(bench: Bench, { id, name, criteria }: Bench['set']['standards'][number]) {
  const { prose, set, submission, result } = bench
  const sheets = sheetsOf(submission, 'school')
  const { opening, ...closing } = submission.school.standards[id] ?? {}
  const views: CriterionView[] = criteria.map((one) => criterionView(bench, one, sheets.get(one.id)))
  return {
    id,
    name: name.vi,
    opening: prose.paragraphs(opening),
    criteria: views,
    conclusion: Object.values(closing).flatMap((text) => prose.paragraphs(text)),
    counts: countByLevel(set, criteria, (criterion) => reachedIn(result, criterion)),
    failed: criteria
      .filter((one) => reachedIn(result, one.id) === 0)
      .map(({ id: criterion }) => criterion)
      .join(', '),
  }
}

function requestText({ requested, requestedGrade, requestedTier }: SelfAssessment): string | null {
  const parts = [
    requested.includes('accreditation') &&
      `công nhận trường đạt kiểm định chất lượng giáo dục${requestedGrade === null ? '' : ` cấp độ ${requestedGrade}`}`,
    requested.includes('nationalStandard') &&
      `công nhận trường đạt chuẩn quốc gia${requestedTier === null ? '' : ` mức độ ${requestedTier}`}`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? null : `Trường đề nghị ${parts.join(' và ')}.`
}
