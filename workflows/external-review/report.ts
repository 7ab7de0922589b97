// The end of the review: the report with its recommendations, a new round after a complaint, and every other way out.
import { z } from 'zod'
import type { Effect } from '../../src/domain/effects.ts'
import { eventOf, type Check, type EffectOf, type Issue, type Moment } from '../../src/domain/process.ts'
import { say, type Text } from '../../src/domain/text.ts'
import { Paper, Prose } from '../common.ts'
import { Recommendation, type Award, type Review } from './context.ts'
import { scoredFacts } from './scoring.ts'

const event = eventOf<Review>()
const Report = z.strictObject({ report: Paper, recommendations: z.array(Recommendation).min(1) })
const Reason = z.strictObject({ reason: Prose })

const awardNames: Record<Award, Text> = {
  accreditation: say('kiểm định chất lượng giáo dục', 'accreditation'),
  nationalStandard: say('đạt chuẩn quốc gia', 'the national standard'),
}

/** One recommendation for each award asked for, none above what the moderated sheets give. */
export function recommendationIssues({ payload, context, facts }: Moment<Review, z.infer<typeof Report>>): Issue[] {
  const given = payload.recommendations.map((one) => one.award)
  const missing = context.requested.filter((award) => !given.includes(award))
  const issues: Issue[] = missing.map((award) => ({
    path: ['recommendations'],
    message: say(
      `Thiếu kiến nghị về ${awardNames[award].vi}.`,
      `A recommendation on ${awardNames[award].en} is missing.`,
    ),
  }))
  payload.recommendations.forEach(({ award, recommend, grade }, index) => {
    const issue = (field: string, vi: string, en: string) =>
      issues.push({ path: ['recommendations', index, field], message: say(vi, en) })
    const name = awardNames[award]
    if (!context.requested.includes(award))
      issue('award', `Trường không đề nghị ${name.vi}.`, `The school did not ask for ${name.en}.`)
    if (given.indexOf(award) < index)
      issue('award', `Đã có kiến nghị về ${name.vi}.`, `${name.en} stands above already.`)
    if (recommend !== (grade !== null))
      issue(
        'grade',
        'Kiến nghị công nhận thì ghi mức, không kiến nghị thì để trống.',
        'Give a grade when recommending.',
      )
    const reached = facts.review.decisions[award]?.grade ?? 0
    if (grade !== null && grade > reached)
      issue(
        'grade',
        reached === 0
          ? `Kết quả thống nhất của đoàn chưa đạt: không thể kiến nghị công nhận ${name.vi}.`
          : `Kết quả thống nhất của đoàn là mức ${reached}, không thể kiến nghị mức ${grade}.`,
        reached === 0
          ? `The moderated result does not reach ${name.en}, so it cannot be recommended.`
          : `The moderated result is grade ${reached}, so ${grade} cannot be recommended.`,
      )
  })
  return issues
}

export const sampleReport = { number: '03/BC-ĐĐGN', date: '2026-12-15' }
const accreditation = {
  award: 'accreditation',
  recommend: true,
  grade: 2,
  reason: 'Đạt Mức 2 ở tất cả tiêu chí.',
} as const
export const sampleNational = {
  award: 'nationalStandard',
  recommend: true,
  grade: 1,
  reason: 'Đạt Mức 2, đủ điều kiện Mức độ 1.',
} as const

export const reportEvents = {
  submitReport: event({
    by: ['teamLead'],
    label: say('Nộp báo cáo chính thức', 'Submit the final report'),
    payload: Report,
    facts: ['review'],
    accepts: recommendationIssues,
    samples: [
      { payload: { report: sampleReport, recommendations: [accreditation, sampleNational] }, facts: scoredFacts },
      { payload: { report: sampleReport, recommendations: [accreditation] }, facts: scoredFacts },
      { payload: { report: sampleReport, recommendations: [sampleNational] }, facts: scoredFacts },
    ],
  }),
  reopenReview: event({
    by: ['system'],
    label: say('Đánh giá lại theo khiếu nại', 'Review again after a complaint'),
    payload: Reason,
    samples: [{ payload: { reason: 'Khiếu nại được chấp nhận: đoàn chưa xem xét minh chứng [H5-5.2-04].' } }],
  }),
  dropReReview: event({
    by: ['system'],
    label: say('Dừng đánh giá lại', 'Drop the re-review'),
    payload: Reason,
    samples: [{ payload: { reason: 'Trường rút khiếu nại.' } }],
  }),
  caseEnded: event({
    by: ['system'],
    label: say('Hồ sơ đã kết thúc', 'The case has ended'),
    payload: z.strictObject({ outcome: z.string(), reason: Prose.nullish() }),
    samples: [{ payload: { outcome: 'granted' } }],
  }),
  reviewOverdue: event({
    by: ['system'],
    label: say('Quá hạn đánh giá', 'The review is overdue'),
    payload: z.strictObject({}),
    samples: [{ payload: {} }],
  }),
}

