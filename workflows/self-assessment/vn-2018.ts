// Self-assessment under the 2018 circulars (Điều 23–27): seven steps from the council to the follow-up, then the registration.
import { addPeriod } from '../../src/domain/calendar/add.ts'
import { say } from '../../src/domain/text.ts'
import { commonChanges, commonChecks, commonEffects, holdChecks, onHold, onSchoolChange } from '../common.ts'
import { defineProcess, requires } from '../define.ts'
import { afterPause, selfStart } from './context.ts'
import { councilChange, councilEffects, groupChange } from './council.ts'
import { Context2018, start2018 } from './context-vn-2018.ts'
import { effects2018 } from './effects-vn-2018.ts'
import { events2018 } from './events-vn-2018.ts'
import { end, extendable, offPath, withReview } from './off-path.ts'
import { registrationChange, registrationChecks } from './register-vn-2018.ts'
import { requestChanges, requestChecks, requestEffects, whileSubmitted } from './request.ts'

/** Steps that an officer may pause: all before the dossier is with the reviewers, whose own process is paused then. */
const pausable = [
  'preparing',
  'planning',
  'planSubmitted',
  'collecting',
  'rating',
  'writing',
  'consulting',
  'adopting',
  'adopted',
  'awaitingOpinion',
  'opinionGiven',
  'published',
] as const

const leaving = { ...offPath, withdraw: { target: 'withdrawn', actions: ['record'] } } as const
const changeCouncil = { actions: ['record', 'appointCouncil', 'announceCouncil'] } as const
const changePlan = { actions: ['record', 'announcePlan'] } as const
const whole = { ...leaving, changeCouncil }
const planned = [{ event: 'selfAssessmentOverdue', period: 'selfAssessment.duration', from: 'durationFrom' }] as const
const underWay = {
  ...whole,
  ...extendable,
  changePlan,
  selfAssessmentOverdue: { actions: ['record', 'remind'] },
} as const
const reopenRating = { target: 'rating', actions: ['announceReopening'] } as const
const returnDraft = { target: 'writing', actions: ['announceReturnOfDraft'] } as const
const submitYearlyUpdate = { actions: ['record', 'reportUpdate'] } as const

