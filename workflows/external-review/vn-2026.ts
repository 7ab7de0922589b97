// Appraisal under Thông tư 57/2026 (Điều 16–17): intake, conditions, council, opinions, meeting, notice, reply, report.
import { say } from '../../src/domain/text.ts'
import { commonChanges, commonChecks, commonEffects, holdChecks, onHold } from '../common.ts'
import { defineProcess, requires } from '../define.ts'
import { conditionChanges, conditionChecks, conditionEffects } from './conditions.ts'
import { Context2026, reviewFacet, reviewStart } from './context.ts'
import { events2026, studyChanges, studyChecks } from './events-vn-2026.ts'
import { evidenceChanges, evidenceChecks, evidenceEffects, requestEvidence, whileAwaitingEvidence } from './evidence.ts'
import { dossierOnDesk, intakeChanges, intakeChecks, intakeEffects, whileCompleting } from './intake.ts'
import { meetingChanges, meetingChecks } from './meeting.ts'
import { dropped, endings, leaving, offPath, offPathOfWork, rootOn, whileReported } from './off-path.ts'
import { replyChanges, replyChecks, replyEffects, whileAnswering, whileAwaitingReply } from './reply.ts'
import { reportChanges, reportChecks, reportEffects } from './report.ts'
import { reportedBy, scoringChanges, scoringChecks, scoringEffects } from './scoring.ts'
import { teamAfterScoring, teamAtWork, teamBeforeWork, teamChanges, teamChecks, teamEffects } from './team.ts'

/** Steps that an officer may pause. */
const pausable = [
  'checking',
  'awaitingCompletion',
  'awaitingConditions',
  'accepted',
  'appointed',
  'studying',
  'awaitingEvidence',
  'moderating',
  'meeting',
  'notifying',
  'awaitingReply',
  'answering',
  'finalising',
] as const

const afterScoring = { ...offPathOfWork, ...teamAfterScoring('studying') }
const overdue = {
  reviewOverdue: { actions: ['remindTeam'] },
  extendDeadline: { actions: ['extendDeadline'] },
} as const
const reviewDuration = [{ event: 'reviewOverdue', period: 'review.duration', from: 'appointedAt' }] as const
/** What the council does with the dossier, also while the school looks for evidence. */
const study = {
  ...offPathOfWork,
  ...teamAtWork,
  submitOpinion: { actions: 'record' },
  requestEvidence,
  recordVisit: { actions: ['record'] },
  completeStudy: {
    target: 'moderating',
    guard: requires('noItemOpen', 'everyoneReported', 'everyoneScored', 'visitMade', 'noConflict'),
    actions: ['openTeamSheets'],
  },
} as const
const onDesk = dossierOnDesk('awaitingConditions')

