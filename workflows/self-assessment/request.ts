// The dossier on its way: handed in, returned for completion, reviewed, and the end of the case. Shared by both editions.
import { z } from 'zod'
import type { Effect } from '../../src/domain/effects.ts'
import { holds } from '../../src/domain/procedure.ts'
import { eventOf, type Check, type EffectOf, type Moment } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { Line, Paper, Prose, samplePaper } from '../common.ts'
import type { Award, Self } from './context.ts'
import { failedAssessment, sampleAssessment, unfinishedAssessment } from './samples.ts'

const event = eventOf<Self>()
const Returned = z.strictObject({ items: z.array(Line).min(1), reason: Prose })
const Ended = z.strictObject({ outcome: Line, reason: Prose.nullish() })

export const requestEvents = {
  dossierReturned: event({
    by: ['system'],
    label: say('Hồ sơ được yêu cầu hoàn thiện', 'The dossier was returned'),
    payload: Returned,
    samples: [{ payload: { items: ['Thiếu biên bản họp hội đồng'], reason: 'Hồ sơ chưa đủ thành phần.' } }],
  }),
  resubmitDossier: event({
    by: ['principal'],
    label: say('Nộp lại hồ sơ đã hoàn thiện', 'Hand the dossier in again'),
    payload: z.strictObject({ letter: Paper, done: Prose }),
    facts: ['assessment'],
    samples: [
      {
        payload: { letter: samplePaper, done: 'Đã bổ sung biên bản và cập nhật phiếu tiêu chí 1.2.' },
        facts: { assessment: sampleAssessment },
      },
      {
        payload: { letter: samplePaper, done: 'Đã bổ sung biên bản.' },
        facts: { assessment: unfinishedAssessment },
      },
      { payload: { letter: samplePaper, done: 'Đã bổ sung biên bản.' }, facts: { assessment: failedAssessment } },
    ],
  }),
  reviewReported: event({
    by: ['system'],
    label: say('Đã có báo cáo đánh giá', 'The review has reported'),
    payload: z.strictObject({}),
    samples: [{ payload: {} }],
  }),
  reviewEnded: event({
    by: ['system'],
    label: say('Việc đánh giá kết thúc không có báo cáo', 'The review ended without a report'),
    payload: Ended,
    samples: [{ payload: { outcome: 'withdrawn', reason: 'Trường xin rút để hoàn thiện cơ sở vật chất.' } }],
  }),
  caseEnded: event({
    by: ['system'],
    label: say('Hồ sơ đã kết thúc', 'The case has ended'),
    payload: Ended,
    samples: [{ payload: { outcome: 'archived' } }],
  }),
}

const names = {
  accreditation: { own: say('cấp độ', 'grade'), asked: 'requestedGrade' },
  nationalStandard: { own: say('mức độ', 'tier'), asked: 'requestedTier' },
} as const

/** What the school's own rating reaches for an award: grade or tier, 0 for none. */
export function reached({ facts }: Pick<Moment<Self>, 'facts'>, award: Award): number {
  return facts.assessment.decisions[award]?.grade ?? 0
}

export const requestChecks = {
  allAgreed: ({ facts }) => {
    const { complete, missing } = facts.assessment
    return complete && missing.length === 0
      ? null
      : say(
          `Còn ${missing.length} tiêu chí chưa chấm xong hoặc chưa thống nhất: ${missing.join(', ')}.`,
          `${missing.length} criteria are not fully rated or not agreed: ${missing.join(', ')}.`,
        )
  },
  levelOneReached: ({ facts }) =>
    (facts.assessment.level ?? 0) >= 1
      ? null
      : say(
          'Trường tự đánh giá chưa đạt Mức 1 (không đạt): chưa đăng ký được.',
          'By its own rating the school does not reach level 1: it cannot register yet.',
        ),
  /** A sheet may have changed while the dossier was completed. */
  stillReached: (moment) => {
    const { context } = moment
    const fallen = context.requested.filter((award) => (context[names[award].asked] ?? 0) > reached(moment, award))
    return fallen.length === 0
      ? null
      : say(
          fallen
            .map(
              (award) =>
                `Đã đề nghị ${names[award].own.vi} ${context[names[award].asked]}, tự đánh giá nay chỉ đạt ${names[award].own.vi} ${reached(moment, award)}.`,
            )
            .join(' '),
          fallen
            .map(
              (award) =>
                `Asked for ${names[award].own.en} ${context[names[award].asked]}, the own rating now reaches ${reached(moment, award)}.`,
            )
            .join(' '),
        )
  },
} satisfies Record<string, Check<Self>>

export const requestChanges = {
  dossierReturned: ({ payload }: Moment<Self, z.infer<typeof Returned>>) => ({ completionItems: payload.items }),
  resubmitDossier: () => ({ completionItems: [] }),
  reviewEnded: ({ payload }: Moment<Self, z.infer<typeof Ended>>) => ({
    reviewOutcome: payload.outcome,
    completionItems: [],
  }),
  caseEnded: ({ payload }: Moment<Self, z.infer<typeof Ended>>) => ({ caseOutcome: payload.outcome }),
}

export const requestEffects = {
  startReview: ({ context, facts, rules }): Effect[] => [
    { type: 'freezeSubmission', kind: 'dossier' },
    {
      type: 'startProcess',
      process: 'externalReview',
      input: {
        round: context.requests,
        requested: context.requested,
        requestedGrade: context.requestedGrade,
        requestedTier: context.requestedTier,
        viaCommune: holds(rules, 'intake.viaCommune') && facts.school.viaCommune,
      },
    },
  ],
  handInAgain: (): Effect[] => [
    { type: 'freezeSubmission', kind: 'dossier' },
    { type: 'tell', process: 'externalReview', event: 'dossierResubmitted', payload: {} },
  ],
  tellReviewClosed: ({ context }) => ({
    type: 'tell',
    process: 'externalReview',
    event: 'caseEnded',
    payload: { outcome: 'closed', reason: context.closedBecause },
  }),
  announceReturn: () => ({
    type: 'notify',
    to: ['principal', 'councilChair', 'councilSecretary'],
    message: 'selfAssessment.dossierReturned',
  }),
  announceReviewEnded: () => ({
    type: 'notify',
    to: ['principal', 'councilChair'],
    message: 'selfAssessment.reviewEnded',
  }),
} satisfies Record<string, EffectOf<Self>>

/** With the reviewers; `back` is where the school stands when the review ends without a report. */
export const whileSubmitted = (back: string) =>
  ({
    dossierReturned: { target: 'completing', actions: ['record', 'announceReturn'] },
    reviewReported: { target: 'following' },
    reviewEnded: { target: back, actions: ['record', 'announceReviewEnded'] },
  }) as const
