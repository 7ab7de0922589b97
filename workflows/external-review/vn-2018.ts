// External review under the 2018 circulars (Điều 26–33): intake, team, desk review, visits, scores, draft, reply, report.
import { say } from '../../src/domain/text.ts'
import { commonChanges, commonChecks, commonEffects, holdChecks, onHold } from '../common.ts'
import { defineProcess, requires } from '../define.ts'
import { Context2018, reviewFacet, reviewStart } from './context.ts'
import { events2018, visitChanges } from './events-vn-2018.ts'
import { evidenceChanges, evidenceChecks, evidenceEffects, requestEvidence, whileAwaitingEvidence } from './evidence.ts'
import {
  communeChanges,
  communeChecks,
  communeEffects,
  dossierOnDesk,
  intakeChanges,
  intakeChecks,
  intakeEffects,
  whileCompleting,
} from './intake.ts'
import { dropped, endings, leaving, offPath, offPathOfWork, rootOn, whileReported } from './off-path.ts'
import { replyChanges, replyChecks, replyEffects, whileAnswering, whileAwaitingReply } from './reply.ts'
import { reportChanges, reportChecks, reportEffects } from './report.ts'
import { reportedBy, scoringChanges, scoringChecks, scoringEffects } from './scoring.ts'
import { teamAfterScoring, teamAtWork, teamBeforeWork, teamChanges, teamChecks, teamEffects } from './team.ts'

/** Steps that an officer may pause. */
const pausable = [
  'atCommune',
  'checking',
  'awaitingCompletion',
  'accepted',
  'appointed',
  'deskReviewing',
  'awaitingEvidence',
  'deskReviewed',
  'preliminaryVisited',
  'scoring',
  'moderating',
  'drafting',
  'awaitingReply',
  'answering',
  'finalising',
] as const

const atWork = { ...offPathOfWork, ...teamAtWork }
const afterScoring = { ...offPathOfWork, ...teamAfterScoring('scoring') }
const overdue = {
  reviewOverdue: { actions: ['remindTeam'] },
  extendDeadline: { actions: ['extendDeadline'] },
} as const
const reviewDuration = [{ event: 'reviewOverdue', period: 'review.duration', from: 'appointedAt' }] as const
const report = { submitPreliminaryReport: { actions: 'record' } } as const
const deskReviewed = {
  completeDeskReview: { target: 'deskReviewed', guard: requires('noItemOpen', 'everyoneReported', 'noConflict') },
} as const