export const externalReview2026 = defineProcess({
  process: 'externalReview',
  edition: 'vn-2026',
  name: say('Thẩm định', 'Appraisal'),
  seats: {
    teamLead: say('Chủ tịch hội đồng thẩm định', 'Chair of the appraisal council'),
    teamSecretary: say('Thư ký hội đồng thẩm định', 'Secretary of the appraisal council'),
    reviewer: say('Ủy viên hội đồng thẩm định', 'Member of the appraisal council'),
  },
  context: Context2026,
  start: ({ input }) =>
    Context2026.parse({ ...reviewStart, unmetConditions: null, visitedOn: null, meeting: null, ...input }),
  inputs: [{ requested: ['nationalStandard'], requestedTier: 1, viaCommune: false }],
  facet: reviewFacet,
  events: events2026,
  checks: {
    ...commonChecks,
    ...holdChecks(pausable),
    ...intakeChecks,
    ...conditionChecks,
    ...teamChecks,
    ...evidenceChecks,
    ...studyChecks,
    ...meetingChecks,
    ...scoringChecks,
    ...replyChecks,
    ...reportChecks,
  },
  changes: {
    ...commonChanges,
    ...intakeChanges,
    ...conditionChanges,
    appointCouncil: teamChanges.appoint,
    declareConflict: teamChanges.declareConflict,
    replaceMember: teamChanges.replaceMember,
    submitOpinion: reportedBy,
    ...evidenceChanges,
    ...studyChanges,
    ...scoringChanges,
    ...meetingChanges,
    ...replyChanges,
    ...reportChanges,
    reopenReview: (moment) => ({ ...reportChanges.reopenReview(moment), visitedOn: null, meeting: null }),
  },
  effects: {
    ...commonEffects,
    ...intakeEffects,
    ...conditionEffects,
    ...teamEffects,
    ...evidenceEffects,
    ...scoringEffects,
    ...replyEffects,
    ...reportEffects,
    announceCouncil: () => [
      { type: 'produceDocument', form: 'councilDecision' },
      { type: 'notify', to: ['principal', 'teamLead', 'teamSecretary', 'reviewer'], message: 'review.teamAppointed' },
    ],
    produceMinutes: () => ({ type: 'produceDocument', form: 'appraisalMinutes' }),
    produceNotice: () => ({ type: 'produceDocument', form: 'appraisalNotice' }),
  },
  drawing: {
    initial: 'checking',
    on: rootOn,
    states: {
      checking: {
        meta: {
          label: say('Sở GDĐT đang kiểm tra hồ sơ', 'At the department'),
          waitsFor: ['qualityOfficer'],
          deadlines: [{ event: 'intakeOverdue', period: 'intake.check' }],
        },
        on: {
          ...offPath,
          ...onDesk,
          acceptDossier: { ...onDesk.acceptDossier, actions: ['announceAcceptance', 'askForConditions'] },
        },
      },
      awaitingCompletion: {
        meta: {
          label: say('Chờ trường hoàn thiện hồ sơ', 'The school completes its dossier'),
          waitsFor: ['principal'],
          deadlines: [{ event: 'completionDeadlinePassed', period: 'intake.completion' }],
        },
        on: {
          ...offPath,
          ...whileCompleting,
          dossierResubmitted: { target: 'checking', actions: ['record'] },
        },
      },
      awaitingConditions: {
        meta: {
          label: say('Chờ UBND cấp xã báo cáo điều kiện thực tế', 'The commune reports on conditions'),
          waitsFor: ['communeOfficer'],
          deadlines: [{ event: 'conditionsOverdue', period: 'intake.conditions' }],
        },
        on: {
          ...offPath,
          reportConditions: { target: 'accepted', actions: ['record', 'announceConditions'] },
          proceedWithoutConditions: { target: 'accepted', actions: ['record'] },
          conditionsOverdue: { actions: ['remindConditions'] },
          extendDeadline: { actions: ['extendDeadline'] },
        },
      },
      accepted: {
        meta: { label: say('Chờ thành lập hội đồng thẩm định', 'Accepted'), waitsFor: ['departmentDirector'] },
        on: {
          ...offPathOfWork,
          appointCouncil: { target: 'appointed', actions: ['record', 'appointMembers', 'announceCouncil'] },
          // The law names the conditions, not what follows when the commune finds one unmet: the department chooses.
          requestCompletion: { ...onDesk.requestCompletion, guard: requires('conditionsUnmet', 'firstRound') },
          refuseDossier: { ...onDesk.refuseDossier, guard: requires('conditionsUnmet', 'firstRound') },
        },
      },
      appointed: {
        meta: { label: say('Đã thành lập hội đồng', 'Council appointed'), waitsFor: ['teamLead', 'teamSecretary'] },
        on: {
          ...offPathOfWork,
          ...teamBeforeWork,
          beginStudy: { target: 'studying', guard: 'noConflict', actions: ['openReviewerSheets'] },
        },
      },
      studying: {
        tags: ['scoringOpen'],
        meta: {
          label: say('Thành viên nghiên cứu hồ sơ', 'Members study the dossier'),
          waitsFor: ['reviewer', 'teamSecretary', 'teamLead'],
          deadlines: reviewDuration,
        },
        on: { ...study, ...overdue },
      },
      awaitingEvidence: {
        tags: ['scoringOpen'],
        meta: {
          label: say('Chờ trường bổ sung minh chứng', 'The school supplies evidence'),
          waitsFor: ['principal'],
          deadlines: [{ event: 'evidenceDeadlinePassed', period: 'review.evidence' }],
        },
        always: [{ target: 'studying', guard: 'noItemOpen' }],
        on: { ...study, ...whileAwaitingEvidence('studying') },
      },
      moderating: {
        tags: ['moderatingOpen'],
        meta: { label: say('Thống nhất kết quả tiêu chí', 'Moderating'), waitsFor: ['teamLead', 'teamSecretary'] },
        on: {
          ...afterScoring,
          completeModeration: {
            target: 'meeting',
            guard: requires('everythingModerated', 'noConflict'),
            actions: ['record'],
          },
        },
      },
      meeting: {
        meta: {
          label: say('Chờ họp hội đồng', 'The council is to meet'),
          waitsFor: ['teamSecretary', 'teamLead'],
          deadlines: reviewDuration,
        },
        on: {
          ...afterScoring,
          ...overdue,
          holdMeeting: { target: 'notifying', guard: 'noConflict', actions: ['record', 'produceMinutes'] },
        },
      },
      notifying: {
        meta: { label: say('Chờ thông báo kết quả', 'The result is to be notified'), waitsFor: ['teamLead'] },
        on: {
          ...afterScoring,
          notifyResult: { target: 'awaitingReply', guard: 'noConflict', actions: ['produceNotice', 'askForReply'] },
        },
      },
      awaitingReply: {
        tags: ['draftSent'],
        meta: {
          label: say('Chờ ý kiến của trường', 'The school replies'),
          waitsFor: ['principal'],
          deadlines: [{ event: 'replyDeadlinePassed', period: 'review.schoolReply' }],
        },
        on: {
          ...afterScoring,
          ...whileAwaitingReply,
          recordSilence: { target: 'finalising', guard: 'noReplyTerm', actions: ['record', 'announceSilence'] },
        },
      },
      answering: {
        tags: ['draftSent'],
        meta: { label: say('Hội đồng trả lời ý kiến của trường', 'The council answers'), waitsFor: ['teamLead'] },
        on: { ...afterScoring, ...whileAnswering },
      },
      finalising: {
        tags: ['draftSent'],
        meta: { label: say('Hoàn thiện báo cáo thẩm định', 'Finalising the report'), waitsFor: ['teamLead'] },
        on: {
          ...afterScoring,
          submitReport: {
            target: 'reported',
            guard: 'noConflict',
            actions: ['record', 'freezeReport', 'handOver', 'announceReport'],
          },
        },
      },
      reported: {
        tags: ['draftSent'],
        meta: { label: say('Đã báo cáo kết quả thẩm định', 'Reported'), waitsFor: ['departmentDirector'] },
        on: whileReported,
      },
      onHold: {
        ...onHold(pausable),
        on: { ...onHold(pausable).on, ...leaving, ...dropped, dossierResubmitted: { actions: ['record'] } },
      },
      ...endings,
    },
  },
})
