// The meeting of the appraisal council (Mẫu số 5) and the notice of its result (Mẫu số 4).
import { z } from 'zod'
import { numberOf, periodOf, type Procedure } from '../../src/domain/procedure.ts'
import { eventOf, type Check, type Issue, type Moment } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { Day, Line, Paper, Prose } from '../common.ts'
import { isFuture, type Context2026 } from './context.ts'
import { scoredFacts } from './scoring.ts'

const event = eventOf<Context2026>()
const Votes = z.number().int().min(0)

const Meeting = z.strictObject({
  minutes: Paper,
  heldOn: Day,
  present: z.array(z.strictObject({ personId: Line })).min(1),
  questions: z.array(z.strictObject({ question: Prose, for: Votes, against: Votes })),
  conclusion: z.strictObject({
    recommend: z.boolean(),
    tier: z.number().int().min(1).max(2).nullable(),
    for: Votes,
    against: Votes,
  }),
})
type Meeting = z.infer<typeof Meeting>

/** How many of `all` make this share. Shares are written with four decimals, so 0.6667 of 6 is 4, not 5. */
function countFor(share: number, all: number): number {
  return Math.ceil(share * all - 0.01)
}

function presenceIssues({ present }: Meeting, context: Context2026, rules: Procedure): Issue[] {
  const ids = present.map((one) => one.personId)
  const issues: Issue[] = ids.flatMap((personId, index) => {
    const path = ['present', index, 'personId']
    if (ids.indexOf(personId) < index)
      return [{ path, message: say('Người này đã có trong danh sách.', 'This person is already in the list.') }]
    return context.team.some((one) => one.personId === personId)
      ? []
      : [{ path, message: say('Người này không phải thành viên.', 'This person is not a member.') }]
  })
  const share = numberOf(rules, 'appraisal.quorumShare')
  const needed = share === null ? 0 : countFor(share, context.team.length)
  if (ids.length < needed)
    issues.push({
      path: ['present'],
      message: say(
        `Có mặt ${ids.length}/${context.team.length} thành viên, cần ít nhất ${needed}: cuộc họp không hợp lệ.`,
        `${ids.length} of ${context.team.length} members were present, ${needed} are needed: the meeting is not valid.`,
      ),
    })
  return issues
}

function voteIssues({ present, questions, conclusion }: Meeting, rules: Procedure): Issue[] {
  const tooMany = (path: Issue['path'], votes: { for: number; against: number }): Issue[] =>
    votes.for + votes.against > present.length
      ? [
          {
            path,
            message: say(
              `${votes.for + votes.against} phiếu nhưng chỉ có ${present.length} người dự họp.`,
              `${votes.for + votes.against} votes, but only ${present.length} were present.`,
            ),
          },
        ]
      : []
  const share = numberOf(rules, 'appraisal.approvalShare')
  const needed = share === null ? 0 : countFor(share, present.length)
  const short = say(
    `Chỉ có ${conclusion.for}/${present.length} phiếu tán thành, cần ít nhất ${needed}: không thể kết luận đề nghị công nhận.`,
    `Only ${conclusion.for} of ${present.length} votes are for it, ${needed} are needed: it cannot be recommended.`,
  )
  return [
    ...questions.flatMap((one, index) => tooMany(['questions', index, 'for'], one)),
    ...tooMany(['conclusion', 'for'], conclusion),
    ...(conclusion.recommend && conclusion.for < needed ? [{ path: ['conclusion', 'for'], message: short }] : []),
  ]
}

function meetingIssues({ payload, context, rules, facts, at }: Moment<Context2026, Meeting>): Issue[] {
  const { recommend, tier } = payload.conclusion
  const reached = facts.review.decisions['nationalStandard']?.grade ?? 0
  const issues = [...presenceIssues(payload, context, rules), ...voteIssues(payload, rules)]
  const issue = (path: Issue['path'], vi: string, en: string) => issues.push({ path, message: say(vi, en) })
  if (isFuture(payload.heldOn, at)) issue(['heldOn'], 'Ngày này chưa đến.', 'This day has not come yet.')
  if (recommend !== (tier !== null))
    issue(
      ['conclusion', 'tier'],
      'Đề nghị công nhận thì ghi mức độ, không đề nghị thì để trống.',
      'Give a tier when recommending.',
    )
  if (tier !== null && tier > reached)
    issue(
      ['conclusion', 'tier'],
      reached === 0
        ? 'Kết quả thống nhất chưa đạt Mức độ nào: không thể đề nghị công nhận.'
        : `Kết quả thống nhất chỉ cho phép Mức độ ${reached}, không thể đề nghị Mức độ ${tier}.`,
      reached === 0
        ? 'The moderated result reaches no tier, so none can be recommended.'
        : `The moderated result allows tier ${reached}, so ${tier} cannot be recommended.`,
    )
  return issues
}

const meeting = {
  minutes: { number: '01/BB-HĐTĐ', date: '2026-09-30' },
  heldOn: '2026-09-30',
  present: ['nguyen-thi-hoa', 'tran-van-minh', 'le-thi-thu', 'pham-quoc-bao'].map((personId) => ({ personId })),
  questions: [{ question: 'Kết quả các tiêu chí bắt buộc', for: 4, against: 0 }],
}

export const meetingEvents = {
  holdMeeting: event({
    by: ['teamSecretary', 'teamLead'],
    label: say('Ghi biên bản họp hội đồng', 'Record the meeting of the council'),
    payload: Meeting,
    facts: ['review'],
    accepts: meetingIssues,
    samples: [
      { payload: { ...meeting, conclusion: { recommend: true, tier: 1, for: 4, against: 0 } }, facts: scoredFacts },
      { payload: { ...meeting, conclusion: { recommend: false, tier: null, for: 1, against: 3 } }, facts: scoredFacts },
    ],
  }),
  notifyResult: event({
    by: ['teamLead', 'qualityHead', 'departmentDirector'],
    label: say('Thông báo kết quả thẩm định', 'Notify the result of the appraisal'),
    payload: z.strictObject({ notice: Paper, summary: Prose }),
    samples: [
      {
        payload: {
          notice: { number: '14/TB-HĐTĐ', date: '2026-11-12' },
          summary: 'Trường đạt Mức 1: 8/8 tiêu chí bắt buộc, 6/7 tiêu chí còn lại.',
        },
      },
    ],
  }),
  /** Where no term to reply is set, an officer records that the school has nothing to say; nothing waits for ever. */
  recordSilence: event({
    by: ['qualityOfficer', 'qualityHead'],
    label: say('Ghi nhận trường không có ý kiến', 'Record that the school has no comment'),
    payload: z.strictObject({ reason: Prose }),
    samples: [{ payload: { reason: 'Trường trả lời qua điện thoại là không có ý kiến.' } }],
  }),
}

export const meetingChecks = {
  noReplyTerm: ({ rules }) => {
    const { amount, unit } = periodOf(rules, 'review.schoolReply')
    return amount === null
      ? null
      : say(
          `Trường có ${amount} ${unit === 'workingDays' ? 'ngày làm việc' : 'ngày'} để phản hồi; hết hạn hệ thống sẽ tự ghi nhận.`,
          `The school has a term of ${amount} to reply; its end is recorded by itself.`,
        )
  },
} satisfies Record<string, Check<Context2026>>

export const meetingChanges = {
  holdMeeting: ({ payload }: Moment<Context2026, Meeting>) => ({
    meeting: { heldOn: payload.heldOn, recommend: payload.conclusion.recommend, tier: payload.conclusion.tier },
  }),
  recordSilence: () => ({ reply: 'silence' as const, points: [] }),
}
