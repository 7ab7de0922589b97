// Event book of the external review of 2018 (đánh giá ngoài, Điều 28): the team, its desk review, its visits and its draft.
import { z } from 'zod'
import { eventOf, type Moment } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { Day, Line, Paper, Prose } from '../common.ts'
import { isFuture, type Context2018 } from './context.ts'
import { evidenceEvents } from './evidence.ts'
import { communeEvents, intakeEvents } from './intake.ts'
import { offPathEvents } from './off-path.ts'
import { replyEvents } from './reply.ts'
import { reportEvents } from './report.ts'
import { moderationEvents, reporterIssues, scoredFacts, unscoredFacts } from './scoring.ts'
import { appointTeam, teamEvents } from './team.ts'

const event = eventOf<Context2018>()
const future = say('Ngày này chưa đến.', 'This day has not come yet.')

/** The state in which each deadline runs. */
const deadlines2018 = {
  atCommune: 'intakeOverdue',
  checking: 'intakeOverdue',
  awaitingCompletion: 'completionDeadlinePassed',
  deskReviewing: 'reviewOverdue',
  awaitingEvidence: 'evidenceDeadlinePassed',
  scoring: 'reviewOverdue',
  drafting: 'reviewOverdue',
  awaitingReply: 'replyDeadlinePassed',
}

const FormalVisit = z.strictObject({
  from: Day,
  to: Day,
  minutes: Line,
  /** Groups interviewed, e.g. parents, and how many of each. */
  peopleMet: z.array(z.strictObject({ group: Line, count: z.number().int().positive() })).min(1),
  placesSeen: z.array(Line).min(1),
  /** Facts found on the spot, kept apart from any judgement. */
  observations: z.array(Prose),
})

