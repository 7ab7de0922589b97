// The quality improvement plan (2026, Điều 10, Biểu 2): drawn up, approved, changed, and reviewed at least as often as the rule says.
import { z } from 'zod'
import { numberOf } from '../../src/domain/procedure.ts'
import { eventOf, type Change, type Check, type Issue, type Moment } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { Day, Line, Paper, Prose } from '../common.ts'
import { isFuture } from './context.ts'
import { Measure, Problem, Progress, ReviewTime, type Context2026 } from './context-vn-2026.ts'
import { because } from './council.ts'
import { returning } from './entries.ts'

const event = eventOf<Context2026>()
const Plan = z.strictObject({ problems: z.array(Problem).min(1), measures: z.array(Measure).min(1) })
const Changed = Plan.extend({ decision: Paper, ...because })
const Review = z.strictObject({
  time: ReviewTime,
  reviewedOn: Day,
  content: Prose,
  /** Progress of the rows of the plan, by their number. */
  results: z.array(z.strictObject({ measure: z.number().int().positive(), progress: Progress })),
  adjustment: Prose.optional(),
  reviewer: Line,
})
type Review = z.infer<typeof Review>

const plan: z.infer<typeof Plan> = {
  problems: [
    {
      standard: '2',
      criterion: '2.3',
      currentState: 'Trường có 1 phòng máy tính với 20 máy.',
      limit: 'Chưa đủ máy cho lớp 40 học sinh.',
      cause: 'Kinh phí mua sắm dàn trải nhiều năm.',
    },
  ],
  measures: [
    {
      content: 'Trang bị phòng máy tính',
      goal: 'Đủ 40 máy hoạt động tốt',
      action: 'Lập dự toán, mua sắm, lắp đặt',
      indicator: '40 máy, tỷ lệ 1 học sinh/máy',
      from: '2027-07-01',
      until: '2027-12-31',
      owner: 'Phó Hiệu trưởng',
      resources: 'Ngân sách xã 300 triệu đồng',
      expectedEvidence: 'Biên bản nghiệm thu',
    },
  ],
}

function termIssues({ measures }: z.infer<typeof Plan>): Issue[] {
  return measures.flatMap(({ from, until }, index) =>
    until < from
      ? [
          {
            path: ['measures', index, 'until'],
            message: say('Ngày kết thúc trước ngày bắt đầu.', 'It ends before it begins.'),
          },
        ]
      : [],
  )
}

const times = { midYear: say('cuối học kỳ I', 'mid-year'), yearEnd: say('cuối năm học', 'year-end'), extra: null }

function reviewIssues({ payload, context, at }: Moment<Context2026, Review>): Issue[] {
  const issues: Issue[] = []
  const issue = (path: (string | number)[], vi: string, en: string) => issues.push({ path, message: say(vi, en) })
  const name = times[payload.time]
  if (name && context.planReviews.some(({ time }) => time === payload.time))
    issue(['time'], `Đã có lần đánh giá ${name.vi}.`, `The ${name.en} review was already made.`)
  if (isFuture(payload.reviewedOn, at)) issue(['reviewedOn'], 'Ngày này chưa đến.', 'This day has not come yet.')
  const rows = context.measures.length
  payload.results.forEach(({ measure }, index) => {
    if (measure > rows)
      issue(['results', index, 'measure'], `Kế hoạch chỉ có ${rows} nội dung.`, `The plan has only ${rows} rows.`)
  })
  return issues
}

const review = {
  reviewedOn: '2026-09-30',
  content: 'Đã lập dự toán và chọn nhà cung cấp.',
  results: [{ measure: 1, progress: 'underway' as const }],
  adjustment: 'Lùi nghiệm thu sang tháng 1.',
  reviewer: 'Hội đồng tự đánh giá',
}

export const improvementEvents = {
  submitImprovementPlan: event({
    by: ['councilSecretary', 'councilChair'],
    label: say('Trình kế hoạch cải tiến chất lượng', 'Submit the improvement plan'),
    payload: Plan,
    accepts: ({ payload }) => termIssues(payload),
    samples: [{ payload: plan }],
  }),
  returnImprovementPlan: returning(
    say('Trả lại kế hoạch cải tiến', 'Return the improvement plan'),
    'Chỉ số kết quả của nội dung 2 chưa đo được.',
  ),
  approveImprovementPlan: event({
    by: ['principal'],
    label: say('Phê duyệt kế hoạch cải tiến', 'Approve the improvement plan'),
    payload: z.strictObject({ plan: Paper }),
    samples: [{ payload: { plan: { number: '70/KH-TMAU', date: '2027-06-25' } } }],
  }),
  changeImprovementPlan: event({
    by: ['principal'],
    label: say('Điều chỉnh kế hoạch cải tiến', 'Change the improvement plan'),
    payload: Changed,
    accepts: ({ payload }) => termIssues(payload),
    samples: [
      {
        payload: {
          ...plan,
          decision: { number: '99/QĐ-TMAU', date: '2028-01-15' },
          reason: 'Nguồn kinh phí được cấp chậm hơn dự kiến.',
        },
      },
    ],
  }),
  recordPlanReview: event({
    by: ['councilChair', 'councilSecretary', 'principal'],
    label: say('Ghi kết quả đánh giá kế hoạch cải tiến', 'Record a review of the plan'),
    payload: Review,
    accepts: reviewIssues,
    samples: [
      { payload: { time: 'midYear', ...review } },
      { payload: { time: 'yearEnd', ...review } },
      { payload: { time: 'extra', ...review } },
    ],
  }),
}

export const improvementChecks = {
  /** Điều 10: at the end of the first semester and of the school year. */
  reviewedEnough: ({ context, rules }) => {
    const least = numberOf(rules, 'planReviews.minimum')
    const made = context.planReviews.length
    return least === null || made >= least
      ? null
      : say(
          `Kế hoạch cải tiến mới được đánh giá ${made} lần; trong năm cần ít nhất ${least} lần (cuối học kỳ I và cuối năm học).`,
          `The improvement plan was reviewed ${made} times; at least ${least} a year are needed (mid-year and year-end).`,
        )
  },
} satisfies Record<string, Check<Context2026>>

const planned: Change<Context2026, z.infer<typeof Plan>> = ({ payload }) => ({
  problems: payload.problems,
  measures: payload.measures.map((measure) => ({ ...measure, progress: null })),
})

export const improvementChanges = {
  submitImprovementPlan: planned,
  approveImprovementPlan: ({ payload }: Moment<Context2026, { plan: z.infer<typeof Paper> }>) => ({
    improvementPlan: payload.plan,
  }),
  /** Reviews stay; progress is reported anew on the changed rows. */
  changeImprovementPlan: (moment: Moment<Context2026, z.infer<typeof Changed>>) => ({
    ...planned(moment),
    improvementPlan: moment.payload.decision,
  }),
  recordPlanReview: ({ payload, context }: Moment<Context2026, Review>) => ({
    planReviews: [...context.planReviews, { time: payload.time, reviewedOn: payload.reviewedOn }],
    measures: context.measures.map((measure, index) => ({
      ...measure,
      progress: payload.results.find((one) => one.measure === index + 1)?.progress ?? measure.progress,
    })),
  }),
}
