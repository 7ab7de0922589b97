// Báo cáo tự đánh giá of the 2026 circular (Biểu 1 Phụ lục V): overview, criteria with an assessment a standard, conclusion.
import type { ReportInput } from '../input.ts'
import { criterionView, levelsOf, reachedIn, sheetsOf } from '../parts/criteria.ts'
import { decisionText, schoolLevelText } from '../parts/conclusion.ts'
import { formMark, frameOf, startReport, type Bench } from '../parts/frame.ts'
import { authoritiesOf, capitals, letterhead } from '../parts/letterhead.ts'
import { markSet } from '../parts/marks.ts'
import { councilRows, peopleTable, selfAssessmentOf, type SelfAssessment } from '../parts/people.ts'
import type { Paragraphs } from '../parts/prose.ts'
import { dataTables, particulars, registerRows } from '../parts/school.ts'
import { criteriaOf, highestCells, spreadOf } from '../parts/summary.ts'
import { periodWords, placeAndDate, shortDate } from '../parts/words.ts'

export function buildSelfAssessment2026(input: ReportInput) {
  const bench = startReport(input)
  const { submission, set, procedure, prose, marks } = bench
  const { school, cycle } = submission
  const request = selfAssessmentOf(submission)
  const form = procedure.forms['selfAssessmentReport']
  const standards = set.standards.map((standard) => standardView(bench, standard))
  const day = request.report?.date ?? submission.at
  const dated = placeAndDate(school.commune, day)
  marks.add(
    'Mục đích, phạm vi, thời gian in sẵn của Biểu 1 Phụ lục V',
    'chưa có nguyên văn; báo cáo in phần trường viết',
  )
  return {
    title: `Báo cáo tự đánh giá – ${school.name} – ${cycle.period}`,
    head: letterhead(school.managingBody || authoritiesOf(input).commune, school.name),
    school: capitals(school.name),
    parent: capitals(school.managingBody),
    place: capitals(school.commune),
    period: periodWords(cycle.period),
    year: day.slice(0, 4),
    dated,
    formNumber: form?.number ?? '',
    formMark: formMark(bench, 'selfAssessmentReport'),
    setMark: markSet(marks, set),
    particulars: particulars(school),
    situation: prose.paragraphs(school.situation),
    purpose: prose.paragraphs(school.purpose),
    process: prose.paragraphs(school.process),
    abbreviations: school.abbreviations,
    levels: levelsOf(set),
    ...widths(set),
    standards,
    all: spreadOf(set, criteriaOf(set), (id) => reachedIn(input.result, id)),
    closing: prose.paragraphs(school.conclusion),
    conclusion: schoolLevelText(input),
    decision: decisionText(input.result.decisions['qualityLevel']),
    requested: requestText(request),
    tables: dataTables(school),
    dataMark: formMark(bench, 'dataForm'),
    council: peopleTable(councilRows(request)),
    councilDecision: paperText(request),
    registerMark: formMark(bench, 'evidenceRegister'),
    codeMark: marks.of(procedure.evidenceCode),
    register: registerRows(input, submission.evidence).map((row) => ({ ...row, source: sourceOf(row) })),
    signature: { dated, onBehalf: null, office: 'HIỆU TRƯỞNG', name: school.principal, recipients: [] },
    ...frameOf(bench),
  }
}

/** Cells a row of tables 2a and 2b. */
function widths(set: Bench['set']) {
  const columns = levelsOf(set).length + 1
  return { summaryWidth: columns + 1, shareWidth: 2 + columns * 2 }
}

function standardView(bench: Bench, { id, name, criteria }: Bench['set']['standards'][number]) {
  const { set, submission, result, prose } = bench
  const sheets = sheetsOf(submission, 'school')
  const views = criteria.map((one) => criterionView(bench, one, sheets.get(one.id)))
  const { strengths, limits, direction, ...others } = submission.school.standards[id] ?? {}
  const byCriterion = (pick: (view: (typeof views)[number]) => Paragraphs) =>
    views.filter((view) => pick(view).length > 0).map((view) => ({ id: view.id, text: pick(view) }))
  return {
    id,
    name: name.vi,
    opening: Object.values(others).flatMap((text) => prose.paragraphs(text)),
    criteria: views,
    parts: [
      part(
        '1. Điểm mạnh nổi bật',
        prose.paragraphs(strengths),
        byCriterion((view) => view.strengths),
      ),
      part(
        '2. Hạn chế trọng tâm và nguyên nhân cốt lõi',
        prose.paragraphs(limits),
        byCriterion((view) => view.weaknesses),
      ),
      part(
        '3. Định hướng cải tiến',
        prose.paragraphs(direction),
        byCriterion((view) => view.plan),
      ),
    ],
    rows: criteria.map((one) => ({
      id: one.id,
      name: one.name.vi,
      mandatory: one.mandatory,
      ...highestCells(set, one, reachedIn(result, one.id)),
    })),
    spread: spreadOf(set, criteria, (criterion) => reachedIn(result, criterion)),
  }
}

function part(title: string, text: Paragraphs, criteria: { id: string; text: Paragraphs }[]) {
  return { title, text, criteria, empty: text.length === 0 && criteria.length === 0 }
}

function requestText({ requested, requestedTier }: SelfAssessment): string | null {
  if (!requested.includes('nationalStandard')) return null
  const tier = requestedTier === null ? '' : ` Mức độ ${requestedTier}`
  return `Đề nghị Sở Giáo dục và Đào tạo thẩm định, công nhận nhà trường đạt chuẩn quốc gia${tier}.`
}

function paperText({ councilDecision }: SelfAssessment): string {
  if (!councilDecision) return 'Quyết định thành lập hội đồng tự đánh giá: chưa có dữ liệu.'
  return `Quyết định số ${councilDecision.number} ngày ${shortDate(councilDecision.date)} về thành lập hội đồng tự đánh giá.`
}

function sourceOf({ issued, issuer }: { issued: string; issuer: string }): string {
  return [issued, issuer].filter((text) => text !== '').join('; ')
}