export const events2018 = {
  ...communeEvents,
  ...intakeEvents,
  appointTeam,
  ...teamEvents,
  beginDeskReview: event({
    by: ['teamLead', 'teamSecretary'],
    label: say('Bắt đầu nghiên cứu hồ sơ', 'Begin the desk review'),
    payload: z.strictObject({
      meetingOn: Day,
      /** Standards each member studies in depth; all of them score everything. */
      assignments: z.array(z.strictObject({ personId: Line, standards: z.array(Line).min(1) })).optional(),
    }),
    samples: [
      { payload: { meetingOn: '2026-10-20', assignments: [{ personId: 'le-thi-thu', standards: ['1', '2'] }] } },
    ],
    accepts: ({ payload, context }) =>
      (payload.assignments ?? []).flatMap(({ personId }, index) =>
        context.team.some((one) => one.personId === personId)
          ? []
          : [
              {
                path: ['assignments', index, 'personId'],
                message: say('Người này không phải thành viên.', 'This person is not a member.'),
              },
            ],
      ),
  }),
  submitPreliminaryReport: event({
    by: ['teamSecretary', 'teamLead', 'reviewer'],
    label: say('Nộp báo cáo sơ bộ', 'Submit the preliminary report'),
    payload: z.strictObject({
      /** Left out when a member hands in his own. */
      personId: Line.optional(),
      form: Prose,
      content: Prose,
      unclearCriteria: z.array(Line),
      evidenceToCheck: z.array(Line),
      interviewees: z.array(Line),
      placesToSee: z.array(Line),
    }),
    accepts: reporterIssues,
    samples: ['le-thi-thu', 'tran-van-minh', 'nguyen-thi-hoa', 'pham-quoc-bao', 'vo-thi-lan', 'dang-van-son'].map(
      (personId) => ({
        payload: {
          personId,
          form: 'Báo cáo trình bày đúng mẫu, đủ 5 tiêu chuẩn.',
          content: 'Mô tả hiện trạng tiêu chí 3.4 chưa có số liệu năm học gần nhất.',
          unclearCriteria: ['3.4'],
          evidenceToCheck: ['[H3-3.4-02]'],
          interviewees: ['Tổ trưởng chuyên môn', 'Đại diện cha mẹ học sinh'],
          placesToSee: ['Bếp ăn bán trú', 'Phòng học bộ môn'],
        },
      }),
    ),
  }),
  ...evidenceEvents,
  completeDeskReview: event({
    by: ['teamLead'],
    label: say('Hoàn thành nghiên cứu hồ sơ', 'Complete the desk review'),
    payload: z.strictObject({ report: Paper, summary: Prose, toVerify: z.array(Line) }),
    samples: [
      {
        payload: {
          report: { number: '01/BC-ĐĐGN', date: '2026-11-02' },
          summary: 'Hồ sơ đủ điều kiện khảo sát; cần kiểm tra thực tế tiêu chí 3.4 và 5.2.',
          toVerify: ['3.4', '5.2'],
        },
      },
    ],
  }),
  recordPreliminaryVisit: event({
    by: ['teamLead', 'teamSecretary'],
    label: say('Ghi biên bản khảo sát sơ bộ', 'Record the preliminary visit'),
    payload: z.strictObject({
      visitedOn: Day,
      minutes: Line,
      /** One copy for the team, one for the school, one for the department. */
      copies: z.literal(3),
      agreedProgramme: Prose,
      formalVisitFrom: Day,
    }),
    accepts: ({ payload, at }) => (isFuture(payload.visitedOn, at) ? [{ path: ['visitedOn'], message: future }] : []),
    samples: [
      {
        payload: {
          visitedOn: '2026-09-28',
          minutes: '01/BB-KSSB',
          copies: 3,
          agreedProgramme:
            'Hai ngày: ngày đầu xem cơ sở vật chất và dự giờ, ngày sau phỏng vấn và đối chiếu minh chứng.',
          formalVisitFrom: '2026-11-16',
        },
      },
    ],
  }),
  recordFormalVisit: event({
    by: ['teamLead', 'teamSecretary'],
    label: say('Ghi kết quả khảo sát chính thức', 'Record the formal visit'),
    payload: FormalVisit,
    accepts: ({ payload, at }: Moment<Context2018, z.infer<typeof FormalVisit>>) => [
      ...(payload.to < payload.from
        ? [{ path: ['to'], message: say('Ngày kết thúc trước ngày bắt đầu.', 'The visit ends before it begins.') }]
        : []),
      ...(isFuture(payload.to, at) ? [{ path: ['to'], message: future }] : []),
    ],
    samples: [
      {
        payload: {
          from: '2026-09-29',
          to: '2026-09-30',
          minutes: '02/BB-KSCT',
          peopleMet: [
            { group: 'Giáo viên', count: 12 },
            { group: 'Cha mẹ học sinh', count: 8 },
          ],
          placesSeen: ['Phòng học', 'Thư viện', 'Bếp ăn'],
          observations: ['Thư viện mở cửa các buổi chiều, có sổ mượn trả đến ngày khảo sát.'],
        },
      },
    ],
  }),
  completeScoring: event({
    by: ['teamLead'],
    label: say('Hoàn thành chấm độc lập', 'Complete the scoring'),
    payload: z.strictObject({}),
    facts: ['review'],
    samples: [
      { payload: {}, facts: scoredFacts },
      { payload: {}, facts: unscoredFacts },
    ],
  }),
  ...moderationEvents,
  sendDraft: event({
    by: ['teamLead'],
    label: say('Gửi dự thảo báo cáo cho trường', 'Send the draft to the school'),
    payload: z.strictObject({ letter: Paper }),
    samples: [{ payload: { letter: { number: '01/ĐĐGN', date: '2026-11-30' } } }],
  }),
  ...replyEvents,
  ...reportEvents,
  ...offPathEvents(deadlines2018),
}

type Preliminary = z.infer<(typeof events2018)['recordPreliminaryVisit']['payload']>

export const visitChanges = {
  recordPreliminaryVisit: ({ payload }: Moment<Context2018, Preliminary>) => ({
    preliminaryVisitOn: payload.visitedOn,
  }),
  recordFormalVisit: ({ payload }: Moment<Context2018, z.infer<typeof FormalVisit>>) => ({
    formalVisit: { from: payload.from, to: payload.to },
  }),
}
