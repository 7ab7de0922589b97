// What an import says of itself: what it adds, what it changes field by field, what it leaves alone; or all that is wrong with the file.
import { AppError } from '../../domain/errors.ts'
import { firstSentence } from '../../domain/schema-issues.ts'
import type { Text } from '../../domain/text.ts'
import type { Client } from '../../store/with-client.ts'
import type { JournalEntry } from '../journal.ts'

export type Kind = 'commune' | 'school' | 'certificate' | 'case'

export interface Added {
  kind: Kind
  key: string
}

export interface Changed extends Added {
  field: string
  before: unknown
  after: unknown
}

export interface ImportReport {
  dryRun: boolean
  counts: { added: number; changed: number; same: number }
  /** The first `mostTold` of them, like the changes. */
  added: Added[]
  changed: Changed[]
}

export const mostTold = 1000

/** A fault at a place of the file's data; `at` of the file tells where its reader finds it. */
export interface ImportFault {
  path: readonly PropertyKey[]
  message: Text
}

export interface ImportRequest<File> {
  file: File
  /** The place of a path as people find it: a cell, or a JSON path. */
  at(path: readonly PropertyKey[]): string
  /** Says what would happen and writes nothing. */
  dryRun: boolean
  /** A person's id. */
  actor: string
  now: string
  /** Told in the transaction that writes, so that both happen or neither. */
  written?(client: Client, report: ImportReport): Promise<void>
}

/** `changed` counts things, not fields. */
export function reportOf(dryRun: boolean, added: Added[], changed: Changed[], same: number): ImportReport {
  const things = new Set(changed.map(({ kind, key }) => `${kind} ${key}`))
  return {
    dryRun,
    counts: { added: added.length, changed: things.size, same },
    added: added.slice(0, mostTold),
    changed: changed.slice(0, mostTold),
  }
}

/** Throws `invalid` with every fault at its place, unless there is none. */
export function refuseFaults(faults: readonly ImportFault[], at: (path: readonly PropertyKey[]) => string): void {
  const [first] = faults
  if (!first) return
  const issues = faults.slice(0, mostTold).map(({ path, message }) => ({ path: at(path), message }))
  throw new AppError('invalid', firstSentence(issues), { issues })
}

/** Imports wait for each other: two at once would not see what the other adds. To the end of the transaction. */
export async function oneAtATime(client: Client): Promise<void> {
  await client.query({ text: 'select pg_advisory_xact_lock($1)', values: [5_926_118_205] })
}

/** Whether there is anything to write and to record. */
export function changesAnything({ counts }: ImportReport): boolean {
  return counts.added + counts.changed > 0
}

/** What the journal keeps of an import. */
export function entryOf(
  action: string,
  { counts, added, changed }: ImportReport,
  { actor, now: at, reason }: { actor: string; now: string; reason?: string },
): JournalEntry {
  const subject = { kind: 'import' as const, id: at }
  const entry = { at, actor, action, subject, details: { counts, added, changed } }
  return reason === undefined ? entry : { ...entry, reason }
}
