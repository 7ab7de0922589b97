// The recorded histories of one released edition: how a file is written, and what a step is compared by.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Effect } from '../../src/domain/effects.ts'

const Recorded = z.strictObject({
  /** The state value after it. */
  to: z.unknown(),
  /** Fingerprint of the context after it. */
  context: z.string(),
  /** Fingerprint of what it set off, the names in clear. */
  effects: z.string(),
})
export type Recorded = z.infer<typeof Recorded>

/** Numbers point into `shared`: the same payloads and facts come again in most histories. */
const Step = Recorded.extend({
  event: z.string(),
  payload: z.int(),
  facts: z.int(),
  at: z.string(),
  actor: z.strictObject({ id: z.string(), name: z.string(), role: z.string() }),
  drawn: z.record(z.string(), z.string()),
})

const History = z.strictObject({
  procedure: z.string(),
  start: Recorded.extend({ payload: z.int(), at: z.string() }),
  steps: z.array(Step).min(1),
  /** Where it ended, in full. */
  context: z.record(z.string(), z.unknown()),
})
export type History = z.infer<typeof History>

export const HistoryFile = z.strictObject({
  process: z.string(),
  edition: z.string(),
  /** Hash of the definition it was recorded with. */
  definition: z.string(),
  /** Fields of the context then, sorted. */
  fields: z.array(z.string()),
  shared: z.array(z.unknown()),
  histories: z.array(History),
})
export type HistoryFile = z.infer<typeof HistoryFile>

/** The same content gives the same fingerprint, whatever the order of keys. */
export function fingerprint(value: unknown): string {
  const text = JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

export function effectsPrint(effects: readonly Effect[]): string {
  if (effects.length === 0) return ''
  return `${effects.map(({ type }) => type).join(' ')} ${fingerprint(effects).slice(0, 16)}`
}

/** One line a history, so that a difference shows where it is. */
export function writeFileText({ histories, shared, ...head }: HistoryFile): string {
  const lines = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).join(',\n')
  return `${JSON.stringify(head).slice(0, -1)},\n"shared":[\n${lines(shared)}\n],\n"histories":[\n${lines(histories)}\n]}\n`
}
