// The self-assessment council (Điều 24 of 2018, Điều 9 of 2026): set up and changed by decisions, with secretariat and working groups.
import { z } from 'zod'
import type { Effect } from '../../src/domain/effects.ts'
import type { Facts } from '../../src/domain/facts.ts'
import { holds, numberOf, type Procedure } from '../../src/domain/procedure.ts'
import type { EffectOf, Issue, Moment } from '../../src/domain/process.ts'
import type { Role } from '../../src/domain/roles.ts'
import { say } from '../../src/domain/text.ts'
import { Line, Paper, Prose } from '../common.ts'
import { Duty, type Self } from './context.ts'

const Person = z.strictObject({ personId: Line })
type Path = (string | number)[]

export const Council = z.strictObject({
  decision: Paper,
  members: z.array(z.strictObject({ personId: Line, duty: Duty, position: Line.optional() })).min(1),
})
export const Groups = z.strictObject({
  secretariat: z.array(Person),
  groups: z
    .array(z.strictObject({ name: Line, lead: Person, members: z.array(Person), criteria: z.array(Line) }))
    .min(1),
})
/** 2018: the decision comes with all three lists. */
export const FullCouncil = Council.extend(Groups.shape)
export const because = { reason: Prose }

type Members = z.infer<typeof Council>['members']
type Grouping = z.infer<typeof Groups>

/** Size, parity, exactly one chair and one secretary, nobody twice, everybody known. */
export function councilIssues(members: Members, people: Facts['people'], rules: Procedure): Issue[] {
  const issues = sizeIssues(members.length, rules, ['members'], 'council', 'Hội đồng', 'the council')
  const issue = (vi: string, en: string) => issues.push({ path: ['members'], message: say(vi, en) })
  if (holds(rules, 'council.oddOnly') && members.length % 2 === 0)
    issue(
      `Hội đồng có ${members.length} thành viên; số thành viên phải là số lẻ.`,
      `The council has ${members.length} members; the number must be odd.`,
    )
  const one = (duty: Duty, vi: string, en: string) => {
    const count = members.filter((member) => member.duty === duty).length
    if (count !== 1) issue(`Hội đồng cần đúng 1 ${vi}, đang có ${count}.`, `Exactly 1 ${en} is needed, not ${count}.`)
  }
  one('chair', 'chủ tịch', 'chair')
  one('secretary', 'thư ký', 'secretary')
  members.forEach(({ personId }, index) => {
    const path = ['members', index, 'personId']
    if (members.findIndex((member) => member.personId === personId) < index)
      issues.push({ path, message: say('Người này đã có trong hội đồng.', 'This person is already on the council.') })
    issues.push(...unknown(personId, path, people))
  })
  return issues
}

/** Điều 24 (2018): the chair is the principal, who signs the decision. */
export function chairIssues(members: Members, principal: string): Issue[] {
  return members.flatMap(({ personId, duty }, index) =>
    duty === 'chair' && personId !== principal
      ? [
          {
            path: ['members', index, 'personId'],
            message: say(
              'Chủ tịch hội đồng phải là hiệu trưởng, người ký quyết định này.',
              'The chair of the council must be the principal who signs this decision.',
            ),
          },
        ]
      : [],
  )
}

/** Sizes of secretariat and groups; a group is led by a member of the council. */
export function groupIssues(
  { secretariat, groups }: Grouping,
  council: readonly string[],
  people: Facts['people'],
  rules: Procedure,
): Issue[] {
  const issues = sizeIssues(secretariat.length, rules, ['secretariat'], 'secretariat', 'Nhóm thư ký', 'the secretariat')
  secretariat.forEach(({ personId }, index) =>
    issues.push(...unknown(personId, ['secretariat', index, 'personId'], people)),
  )
  groups.forEach(({ name, lead, members }, index) => {
    const path = ['groups', index]
    issues.push(...sizeIssues(members.length + 1, rules, [...path, 'members'], 'group', name, name))
    if (!council.includes(lead.personId))
      issues.push({
        path: [...path, 'lead', 'personId'],
        message: say(
          `Trưởng nhóm "${name}" phải là thành viên hội đồng.`,
          `The lead of "${name}" must be a member of the council.`,
        ),
      })
    issues.push(...unknown(lead.personId, [...path, 'lead', 'personId'], people))
    members.forEach(({ personId }, at) =>
      issues.push(...unknown(personId, [...path, 'members', at, 'personId'], people)),
    )
  })
  return issues
}

