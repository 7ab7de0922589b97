// The people of the review: appointment, a declared conflict of interest, replacement by a new decision.
import { z } from 'zod'
import type { Effect } from '../../src/domain/effects.ts'
import { eventOf, type Check, type EffectOf, type Issue, type Moment } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { Line, Paper, Prose, samplePaper } from '../common.ts'
import type { Review } from './context.ts'
import { Member, membersIssues, personIssues, sizeIssues } from './eligibility.ts'
import { sampleMembers, samplePeople } from './samples.ts'

const event = eventOf<Review>()
type Deciding = Moment<Review, { delegation?: z.infer<typeof Paper> | undefined }>

/** Điều 29 khoản 2 (2018): the province decides on a team once the national standard is asked for, unless it delegates. */
function authorityIssues({ context, actor, payload }: Deciding): Issue[] {
  const national = context.requested.includes('nationalStandard')
  if (national && actor.role === 'departmentDirector' && !payload.delegation)
    return [
      {
        path: ['delegation'],
        message: say(
          'Trường đề nghị công nhận đạt chuẩn quốc gia: Chủ tịch UBND tỉnh quyết định. Nếu được ủy quyền, ghi số và ngày văn bản ủy quyền.',
          'The national standard is requested: the provincial chair decides. If delegated, give the paper of delegation.',
        ),
      },
    ]
  if (!national && actor.role === 'provincialChair')
    return [
      {
        path: ['decision'],
        message: say(
          'Trường chỉ đề nghị kiểm định chất lượng giáo dục: Giám đốc Sở GDĐT quyết định thành lập đoàn.',
          'Only accreditation is requested: the director of the department decides.',
        ),
      },
    ]
  return []
}

const Appointment = z.strictObject({ decision: Paper, members: z.array(Member).min(1) })
type Appointment = z.infer<typeof Appointment>
const appointment = { decision: samplePaper, members: sampleMembers }

export const appointTeam = event({
  by: ['departmentDirector', 'provincialChair'],
  label: say('Thành lập đoàn đánh giá ngoài', 'Set up the review team'),
  payload: Appointment.extend({ delegation: Paper.optional() }),
  facts: ['people'],
  accepts: (moment) => {
    const { payload, facts, rules, context } = moment
    const national = context.requested.includes('nationalStandard')
    const maximum = national ? 'team.maximumForNationalStandard' : 'team.maximum'
    return [
      ...authorityIssues(moment),
      ...sizeIssues(payload.members.length, rules, 'team.minimum', maximum),
      ...membersIssues(payload.members, facts.people, rules, context),
    ]
  },
  samples: [
    {
      payload: { ...appointment, delegation: { number: '88/UQ-UBND', date: '2026-01-05' } },
      facts: { people: samplePeople },
    },
  ],
})

export const appointCouncil = event({
  by: ['departmentDirector'],
  label: say('Thành lập hội đồng thẩm định', 'Set up the appraisal council'),
  payload: Appointment,
  facts: ['people'],
  accepts: ({ payload, facts, rules, context }) => [
    ...sizeIssues(payload.members.length, rules, 'appraisal.minimum', 'appraisal.maximum'),
    ...membersIssues(payload.members, facts.people, rules, context),
  ],
  samples: [{ payload: appointment, facts: { people: samplePeople } }],
})

const Conflict = z.strictObject({
  /** Left out when a member speaks for himself. */
  personId: Line.optional(),
  reason: Prose,
})
const Replacement = z.strictObject({
  decision: Paper,
  delegation: Paper.optional(),
  leaves: z.strictObject({ personId: Line }),
  joins: z.strictObject({ personId: Line }),
  reason: Prose,
})
type Replacement = z.infer<typeof Replacement>

const nameOf = (context: Review, personId: string) => context.team.find((one) => one.personId === personId)?.name
const notMember = (path: string[]): Issue => ({
  path,
  message: say('Người này không phải thành viên.', 'This person is not a member.'),
})

const replaceMember = event({
  by: ['departmentDirector', 'provincialChair'],
  label: say('Thay thành viên', 'Replace a member'),
  payload: Replacement,
  facts: ['people'],
  accepts: (moment) => {
    const { payload, facts, rules, context } = moment
    const path = ['joins', 'personId']
    const twice = say('Người này đã là thành viên.', 'This person is already a member.')
    return [
      ...authorityIssues(moment),
      ...(nameOf(context, payload.leaves.personId) ? [] : [notMember(['leaves', 'personId'])]),
      ...(nameOf(context, payload.joins.personId) ? [{ path, message: twice }] : []),
      ...personIssues(payload.joins.personId, path, facts.people, rules, context),
    ]
  },
  samples: [
    {
      payload: {
        decision: { number: '45/QĐ-SGDĐT', date: '2026-09-20' },
        delegation: { number: '88/UQ-UBND', date: '2026-01-05' },
        leaves: { personId: 'vo-thi-lan' },
        joins: { personId: 'dang-van-son' },
        reason: 'Thành viên có người thân đang công tác tại trường.',
      },
      facts: { people: samplePeople },
    },
  ],
})

