// What a form of a case offers to pick from: its people, the criteria of its set, its running deadlines.
import type { Services } from '../../http/services.ts'
import { caseMembers, findCase } from '../../store/views/cases.ts'
import { listPeople } from '../../store/views/people.ts'
import { listRoster } from '../../store/views/roster.ts'
import type { Ground } from '../../store/views/standing.ts'
import { reviewRoles, type Role } from '../../domain/roles.ts'
import { together } from '../../store/together.ts'
import { withClient, type Client } from '../../store/with-client.ts'
import type { View } from '../view.ts'
import type { Choice, Choices } from './payload-fields.tsx'

interface About {
  process: string
  deadlines: readonly { event: string; label: { vi: string; en: string } | null; dueAt: string }[]
}

const atMost = 200

/** By the name of the field. People of the school for its own process; for the others those of the team, before there is one the roster. */
export async function choicesFor(services: Services, ground: Ground, about: About, view: View): Promise<Choices> {
  const { db, library } = services
  const [people, found] = await withClient(db, (client) =>
    together(client, () => [peopleFor(client, ground, about.process, view), findCase(client, ground.cycleId ?? '')]),
  )
  const standards = found ? library.set(found.set).standards : []
  const criteria = standards.flatMap(({ criteria: inside }) =>
    inside.map(({ id, name }) => ({ value: id, label: `${id} ${view.say(name)}` })),
  )
  const deadline = about.deadlines.map(({ event, label, dueAt }) => ({
    value: event,
    label: `${label ? view.say(label) : event} (${view.day(dueAt)})`,
  }))
  const named = standards.map(({ id, name }) => ({ value: id, label: `${id} ${view.say(name)}` }))
  return {
    ...people,
    criteria: criteria.map(({ value }) => ({ value, label: value })),
    criterion: criteria,
    unclearCriteria: criteria.map(({ value }) => ({ value, label: value })),
    standard: named,
    standards: named.map(({ value }) => ({ value, label: value })),
    ...(deadline.length > 0 ? { deadline } : {}),
  }
}

/** `personId`, and under `joins.personId` whoever may come in for somebody else. */
async function peopleFor(client: Client, ground: Ground, process: string, view: View): Promise<Choices> {
  const { place, cycleId, standing } = ground
  const isOfSchool = process === 'selfAssessment'
  const [members, others] = await together(client, () => [
    caseMembers(client, cycleId ?? ''),
    isOfSchool ? ofSchool(client, place.schoolId, view) : ofRoster(client, place, view),
  ])
  const reviews = (role: Role) => (reviewRoles as readonly Role[]).includes(role)
  const taking = members.filter(({ until, role }) => until === null && (isOfSchool || reviews(role as Role)))
  const inCase = new Map(taking.map(({ personId, name }) => [personId, name]))
  const known = others.filter(({ value }) => !inCase.has(value))
  const group = view.t('Đang trong hồ sơ', 'In the case')
  const here = [...inCase].map(([value, label]) => ({ value, label, group }))
  if (isOfSchool || here.length === 0) return { personId: [...here, ...known] }
  // A member speaks for himself alone: there is nobody to choose.
  const isMember = standing.caseRoles.some(reviews) && !standing.caseRoles.some((role) => leading.includes(role))
  return { personId: isMember ? [] : here, 'joins.personId': known }
}

const leading: readonly Role[] = ['teamLead', 'teamSecretary']

async function ofSchool(client: Client, organisation: string, view: View): Promise<Choice[]> {
  const { items } = await listPeople(client, { organisation, at: view.at, limit: atMost })
  const group = view.t('Người của trường', 'People of the school')
  return items.map(({ id, name }) => ({ value: id, label: name, group }))
}

async function ofRoster(client: Client, { departmentId, schoolId }: Ground['place'], view: View): Promise<Choice[]> {
  const { items } = await listRoster(client, { reach: [departmentId], school: schoolId, at: view.at, limit: atMost })
  const clean = view.t('Danh sách người đánh giá', 'Roster')
  const stopped = view.t('Có xung đột lợi ích với trường', 'In conflict with the school')
  return items.map(({ id, name, organisationName, running, conflicts }) => ({
    value: id,
    label: `${name} – ${organisationName}${running > 0 ? ` (${view.t(`đang tham gia ${running}`, `${running} running`)})` : ''}`,
    group: conflicts.length > 0 ? stopped : clean,
  }))
}
