// Writes into a process's history what is no event of its machine, in the same transaction as the change: no record, no change.
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { decide } from '../domain/policy.ts'
import type { Actor } from '../domain/process.ts'
import type { Role } from '../domain/roles.ts'
import { chain } from '../engine/entry.ts'
import type { LoadedProcess, Unit } from '../engine/ports.ts'
import { touch } from '../store/touched.ts'
import type { Client } from '../store/with-client.ts'

/** Locks the process, and answers it with the actor. Throws `notFound` or `forbidden`. */
export async function authorize(
  unit: Unit,
  processId: string,
  personId: string,
  by: readonly Role[],
  at: string,
): Promise<{ process: LoadedProcess; actor: Actor }> {
  const { process, standing } = await unit.load(processId, personId, null, at)
  if (!process || !standing)
    throw new AppError(
      'notFound',
      say('Không tìm thấy hồ sơ hoặc người dùng.', 'The case or the person was not found.'),
    )
  const verdict = decide(standing, by, process.place, process.sheet ?? undefined)
  if (!verdict.allowed) throw new AppError(verdict.code, verdict.reason)
  return { process, actor: { id: standing.personId, name: standing.name, role: verdict.role } }
}

/** The row of history of a change beside the machine; the process moves one version on. */
export async function record(
  client: Client,
  process: LoadedProcess,
  change: { event: string; payload: unknown; actor: Actor; at: string },
): Promise<number> {
  const seq = process.version + 1
  const { edition, hash, value } = process.stored
  const { event, payload, actor, at } = change
  const entry = {
    process: process.id,
    edition,
    definition: hash,
    seq,
    kind: 'save' as const,
    event,
    at,
    actor,
    payload,
    facts: {},
    drawn: {},
    procedure: process.procedureId,
    to: value,
  }
  const chained = chain(entry, process.head)
  const text = `with moved as (update processes set version = $2, head = $3, updated_at = $4 where id = $1 returning school_id)
    insert into history (process_id, seq, school_id, at, event, actor_id, entry, hash)
    select $1, $2, school_id, $4, $5, $6, $7, $3 from moved`
  const values = [process.id, seq, chained.hash, at, event, actor.id, chained.text]
  await client.query({ name: 'record', text, values })
  touch(client, process.cycleId)
  return seq
}
