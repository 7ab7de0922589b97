// Self-assessment of one school year under Thông tư 57/2026: report, improvement plan and its reviews, and the request (Điều 9, 10, 16).
import { addPeriod, dayOf } from '../../src/domain/calendar/add.ts'
import { say } from '../../src/domain/text.ts'
import { commonChanges, commonChecks, commonEffects, holdChecks, onHold, onSchoolChange } from '../common.ts'
import { defineProcess, requires } from '../define.ts'
import { afterPause, selfStart } from './context.ts'
import { Context2026, nextApprovalDue, start2026 } from './context-vn-2026.ts'
import { councilChange, councilEffects, groupChange } from './council.ts'
import { effects2026 } from './effects-vn-2026.ts'
import { events2026 } from './events-vn-2026.ts'
import { improvementChanges, improvementChecks } from './improvement-vn-2026.ts'
import { end, extendable, offPath, withReview } from './off-path.ts'
import { recognitionChange, recognitionChecks } from './recognition-vn-2026.ts'
import { requestChanges, requestChecks, requestEffects, whileSubmitted } from './request.ts'

const { allAgreed, levelOneReached } = requestChecks

/** Steps that an officer may pause: all before the dossier is with the appraisal, whose own process is paused then. */
const pausable = [
  'preparing',
  'assigning',
  'assessing',
  'reporting',
  'reported',
  'approved',
  'planSubmitted',
  'improving',
] as const

const changeCouncil = { actions: ['record', 'appointCouncil', 'announceCouncil'] } as const
const changeAssignment = { actions: ['record', 'appointCouncil', 'announceAssignment'] } as const
const whole = { ...offPath, changeCouncil }
const approvalDue = { actions: ['record', 'remindApproval'] } as const
const due = [{ event: 'approvalDue', from: 'approvalDueAt' }] as const
const beforeApproval = { ...whole, ...extendable, changeAssignment, approvalDue } as const
const reopenReport = { target: 'reporting', actions: ['record', 'announceReturnOfReport'] } as const
const recordPlanReview = { actions: ['record'] } as const
const improvement = { recordPlanReview, changeImprovementPlan: { actions: ['record', 'announcePlan'] } } as const
const closing = { guard: 'reviewedEnough', actions: ['announceYearClosed'] } as const

