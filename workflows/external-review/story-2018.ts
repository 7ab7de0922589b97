// For tests: a review of 2018 brought to each of its steps, under rules with every term set.
import type { Role } from '../../src/domain/roles.ts'
import { eventFor, issuesOf, rulesWith, startInstant, walk } from '../testing.ts'
import { sampleMembers, samplePeople, sampleReview } from './samples.ts'
import { externalReview2018 } from './vn-2018.ts'

export const rules = rulesWith({
  numbers: {
    'team.minimum': 5,
    'team.maximum': 7,
    'team.maximumForNationalStandard': 9,
    'member.yearsInSector': 5,
    'member.trainingRequired': 1,
  },
  periods: {
    'intake.completion': [15, 'workingDays'],
    'review.evidence': [10, 'workingDays'],
    'review.schoolReply': [10, 'workingDays'],
  },
})
export const both = {
  requested: ['accreditation', 'nationalStandard'],
  requestedGrade: 2,
  requestedTier: 1,
  viaCommune: true,
}
export const alone = { requested: ['accreditation'], requestedGrade: 2, viaCommune: false }
export type Story = ReturnType<typeof walk>
export const start = (input: Record<string, unknown> = alone): Story => walk(externalReview2018, input, rules)
export const team = sampleMembers.map((one) => one.personId)
export const decision = { number: '40/QĐ-SGDĐT', date: '2026-09-20' }

export const appointed = (input?: Record<string, unknown>) => start(input).sample('acceptDossier').sample('appointTeam')
export const atDesk = () => appointed().sample('beginDeskReview')
export const everyoneReports = (story: Story) => {
  for (const personId of team) story.sample('submitPreliminaryReport', { personId })
  return story
}
export const scoring = () =>
  everyoneReports(atDesk()).sample('completeDeskReview').sample('recordPreliminaryVisit').sample('recordFormalVisit')
export const moderating = () => scoring().sample('completeScoring')
export const draftSent = () => moderating().send('completeModeration').sample('sendDraft')
export const answering = () => draftSent().sample('disagreeWithDraft')
export const report = { number: '03/BC-ĐĐGN', date: '2026-12-15' }
export const recommend = (grade: number | null) => ({
  report,
  recommendations: [{ award: 'accreditation', recommend: grade !== null, grade, reason: 'Theo kết quả của đoàn.' }],
})
export const reported = () => draftSent().sample('acceptDraft').send('submitReport', recommend(2))

/** What a payload is told when somebody of that role sends it. */
export function issuesFor(
  story: Story,
  role: Role,
  type: string,
  change: Record<string, unknown>,
  people = samplePeople,
) {
  const payload = { ...(externalReview2018.events[type]?.samples[0]?.payload as object), ...change }
  const event = eventFor(externalReview2018, type, {
    state: story.state,
    rules,
    at: startInstant,
    payload,
    facts: { people, review: sampleReview },
  })
  const actor = { id: role, name: role, role }
  return issuesOf(externalReview2018, story.context, { ...event, actor }).map((one) => [
    one.path.join('.'),
    one.message.vi,
  ])
}