export const selfAssessment2018 = defineProcess({
  process: 'selfAssessment',
  edition: 'vn-2018',
  name: say('Tự đánh giá', 'Self-assessment'),
  context: Context2018,
  start: () => ({ ...selfStart, ...start2018 }),
  events: events2018,
  checks: {
    ...commonChecks,
    ...holdChecks(pausable),
    ...requestChecks,
    ...registrationChecks,
  },
  changes: {
    ...commonChanges,
    ...requestChanges,
    establishCouncil: (moment) => ({ ...councilChange(moment), ...groupChange(moment) }),
    changeCouncil: (moment) => ({ ...councilChange(moment), ...groupChange(moment) }),
    approvePlan: ({ payload, context, at }) => ({ plan: payload.plan, durationFrom: context.durationFrom ?? at }),
    changePlan: ({ payload }) => ({ plan: payload.plan }),
    selfAssessmentOverdue: () => ({ overdue: true }),
    adoptReport: ({ payload }) => ({ report: payload.report, agreed: payload.agreed, opinion: null }),
    giveOpinion: ({ payload }) => ({ opinion: payload }),
    publishReport: ({ payload }) => ({ publishedOn: payload.publishedOn }),
    submitYearlyUpdate: ({ payload, context }) => ({
      yearlyUpdates: [...context.yearlyUpdates, { schoolYear: payload.schoolYear, report: payload.report }],
    }),
    finishCycle: ({ payload }) => ({ closedBecause: payload.reason }),
    registerReview: registrationChange,
    hold: (moment) => ({ ...commonChanges.hold(moment), heldAt: moment.at }),
    resume: ({ context, at }) => ({
      ...commonChanges.resume(),
      heldAt: null,
      durationFrom: afterPause(context.durationFrom, context.heldAt, at),
    }),
    extendDeadline: ({ payload, context }) =>
      payload.deadline === 'selfAssessmentOverdue' && context.durationFrom !== null
        ? { durationFrom: addPeriod(context.durationFrom, { amount: payload.days, unit: 'days' }) }
        : {},
  },
  effects: {
    ...commonEffects,
    ...councilEffects,
    ...requestEffects,
    ...effects2018,
  },
  drawing: {
    initial: 'preparing',
    on: { recordSchoolChange: onSchoolChange('.closed') },
    states: {
      preparing: {
        meta: { label: say('Chuẩn bị thành lập hội đồng', 'Preparing'), waitsFor: ['principal'] },
        on: {
          ...leaving,
          establishCouncil: { target: 'planning', actions: ['record', 'appointCouncil', 'announceCouncil'] },
        },
      },
      planning: {
        meta: { label: say('Lập kế hoạch tự đánh giá', 'Planning'), waitsFor: ['councilSecretary', 'councilChair'] },
        on: { ...whole, submitPlan: { target: 'planSubmitted', actions: ['askForApproval'] } },
      },
      planSubmitted: {
        meta: { label: say('Chờ phê duyệt kế hoạch', 'Plan submitted'), waitsFor: ['councilChair'] },
        on: {
          ...whole,
          returnPlan: { target: 'planning', actions: ['announceReturnOfPlan'] },
          approvePlan: { target: 'collecting', actions: ['record', 'announcePlan'] },
        },
      },
      collecting: {
        meta: {
          label: say('Thu thập, xử lý, phân tích minh chứng', 'Collecting evidence'),
          waitsFor: ['workingGroup', 'councilSecretary'],
          deadlines: planned,
        },
        on: { ...underWay, beginRating: { target: 'rating', actions: ['openSchoolSheets', 'askToRate'] } },
      },
      rating: {
        tags: ['sheetsOpen'],
        meta: {
          label: say('Đánh giá mức đạt theo từng tiêu chí', 'Rating the criteria'),
          waitsFor: ['workingGroup', 'councilChair'],
          deadlines: planned,
        },
        on: { ...underWay, completeRating: { target: 'writing', guard: 'allAgreed' } },
      },
      writing: {
        meta: {
          label: say('Viết báo cáo tự đánh giá', 'Writing the report'),
          waitsFor: ['councilSecretary'],
          deadlines: planned,
        },
        on: { ...underWay, reopenRating, publishDraft: { target: 'consulting', actions: ['announceDraft'] } },
      },
      consulting: {
        meta: { label: say('Lấy ý kiến trong nhà trường', 'Internal consultation'), waitsFor: ['councilSecretary'] },
        on: { ...whole, returnDraft, closeConsultation: { target: 'adopting' } },
      },
      adopting: {
        meta: { label: say('Hội đồng thông qua báo cáo', 'The council adopts'), waitsFor: ['councilChair'] },
        on: {
          ...whole,
          reopenRating,
          returnDraft,
          adoptReport: { target: 'adopted', guard: 'allAgreed', actions: ['record', 'produceReport'] },
        },
      },
      adopted: {
        meta: { label: say('Đã thông qua, chờ gửi xin ý kiến', 'Adopted'), waitsFor: ['principal'] },
        on: { ...whole, returnDraft, sendForOpinion: { target: 'awaitingOpinion', actions: ['askForOpinion'] } },
      },
      awaitingOpinion: {
        meta: {
          label: say('Chờ ý kiến cơ quan quản lý', 'Awaiting the opinion'),
          waitsFor: ['communeOfficer', 'qualityOfficer'],
          deadlines: [{ event: 'opinionOverdue', period: 'selfAssessment.opinion' }],
        },
        on: {
          ...whole,
          extendDeadline: extendable.extendDeadline,
          giveOpinion: { target: 'opinionGiven', actions: ['record', 'announceOpinion'] },
          opinionOverdue: { target: 'opinionGiven', actions: ['announceOpinion'] },
        },
      },
      opinionGiven: {
        meta: { label: say('Đã có ý kiến, chờ công bố', 'Opinion given'), waitsFor: ['principal'] },
        on: {
          ...whole,
          reopenRating,
          returnDraft,
          publishReport: { target: 'published', actions: ['record', 'publishReport'] },
        },
      },
      published: {
        meta: {
          label: say('Đã công bố, cải tiến chất lượng', 'Published'),
          waitsFor: ['principal'],
          deadlines: [
            { event: 'firstTermEnding', dateOfYear: 'registration.firstTerm' },
            { event: 'secondTermEnding', dateOfYear: 'registration.secondTerm' },
          ],
        },
        on: {
          ...whole,
          reopenRating,
          submitYearlyUpdate,
          firstTermEnding: { actions: ['remindToRegister'] },
          secondTermEnding: { actions: ['remindToRegister'] },
          finishCycle: { target: 'completed', actions: ['record'] },
          registerReview: {
            target: 'submitted',
            guard: requires('allAgreed', 'levelOneReached', 'cohortCompleted', 'longEnough'),
            actions: ['record', 'startReview', 'produceRegistration'],
          },
        },
      },
      submitted: {
        meta: { label: say('Đã nộp hồ sơ đăng ký', 'Submitted'), waitsFor: ['qualityOfficer', 'communeOfficer'] },
        on: { ...withReview, changeCouncil, submitYearlyUpdate, ...whileSubmitted('published') },
      },
      completing: {
        tags: ['sheetsOpen'],
        meta: {
          label: say('Hoàn thiện hồ sơ theo yêu cầu', 'Completing the dossier'),
          waitsFor: ['principal', 'councilSecretary', 'workingGroup'],
        },
        on: {
          ...withReview,
          changeCouncil,
          reviewEnded: whileSubmitted('published').reviewEnded,
          resubmitDossier: {
            target: 'submitted',
            guard: requires('allAgreed', 'levelOneReached', 'stillReached'),
            actions: ['record', 'handInAgain'],
          },
        },
      },
      following: {
        meta: { label: say('Đã đánh giá, theo dõi cải tiến', 'Following up'), waitsFor: ['principal'] },
        on: { changeCouncil, submitYearlyUpdate, caseEnded: { target: 'completed', actions: ['record'] } },
      },
      onHold: { ...onHold(pausable), on: { ...onHold(pausable).on, closeCase: offPath.closeCase } },
      completed: end('Đã kết thúc', 'Completed'),
      withdrawn: end('Trường đã dừng', 'Withdrawn'),
      closed: end('Đã đóng', 'Closed'),
    },
  },
})