/** What a decision on the council writes. */
export function councilChange({ payload, context, facts }: Moment<Self, z.infer<typeof Council>>) {
  return {
    councilDecision: payload.decision,
    leaving: everybody(context),
    council: payload.members.map(({ personId, duty, position }) => ({
      personId,
      name: nameOf(facts, personId),
      duty,
      position: position ?? null,
    })),
  }
}

/** What a list of secretariat and groups writes. */
export function groupChange({ payload, context, facts }: Moment<Self, Grouping>) {
  const named = ({ personId }: { personId: string }) => ({ personId, name: nameOf(facts, personId) })
  return {
    leaving: everybody(context),
    secretariat: payload.secretariat.map(named),
    groups: payload.groups.map(({ name, lead, members, criteria }) => ({
      name,
      lead: named(lead),
      members: members.map(named),
      criteria,
    })),
  }
}

const roleOf: Record<Duty, Role> = {
  chair: 'councilChair',
  viceChair: 'councilMember',
  secretary: 'councilSecretary',
  member: 'councilMember',
}

export const councilEffects = {
  /** A new list replaces the old one whole: roles are taken back, then given. */
  appointCouncil: ({ context }): Effect[] => {
    const { council, secretariat, groups, leaving } = context
    const workers = [...secretariat, ...groups.flatMap(({ lead, members }) => [lead, ...members])]
    const ids = [...new Set(workers.map(({ personId }) => personId))]
    const members = [
      ...council.map(({ personId, duty }) => ({ personId, role: roleOf[duty] })),
      ...ids.map((personId) => ({ personId, role: 'workingGroup' as const })),
    ]
    return [
      ...(leaving.length > 0 ? [{ type: 'dismiss' as const, personIds: leaving }] : []),
      { type: 'appoint', members },
    ]
  },
  announceCouncil: () => [
    { type: 'produceDocument', form: 'selfAssessmentCouncilDecision' },
    {
      type: 'notify',
      to: ['councilChair', 'councilSecretary', 'councilMember', 'workingGroup'],
      message: 'selfAssessment.councilAppointed',
    },
  ],
} satisfies Record<string, EffectOf<Self>>

/** How many of the council must agree; a share written as 0.6667 means two thirds, so 6 of 9 are enough. */
export function votesNeeded(share: number, members: number): number {
  return Math.ceil(share * members - 0.005)
}

/** A vote of the council: nobody votes who is not on it, and enough agree. */
export function voteIssues(agreed: number, council: Self['council'], rules: Procedure): Issue[] {
  const share = numberOf(rules, 'council.agreementShare')
  const issue = (vi: string, en: string): Issue[] => [{ path: ['agreed'], message: say(vi, en) }]
  if (agreed > council.length)
    return issue(`Hội đồng chỉ có ${council.length} thành viên.`, `The council has only ${council.length} members.`)
  const needed = share === null ? 0 : votesNeeded(share, council.length)
  return agreed >= needed
    ? []
    : issue(
        `Có ${agreed}/${council.length} thành viên nhất trí, cần ít nhất ${needed}.`,
        `${agreed} of ${council.length} members agree, at least ${needed} are needed.`,
      )
}

function sizeIssues(count: number, rules: Procedure, path: Path, of: string, vi: string, en: string): Issue[] {
  const least = numberOf(rules, `${of}.minimum`)
  const most = of === 'council' ? null : numberOf(rules, `${of}.maximum`)
  const issue = (viText: string, enText: string): Issue[] => [{ path, message: say(viText, enText) }]
  if (least !== null && count < least)
    return issue(`${vi} có ${count} người, cần ít nhất ${least}.`, `${count} in ${en}, at least ${least} are needed.`)
  if (most !== null && count > most)
    return issue(`${vi} có ${count} người, nhiều nhất là ${most}.`, `${count} in ${en}, at most ${most} are allowed.`)
  return []
}

function unknown(personId: string, path: Path, people: Facts['people']): Issue[] {
  return people[personId]
    ? []
    : [{ path, message: say('Chưa có người này trong danh sách.', 'This person is not in the register.') }]
}

function nameOf(facts: Facts, personId: string): string {
  return facts.people[personId]?.name ?? personId
}

function everybody({ council, secretariat, groups }: Self): string[] {
  const all = [...council, ...secretariat, ...groups.flatMap(({ lead, members }) => [lead, ...members])]
  return [...new Set(all.map(({ personId }) => personId))]
}
