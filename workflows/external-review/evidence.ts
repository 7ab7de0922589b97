// Evidence missed at the desk: the team lists it, the school supplies it or says why not, the deadline marks the rest missing.
import { z } from 'zod'
import { periodOf } from '../../src/domain/procedure.ts'
import { eventOf, type Check, type EffectOf, type Issue, type Moment } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { Line, Prose } from '../common.ts'
import type { Review } from './context.ts'

const event = eventOf<Review>()
const Request = z.strictObject({ items: z.array(z.strictObject({ criterion: Line, what: Prose })).min(1) })
const Supply = z.strictObject({
  answers: z
    .array(
      z.strictObject({
        /** Number of the item in the team's list. */
        number: z.number().int().positive(),
        /** Codes of the evidence now supplied. */
        evidence: z.array(Line),
        note: Prose.optional(),
      }),
    )
    .min(1),
})
type Supply = z.infer<typeof Supply>

function answerIssues(answers: Supply['answers'], context: Review): Issue[] {
  const seen = new Set<number>()
  return answers.flatMap(({ number, evidence, note }, index) => {
    const issue = (field: string, vi: string, en: string): Issue => ({
      path: ['answers', index, field],
      message: say(vi, en),
    })
    const item = context.evidenceItems.find((one) => one.number === number)
    const twice = seen.has(number)
    seen.add(number)
    if (!item) return [issue('number', `Không có yêu cầu số ${number}.`, `There is no request number ${number}.`)]
    if (twice || item.status !== 'open')
      return [issue('number', `Yêu cầu số ${number} đã được trả lời.`, `Request number ${number} has been answered.`)]
    return evidence.length > 0 || note
      ? []
      : [issue('evidence', 'Cần mã minh chứng hoặc lý do không có.', 'Give evidence codes, or say why there is none.')]
  })
}

export const evidenceEvents = {
  requestEvidence: event({
    by: ['teamSecretary', 'teamLead'],
    label: say('Yêu cầu bổ sung minh chứng', 'Request evidence'),
    payload: Request,
    samples: [
      {
        payload: {
          items: [
            { criterion: '3.4', what: 'Hồ sơ kiểm định nguồn nước hai năm gần nhất' },
            { criterion: '5.2', what: 'Kết quả học sinh hoàn thành chương trình năm học 2024-2025' },
          ],
        },
      },
    ],
  }),
  supplyEvidence: event({
    by: ['principal', 'councilChair', 'councilSecretary'],
    label: say('Cung cấp minh chứng', 'Supply evidence'),
    payload: Supply,
    accepts: ({ payload, context }) => answerIssues(payload.answers, context),
    samples: [
      {
        payload: {
          answers: [
            { number: 1, evidence: ['[H3-3.4-07]'] },
            { number: 2, evidence: [], note: 'Năm học 2024-2025 trường chưa có khối lớp cuối cấp.' },
          ],
        },
      },
      { payload: { answers: [{ number: 1, evidence: ['[H3-3.4-07]'] }] } },
    ],
  }),
  evidenceDeadlinePassed: event({
    by: ['system'],
    label: say('Hết hạn bổ sung minh chứng', 'The time for supplying evidence has passed'),
    payload: z.strictObject({}),
    samples: [{ payload: {} }],
  }),
  endEvidenceRequest: event({
    by: ['teamLead'],
    label: say('Không chờ minh chứng nữa', 'Wait for evidence no longer'),
    payload: z.strictObject({ reason: Prose }),
    samples: [{ payload: { reason: 'Trường báo không còn lưu các minh chứng được yêu cầu.' } }],
  }),
}

const open = (context: Review) => context.evidenceItems.filter((item) => item.status === 'open')

export const evidenceChecks = {
  noItemOpen: ({ context }) => {
    const numbers = open(context).map((item) => item.number)
    return numbers.length === 0
      ? null
      : say(
          `Còn ${numbers.length} yêu cầu minh chứng trường chưa trả lời (số ${numbers.join(', ')}).`,
          `${numbers.length} requests for evidence wait for the school (number ${numbers.join(', ')}).`,
        )
  },
  /** A term that is set is the school's to use to its end; where none is set, somebody must be able to stop waiting. */
  noEvidenceTerm: ({ rules }) => {
    const { amount, unit } = periodOf(rules, 'review.evidence')
    return amount === null
      ? null
      : say(
          `Trường có ${amount} ${unit === 'workingDays' ? 'ngày làm việc' : 'ngày'} để bổ sung minh chứng; hết hạn hệ thống sẽ tự ghi nhận.`,
          `The school has a term of ${amount} to supply evidence; its end is recorded by itself.`,
        )
  },
} satisfies Record<string, Check<Review>>

const restMissing = ({ context }: Moment<Review>) => ({
  evidenceItems: context.evidenceItems.map((item) =>
    item.status === 'open' ? { ...item, status: 'missing' as const } : item,
  ),
})

export const evidenceChanges = {
  requestEvidence: ({ payload, context }: Moment<Review, z.infer<typeof Request>>) => ({
    evidenceItems: [
      ...context.evidenceItems,
      ...payload.items.map((item, index) => ({
        ...item,
        number: context.evidenceItems.length + index + 1,
        status: 'open' as const,
      })),
    ],
  }),
  supplyEvidence: ({ payload, context }: Moment<Review, Supply>) => ({
    evidenceItems: context.evidenceItems.map((item) => {
      const answer = payload.answers.find((one) => one.number === item.number)
      if (!answer) return item
      return { ...item, status: answer.evidence.length > 0 ? ('supplied' as const) : ('missing' as const) }
    }),
  }),
  evidenceDeadlinePassed: restMissing,
  endEvidenceRequest: restMissing,
}

export const evidenceEffects = {
  announceEvidenceRequest: () => ({ type: 'notify', to: ['principal'], message: 'review.evidenceRequested' }),
  /** What is supplied becomes part of what the team judges. */
  freezeSupplied: () => [
    { type: 'freezeSubmission', kind: 'dossier' },
    { type: 'notify', to: ['teamLead', 'teamSecretary'], message: 'review.evidenceSupplied' },
  ],
  reportMissing: () => ({ type: 'notify', to: ['principal', 'teamLead'], message: 'review.evidenceMissing' }),
} satisfies Record<string, EffectOf<Review>>

/** A request sends the work to the state that waits for the school. */
export const requestEvidence = {
  target: 'awaitingEvidence',
  actions: ['record', 'announceEvidenceRequest'],
} as const

/** While the school looks for evidence; its deadline sends the work back to `desk`. */
export const whileAwaitingEvidence = (desk: string) =>
  ({
    supplyEvidence: { actions: ['record', 'freezeSupplied'] },
    evidenceDeadlinePassed: { target: desk, actions: ['record', 'reportMissing'] },
    endEvidenceRequest: { target: desk, guard: 'noEvidenceTerm', actions: ['record', 'reportMissing'] },
    extendDeadline: { actions: ['extendDeadline'] },
  }) as const
