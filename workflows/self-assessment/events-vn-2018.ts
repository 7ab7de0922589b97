// Event book of the self-assessment of 2018 (tự đánh giá, Điều 23): council, plan, evidence, rating, report, publication, follow-up.
import { z } from 'zod'
import { eventOf } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { commonEvents, Line, Paper, Prose, samplePaper } from '../common.ts'
import type { Context2018 } from './context-vn-2018.ts'
import { because, chairIssues, councilIssues, FullCouncil, groupIssues } from './council.ts'
import { bySystem, Reason, returning } from './entries.ts'
import { offPathEvents } from './off-path.ts'
import { registerReview } from './register-vn-2018.ts'
import { reportEvents } from './report-vn-2018.ts'
import { requestEvents } from './request.ts'
import {
  sampleAssessment,
  sampleCouncil,
  sampleGroups,
  sampleSecretariat,
  schoolPeople,
  unfinishedAssessment,
} from './samples.ts'

/** The state in which each deadline runs that can be extended. */
const deadlines2018 = {
  collecting: 'selfAssessmentOverdue',
  rating: 'selfAssessmentOverdue',
  writing: 'selfAssessmentOverdue',
  awaitingOpinion: 'opinionOverdue',
}

const event = eventOf<Context2018>()
const council = { decision: samplePaper, members: sampleCouncil, secretariat: sampleSecretariat, groups: sampleGroups }
const people = { people: schoolPeople }
const assessments = [{ assessment: sampleAssessment }, { assessment: unfinishedAssessment }]

const councilEvents = {
  establishCouncil: event({
    by: ['principal'],
    label: say('Thành lập hội đồng tự đánh giá', 'Establish the council'),
    payload: FullCouncil,
    facts: ['people'],
    accepts: ({ payload, facts, rules, actor }) => [
      ...councilIssues(payload.members, facts.people, rules),
      ...chairIssues(payload.members, actor.id),
      ...groupIssues(
        payload,
        payload.members.map(({ personId }) => personId),
        facts.people,
        rules,
      ),
    ],
    samples: [{ payload: council, facts: people }],
  }),
  changeCouncil: event({
    by: ['principal'],
    label: say('Kiện toàn hội đồng bằng quyết định mới', 'Change the council by a new decision'),
    payload: FullCouncil.extend(because),
    facts: ['people'],
    accepts: ({ payload, facts, rules, actor }) => [
      ...councilIssues(payload.members, facts.people, rules),
      ...chairIssues(payload.members, actor.id),
      ...groupIssues(
        payload,
        payload.members.map(({ personId }) => personId),
        facts.people,
        rules,
      ),
    ],
    samples: [
      {
        payload: {
          ...council,
          decision: { number: '45/QĐ-TMAU', date: '2026-09-25' },
          reason: 'Thư ký chuyển công tác.',
        },
        facts: people,
      },
    ],
  }),
}

const planEvents = {
  submitPlan: event({
    by: ['councilSecretary', 'councilChair'],
    label: say('Trình kế hoạch tự đánh giá', 'Submit the plan'),
    /** The parts of the form: purpose, scope, tools, training, resources, outside experts, evidence, calendar. */
    payload: z.strictObject({
      purpose: Prose,
      scope: Prose,
      tools: Prose.optional(),
      training: Prose.optional(),
      resources: Prose.optional(),
      experts: Prose.optional(),
      calendar: z.array(z.strictObject({ weeks: Line, work: Prose })).min(1),
    }),
    samples: [
      {
        payload: {
          purpose: 'Xác định mức đạt của trường để cải tiến chất lượng và đăng ký đánh giá ngoài.',
          scope: 'Toàn bộ hoạt động của trường trong 5 năm học.',
          calendar: [
            { weeks: '1', work: 'Thành lập hội đồng, lập kế hoạch' },
            { weeks: '3-5', work: 'Thu thập, mã hóa minh chứng' },
          ],
        },
      },
    ],
  }),
  returnPlan: returning(say('Trả lại kế hoạch', 'Return the plan'), 'Chưa phân công tiêu chí cho nhóm 5.'),
  approvePlan: event({
    by: ['councilChair'],
    label: say('Phê duyệt kế hoạch', 'Approve the plan'),
    payload: z.strictObject({ plan: Paper }),
    samples: [{ payload: { plan: { number: '30/KH-TMAU', date: '2026-09-15' } } }],
  }),
  changePlan: event({
    by: ['councilChair'],
    label: say('Điều chỉnh kế hoạch', 'Change the plan'),
    payload: z.strictObject({ plan: Paper, changes: Prose, ...because }),
    samples: [
      {
        payload: {
          plan: { number: '41/KH-TMAU', date: '2026-10-20' },
          changes: 'Lùi thời gian viết báo cáo hai tuần.',
          reason: 'Trường nghỉ học do bão.',
        },
      },
    ],
  }),
}

