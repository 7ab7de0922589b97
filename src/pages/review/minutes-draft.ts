// The minutes of a visit begin from its plan and from what was noted on it; whoever writes them goes on from there.
import { dayOf } from '../../domain/calendar/add.ts'
import { groundOf } from '../../http/route.ts'
import { visitPlan, type VisitRow } from '../../store/views/reviews.ts'
import { reviewStage } from '../../store/views/sheets.ts'
import { listObservations, type ObservationRow } from '../../store/views/talk.ts'
import { withClient } from '../../store/with-client.ts'
import type { PageCall } from '../page.ts'
import type { View } from '../view.ts'

/** Under the names of the payload. Notes are one's own until all have scored, then the whole team's. */
export async function minutesBegun({ services, view, ...call }: PageCall<unknown, unknown>) {
  const { cycleId, standing } = groundOf(call)
  const cycle = cycleId ?? ''
  const { sessions, notes } = await withClient(services.db, async (client) => {
    const { allScored } = await reviewStage(client, cycle)
    const reach = { cycle, person: standing.personId, everybody: allScored }
    return { sessions: await visitPlan(client, cycle), notes: await listObservations(client, reach) }
  })
  const held = sessions.filter(({ heldOn }) => heldOn <= dayOf(view.at))
  const seen = notes.filter((note) => note.kind === 'observation' && isOfVisit(note, held))
  const days = [...held.map(({ heldOn }) => heldOn), ...seen.map(({ observedOn }) => observedOn)].toSorted()
  const [first, last] = [days[0] ?? '', days.at(-1) ?? '']
  return {
    from: first,
    to: last,
    visitedOn: last,
    peopleMet: unique(held.map(({ meets }) => meets)).map((group) => ({ group })),
    placesSeen: unique([...held, ...seen].map(({ place }) => place)),
    observations: seen.map((note) => lineOf(view, note)),
  }
}

/** Taken on a day of the plan; without a plan whatever was not read at the desk. */
function isOfVisit({ observedOn, method }: ObservationRow, held: readonly VisitRow[]): boolean {
  return held.length === 0 ? method !== 'documents' : held.some(({ heldOn }) => heldOn === observedOn)
}

function lineOf(view: View, { criterion, body, place, observedOn, observedTime }: ObservationRow): string {
  const about = criterion === null ? '' : `Tiêu chí ${criterion}: `
  const when = [place, [observedTime, view.day(observedOn)].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  return `${about}${body.replaceAll(/\s+/g, ' ').trim()} (${when})`.slice(0, 4000)
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.trim()).filter(Boolean))]
}
