// The event book of the criterion sheet (phiếu đánh giá tiêu chí). Its texts and ratings are saved, not sent as events.
import { z } from 'zod'
import type { Facts } from '../../src/domain/facts.ts'
import { eventOf, type Issue } from '../../src/domain/process.ts'
import type { Role } from '../../src/domain/roles.ts'
import { say, type Text } from '../../src/domain/text.ts'

export const Context = z.strictObject({
  kind: z.enum(['school', 'reviewer', 'team']),
  criterion: z.string(),
  /** The reviewer whose sheet it is; null for the school's and the team's. */
  assessor: z.string().nullable(),
  /** The round of review it belongs to; 1 for the school's, which lasts through all of them. */
  round: z.number().int(),
  reason: z.string().nullable(),
  returned: z.number().int(),
  /** How often it was opened again after it had been agreed. */
  reopened: z.number().int(),
})
export type Context = z.infer<typeof Context>

const writers: readonly Role[] = [
  'workingGroup',
  'councilMember',
  'councilSecretary',
  'reviewer',
  'teamSecretary',
  'teamLead',
]
const Reason = z.strictObject({ reason: z.string().trim().min(1).max(4000) })
const complete: Facts['sheet'] = { unrated: [], uncited: [], disagreed: [], waitingFor: [], open: true }
const samples = [
  { payload: {}, facts: { sheet: complete } },
  { payload: {}, facts: { sheet: { ...complete, unrated: ['1.1:1:a'] } } },
]

const event = eventOf<Context>()

/** Indicators as people read them on the sheet of their criterion: `1.2:1:a` is a) of level 1. Other ids stay. */
export function named(nodes: readonly string[]): Text {
  const words = (level: string) =>
    nodes
      .map((id) =>
        id.replace(
          /^[^:]+:(\d+)(?::(\w+))?$/,
          (_, number, letter) => `${level} ${number}${letter ? ` ${letter})` : ''}`,
        ),
      )
      .join(', ')
  return say(words('Mức'), words('Level'))
}

/**
 * Reviewers who differ are moderated to one result with a reason; all their sheets are kept. So is what the team had agreed
 * before its answer to the school changed it.
 */
function reasonIssues({ disagreed }: Facts['sheet'], { kind, reopened }: Context): Issue[] {
  const issue = (vi: string, en: string): Issue[] => [{ path: ['reason'], message: say(vi, en) }]
  const names = named(disagreed)
  if (disagreed.length > 0)
    return issue(
      `Các thành viên chấm khác nhau ở ${names.vi}: cần nêu lý do thống nhất.`,
      `Reviewers differ on ${names.en}: a reason is needed.`,
    )
  return kind === 'team' && reopened > 0
    ? issue(
        'Phiếu đã thống nhất rồi được mở lại: cần nêu lý do của kết quả lần này.',
        'The sheet was agreed before and opened again: a reason for the new result is needed.',
      )
    : []
}

export const events = {
  submitSheet: event({
    by: writers,
    label: say('Nộp phiếu', 'Submit the sheet'),
    payload: z.strictObject({}),
    facts: ['sheet'],
    samples,
  }),
  returnSheet: event({
    by: ['councilChair', 'councilSecretary', 'teamLead'],
    label: say('Trả lại phiếu để sửa', 'Return the sheet'),
    payload: Reason,
    facts: ['sheet'],
    samples: [{ payload: { reason: 'Chưa nêu số liệu năm học hiện tại.' }, facts: { sheet: complete } }],
  }),
  agreeSheet: event({
    by: ['councilChair', 'teamLead'],
    label: say('Thống nhất kết quả', 'Agree on the result'),
    payload: z.strictObject({ reason: z.string().trim().min(1).max(4000).optional() }),
    facts: ['sheet'],
    accepts: ({ payload, facts, context }) => (payload.reason ? [] : reasonIssues(facts.sheet, context)),
    samples: [{ payload: { reason: 'Minh chứng bổ sung đã đủ.' }, facts: { sheet: complete } }],
  }),
  reopenSheet: event({
    by: ['councilChair', 'teamLead', 'system'],
    label: say('Mở lại phiếu', 'Reopen the sheet'),
    payload: Reason,
    facts: ['sheet'],
    samples: [{ payload: { reason: 'Hồ sơ được yêu cầu hoàn thiện.' }, facts: { sheet: complete } }],
  }),
}