export const externalReview2018 = defineProcess({
  process: 'externalReview',
  edition: 'vn-2018',
  name: say('Đánh giá ngoài', 'External review'),
  seats: {
    teamLead: say('Trưởng đoàn', 'Team lead'),
    teamSecretary: say('Thư ký đoàn', 'Team secretary'),
    reviewer: say('Thành viên đoàn đánh giá', 'Reviewer'),
  },
  context: Context2018,
  start: ({ input }) => Context2018.parse({ ...reviewStart, preliminaryVisitOn: null, formalVisit: null, ...input }),
  inputs: [
    { requested: ['accreditation', 'nationalStandard'], requestedGrade: 2, requestedTier: 1, viaCommune: true },
    { requested: ['accreditation'], requestedGrade: 2, viaCommune: false },
    { requested: ['nationalStandard'], requestedTier: 1, viaCommune: false },
  ],
  facet: reviewFacet,
  events: events2018,
  checks: {
    ...commonChecks,
    ...holdChecks(pausable),
    ...communeChecks,
    ...intakeChecks,
    ...teamChecks,
    ...evidenceChecks,
    ...scoringChecks,
    ...replyChecks,
    ...reportChecks,
  },
  changes: {
    ...commonChanges,
    ...communeChanges,
    ...intakeChanges,
    appointTeam: teamChanges.appoint,
    declareConflict: teamChanges.declareConflict,
    replaceMember: teamChanges.replaceMember,
    submitPreliminaryReport: reportedBy,
    ...evidenceChanges,
    ...visitChanges,
    ...scoringChanges,
    ...replyChanges,
    ...reportChanges,
    reopenReview: (moment) => ({
      ...reportChanges.reopenReview(moment),
      preliminaryVisitOn: null,
      formalVisit: null,
    }),
  },
  effects: {
    ...commonEffects,
    ...communeEffects,
    ...intakeEffects,
    ...teamEffects,
    ...evidenceEffects,
    ...scoringEffects,
    ...replyEffects,
    ...reportEffects,
    announceTeam: () => [
      { type: 'produceDocument', form: 'teamDecision' },
      { type: 'notify', to: ['principal', 'teamLead', 'teamSecretary', 'reviewer'], message: 'review.teamAppointed' },
    ],
    produceVisitMinutes: () => ({ type: 'produceDocument', form: 'preliminaryVisitMinutes' }),
    produceDraft: () => ({ type: 'produceDocument', form: 'draftExternalReport' }),
  },
  drawing: {
    initial: 'atCommune',
    on: rootOn,
    states: {
      atCommune: {
        meta: {
          label: say('UBND cấp xã đang kiểm tra hồ sơ', 'At the commune'),
          waitsFor: ['communeOfficer'],
          deadlines: [{ event: 'intakeOverdue', period: 'intake.check' }],
        },
        always: [{ target: 'checking', guard: 'sentStraight' }],
        on: {
          ...offPath,
          forwardDossier: { target: 'checking' },
          requestCompletionAtCommune: {
            target: 'awaitingCompletion',
            actions: ['record', 'returnDossier', 'announceCompletion'],
          },
          intakeOverdue: { actions: ['remindCommune'] },
          extendDeadline: { actions: ['extendDeadline'] },
        },
      },
      checking: {
        meta: {
          label: say('Sở GDĐT đang kiểm tra hồ sơ', 'At the department'),
          waitsFor: ['qualityOfficer'],
          deadlines: [{ event: 'intakeOverdue', period: 'intake.check' }],
        },
        on: { ...offPath, ...dossierOnDesk('accepted') },
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
          dossierResubmitted: [
            { target: 'atCommune', guard: 'returnedByCommune', actions: ['record'] },
            { target: 'checking', actions: ['record'] },
          ],
        },
      },
      accepted: {
        meta: {
          label: say('Đã chấp nhận, chờ thành lập đoàn', 'Accepted'),
          waitsFor: ['departmentDirector', 'provincialChair'],
        },
        on: {
          ...offPathOfWork,
          appointTeam: { target: 'appointed', actions: ['record', 'appointMembers', 'announceTeam'] },
        },
      },
      appointed: {
        meta: { label: say('Đã thành lập đoàn', 'Team appointed'), waitsFor: ['teamLead'] },
        on: {
          ...offPathOfWork,
          ...teamBeforeWork,
          beginDeskReview: { target: 'deskReviewing', guard: 'noConflict', actions: ['openReviewerSheets'] },
        },
      },
      deskReviewing: {
        tags: ['scoringOpen'],
        meta: {
          label: say('Nghiên cứu hồ sơ', 'Desk review'),
          waitsFor: ['reviewer', 'teamSecretary', 'teamLead'],
          deadlines: reviewDuration,
        },
        on: { ...atWork, ...overdue, ...report, ...deskReviewed, requestEvidence },
      },
      awaitingEvidence: {
        tags: ['scoringOpen'],
        meta: {
          label: say('Chờ trường bổ sung minh chứng', 'The school supplies evidence'),
          waitsFor: ['principal'],
          deadlines: [{ event: 'evidenceDeadlinePassed', period: 'review.evidence' }],
        },
        always: [{ target: 'deskReviewing', guard: 'noItemOpen' }],
        on: { ...atWork, ...report, ...deskReviewed, requestEvidence, ...whileAwaitingEvidence('deskReviewing') },
      },
      deskReviewed: {
        tags: ['scoringOpen'],
        meta: { label: say('Chờ khảo sát sơ bộ', 'Desk review done'), waitsFor: ['teamLead', 'teamSecretary'] },
        on: {
          ...atWork,
          recordPreliminaryVisit: {
            target: 'preliminaryVisited',
            guard: 'noConflict',
            actions: ['record', 'produceVisitMinutes'],
          },
        },
      },
      preliminaryVisited: {
        tags: ['scoringOpen'],
        meta: { label: say('Chờ khảo sát chính thức', 'Preliminary visit done'), waitsFor: ['teamLead'] },
        on: {
          ...atWork,
          recordFormalVisit: { target: 'scoring', guard: 'noConflict', actions: ['record'] },
        },
      },
      scoring: {
        tags: ['scoringOpen'],
        meta: {
          label: say('Các thành viên chấm độc lập', 'Members score alone'),
          waitsFor: ['reviewer', 'teamSecretary', 'teamLead'],
          deadlines: reviewDuration,
        },
        on: {
          ...atWork,
          ...overdue,
          completeScoring: {
            target: 'moderating',
            guard: requires('everyoneScored', 'noConflict'),
            actions: ['openTeamSheets'],
          },
        },
      },
      moderating: {
        tags: ['moderatingOpen'],
        meta: { label: say('Đoàn thống nhất kết quả', 'The team moderates'), waitsFor: ['teamLead', 'teamSecretary'] },
        on: {
          ...afterScoring,
          completeModeration: {
            target: 'drafting',
            guard: requires('everythingModerated', 'noConflict'),
            actions: ['record'],
          },
        },
      },
      drafting: {
        meta: {
          label: say('Viết dự thảo báo cáo', 'Drafting the report'),
          waitsFor: ['teamSecretary', 'teamLead'],
          deadlines: reviewDuration,
        },
        on: {
          ...afterScoring,
          ...overdue,
          sendDraft: { target: 'awaitingReply', guard: 'noConflict', actions: ['produceDraft', 'askForReply'] },
        },
      },
      awaitingReply: {
        tags: ['draftSent'],
        meta: {
          label: say('Chờ ý kiến phản hồi của trường', 'The school replies'),
          waitsFor: ['principal'],
          deadlines: [{ event: 'replyDeadlinePassed', period: 'review.schoolReply' }],
        },
        on: { ...afterScoring, ...whileAwaitingReply },
      },
      answering: {
        tags: ['draftSent'],
        meta: { label: say('Đoàn trả lời ý kiến của trường', 'The team answers'), waitsFor: ['teamLead'] },
        on: { ...afterScoring, ...whileAnswering },
      },
      finalising: {
        tags: ['draftSent'],
        meta: { label: say('Hoàn thiện báo cáo', 'Finalising the report'), waitsFor: ['teamLead'] },
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
        meta: { label: say('Đã nộp báo cáo', 'Reported'), waitsFor: ['departmentDirector'] },
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
