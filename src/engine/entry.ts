// One row of history: its exact text, and the chain of hashes that makes a changed byte or a missing row show.
import { createHash } from 'node:crypto'
import { z } from 'zod'

export const Entry = z.strictObject({
  process: z.string(),
  edition: z.string(),
  definition: z.string(),
  seq: z.int().min(1),
  /**
   * `start`, `event`: the machine stepped; `save`: a sheet was written; `move`: carried over to another edition by a plan;
   * `import`: came from elsewhere, already running.
   */
  kind: z.enum(['start', 'event', 'save', 'move', 'import']),
  event: z.string(),
  at: z.string(),
  actor: z.strictObject({ id: z.string(), name: z.string(), role: z.string() }),
  payload: z.unknown(),
  facts: z.record(z.string(), z.unknown()),
  drawn: z.record(z.string(), z.string()),
  procedure: z.string(),
  /** The state value after it. */
  to: z.unknown(),
})
export type Entry = z.infer<typeof Entry>

/** The hash of the row before the first. */
export const chainStart = '0'.repeat(64)

export interface ChainedEntry {
  text: string
  hash: string
}

/** The text to keep and its hash in the chain after `previous`. */
export function chain(entry: Entry, previous: string): ChainedEntry {
  const text = JSON.stringify(entry)
  return { text, hash: chainHash(text, previous) }
}

export function chainHash(text: string, previous: string): string {
  return createHash('sha256').update(previous).update('\n').update(text).digest('hex')
}
