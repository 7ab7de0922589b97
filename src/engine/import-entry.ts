// The first row of history of a process that came from elsewhere already running: it states where the process stands, and why.
import { z } from 'zod'
import type { ProcessDefinition } from '../../workflows/define.ts'
import type { Actor } from '../domain/process.ts'
import { say, type Text } from '../domain/text.ts'
import { definitionHash, stateName, type StateValue } from './definition.ts'
import { chain, chainStart, type ChainedEntry, type Entry } from './entry.ts'
import { place } from './move.ts'
import type { Beginning } from './ports.ts'
import type { Stored } from './step.ts'

export const importEvent = 'importCase'

const ImportPayload = z.strictObject({
  reason: z.string().trim().min(1),
  /** The instant at which it came to stand there; its terms are counted from then. */
  since: z.iso.datetime(),
  /** The innermost states, as dotted paths, joined by a space. */
  state: z.string(),
  context: z.record(z.string(), z.unknown()),
})

export type Stated = { ok: true; stored: Stored } | { ok: false; path: 'state' | 'context'; why: Text }

/**
 * The stored form of a process that stands in this state of the drawing with this context, on top of what it is started with.
 * An ended process is none that could go on.
 */
export function statedProcess(
  definition: ProcessDefinition,
  { state, context, since }: { state: string; context: Readonly<Record<string, unknown>>; since: string },
): Stated {
  const placed = place(definition.drawing, state.split(' '))
  if (!placed.ok) return { ok: false, path: 'state', why: placed.why }
  const whole = { ...definition.start({ at: since, input: context }), ...context }
  const parsed = definition.context.safeParse(whole)
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path, message }) => `${path.join('.') || '(hồ sơ)'}: ${message}`)
    return { ok: false, path: 'context', why: misfit(fields.join('; ')) }
  }
  const { process, edition } = definition
  const hash = definitionHash(definition)
  const stored = { process, edition, hash, value: placed.value, context: parsed.data, ended: false }
  return { ok: true, stored }
}

const misfit = (fields: string) =>
  say(`Dữ liệu không hợp với quy trình: ${fields}.`, `The data do not fit the process: ${fields}.`)

/** The chained first row of such a process. */
export function importEntry(
  process: Beginning['process'],
  stored: Stored,
  { actor, reason, since, at }: { actor: Actor; reason: string; since: string; at: string },
): ChainedEntry {
  return chain(
    {
      process: process.id,
      edition: stored.edition,
      definition: stored.hash,
      seq: 1,
      kind: 'import',
      event: importEvent,
      at,
      actor,
      payload: { reason, since, state: stateName(stored.value), context: stored.context },
      facts: {},
      drawn: {},
      procedure: process.procedureId,
      to: stored.value,
    },
    chainStart,
  )
}

/** What replay makes of such a row, or the sentence that says what is wrong with it. */
export function importedAgain(entry: Entry, before: Stored | null, definition: ProcessDefinition): Stored | string {
  if (before) return 'an import can only be the first row'
  const parsed = ImportPayload.safeParse(entry.payload)
  if (!parsed.success) return 'the row of the import does not hold what an import holds'
  const { state, context } = parsed.data
  const placed = place(definition.drawing, state.split(' '))
  if (!placed.ok) return placed.why.vi
  if (stateName(placed.value) !== stateName(entry.to as StateValue))
    return 'the import does not lead to what was written'
  // The context is complete in the row: nothing may be added to it by a later program.
  if (!definition.context.safeParse(context).success)
    return `the context of the import is not one of edition ${entry.edition}`
  const { process, edition } = definition
  return { process, edition, hash: definitionHash(definition), value: placed.value, context, ended: false }
}
