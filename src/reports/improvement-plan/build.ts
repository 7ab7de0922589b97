// Kế hoạch cải tiến chất lượng of one school year (2026, Điều 10, Biểu 2 Phụ lục V): problems, measures, and how they were reviewed.
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { numberOf } from '../../domain/procedure.ts'
import type { PlanReview } from '../../store/paper-history.ts'
import type { ReportInput } from '../input.ts'
import { schoolLevelText } from '../parts/conclusion.ts'
import { formMark, frameOf, startReport, type Bench } from '../parts/frame.ts'
import { authoritiesOf, letterhead } from '../parts/letterhead.ts'
import { councilRows, selfAssessmentOf } from '../parts/people.ts'
import { criteriaOf } from '../parts/summary.ts'
import { kindOf, noData, placeAndDate, periodWords, shortDate } from '../parts/words.ts'

const Paper = z.object({ number: z.string(), date: z.string() }).nullable().catch(null)
const Progress = z.enum(['done', 'underway', 'notDone'])
/** A problem of the plan as it is read back. */
export const Problem = z.object({
  standard: z.string(),
  criterion: z.string().nullable(),
  currentState: z.string(),
  limit: z.string(),
  cause: z.string(),
})
/** A measure of the plan as it is read back, with how far it is. */
export const Measure = z.object({
  content: z.string(),
  goal: z.string(),
  action: z.string(),
  indicator: z.string(),
  from: z.string(),
  until: z.string(),
  owner: z.string(),
  resources: z.string(),
  expectedEvidence: z.string(),
  progress: Progress.nullable(),
})

/** What the self-assessment remembers of its report and plan. */
const Plan = z.object({
  report: Paper,
  approvedOn: z.string().nullable().catch(null),
  improvementPlan: Paper,
  problems: z.array(Problem).catch([]),
  measures: z.array(Measure).catch([]),
})
type Plan = z.infer<typeof Plan>

const progressWords = { done: 'Hoàn thành', underway: 'Đang thực hiện', notDone: 'Chưa hoàn thành' }
const timeWords = { midYear: 'Cuối học kỳ I', yearEnd: 'Cuối năm học', extra: 'Đột xuất' }

/** Throws `conflict` when the school has not drawn up a plan. */
export function improvementPlanOf({ submission }: Pick<ReportInput, 'submission'>): Plan {
  const plan = Plan.parse(submission.processes['selfAssessment'] ?? {})
  if (plan.measures.length === 0)
    throw new AppError(
      'conflict',
      say('Nhà trường chưa lập kế hoạch cải tiến chất lượng.', 'The school has not made its quality improvement plan.'),
    )
  return plan
}

/** Throws `conflict` when the school has not drawn up a plan. */
export function buildImprovementPlan(input: ReportInput) {
  const bench = startReport(input)
  const { submission, marks } = bench
  const { school, cycle } = submission
  const plan = improvementPlanOf(input)
  const self = selfAssessmentOf(submission)
  const approved = plan.improvementPlan
  const dated = placeAndDate(school.commune, approved?.date ?? submission.at)
  marks.add(
    'Lời in sẵn ở các mục II, III, VII, VIII của Biểu 2',
    'chưa có nguyên văn; báo cáo in theo nội dung đã biết',
  )
  return {
    title: `Kế hoạch cải tiến chất lượng – ${school.name} – ${cycle.period}`,
    head: letterhead(school.managingBody || authoritiesOf(input).commune, school.name, {
      number: approved?.number ?? '……',
      dated,
    }),
    period: `Theo kết quả tự đánh giá ${lowerFirst(periodWords(cycle.period))}`,
    formNumber: bench.procedure.forms['improvementPlan']?.number ?? '',
    formMark: formMark(bench, 'improvementPlan'),
    approved: approved !== null,
    general: generalRows(bench, plan),
    grounds: groundsOf(bench, plan),
    aim: `Tập trung giải quyết ${plan.problems.length} vấn đề trọng tâm rút ra từ kết quả tự đánh giá bằng ${plan.measures.length} nội dung cải tiến có chỉ số đo được; không lập kế hoạch cho mọi tiêu chí.`,
    problems: problemRows(bench, plan),
    measures: measureRows(plan),
    reviews: reviewRows(input.planReviews ?? []),
    principal: school.principal,
    owners: ownersOf(plan),
    council: councilRows(self).map(({ name, duty }) => `${duty}: ${name}.`),
    reporting: reportingText(bench),
    reportingMark: marks.of(bench.procedure.numbers['planReviews.minimum']),
    signature: { dated: null, onBehalf: null, office: 'HIỆU TRƯỞNG', name: school.principal, recipients: [] },
    ...frameOf(bench),
  }
}