export const selfAssessment2026 = defineProcess({
  process: 'selfAssessment',
  edition: 'vn-2026',
  name: say('Tự đánh giá trong năm học', 'Yearly self-assessment'),
  context: Context2026,
  start: () => ({ ...selfStart, ...start2026 }),
  /** Which reviews were made decides which are still accepted. */
  facet: ({ planReviews }) => [...new Set(planReviews.map(({ time }) => time))].toSorted(),
  events: events2026,
  checks: {
    ...commonChecks,
    ...holdChecks(pausable),
    allAgreed,
    levelOneReached,
    ...improvementChecks,
    ...recognitionChecks,
  },
  changes: {
    ...commonChanges,
    ...requestChanges,
    ...improvementChanges,
    establishCouncil: (moment) => ({
      ...councilChange(moment),
      // A council set up after the day was missed does not make the report timely.
      approvalDueAt: moment.context.late ? null : nextApprovalDue(moment.rules, moment.at),
    }),
    changeCouncil: councilChange,
    assignWork: (moment) => ({ ...groupChange(moment), plan: moment.payload.plan }),
    changeAssignment: (moment) => ({ ...groupChange(moment), plan: moment.payload.plan }),
    approvalDue: () => ({ late: true }),
    approveReport: ({ payload, context, at }) => ({
      report: payload.report,
      approvedOn: dayOf(at),
      late: context.approvalDueAt === null ? context.late : at >= context.approvalDueAt,
    }),
    /** Once the day has passed, correcting a report that was in time does not make it late. */
    reopenReport: ({ context, at }) => ({
      approvedOn: null,
      approvalDueAt: context.approvalDueAt !== null && at < context.approvalDueAt ? context.approvalDueAt : null,
    }),
    requestRecognition: recognitionChange,
    hold: (moment) => ({ ...commonChanges.hold(moment), heldAt: moment.at }),
    resume: ({ context, at }) => ({
      ...commonChanges.resume(),
      heldAt: null,
      approvalDueAt: afterPause(context.approvalDueAt, context.heldAt, at),
    }),
    extendDeadline: ({ payload, context }) =>
      context.approvalDueAt === null
        ? {}
        : { approvalDueAt: addPeriod(context.approvalDueAt, { amount: payload.days, unit: 'days' }) },
  },
  effects: { ...commonEffects, ...councilEffects, ...requestEffects, ...effects2026 },
  drawing: {
    initial: 'preparing',
    on: { recordSchoolChange: onSchoolChange('.closed') },
    states: {
      preparing: {
        meta: {
          label: say('Chuẩn bị thành lập hội đồng', 'Preparing'),
          waitsFor: ['principal'],
          deadlines: [{ event: 'approvalDue', dateOfYear: 'selfAssessment.approval' }],
        },
        on: {
          ...offPath,
          approvalDue,
          establishCouncil: { target: 'assigning', actions: ['record', 'appointCouncil', 'announceCouncil'] },
        },
      },
      assigning: {
        meta: { label: say('Phân công nhiệm vụ', 'Assigning the work'), waitsFor: ['councilChair'], deadlines: due },
        on: {
          ...whole,
          ...extendable,
          approvalDue,
          assignWork: {
            target: 'assessing',
            actions: ['record', 'appointCouncil', 'openSchoolSheets', 'announceAssignment'],
          },
        },
      },
      assessing: {
        tags: ['sheetsOpen'],
        meta: {
          label: say('Tự đánh giá các tiêu chí', 'Assessing the criteria'),
          waitsFor: ['workingGroup', 'councilChair'],
          deadlines: due,
        },
        on: { ...beforeApproval, completeRating: { target: 'reporting', guard: 'allAgreed' } },
      },
      reporting: {
        meta: {
          label: say('Viết báo cáo tự đánh giá', 'Writing the report'),
          waitsFor: ['councilSecretary'],
          deadlines: due,
        },
        on: {
          ...beforeApproval,
          reopenRating: { target: 'assessing', actions: ['announceReopening'] },
          submitReport: { target: 'reported', actions: ['askForApproval'] },
        },
      },
      reported: {
        meta: { label: say('Chờ phê duyệt báo cáo', 'Report submitted'), waitsFor: ['principal'], deadlines: due },
        on: {
          ...beforeApproval,
          returnReport: { target: 'reporting', actions: ['announceReturnOfReport'] },
          approveReport: { target: 'approved', guard: 'allAgreed', actions: ['record', 'announceApproval'] },
        },
      },
      approved: {
        meta: {
          label: say('Đã phê duyệt báo cáo, lập kế hoạch cải tiến', 'Report approved'),
          waitsFor: ['councilSecretary', 'councilChair'],
        },
        on: {
          ...whole,
          reopenReport,
          submitImprovementPlan: { target: 'planSubmitted', actions: ['record', 'askForPlanApproval'] },
        },
      },
      planSubmitted: {
        meta: { label: say('Chờ phê duyệt kế hoạch cải tiến', 'Improvement plan submitted'), waitsFor: ['principal'] },
        on: {
          ...whole,
          returnImprovementPlan: { target: 'approved', actions: ['announceReturnOfPlan'] },
          approveImprovementPlan: { target: 'improving', actions: ['record', 'announcePlan'] },
        },
      },
      improving: {
        meta: {
          label: say('Thực hiện kế hoạch cải tiến', 'Improving'),
          waitsFor: ['councilChair', 'councilSecretary'],
        },
        on: {
          ...whole,
          ...improvement,
          reopenReport,
          requestRecognition: {
            target: 'submitted',
            guard: requires(
              'mayBeRecognised',
              'allAgreed',
              'levelOneReached',
              'cohortCompleted',
              'enoughYears',
              'conditionsMet',
            ),
            actions: ['record', 'startReview', 'produceRequest'],
          },
          closeYear: { ...closing, target: 'yearClosed' },
        },
      },
      submitted: {
        meta: { label: say('Đã nộp hồ sơ đề nghị', 'Submitted'), waitsFor: ['qualityOfficer'] },
        on: { ...withReview, ...improvement, changeCouncil, ...whileSubmitted('improving') },
      },
      completing: {
        tags: ['sheetsOpen'],
        meta: {
          label: say('Hoàn thiện hồ sơ theo yêu cầu', 'Completing the dossier'),
          waitsFor: ['principal', 'councilSecretary', 'workingGroup'],
        },
        on: {
          ...withReview,
          ...improvement,
          changeCouncil,
          reviewEnded: whileSubmitted('improving').reviewEnded,
          resubmitDossier: {
            target: 'submitted',
            guard: requires('allAgreed', 'levelOneReached', 'tierStillReached'),
            actions: ['record', 'handInAgain'],
          },
        },
      },
      following: {
        meta: {
          label: say('Đã thẩm định, tiếp tục cải tiến', 'Appraised, improving'),
          waitsFor: ['councilChair', 'councilSecretary'],
        },
        on: {
          ...improvement,
          changeCouncil,
          closeYear: { ...closing, target: 'yearEnded' },
          caseEnded: { target: 'concluding', actions: ['record'] },
        },
      },
      concluding: {
        meta: {
          label: say('Hồ sơ công nhận đã kết thúc, chờ khép năm học', 'Case ended, year open'),
          waitsFor: ['principal'],
        },
        on: {
          ...improvement,
          changeCouncil,
          closeCase: offPath.closeCase,
          closeYear: { ...closing, target: 'yearClosed' },
        },
      },
      yearEnded: {
        meta: { label: say('Đã khép năm học, hồ sơ công nhận còn mở', 'Year closed, case open'), waitsFor: [] },
        on: { caseEnded: { target: 'yearClosed', actions: ['record'] } },
      },
      onHold: { ...onHold(pausable), on: { ...onHold(pausable).on, closeCase: offPath.closeCase } },
      yearClosed: end('Đã khép năm học', 'Year closed'),
      closed: end('Đã đóng', 'Closed'),
    },
  },
})
