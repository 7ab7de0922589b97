// One process as the API and pages show it, made from the engine's own list of what may be sent and why not.
import { z } from 'zod'
import { notFound } from '../domain/errors.ts'
import { rolesFor } from '../domain/permissions.ts'
import { decide, needsSecondFactor } from '../domain/policy.ts'
import type { Text } from '../domain/text.ts'
import { allowedFor, type Offer } from '../engine/allowed.ts'
import { awaited } from '../engine/awaited.ts'
import { activeMeta, stateName } from '../engine/definition.ts'
import type { ProcessDefinition } from '../../workflows/define.ts'
import type { Principal } from '../store/accounts/principal.ts'
import { withClient } from '../store/with-client.ts'
import { secondFactorNeeded } from './second-factor.ts'
import type { Services } from './services.ts'

type Viewer = Pick<Principal, 'personId' | 'strong'>

/** State, whom it waits for, running deadlines, events offered with the JSON Schema of their payload, and those refused. */
export async function processView({ db, engine }: Services, id: string, principal: Viewer, at: string) {
  const { personId, strong } = principal
  const { process, offers } = await engine.store.look(async (unit) => {
    const { process: found, standing } = await unit.load(id, personId, null, at)
    if (!found || !standing || rolesFor('seeCase', standing, found.place).length === 0) throw notFound()
    const known = await allowedFor(engine, unit, found, standing, at)
    const { events } = engine.definition(found.stored.process, found.stored.edition)
    const decides = ({ event }: Offer) => {
      const verdict = decide(standing, events[event]?.by ?? [], found.place, found.sheet ?? undefined)
      return verdict.allowed && needsSecondFactor(verdict.role)
    }
    const stop = (offer: Offer) => ({ ...offer, stoppedBy: [...offer.stoppedBy, secondFactorNeeded] })
    return { process: found, offers: strong ? known : known.map((offer) => (decides(offer) ? stop(offer) : offer)) }
  })
  const { stored, version, cycleId } = process
  const definition = engine.definition(stored.process, stored.edition)
  const state = stateName(stored.value)
  const metas = activeMeta(definition, stored.value).map(({ meta }) => meta)
  return {
    id,
    cycle: cycleId,
    process: stored.process,
    edition: stored.edition,
    state,
    label: metas.map(({ label }) => label),
    ended: stored.ended,
    version,
    waitsFor: [...new Set(state.split(' ').flatMap((leaf) => awaited(definition, leaf)))],
    deadlines: await runningDeadlines({ db }, id, definition, at),
    allowed: offers
      .filter(isOpen)
      .map(({ event, label }) => ({ event, label, payload: payloadSchema(definition, event) })),
    refused: offers
      .filter((offer) => !isOpen(offer))
      .map(({ event, label, stoppedBy }) => ({ event, label, reasons: stoppedBy })),
  }
}

const isOpen = (offer: Offer): boolean => offer.stoppedBy.length === 0

async function runningDeadlines({ db }: Pick<Services, 'db'>, id: string, definition: ProcessDefinition, at: string) {
  const text = `select event, due_at as "dueAt" from deadlines where process_id = $1 and status = 'running' order by due_at, id`
  const found = await withClient(db, (client) =>
    client.query<{ event: string; dueAt: Date }>({ name: 'running-deadlines', text, values: [id] }),
  )
  return found.rows.map(({ event, dueAt }) => ({
    event,
    label: labelOf(definition, event),
    dueAt: dueAt.toISOString(),
    late: dueAt.toISOString() < at,
  }))
}

function labelOf(definition: ProcessDefinition, event: string): Text | null {
  return definition.events[event]?.label ?? null
}

const schemas = new WeakMap<ProcessDefinition, Map<string, Record<string, unknown>>>()

/** The JSON Schema of an event's payload, made once for each definition. */
export function payloadSchema(definition: ProcessDefinition, event: string): Record<string, unknown> {
  const known = schemas.get(definition) ?? new Map<string, Record<string, unknown>>()
  schemas.set(definition, known)
  const entry = definition.events[event]
  const schema =
    known.get(event) ?? (entry ? (z.toJSONSchema(entry.payload, { io: 'input' }) as Record<string, unknown>) : {})
  known.set(event, schema)
  return schema
}
