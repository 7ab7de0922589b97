// Rebuilds a process from its history and compares: the chain of hashes first, then every step, then the stored row.
import { Entry, chainHash, chainStart } from './entry.ts'
import { importedAgain } from './import-entry.ts'
import { movedAgain } from './move-entry.ts'
import { definitionHash } from './definition.ts'
import { start, step, type Happening, type Stored } from './step.ts'
import type { Procedure } from '../domain/procedure.ts'
import type { ProcessDefinition } from '../../workflows/define.ts'

export interface HistoryRow {
  seq: number
  at: string
  event: string
  actorId: string
  entry: string
  hash: string
}

export interface StoredRow {
  id: string
  version: number
  head: string
  stored: Stored
}

export interface Fault {
  process: string
  /** The row of history where it shows; 0 = the stored row itself. */
  seq: number
  what: string
}

export interface ReplayLaw {
  definition(process: string, edition: string): ProcessDefinition | undefined
  procedure(id: string): Procedure
}

/** Every fault found, none = the stored row is exactly what its history makes. Stops at the first broken row of a process. */
export function replay(row: StoredRow, history: readonly HistoryRow[], law: ReplayLaw): Fault[] {
  let head = chainStart
  let stored: Stored | null = null
  for (const [index, line] of history.entries()) {
    const fault = (what: string): Fault[] => [{ process: row.id, seq: line.seq, what }]
    if (line.seq !== index + 1) return fault(`row ${index + 1} is missing`)
    head = chainHash(line.entry, head)
    if (head !== line.hash) return fault('the row or the one before it was changed: its hash does not fit')
    const entry = Entry.parse(JSON.parse(line.entry))
    const beside = differs(entry, line, row.id)
    if (beside) return fault(`column "${beside}" does not say what the row says`)
    const next = again(entry, stored, row.stored.process, law)
    if (typeof next === 'string') return fault(next)
    stored = next
  }
  return compare(row, stored, head, history.length)
}

function differs(entry: Entry, line: HistoryRow, process: string): string | null {
  if (entry.process !== process) return 'process_id'
  if (entry.seq !== line.seq) return 'seq'
  if (entry.event !== line.event) return 'event'
  if (entry.actor.id !== line.actorId) return 'actor_id'
  return Date.parse(entry.at) === Date.parse(line.at) ? null : 'at'
}

function again(entry: Entry, stored: Stored | null, process: string, law: ReplayLaw): Stored | string {
  if (entry.kind === 'save') return stored ?? 'nothing was there to be saved to'
  const definition = law.definition(process, entry.edition)
  if (!definition) return `edition ${entry.edition} is not part of this program`
  if (definitionHash(definition) !== entry.definition)
    return `edition ${entry.edition} has another shape than when this was written`
  if (entry.kind === 'move') return movedAgain(entry, stored, definition)
  if (entry.kind === 'import') return importedAgain(entry, stored, definition)
  if (entry.kind !== 'start' && !stored) return 'the first row is not the start'
  if (stored && stored.hash !== entry.definition)
    return `was taken under edition ${entry.edition}, but the state before it is of ${stored.edition}`
  const { at, actor, payload, facts, drawn } = entry
  const happening = {
    type: entry.event,
    payload,
    facts,
    rules: law.procedure(entry.procedure),
    at,
    actor,
    drawn,
  } as Happening
  const { next } =
    entry.kind === 'start' || !stored ? start(definition, happening) : step(definition, stored, happening)
  return canonical(next.value) === canonical(entry.to)
    ? next
    : `leads to ${JSON.stringify(next.value)}, not to what was written`
}

function compare(row: StoredRow, stored: Stored | null, head: string, rows: number): Fault[] {
  const fault = (what: string): Fault[] => [{ process: row.id, seq: 0, what }]
  if (!stored) return fault('there is no history')
  if (row.version !== rows) return fault(`version ${row.version} with ${rows} rows of history`)
  if (row.head !== head) return fault('the stored head is not the hash of the last row')
  if (row.stored.edition !== stored.edition || row.stored.hash !== stored.hash)
    return fault(`the stored edition is ${row.stored.edition}, the history makes ${stored.edition}`)
  if (canonical(stored.value) !== canonical(row.stored.value))
    return fault('the stored state is not what the history makes')
  if (canonical(stored.context) !== canonical(row.stored.context))
    return fault('the stored context is not what the history makes')
  return []
}

/** jsonb keeps no order of keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
