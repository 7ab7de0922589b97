// Writes down a change that belongs to no process (people, offices, schools, sets), in the transaction of the change.
import type { Client } from '../store/with-client.ts'

export interface JournalEntry {
  at: string
  /** A person's id, or `system`. */
  actor: string
  /** What was done, e.g. `inviteUser`. */
  action: string
  subject: {
    kind:
      | 'person'
      | 'organisation'
      | 'cycle'
      | 'school'
      | 'token'
      | 'criteriaSet'
      | 'certificate'
      | 'webhook'
      | 'import'
      | 'effect'
      | 'mail'
    id: string
  }
  /** No secret and no more of a person's data than the change itself. */
  details?: Record<string, unknown>
  reason?: string
}

/** Append-only: the database refuses to change or delete a row. */
export async function journal(client: Client, entry: JournalEntry): Promise<void> {
  const text = `insert into journal (at, actor_id, action, subject_kind, subject_id, details, reason) values ($1, $2, $3, $4, $5, $6, $7)`
  const { at, actor, action, subject, details = {}, reason = null } = entry
  const values = [at, actor, action, subject.kind, subject.id, JSON.stringify(details), reason]
  await client.query({ name: 'journal', text, values })
}
