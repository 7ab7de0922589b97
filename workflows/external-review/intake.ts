// The dossier comes in: checked, returned for completion as often as needed, accepted or refused.
import { z } from 'zod'
import { periodOf } from '../../src/domain/procedure.ts'
import { eventOf, type Check, type EffectOf, type Moment } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { Line, Paper, Prose } from '../common.ts'
import type { Review } from './context.ts'

const event = eventOf<Review>()

const Completion = z.strictObject({ notice: Paper, items: z.array(Line).min(1), reason: Prose })
type Completion = z.infer<typeof Completion>
const completion = {
  notice: { number: '215/SGDĐT-QLCL', date: '2026-10-05' },
  items: ['Báo cáo tự đánh giá thiếu chữ ký của hội đồng', 'Minh chứng [H5-5.2-03] không mở được'],
  reason: 'Hồ sơ chưa đủ thành phần để đánh giá ngoài.',
}
const Refusal = z.strictObject({ notice: Paper, reasons: z.array(Prose).min(1) })
const nothing = z.strictObject({})

/** The commune's part of the intake; only the 2018 edition has it. */
export const communeEvents = {
  forwardDossier: event({
    by: ['communeOfficer', 'communeChair'],
    label: say('Chuyển hồ sơ lên Sở GDĐT', 'Forward the dossier to the department'),
    payload: z.strictObject({ letter: Paper, opinion: Prose.optional() }),
    samples: [{ payload: { letter: { number: '57/UBND-VHXH', date: '2026-10-03' }, opinion: 'Hồ sơ đủ thành phần.' } }],
  }),
  requestCompletionAtCommune: event({
    by: ['communeOfficer', 'communeChair'],
    label: say('Yêu cầu trường hoàn thiện hồ sơ', 'Ask the school to complete its dossier'),
    payload: Completion,
    samples: [{ payload: completion }],
  }),
}

export const intakeEvents = {
  requestCompletion: event({
    by: ['qualityOfficer', 'qualityHead'],
    label: say('Yêu cầu hoàn thiện hồ sơ', 'Ask for completion of the dossier'),
    payload: Completion,
    samples: [{ payload: completion }],
  }),
  acceptDossier: event({
    by: ['qualityHead', 'qualityOfficer', 'departmentDirector'],
    label: say('Chấp nhận hồ sơ', 'Accept the dossier'),
    payload: z.strictObject({ notice: Paper }),
    samples: [{ payload: { notice: { number: '231/TB-SGDĐT', date: '2026-10-12' } } }],
  }),
  refuseDossier: event({
    by: ['qualityHead', 'departmentDirector'],
    label: say('Từ chối hồ sơ', 'Refuse the dossier'),
    payload: Refusal,
    samples: [
      {
        payload: {
          notice: { number: '233/TB-SGDĐT', date: '2026-10-12' },
          reasons: ['Trường chưa có khóa học sinh nào hoàn thành chương trình.'],
        },
      },
    ],
  }),
  dossierResubmitted: event({
    by: ['system'],
    label: say('Trường nộp lại hồ sơ', 'The school handed in its dossier again'),
    payload: nothing,
    samples: [{ payload: {} }],
  }),
  intakeOverdue: event({
    by: ['system'],
    label: say('Quá hạn kiểm tra hồ sơ', 'The check of the dossier is overdue'),
    payload: nothing,
    samples: [{ payload: {} }],
  }),
  completionDeadlinePassed: event({
    by: ['system'],
    label: say('Hết hạn hoàn thiện hồ sơ', 'The time for completion has passed'),
    payload: nothing,
    samples: [{ payload: {} }],
  }),
}

export const communeChecks = {
  sentStraight: ({ context }) =>
    context.viaCommune
      ? say('Hồ sơ của trường gửi qua UBND cấp xã.', 'The dossier of this school passes the commune.')
      : null,
  returnedByCommune: ({ context }) =>
    context.returnedBy === 'commune'
      ? null
      : say('Hồ sơ do Sở GDĐT yêu cầu hoàn thiện.', 'The department asked for completion, not the commune.'),
} satisfies Record<string, Check<Review>>

