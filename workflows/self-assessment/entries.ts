// Entries of the event books that look alike: what the system sends, and what somebody sends back with a reason.
import { z } from 'zod'
import { eventOf, type EventEntry } from '../../src/domain/process.ts'
import { say, type Text } from '../../src/domain/text.ts'
import type { Self } from './context.ts'
import { because } from './council.ts'

const none = z.strictObject({})
export const Reason = z.strictObject(because)
const event = eventOf<Self>()

/** A deadline that passed. */
export function bySystem(vi: string, en: string): EventEntry<typeof none, Self> {
  return event({ by: ['system'], label: say(vi, en), payload: none, samples: [{ payload: {} }] })
}

/** Work goes back a step; the reason stays in the history. */
export function returning(label: Text, reason: string): EventEntry<typeof Reason, Self> {
  return event({ by: ['councilChair', 'principal'], label, payload: Reason, samples: [{ payload: { reason } }] })
}