function generalRows({ submission }: Bench, { measures }: Plan) {
  const { school } = submission
  const [first = '', last = ''] = [
    measures.map(({ from }) => from).toSorted()[0],
    measures
      .map(({ until }) => until)
      .toSorted()
      .at(-1),
  ]
  const rows: [string, string][] = [
    ['Tên trường', school.name],
    ['Cơ quan quản lý trực tiếp', school.managingBody],
    ['Địa chỉ', school.address],
    ['Cấp học', kindOf(school)],
    ['Hiệu trưởng', school.principal],
    ['Thời gian thực hiện', `Từ ngày ${shortDate(first)} đến ngày ${shortDate(last)}`],
  ]
  return rows.map(([label, value]) => ({ label, value: value || noData }))
}

function groundsOf({ set, result }: Bench, { report, approvedOn }: Plan): string[] {
  const paper = report && `số ${report.number} ngày ${shortDate(report.date)}`
  return [
    `Điều 10 ${set.legalBasis.circular.split(',')[0]} về kế hoạch cải tiến chất lượng.`,
    paper && `Báo cáo tự đánh giá ${paper}${approvedOn ? `, được phê duyệt ngày ${shortDate(approvedOn)}` : ''}.`,
    `Kết quả tự đánh giá: ${schoolLevelText({ result })}`,
  ].filter((text) => text !== null)
}

function problemRows({ set }: Bench, { problems }: Plan) {
  const names = new Map([...set.standards, ...criteriaOf(set)].map(({ id, name }) => [id, name.vi]))
  const named = (id: string) => (names.has(id) ? `${id}. ${names.get(id)}` : id)
  return problems.map(({ standard, criterion, ...texts }, index) => ({
    ...texts,
    place: index + 1,
    standard: named(standard),
    criterion: criterion === null ? '–' : named(criterion),
  }))
}

function measureRows({ measures }: Plan) {
  return measures.map(({ from, until, progress, ...texts }, index) => ({
    ...texts,
    place: index + 1,
    time: `${shortDate(from)} – ${shortDate(until)}`,
    progress: progress === null ? 'Chưa đánh giá' : progressWords[progress],
  }))
}

/** By day; the two reviews that must be made stand there from the beginning. */
function reviewRows(reviews: readonly PlanReview[]) {
  const due = (['midYear', 'yearEnd'] as const).filter((time) => !reviews.some((one) => one.time === time))
  const made = reviews
    .toSorted((a, b) => (a.reviewedOn < b.reviewedOn ? -1 : 1))
    .map(({ time, reviewedOn, content, results, adjustment, reviewer }) => ({
      time: `${timeWords[time]}, ngày ${shortDate(reviewedOn)}`,
      content,
      results: results.map(({ measure, progress }) => `Nội dung ${measure}: ${lowerFirst(progressWords[progress])}`),
      adjustment: adjustment ?? 'Không',
      reviewer,
    }))
  return [
    ...made,
    ...due.map((time) => ({ time: timeWords[time], content: '', results: [], adjustment: '', reviewer: '' })),
  ]
}

/** Who does which rows of the plan. */
function ownersOf({ measures }: Plan): string[] {
  const rows = new Map<string, number[]>()
  measures.forEach(({ owner }, index) => rows.set(owner, [...(rows.get(owner) ?? []), index + 1]))
  return [...rows].map(([owner, places]) => `${owner}: thực hiện nội dung ${places.join(', ')} của mục V.`)
}

function reportingText({ procedure }: Bench): string {
  const least = numberOf(procedure, 'planReviews.minimum')
  const often = least === null ? '' : `ít nhất ${String(least).padStart(2, '0')} lần trong năm học, `
  return `Việc thực hiện kế hoạch được đánh giá ${often}vào cuối học kỳ I và cuối năm học; kết quả được công khai trong nhà trường và đưa vào báo cáo tự đánh giá của năm học sau.`
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLocaleLowerCase('vi')}${text.slice(1)}`
}