export const intakeChecks = {
  /** Where no term is set there is none to wait for. */
  completionLapsed: ({ context, rules }) =>
    context.completionLapsed || periodOf(rules, 'intake.completion').amount === null
      ? null
      : say(
          `Trường còn trong thời hạn hoàn thiện ${context.completionItems.length} nội dung của hồ sơ.`,
          `The school still has time to complete ${context.completionItems.length} items of its dossier.`,
        ),
} satisfies Record<string, Check<Review>>

const returned =
  (returnedBy: 'commune' | 'department') =>
  ({ payload }: Moment<Review, Completion>) => ({
    returnedBy,
    completionItems: payload.items,
    completionLapsed: false,
  })

export const communeChanges = { requestCompletionAtCommune: returned('commune') }
export const intakeChanges = {
  requestCompletion: returned('department'),
  refuseDossier: ({ payload }: Moment<Review, z.infer<typeof Refusal>>) => ({
    closedBecause: payload.reasons.join('\n'),
  }),
  /** A dossier that arrives during a pause waits at the office that asked for it. */
  dossierResubmitted: ({ context }: Moment<Review>) => ({
    completionItems: [],
    completionLapsed: false,
    ...(context.heldFrom && { heldFrom: context.returnedBy === 'commune' ? 'atCommune' : 'checking' }),
  }),
  completionDeadlinePassed: () => ({ completionLapsed: true }),
}

export const communeEffects = {
  remindCommune: () => ({ type: 'notify', to: ['communeOfficer', 'qualityHead'], message: 'review.intakeOverdue' }),
} satisfies Record<string, EffectOf<Review>>

export const intakeEffects = {
  returnDossier: ({ payload }) => {
    const { items, reason } = payload as Completion
    return { type: 'tell', process: 'selfAssessment', event: 'dossierReturned', payload: { items, reason } }
  },
  announceCompletion: () => [
    { type: 'produceDocument', form: 'completionRequest' },
    { type: 'notify', to: ['principal'], message: 'review.completionRequested' },
  ],
  announceAcceptance: () => [
    { type: 'produceDocument', form: 'acceptanceNotice' },
    { type: 'notify', to: ['principal', 'communeOfficer'], message: 'review.dossierAccepted' },
  ],
  announceRefusal: () => [
    { type: 'produceDocument', form: 'refusalNotice' },
    { type: 'notify', to: ['principal', 'communeOfficer'], message: 'review.dossierRefused' },
  ],
  remindIntake: () => ({ type: 'notify', to: ['qualityOfficer', 'qualityHead'], message: 'review.intakeOverdue' }),
  reportLapse: () => ({ type: 'notify', to: ['principal', 'qualityHead'], message: 'review.completionLapsed' }),
} satisfies Record<string, EffectOf<Review>>

const refused = { target: 'refusedAtIntake', actions: ['record', 'tellRefused', 'announceRefusal'] } as const

/** What the department may do with a dossier on its desk; `accepted` is the state in which an accepted dossier waits. */
export const dossierOnDesk = (accepted: string) =>
  ({
    acceptDossier: { target: accepted, actions: ['announceAcceptance'] },
    requestCompletion: {
      target: 'awaitingCompletion',
      actions: ['record', 'returnDossier', 'announceCompletion'],
    },
    refuseDossier: refused,
    intakeOverdue: { actions: ['remindIntake'] },
    extendDeadline: { actions: ['extendDeadline'] },
  }) as const

/** While the school completes; once its time has passed the department may refuse without waiting longer. */
export const whileCompleting = {
  completionDeadlinePassed: { actions: ['record', 'reportLapse'] },
  refuseDossier: { ...refused, guard: 'completionLapsed' },
  extendDeadline: { actions: ['extendDeadline'] },
} as const
