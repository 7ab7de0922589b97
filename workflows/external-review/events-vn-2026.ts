// Event book of the appraisal of 2026 (thẩm định, Điều 16–17): the commune's report, the council, its opinions and its meeting.
import { z } from 'zod'
import { holds } from '../../src/domain/procedure.ts'
import { eventOf, type Check, type Moment } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { Day, Line, Prose } from '../common.ts'
import { conditionEvents } from './conditions.ts'
import { isFuture, type Context2026 } from './context.ts'
import { evidenceEvents } from './evidence.ts'
import { intakeEvents } from './intake.ts'
import { meetingEvents } from './meeting.ts'
import { offPathEvents } from './off-path.ts'
import { replyEvents } from './reply.ts'
import { recommendationIssues, reportEvents, sampleNational, sampleReport } from './report.ts'
import { moderationEvents, reporterIssues, scoredFacts, unscoredFacts } from './scoring.ts'
import { appointCouncil, teamEvents } from './team.ts'

const event = eventOf<Context2026>()

/** The state in which each deadline runs. */
const deadlines2026 = {
  checking: 'intakeOverdue',
  awaitingCompletion: 'completionDeadlinePassed',
  awaitingConditions: 'conditionsOverdue',
  studying: 'reviewOverdue',
  awaitingEvidence: 'evidenceDeadlinePassed',
  meeting: 'reviewOverdue',
  awaitingReply: 'replyDeadlinePassed',
}

const Visit = z.strictObject({
  visitedOn: Day,
  minutes: Line,
  peopleMet: z.array(z.strictObject({ group: Line, count: z.number().int().positive() })),
  placesSeen: z.array(Line).min(1),
  /** Facts found on the spot, kept apart from any judgement. */
  observations: z.array(Prose),
})

export const events2026 = {
  ...intakeEvents,
  ...conditionEvents,
  appointCouncil,
  ...teamEvents,
  beginStudy: event({
    by: ['teamLead', 'teamSecretary'],
    label: say('Giao hồ sơ cho thành viên nghiên cứu', 'Hand the dossier to the members'),
    payload: z.strictObject({ handedOn: Day, opinionsBy: Day.optional() }),
    accepts: ({ payload }) =>
      payload.opinionsBy && payload.opinionsBy < payload.handedOn
        ? [{ path: ['opinionsBy'], message: say('Hạn nộp trước ngày giao hồ sơ.', 'The term ends before it begins.') }]
        : [],
    samples: [{ payload: { handedOn: '2026-10-26', opinionsBy: '2026-11-06' } }],
  }),
  submitOpinion: event({
    by: ['teamSecretary', 'teamLead', 'reviewer'],
    label: say('Nộp phiếu ý kiến', 'Submit the opinion sheet'),
    payload: z.strictObject({
      /** Left out when a member hands in his own. */
      personId: Line.optional(),
      strengths: Prose,
      weaknesses: Prose,
      questions: z.array(Prose),
      recommend: z.boolean(),
    }),
    accepts: reporterIssues,
    samples: ['le-thi-thu', 'tran-van-minh', 'nguyen-thi-hoa', 'pham-quoc-bao', 'vo-thi-lan', 'dang-van-son'].map(
      (personId) => ({
        payload: {
          personId,
          strengths: 'Số liệu ba năm liên tục, kế hoạch cải tiến được rà soát hai lần mỗi năm.',
          weaknesses: 'Tiêu chí 3.4 mới đạt Mức 1.',
          questions: ['Nguồn kinh phí thay thiết bị phòng tin học?'],
          recommend: true,
        },
      }),
    ),
  }),
  ...evidenceEvents,
  recordVisit: event({
    by: ['teamLead', 'teamSecretary'],
    label: say('Ghi biên bản kiểm tra thực tế', 'Record the visit'),
    payload: Visit,
    accepts: ({ payload, at }) =>
      isFuture(payload.visitedOn, at)
        ? [{ path: ['visitedOn'], message: say('Ngày này chưa đến.', 'This day has not come yet.') }]
        : [],
    samples: [
      {
        payload: {
          visitedOn: '2026-09-29',
          minutes: '01/BB-KTTT',
          peopleMet: [{ group: 'Cha mẹ học sinh', count: 6 }],
          placesSeen: ['Phòng học', 'Nhà vệ sinh học sinh', 'Bếp ăn'],
          observations: ['24 phòng học đều sử dụng, 2 phòng đang sửa mái.'],
        },
      },
    ],
  }),
  completeStudy: event({
    by: ['teamLead'],
    label: say('Hoàn thành nghiên cứu hồ sơ', 'Complete the study'),
    payload: z.strictObject({}),
    facts: ['review'],
    samples: [
      { payload: {}, facts: scoredFacts },
      { payload: {}, facts: unscoredFacts },
    ],
  }),
  ...moderationEvents,
  ...meetingEvents,
  ...replyEvents,
  ...reportEvents,
  /** The report says what the council concluded in its last meeting. */
  submitReport: event({
    ...reportEvents.submitReport,
    accepts: (moment) => {
      const { payload, context } = moment
      const given = payload.recommendations.findIndex((one) => one.award === 'nationalStandard')
      const grade = payload.recommendations[given]?.grade ?? null
      const concluded = context.meeting?.tier ?? null
      const message = say(
        `Hội đồng đã kết luận ${concluded === null ? 'không đề nghị công nhận' : `Mức độ ${concluded}`}.`,
        `The council concluded ${concluded === null ? 'not to recommend' : `tier ${concluded}`}.`,
      )
      return [
        ...recommendationIssues(moment),
        ...(given >= 0 && grade !== concluded ? [{ path: ['recommendations', given, 'grade'], message }] : []),
      ]
    },
    samples: [
      { payload: { report: sampleReport, recommendations: [sampleNational] }, facts: scoredFacts },
      {
        payload: {
          report: sampleReport,
          recommendations: [
            { award: 'nationalStandard', recommend: false, grade: null, reason: 'Hội đồng không tán thành.' },
          ],
        },
        facts: scoredFacts,
      },
    ],
  }),
  ...offPathEvents(deadlines2026),
}

export const studyChecks = {
  visitMade: ({ context, rules }) =>
    holds(rules, 'review.visitRequired') && context.visitedOn === null
      ? say('Chưa có biên bản kiểm tra thực tế tại trường.', 'The visit to the school has not been recorded.')
      : null,
} satisfies Record<string, Check<Context2026>>

export const studyChanges = {
  recordVisit: ({ payload }: Moment<Context2026, z.infer<typeof Visit>>) => ({ visitedOn: payload.visitedOn }),
}
