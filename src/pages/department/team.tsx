// Choosing a review team or appraisal council from the roster: who stands in conflict, who is busy, and what the rules say of the choice.
import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import type { Issue } from '../../domain/process.ts'
import { previewIssues } from '../../engine/preview.ts'
import { processView } from '../../http/process-view.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { caseMembers, findCase, type MemberRow } from '../../store/views/cases.ts'
import { listRoster } from '../../store/views/roster.ts'
import { withClient } from '../../store/with-client.ts'
import { findDefinition } from '../../../workflows/index.ts'
import { leadsOf } from '../cases/labels.ts'
import { page, fragment } from '../page.ts'
import { latestReview } from './intake.tsx'
import { Chosen, TeamPage, type Choice } from './team-page.tsx'

const appointing = ['appointTeam', 'appointCouncil']
const seats = ['teamLead', 'teamSecretary', 'reviewer'] as const
const atMost = 200

/** `role.<person>=teamLead`: the choice is in the address, so that one may prepare it and another sign. */
const Query = z.record(z.string().max(320), z.string().max(100))

function chosenIn(query: Readonly<Record<string, string>>): Choice[] {
  return Object.entries(query).flatMap(([name, role]) => {
    const seat = seats.find((one) => one === role)
    return name.startsWith('role.') && seat ? [{ personId: name.slice('role.'.length), role: seat }] : []
  })
}

/** Who sits in the team now, or sat in the last one; the lead first. */
function seatsOf(members: readonly MemberRow[]): MemberRow[] {
  const all = seats.flatMap((seat) => members.filter(({ role }) => role === seat))
  const present = all.filter(({ until }) => until === null)
  const last = all
    .map(({ until }) => until ?? '')
    .toSorted()
    .at(-1)
  return present.length > 0 ? present : all.filter(({ until }) => until === last)
}

/** The schema asks for the paper of the decision too, which is filled in later. */
const paper = { number: '…', date: '2000-01-01' }

export const teamPages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/team',
    access: { to: 'seeRoster', of: 'cycle' },
    params: params.cycle,
    query: Query,
    async handle({ view, services, params: { cycle }, query, at, ...call }) {
      const ground = groundOf(call)
      const { departmentId, schoolId } = ground.place
      const filter = {
        reach: [departmentId],
        school: schoolId,
        at,
        search: query['q']?.trim() || undefined,
        limit: atMost,
      }
      const [found, roster, members] = await withClient(services.db, async (client) => [
        await findCase(client, cycle),
        await listRoster(client, filter),
        await caseMembers(client, cycle),
      ])
      if (!found) throw notFound()
      const id = latestReview(found)
      const shown = id === null ? null : await processView(services, id, personOf(call), at)
      const review = found.processes.find((one) => one.id === id)
      const event =
        appointing.find((one) => review && one in services.engine.definition(review.process, review.edition).events) ??
        null
      const choice = chosenIn(query)
      const issues: Issue[] =
        id === null || event === null || choice.length === 0
          ? []
          : await previewIssues(services.engine, {
              process: id,
              event,
              payload: { decision: paper, members: choice },
              person: personOf(call).personId,
            })
      const open = shown?.allowed.some((offer) => offer.event === event) ?? false
      const about = { process: id, edition: review?.edition, event, open, choice, issues, cycle }
      const definition = review && findDefinition(review.process, review.edition)
      const now = Boolean(definition && shown && event && leadsOf(definition, shown.state)(event) > 0)
      const team = seatsOf(members)
      if (query['part'] === 'chosen') return fragment(<Chosen view={view} about={about} roster={roster.items} />)
      return (
        <TeamPage
          view={view}
          found={found}
          ground={ground}
          about={about}
          roster={roster.items}
          q={query['q'] ?? ''}
          shown={shown}
          now={now}
          team={team}
        />
      )
    },
  }),
]