export const teamEvents = {
  declareConflict: event({
    by: ['qualityOfficer', 'qualityHead', 'teamLead', 'teamSecretary', 'reviewer'],
    label: say('Khai báo xung đột lợi ích', 'Declare a conflict of interest'),
    payload: Conflict,
    accepts: ({ payload, context, actor }) => {
      const personId = payload.personId ?? actor.id
      const officer = actor.role === 'qualityOfficer' || actor.role === 'qualityHead'
      const others = say('Thành viên chỉ khai báo cho chính mình.', 'A member declares only for himself.')
      const known = say('Xung đột này đã được ghi nhận.', 'This conflict is already recorded.')
      if (!officer && personId !== actor.id) return [{ path: ['personId'], message: others }]
      if (!nameOf(context, personId)) return [notMember(['personId'])]
      return context.conflicts.some((one) => one.personId === personId) ? [{ path: ['personId'], message: known }] : []
    },
    samples: [{ payload: { personId: 'vo-thi-lan', reason: 'Có em gái là giáo viên của trường.' } }],
  }),
  replaceMember,
}

export const teamChecks = {
  noConflict: ({ context }) => {
    const names = context.conflicts.flatMap((one) => nameOf(context, one.personId) ?? [])
    return names.length === 0
      ? null
      : say(
          `${names.join(', ')} đã khai xung đột lợi ích: cần quyết định thay thành viên trước khi tiếp tục.`,
          `${names.join(', ')} declared a conflict of interest: a decision must replace them before work goes on.`,
        )
  },
} satisfies Record<string, Check<Review>>

export const teamChanges = {
  appoint: ({ payload, facts, at }: Moment<Review, Appointment>) => ({
    decision: payload.decision,
    appointedAt: at,
    leaving: [],
    reported: [],
    team: payload.members.map((one) => ({ ...one, name: facts.people[one.personId]?.name ?? one.personId })),
  }),
  declareConflict: ({ payload, context, actor }: Moment<Review, z.infer<typeof Conflict>>) => ({
    conflicts: [...context.conflicts, { personId: payload.personId ?? actor.id, reason: payload.reason }],
  }),
  replaceMember: ({ payload, context, facts }: Moment<Review, Replacement>) => ({
    decision: payload.decision,
    team: context.team.map((one) =>
      one.personId === payload.leaves.personId
        ? { ...one, ...payload.joins, name: facts.people[payload.joins.personId]?.name ?? payload.joins.personId }
        : one,
    ),
  }),
}

export const teamEffects = {
  appointMembers: ({ context }) => ({
    type: 'appoint',
    members: context.team.map(({ personId, role }) => ({ personId, role })),
  }),
  openReviewerSheets: ({ context }) => ({
    type: 'openSheets',
    kind: 'reviewer',
    persons: context.team.map((one) => one.personId),
    round: context.round,
  }),
  exchangeMembers: ({ context, payload }): Effect[] => {
    const { leaves, joins } = payload as Replacement
    const role = context.team.find((one) => one.personId === joins.personId)?.role ?? 'reviewer'
    return [
      { type: 'dismiss', personIds: [leaves.personId] },
      { type: 'appoint', members: [{ personId: joins.personId, role }] },
    ]
  },
  openSheetsOfNewMember: ({ payload, context }) => ({
    type: 'openSheets',
    kind: 'reviewer',
    persons: [(payload as Replacement).joins.personId],
    round: context.round,
  }),
  dismissTeam: ({ context }) => {
    const personIds = [...context.leaving, ...context.team.map((one) => one.personId)]
    return personIds.length === 0 ? [] : { type: 'dismiss', personIds }
  },
  reportConflict: () => ({ type: 'notify', to: ['qualityHead', 'departmentDirector'], message: 'review.conflict' }),
} satisfies Record<string, EffectOf<Review>>

const declared = { actions: ['record', 'reportConflict'] } as const

/** While nobody has begun to work: a replacement changes only the list. */
export const teamBeforeWork = {
  declareConflict: declared,
  replaceMember: { actions: ['record', 'exchangeMembers'] },
} as const

/** While members write and score alone. */
export const teamAtWork = {
  declareConflict: declared,
  replaceMember: { actions: ['record', 'exchangeMembers', 'openSheetsOfNewMember'] },
} as const

/** Once scores were compared: the new member scores alone first, so the work goes back to `scoring`. */
export const teamAfterScoring = (scoring: string) => ({
  declareConflict: declared,
  replaceMember: { ...teamAtWork.replaceMember, target: scoring },
})