export const reportChecks = {
  /** A review ordered by an upheld complaint is not the school's to withdraw; the complaint itself is. */
  firstRound: ({ context }) =>
    context.reportedRounds.length === 0
      ? null
      : say(
          'Đây là lần đánh giá lại theo khiếu nại: Giám đốc Sở chỉ có thể dừng đánh giá lại ở bước công nhận, giữ báo cáo đã có.',
          'This round was ordered after a complaint: the director can only drop it, at the certification; the report there is stands.',
        ),
  laterRound: ({ context }) =>
    context.reportedRounds.length > 0
      ? null
      : say(
          'Đây là lần đánh giá đầu tiên, chưa có báo cáo trước đó.',
          'This is the first round, with no report before it.',
        ),
} satisfies Record<string, Check<Review>>

export const reportChanges = {
  submitReport: ({ payload, context }: Moment<Review, z.infer<typeof Report>>) => ({
    recommendations: payload.recommendations,
    reportedRounds: [...context.reportedRounds, context.round],
  }),
  /** The report of the round before, with its recommendations, stands until another replaces it. */
  reopenReview: ({ context }: Moment<Review, z.infer<typeof Reason>>) => ({
    round: context.round + 1,
    leaving: context.team.map((one) => one.personId),
    team: [],
    decision: null,
    appointedAt: null,
    reported: [],
    reply: null,
    points: [],
    reopened: [],
  }),
  dropReReview: () => ({ heldFrom: null }),
  caseEnded: ({ payload }: Moment<Review, { outcome: string; reason?: string | null | undefined }>) => ({
    closedBecause: payload.reason ?? payload.outcome,
  }),
}

const ended =
  (outcome: string) =>
  ({ context }: Moment<Review>): Effect => ({
    type: 'tell',
    process: 'selfAssessment',
    event: 'reviewEnded',
    payload: { outcome, reason: context.closedBecause ?? outcome },
  })

export const reportEffects = {
  freezeReport: () => [
    { type: 'freezeSubmission', kind: 'externalReport' },
    { type: 'produceDocument', form: 'externalReport' },
  ],
  /** The first report opens the certification; those of later rounds answer the one that waits for them. */
  handOver: ({ context }): Effect[] => {
    const { reportedRounds, requested, requestedGrade, requestedTier } = context
    if (reportedRounds.length > 1)
      return [{ type: 'tell', process: 'certification', event: 'reReviewReported', payload: {} }]
    return [
      { type: 'tell', process: 'selfAssessment', event: 'reviewReported', payload: {} },
      { type: 'startProcess', process: 'certification', input: { requested, requestedGrade, requestedTier } },
    ]
  },
  announceReport: () => ({
    type: 'notify',
    to: ['principal', 'qualityHead', 'departmentDirector'],
    message: 'review.reported',
  }),
  announceReopening: () => ({
    type: 'notify',
    to: ['principal', 'departmentDirector', 'qualityHead'],
    message: 'review.reopened',
  }),
  announceDrop: () => ({
    type: 'notify',
    to: ['principal', 'teamLead', 'qualityHead'],
    message: 'review.reReviewDropped',
  }),
  remindTeam: () => ({ type: 'notify', to: ['teamLead', 'qualityHead'], message: 'review.overdue' }),
  tellWithdrawn: ended('withdrawn'),
  tellClosed: ended('closed'),
  tellRefused: ended('refused'),
  /** The school is no more: its self-assessment ends too, and is not asked to register again. */
  tellSchoolEnded: ({ context }) => ({
    type: 'tell',
    process: 'selfAssessment',
    event: 'caseEnded',
    payload: { outcome: 'closed', reason: context.closedBecause },
  }),
} satisfies Record<string, EffectOf<Review>>
