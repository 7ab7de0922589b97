// Báo cáo đánh giá ngoài (2018) or báo cáo kết quả thẩm định (2026): the school's rating beside the team's, and what it recommends.
import { isAppraisal } from '../../domain/procedure.ts'
import type { Submission } from '../../domain/case.ts'
import { score } from '../../domain/scoring/score.ts'
import type { ReportInput } from '../input.ts'
import { decisionText, schoolLevelText } from '../parts/conclusion.ts'
import { criterionView, levelsOf, ratingsOf, reachedIn, reachedText, sheetsOf } from '../parts/criteria.ts'
import { formMark, frameOf, startReport, type Bench } from '../parts/frame.ts'
import { authoritiesOf, letterhead, placeOf } from '../parts/letterhead.ts'
import { level4View } from '../parts/level4.ts'
import { markSet } from '../parts/marks.ts'
import { externalReviewOf, peopleTable, selfAssessmentOf, teamRows, type ExternalReview } from '../parts/people.ts'
import { draftWords } from '../parts/review-case.ts'
import { registerRows } from '../parts/school.ts'
import { countByLevel, criteriaOf, cumulativeCells, highestCells } from '../parts/summary.ts'
import { reviewWords } from '../parts/regime.ts'
import { dots } from '../parts/paper.ts'
import { kindOf, periodWords, placeAndDate, shortDate } from '../parts/words.ts'

export function buildExternalReview(input: ReportInput) {
  const bench = startReport(input)
  const { submission, set, procedure, marks, result } = bench
  const appraisal = isAppraisal(procedure)
  const words = reviewWords(procedure)
  const review = externalReviewOf(submission)
  const own = score(set, ratingsOf(sheetsOf(submission, 'school')))
  const authorities = authoritiesOf(input)
  const team = sheetsOf(submission, 'team')
  const lead = review.team.find(({ role }) => role === 'teamLead')?.name ?? ''
  const dated = placeAndDate(submission.school.province, submission.at)
  return {
    title: `${words.report} – ${submission.school.name} – ${submission.cycle.period}`,
    head: letterhead(authorities.department, words.body, { dated }),
    words,
    appraisal,
    heading: words.report.toLocaleUpperCase('vi'),
    formMark: formMark(bench, 'externalReport'),
    school: submission.school.name,
    period: periodWords(submission.cycle.period),
    team: peopleTable(teamRows(review, appraisal)),
    introduction: introductionOf(submission.school),
    facts: reviewFacts(review, bench),
    unclear: [...team.values()]
      .filter(({ content }) => content.unclear.trim() !== '')
      .map(({ criterion }) => (criterion === 'M4' ? 'Mức 4' : `Tiêu chí ${criterion}`)),
    dots: dots.repeat(3),
    levels: levelsOf(set),
    width: levelsOf(set).length + 1,
    wide: (levelsOf(set).length + 1) * 2 + 1,
    groups: comparison(bench, own, appraisal),
    different: differences(bench, own),
    criteria: set.standards.map(({ id, name, criteria }) => ({
      id,
      name: name.vi,
      criteria: criteria.map((one) => criterionView(bench, one, team.get(one.id))),
    })),
    setMark: markSet(marks, set),
    hasLevel4: set.level4.length > 0,
    level4: level4View(bench, team),
    ownLevel4: level4View(bench, sheetsOf(submission, 'school')),
    counts: countByLevel(set, criteriaOf(set), (id) => reachedIn(result, id)),
    conclusion: schoolLevelText(input),
    outcomes: Object.entries(set.scoring.decisions ?? {}).map(([name, { name: title }]) => ({
      name: title?.vi ?? name,
      text: decisionText(result.decisions[name]),
    })),
    recommendations: recommendationsOf(review, bench),
    registerMark: formMark(bench, 'evidenceRegister'),
    codeMark: marks.of(procedure.evidenceCode),
    register: registerRows(input, submission.evidence).map((row) => ({ ...row, source: row.issuer })),
    signature: { dated: null, onBehalf: words.onBehalf, office: words.lead, name: lead, recipients: [] },
    ...frameOf(bench),
  }
}

function introductionOf(school: Submission['school']): string {
  const ownership = school.ownership === 'public' ? 'công lập' : 'tư thục'
  const kind = kindOf(school).toLocaleLowerCase('vi')
  return `${school.name}, ${placeOf(school)}; loại hình ${ownership}, cấp học: ${kind}; thành lập ngày ${shortDate(school.foundedOn)}; hiệu trưởng: ${school.principal}.`
}

function comparison({ set, result }: Bench, own: ReportInput['result'], appraisal: boolean) {
  const cells = appraisal ? highestCells : cumulativeCells
  return set.standards.map(({ id, name, criteria }) => ({
    id,
    name: name.vi,
    rows: criteria.map((one) => ({
      id: one.id,
      own: cells(set, one, reachedIn(own, one.id)),
      team: cells(set, one, reachedIn(result, one.id)),
    })),
  }))
}

function differences({ set, result }: Bench, own: ReportInput['result']) {
  return criteriaOf(set)
    .filter(({ id }) => reachedIn(own, id) !== reachedIn(result, id))
    .map(({ id }) => ({ id, own: reachedText(reachedIn(own, id)), team: reachedText(reachedIn(result, id)) }))
}

/** What is known of the course of the review, as sentences. */
function reviewFacts(review: ExternalReview, { submission, procedure }: Bench): string[] {
  const { decision, preliminaryVisitOn, formalVisit, visitedOn, meeting, reply, points } = review
  const words = reviewWords(procedure)
  const { draft } = draftWords({ procedure })
  const council = selfAssessmentOf(submission).councilDecision
  const replies: Record<string, string> = {
    agreed: `Nhà trường nhất trí với ${draft}.`,
    silence: `Hết thời hạn, nhà trường không có ý kiến khác về ${draft}.`,
    disagreed: `Nhà trường có ý kiến khác về ${points.length} nội dung của ${draft}.`,
  }
  return [
    council && `Hội đồng tự đánh giá: Quyết định số ${council.number} ngày ${shortDate(council.date)}.`,
    decision && `${words.body}: Quyết định số ${decision.number} ngày ${shortDate(decision.date)}.`,
    preliminaryVisitOn && `Khảo sát sơ bộ: ngày ${shortDate(preliminaryVisitOn)}.`,
    formalVisit && `Khảo sát chính thức: từ ngày ${shortDate(formalVisit.from)} đến ngày ${shortDate(formalVisit.to)}.`,
    visitedOn && `Kiểm tra thực tế: ngày ${shortDate(visitedOn)}.`,
    meeting && `Họp hội đồng thẩm định: ngày ${shortDate(meeting.heldOn)}.`,
    reply && replies[reply],
  ].filter((text): text is string => typeof text === 'string')
}

function recommendationsOf({ recommendations }: ExternalReview, { prose }: Bench) {
  const names: Record<string, [name: string, grade: string]> = {
    accreditation: ['đạt kiểm định chất lượng giáo dục', 'cấp độ'],
    nationalStandard: ['đạt chuẩn quốc gia', 'mức độ'],
  }
  return recommendations.map(({ award, recommend, grade, reason }) => {
    const [name, unit] = names[award] ?? [award, 'mức']
    const degree = recommend && typeof grade === 'number' ? ` ${unit} ${grade}` : ''
    const verb = recommend ? 'Đề nghị công nhận' : 'Đề nghị không công nhận'
    return { text: `${verb} nhà trường ${name}${degree}.`, reason: prose.paragraphs(reason) }
  })
}
