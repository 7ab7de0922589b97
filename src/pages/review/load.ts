// What every page of a review shows: the case, the process and what it remembers, and how the reader stands in it.
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { isAppraisal } from '../../domain/procedure.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { processView } from '../../http/process-view.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { findCase } from '../../store/views/cases.ts'
import { viewerOf } from '../../store/views/evidence.ts'
import { findMatters } from '../../store/views/matters.ts'
import { myReviews } from '../../store/views/reviews.ts'
import { reviewStage } from '../../store/views/sheets.ts'
import { withClient } from '../../store/with-client.ts'
import type { PageCall } from '../page.ts'

export type ReviewCall = PageCall<{ cycle: string }, unknown>
export type Review = Awaited<ReturnType<typeof loadReview>>

/** What the external review remembers, as far as its pages show it. */
export const Matters = z.looseObject({
  team: z.array(z.looseObject({ personId: z.string(), name: z.string(), role: z.string() })).catch([]),
  reported: z.array(z.string()).catch([]),
  conflicts: z.array(z.looseObject({ personId: z.string(), reason: z.string() })).catch([]),
  evidenceItems: z
    .array(
      z.looseObject({
        number: z.number(),
        criterion: z.string(),
        what: z.string(),
        status: z.enum(['open', 'supplied', 'missing']),
      }),
    )
    .catch([]),
  reply: z.enum(['agreed', 'silence', 'disagreed']).nullable().catch(null),
  points: z.array(z.looseObject({ criterion: z.string(), reason: z.string() })).catch([]),
  reopened: z.array(z.string()).catch([]),
  meeting: z
    .looseObject({ heldOn: z.string(), recommend: z.boolean(), tier: z.number().nullable() })
    .nullable()
    .catch(null),
})

export type Matters = z.infer<typeof Matters>

/** Throws `notFound` where the reader reviews nothing. */
export async function loadReview(call: ReviewCall) {
  const {
    services,
    params: { cycle },
    at,
  } = call
  const ground = groundOf(call)
  const me = personOf(call)
  const read = await withClient(services.db, async (client) => {
    const [mine] = await myReviews(client, { person: me.personId, at, cycle })
    const found = await findCase(client, cycle)
    if (!mine || !found)
      throw new AppError('notFound', say('Hồ sơ này chưa đến bước đánh giá.', 'This case has not come to the review.'))
    const matters = await findMatters(client, mine.process, ground)
    return { mine, found, matters: Matters.parse(matters?.matters ?? {}), stage: await reviewStage(client, cycle) }
  })
  const about = await processView(services, read.mine.process, me, at)
  const viewer = viewerOf(me.personId, rolesFor('seeCase', ground.standing, ground.place), at)
  const set = services.library.set(read.found.set)
  const appraisal = isAppraisal(services.engine.procedure(read.found.procedure))
  return { ...read, ground, me, about, viewer, set, appraisal }
}

/** Whether the reader may send this event now. */
export function offers({ about }: Review, event: string): boolean {
  return about.allowed.some((offer) => offer.event === event)
}

/** Lead or secretary: who plans, writes and leads. */
export function leads({ mine }: Review): boolean {
  return mine.roles.some((role) => role === 'teamLead' || role === 'teamSecretary')
}

/** The lead of the team, chair of the council. */
export function leadsTeam({ mine }: Review): boolean {
  return mine.roles.includes('teamLead')
}
