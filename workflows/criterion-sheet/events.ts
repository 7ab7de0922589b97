// The event book of the criterion sheet (phiếu đánh giá tiêu chí). Its texts and ratings are saved, not sent as events.
import { z } from 'zod'
import type { Facts } from '../../src/domain/facts.ts'
import { eventOf } from '../../src/domain/process.ts'
import type { Role } from '../../src/domain/roles.ts'
import { say } from '../../src/domain/text.ts'

export const Context = z.strictObject({
  kind: z.enum(['school', 'reviewer', 'team']),
  criterion: z.string(),
  /** The reviewer whose sheet it is; null for the school's and the team's. */
  assessor: z.string().nullable(),
  reason: z.string().nullable(),
  returned: z.number().int(),
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
    /** Reviewers who differ are moderated to one result with a reason; all their sheets are kept. */
    accepts: ({ payload, facts }) =>
      facts.sheet.disagreed.length > 0 && !payload.reason
        ? [
            {
              path: ['reason'],
              message: say(
                `Các thành viên chấm khác nhau ở ${facts.sheet.disagreed.join(', ')}: cần nêu lý do thống nhất.`,
                `Reviewers differ on ${facts.sheet.disagreed.join(', ')}: a reason is needed.`,
              ),
            },
          ]
        : [],
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