const ratingEvents = {
  beginRating: event({
    by: ['councilChair', 'councilSecretary'],
    label: say('Bắt đầu đánh giá các tiêu chí', 'Begin to rate the criteria'),
    payload: z.strictObject({ minutes: Line.optional(), note: Prose.optional() }),
    samples: [{ payload: { minutes: '02/BB-HĐTĐG', note: 'Đã có bảng danh mục mã minh chứng.' } }],
  }),
  completeRating: event({
    by: ['councilChair', 'councilSecretary'],
    label: say('Hoàn thành đánh giá các tiêu chí', 'Complete the rating'),
    payload: z.strictObject({ minutes: Line.optional() }),
    facts: ['assessment'],
    samples: assessments.map((facts) => ({ payload: { minutes: '04/BB-HĐTĐG' }, facts })),
  }),
  reopenRating: returning(
    say('Đánh giá lại tiêu chí', 'Rate again'),
    'Số liệu tiêu chí 5.2 thay đổi sau khi có kết quả học kỳ I.',
  ),
}

const followUpEvents = {
  submitYearlyUpdate: event({
    by: ['principal'],
    label: say('Báo cáo cập nhật hằng năm', 'Yearly update'),
    payload: z.strictObject({ schoolYear: Line, report: Paper, done: Prose, remaining: Prose.optional() }),
    accepts: ({ payload, context }) =>
      context.yearlyUpdates.some(({ schoolYear }) => schoolYear === payload.schoolYear)
        ? [
            {
              path: ['schoolYear'],
              message: say(
                `Năm học ${payload.schoolYear} đã có báo cáo cập nhật.`,
                `School year ${payload.schoolYear} already has its update.`,
              ),
            },
          ]
        : [],
    samples: [
      {
        payload: {
          schoolYear: '2026-2027',
          report: { number: '95/BC-TMAU', date: '2027-06-10' },
          done: 'Đã trang bị thêm 12 máy tính cho phòng Tin học.',
        },
      },
    ],
  }),
  finishCycle: event({
    by: ['principal'],
    label: say('Kết thúc chu kỳ, không đăng ký đánh giá ngoài', 'Finish without a review'),
    payload: Reason,
    samples: [{ payload: { reason: 'Trường chưa đủ điều kiện cơ sở vật chất để đăng ký.' } }],
  }),
  selfAssessmentOverdue: bySystem('Quá thời gian tự đánh giá', 'The self-assessment is overdue'),
  firstTermEnding: bySystem('Đến hạn đăng ký cho học kỳ I', 'Registration for the first semester ends'),
  secondTermEnding: bySystem('Đến hạn đăng ký cho học kỳ II', 'Registration for the second semester ends'),
}

const withdraw = event({
  ...commonEvents.withdraw,
  label: say('Dừng tự đánh giá', 'Stop the self-assessment'),
})

export const events2018 = {
  ...councilEvents,
  ...planEvents,
  ...ratingEvents,
  ...reportEvents,
  ...followUpEvents,
  registerReview,
  ...requestEvents,
  withdraw,
  ...offPathEvents(deadlines2018, ['following']),
}
