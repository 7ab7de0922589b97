// The school answers the draft: it agrees, disagrees point by point with evidence, or stays silent; every point is answered.
import { z } from 'zod'
import { eventOf, type Check, type EffectOf, type Issue, type Moment } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { Line, Paper, Prose } from '../common.ts'
import { requires } from '../define.ts'
import type { Review } from './context.ts'

const event = eventOf<Review>()
const letter = { number: '31/CV-THCSM', date: '2026-12-02' }

const Disagreement = z.strictObject({
  letter: Paper,
  points: z.array(z.strictObject({ criterion: Line, reason: Prose, evidence: z.array(Line) })).min(1),
})
const Answer = z.strictObject({
  letter: Paper,
  answers: z.array(z.strictObject({ criterion: Line, decision: z.enum(['keep', 'change']), reason: Prose })).min(1),
})
type Answer = z.infer<typeof Answer>

function twice(criteria: readonly string[], list: string): Issue[] {
  return criteria.flatMap((criterion, index) =>
    criteria.indexOf(criterion) < index
      ? [
          {
            path: [list, index, 'criterion'],
            message: say(`Tiêu chí ${criterion} đã có ở trên.`, `Criterion ${criterion} stands above already.`),
          },
        ]
      : [],
  )
}

function answerIssues(payload: Answer, context: Review): Issue[] {
  const asked = context.points.map((point) => point.criterion)
  const answered = payload.answers.map((answer) => answer.criterion)
  const open = asked.filter((criterion) => !answered.includes(criterion))
  const missing = say(
    `Chưa trả lời ý kiến của trường về tiêu chí ${open.join(', ')}.`,
    `The points of the school on ${open.join(', ')} are not answered.`,
  )
  const strangers = answered.flatMap((criterion, index) =>
    asked.includes(criterion)
      ? []
      : [
          {
            path: ['answers', index, 'criterion'],
            message: say(
              `Trường không có ý kiến về tiêu chí ${criterion}.`,
              `The school made no point on ${criterion}.`,
            ),
          },
        ],
  )
  return [
    ...(open.length > 0 ? [{ path: ['answers'], message: missing }] : []),
    ...strangers,
    ...twice(answered, 'answers'),
  ]
}

export const replyEvents = {
  acceptDraft: event({
    by: ['principal'],
    label: say('Đồng ý với dự thảo', 'Agree with the draft'),
    payload: z.strictObject({ letter: Paper }),
    samples: [{ payload: { letter } }],
  }),
  disagreeWithDraft: event({
    by: ['principal'],
    label: say('Không đồng ý, nêu lý do', 'Disagree with reasons'),
    payload: Disagreement,
    accepts: ({ payload }) =>
      twice(
        payload.points.map((point) => point.criterion),
        'points',
      ),
    samples: [
      {
        payload: {
          letter,
          points: [
            {
              criterion: '5.2',
              reason: 'Tỷ lệ học sinh hoàn thành chương trình đã bao gồm học sinh chuyển đi.',
              evidence: ['[H5-5.2-04]'],
            },
          ],
        },
      },
    ],
  }),
  replyDeadlinePassed: event({
    by: ['system'],
    label: say('Hết hạn phản hồi: coi như đồng ý', 'The time to reply has passed: taken as agreement'),
    payload: z.strictObject({}),
    samples: [{ payload: {} }],
  }),
  answerDisagreement: event({
    by: ['teamLead'],
    label: say('Trả lời ý kiến của trường', 'Answer the school'),
    payload: Answer,
    accepts: ({ payload, context }) => answerIssues(payload, context),
    samples: [
      {
        payload: {
          letter: { number: '02/ĐĐGN', date: '2026-12-08' },
          answers: [{ criterion: '5.2', decision: 'keep', reason: 'Số liệu đối chiếu tại trường không thay đổi.' }],
        },
      },
      {
        payload: {
          letter: { number: '02/ĐĐGN', date: '2026-12-08' },
          answers: [{ criterion: '5.2', decision: 'change', reason: 'Minh chứng mới cho thấy đạt Mức 1.' }],
        },
      },
    ],
  }),
}

const changed = (payload: unknown) => (payload as Partial<Answer>).answers?.filter((one) => one.decision === 'change')

export const replyChecks = {
  /** Routing only: where an answer leads. */
  answerChanges: ({ payload }) =>
    (changed(payload)?.length ?? 0) > 0
      ? null
      : say('Kết quả được giữ nguyên ở mọi ý kiến.', 'Every point keeps its result.'),
} satisfies Record<string, Check<Review>>

export const replyChanges = {
  acceptDraft: () => ({ reply: 'agreed' as const, points: [] }),
  replyDeadlinePassed: () => ({ reply: 'silence' as const, points: [] }),
  disagreeWithDraft: ({ payload }: Moment<Review, z.infer<typeof Disagreement>>) => ({
    reply: 'disagreed' as const,
    points: payload.points.map(({ criterion, reason }) => ({ criterion, reason })),
  }),
  answerDisagreement: ({ payload }: Moment<Review, Answer>) => ({
    reopened: changed(payload)?.map((one) => one.criterion) ?? [],
  }),
}

export const replyEffects = {
  askForReply: () => ({ type: 'notify', to: ['principal'], message: 'review.draftSent' }),
  reportReply: () => ({ type: 'notify', to: ['teamLead', 'teamSecretary'], message: 'review.schoolReplied' }),
  announceSilence: () => ({ type: 'notify', to: ['principal', 'teamLead'], message: 'review.silenceIsAgreement' }),
  /** What the answer changes is written and agreed again before the team can report. */
  reopenChanged: ({ context, payload }) => ({
    type: 'reopenSheets',
    round: context.round,
    sheets: changed(payload)?.map(({ criterion, reason }) => ({ criterion, reason })) ?? [],
  }),
  announceAnswer: () => ({ type: 'notify', to: ['principal'], message: 'review.disagreementAnswered' }),
} satisfies Record<string, EffectOf<Review>>

export const whileAwaitingReply = {
  acceptDraft: { target: 'finalising', actions: ['record', 'reportReply'] },
  disagreeWithDraft: { target: 'answering', actions: ['record', 'reportReply'] },
  replyDeadlinePassed: { target: 'finalising', actions: ['record', 'announceSilence'] },
  extendDeadline: { actions: ['extendDeadline'] },
} as const

/** A changed result is moderated again; what the school then gets is a new draft. */
export const whileAnswering = {
  answerDisagreement: [
    {
      target: 'moderating',
      guard: requires('noConflict', 'answerChanges'),
      actions: ['record', 'reopenChanged', 'announceAnswer'],
    },
    { target: 'finalising', guard: 'noConflict', actions: ['record', 'announceAnswer'] },
  ],
} as const
