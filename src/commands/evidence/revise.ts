// Gives a piece of evidence a new revision, of its file or of what is written about it: the code stays, the old file stays,
// whatever was handed over keeps the old one.
import { isDeepStrictEqual } from 'node:util'
import { EvidenceItem } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Engine } from '../../engine/ports.ts'
import { keepingRefusals } from '../../engine/refusals.ts'
import type { Database } from '../../store/connect.ts'
import type { Library } from '../../store/library.ts'
import { unitOf } from '../../store/process-store.ts'
import { inTransaction } from '../../store/with-client.ts'
import { once } from '../once.ts'
import { authorize, record } from '../record.ts'
import { fileOf, keepRevision, rowOf, writers, type Details, type FileSource } from './register.ts'

export interface ReviseEvidence {
  cycle: string
  code: string
  /** None: the file stays, and only what is written about it is put right. */
  file?: FileSource | undefined
  /** What the new paper says otherwise, e.g. its number and date. */
  details?: Partial<Details>
  /** Why there is a new one. */
  reason: string
  actor: string
  at: string
  /** The same key revises once. */
  key?: string
}

interface Revised {
  code: string
  revision: number
  sha256: string
}

/** Answers the number of the new revision. Throws `forbidden`, `keyReused`, `notFound` for an unknown code, `invalid` where nothing is new. */
export function reviseEvidence(
  db: Database,
  engine: Engine,
  library: Library,
  input: ReviseEvidence,
): Promise<Revised> {
  const { actor, cycle, at } = input
  const attempt = { at, actorId: actor, processId: `${cycle}/selfAssessment`, event: 'reviseEvidence' }
  return keepingRefusals(engine, attempt, () => revise(db, library, input))
}

function revise(db: Database, library: Library, input: ReviseEvidence): Promise<Revised> {
  const { cycle, code, details = {}, reason, at, key } = input
  return inTransaction(db, async (client) => {
    const unit = unitOf(client, library)
    const { process, actor } = await authorize(unit, `${cycle}/selfAssessment`, input.actor, writers, at)
    const content = ['reviseEvidence', cycle, code, details, reason, input.file ?? null, actor.id]
    return once(client, { key, content, at }, async () => {
      if (reason.trim() === '')
        throw new AppError(
          'invalid',
          say('Cần nêu lý do sửa minh chứng.', 'A reason for revising the evidence is needed.'),
        )
      const { firstCode, item } = await rowOf(client, cycle, code)
      const file = input.file ? await fileOf(client, input.file, { cycle, actor: actor.id, at, code }) : item.file
      const next = EvidenceItem.parse({ ...item, ...details, revision: item.revision + 1, file })
      if (!input.file && isDeepStrictEqual(item, { ...next, revision: item.revision }))
        throw new AppError('invalid', say('Chưa có gì thay đổi.', 'Nothing is changed.'))
      if (input.file && item.file.sha256 === file.sha256)
        throw new AppError(
          'invalid',
          say(
            `Tệp này giống hệt tệp hiện có của minh chứng ${code}.`,
            `This file is the same as the present one of evidence ${code}.`,
          ),
        )
      const text = 'update evidence set item = $3 where cycle_id = $1 and first_code = $2'
      await client.query({ text, values: [cycle, firstCode, JSON.stringify(next)] })
      await keepRevision(client, cycle, { firstCode, item: next }, { actor: actor.id, at })
      await record(client, process, { event: 'reviseEvidence', payload: { reason, item: next }, actor, at })
      return { code, revision: next.revision, sha256: file.sha256 }
    })
  })
}
