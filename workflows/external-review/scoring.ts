// Scores are given alone, then moderated to one a criterion; the team's sheets are opened only when everybody has scored.
import { z } from 'zod'
import { eventOf, type Check, type EffectOf, type Issue, type Moment } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { Line, Prose } from '../common.ts'
import type { Review } from './context.ts'
import { sampleReview } from './samples.ts'

const event = eventOf<Review>()
const Moderation = z.strictObject({
  /** What became of the criteria that an answer to the school reopened. */
  revised: z.array(z.strictObject({ criterion: Line, note: Prose })).optional(),
})

export const scoredFacts = { review: sampleReview }
export const unscoredFacts = { review: { ...sampleReview, unscored: { 'le-thi-thu': ['1.1', '1.2'] } } }

function revisionIssues(payload: z.infer<typeof Moderation>, context: Review): Issue[] {
  const told = payload.revised?.map((one) => one.criterion) ?? []
  const silent = context.reopened.filter((criterion) => !told.includes(criterion))
  const names = silent.join(', ')
  return silent.length === 0
    ? []
    : [
        {
          path: ['revised'],
          message: say(
            `Cần ghi kết quả thống nhất lại của tiêu chí ${names} theo ý kiến phản hồi của trường.`,
            `Say what became of ${names}, reopened by the answer to the school.`,
          ),
        },
      ]
}

export const moderationEvents = {
  completeModeration: event({
    by: ['teamLead'],
    label: say('Hoàn thành thống nhất kết quả', 'Complete the moderation'),
    payload: Moderation,
    facts: ['review'],
    accepts: ({ payload, context }) => revisionIssues(payload, context),
    samples: [
      {
        payload: { revised: [{ criterion: '5.2', note: 'Nâng từ không đạt lên đạt Mức 1 theo minh chứng bổ sung.' }] },
        facts: scoredFacts,
      },
      { payload: {}, facts: { review: { ...sampleReview, unmoderated: ['2.1', '5.2'] } } },
    ],
  }),
}

/** A few criteria by name; nobody reads a whole set of them five times. */
function missing({ name, criteria }: { name: string; criteria: readonly string[] }, noun: string): string {
  return `${name} (${criteria.length > 5 ? `${criteria.length} ${noun}` : criteria.join(', ')})`
}

export const scoringChecks = {
  /** Only who is on the team now counts; the sheets of a replaced member are kept but not waited for. */
  everyoneScored: ({ context, facts }) => {
    const late = context.team.flatMap(({ personId, name }) => {
      const criteria = facts.review.unscored[personId] ?? []
      return criteria.length > 0 ? [{ name, criteria }] : []
    })
    return late.length === 0
      ? null
      : say(
          `Còn ${late.length} thành viên chưa chấm xong: ${late.map((one) => missing(one, 'tiêu chí')).join('; ')}.`,
          `${late.length} members have not finished scoring: ${late.map((one) => missing(one, 'criteria')).join('; ')}.`,
        )
  },
  everyoneReported: ({ context }) => {
    const late = context.team.filter((one) => !context.reported.includes(one.personId)).map((one) => one.name)
    return late.length === 0
      ? null
      : say(
          `Còn ${late.length}/${context.team.length} thành viên chưa nộp ý kiến của mình: ${late.join(', ')}.`,
          `${late.length} of ${context.team.length} members have not handed in their own report: ${late.join(', ')}.`,
        )
  },
  everythingModerated: ({ facts }) => {
    const { unmoderated } = facts.review
    return unmoderated.length === 0
      ? null
      : say(
          `Còn ${unmoderated.length} tiêu chí chưa thống nhất: ${unmoderated.join(', ')}.`,
          `${unmoderated.length} criteria are not yet moderated: ${unmoderated.join(', ')}.`,
        )
  },
} satisfies Record<string, Check<Review>>

export const scoringChanges = {
  completeModeration: () => ({ reopened: [] }),
}

/** A member's own paper; the secretary or lead may hand it in for somebody. */
export function reporterIssues({
  payload,
  context,
  actor,
}: Moment<Review, { personId?: string | undefined }>): Issue[] {
  const personId = payload.personId ?? actor.id
  const issue = (vi: string, en: string): Issue[] => [{ path: ['personId'], message: say(vi, en) }]
  if (personId !== actor.id && actor.role === 'reviewer')
    return issue('Thành viên chỉ nộp bản của chính mình.', 'A member hands in only his own.')
  return context.team.some((one) => one.personId === personId)
    ? []
    : issue('Người này không phải thành viên.', 'This person is not a member.')
}

/** Marks who has reported; a corrected paper replaces the earlier one. */
export const reportedBy = ({ payload, context, actor }: Moment<Review, { personId?: string | undefined }>) => ({
  reported: [...new Set([...context.reported, payload.personId ?? actor.id])],
})

export const scoringEffects = {
  openTeamSheets: ({ context }) => ({ type: 'openSheets', kind: 'team', persons: [], round: context.round }),
} satisfies Record<string, EffectOf<Review>>
