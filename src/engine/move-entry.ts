// The row of history of a move: holds value and context after it, since no machine steps from one edition to another.
import { z } from 'zod'
import type { ProcessDefinition } from '../../workflows/define.ts'
import type { Actor } from '../domain/process.ts'
import { activeStates, definitionHash, type StateValue } from './definition.ts'
import { chain, type ChainedEntry, type Entry } from './entry.ts'
import type { LoadedProcess } from './ports.ts'
import type { Stored } from './step.ts'

export const moveEvent = 'moveToEdition'

const Value: z.ZodType<StateValue> = z.lazy(() => z.union([z.string(), z.record(z.string(), Value)]))

const MovePayload = z.strictObject({
  from: z.strictObject({ edition: z.string(), definition: z.string() }),
  reason: z.string().trim().min(1),
  value: Value,
  context: z.record(z.string(), z.unknown()),
})

/** The chained row of a process that was moved to `next`. */
export function moveEntry(
  process: LoadedProcess,
  next: Stored,
  { actor, reason, at }: { actor: Actor; reason: string; at: string },
): ChainedEntry {
  const { edition, hash } = process.stored
  const { value, context } = next
  return chain(
    {
      process: process.id,
      edition: next.edition,
      definition: next.hash,
      seq: process.version + 1,
      kind: 'move',
      event: moveEvent,
      at,
      actor,
      payload: { from: { edition, definition: hash }, reason, value, context },
      facts: {},
      drawn: {},
      procedure: process.procedureId,
      to: value,
    },
    process.head,
  )
}

/** What replay makes of such a row, or the sentence that says what is wrong with it. */
export function movedAgain(entry: Entry, stored: Stored | null, definition: ProcessDefinition): Stored | string {
  if (!stored) return 'the first row is not the start'
  const parsed = MovePayload.safeParse(entry.payload)
  if (!parsed.success) return 'the row of the move does not hold what a move holds'
  const { from, value, context } = parsed.data
  if (from.definition !== stored.hash)
    return `was moved from edition ${from.edition}, but the state before it is of ${stored.edition}`
  if (JSON.stringify(value) !== JSON.stringify(entry.to)) return 'the move does not lead to what was written'
  if (!definition.context.safeParse(context).success)
    return `the context after the move is not one of edition ${entry.edition}`
  try {
    activeStates(definition, value)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const { process, edition } = definition
  return { process, edition, hash: definitionHash(definition), value, context, ended: false }
}
