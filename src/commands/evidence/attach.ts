// Attaches evidence to a case: the system gives the code, the file becomes revision 1.
import type { Engine } from '../../engine/ports.ts'
import { keepingRefusals } from '../../engine/refusals.ts'
import type { Database } from '../../store/connect.ts'
import type { Library } from '../../store/library.ts'
import { unitOf } from '../../store/process-store.ts'
import { inTransaction } from '../../store/with-client.ts'
import { once } from '../once.ts'
import { authorize, record } from '../record.ts'
import { enter, type Entry } from './enter.ts'
import { writers } from './register.ts'

export interface AttachEvidence extends Omit<Entry, 'formerCodes'> {
  cycle: string
  actor: string
  at: string
  /** The same key attaches once. */
  key?: string
}

interface Attached {
  code: string
  sha256: string
}

/** Answers the code given. Throws `forbidden`, `keyReused`, and as `enter` and `takeUpload`. */
export function attachEvidence(
  db: Database,
  engine: Engine,
  library: Library,
  input: AttachEvidence,
): Promise<Attached> {
  const { actor, cycle, at } = input
  const attempt = { at, actorId: actor, processId: `${cycle}/selfAssessment`, event: 'attachEvidence' }
  return keepingRefusals(engine, attempt, () => attach(db, engine, library, input))
}

function attach(db: Database, engine: Engine, library: Library, input: AttachEvidence): Promise<Attached> {
  const { cycle, criterion, details, file, at, key } = input
  return inTransaction(db, async (client) => {
    const unit = unitOf(client, library)
    const { process, actor } = await authorize(unit, `${cycle}/selfAssessment`, input.actor, writers, at)
    const content = ['attachEvidence', cycle, criterion, details, file, actor.id]
    return once(client, { key, content, at }, async () => {
      const item = await enter(client, { engine, library }, process, input, { actor: actor.id, at })
      await record(client, process, { event: 'attachEvidence', payload: item, actor, at })
      return { code: item.code, sha256: item.file.sha256 }
    })
  })
}
