// Attaches evidence to a case: the system gives the code, the file becomes revision 1.
import { EvidenceItem } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import { evidenceCode } from '../../domain/evidence-code.ts'
import type { Engine } from '../../engine/ports.ts'
import { keepingRefusals } from '../../engine/refusals.ts'
import type { Database } from '../../store/connect.ts'
import { level4Sheet, type Library } from '../../store/library.ts'
import { unitOf } from '../../store/process-store.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { once } from '../once.ts'
import { authorize, record } from '../record.ts'
import { keepFile, keepRevision, writers, type Details, type UploadedFile } from './register.ts'

export interface AttachEvidence {
  cycle: string
  criterion: string
  details: Details
  file: UploadedFile
  actor: string
  at: string
  /** The same key attaches once. */
  key?: string
}

interface Attached {
  code: string
  sha256: string
}

/** Answers the code given. Throws `forbidden`, `keyReused`, `invalid` for a criterion that gives no codes. */
export async function attachEvidence(
  db: Database,
  engine: Engine,
  library: Library,
  filesDir: string,
  input: AttachEvidence,
): Promise<Attached> {
  const sha256 = await keepFile(filesDir, input.file.bytes)
  const { actor, cycle, at } = input
  const attempt = { at, actorId: actor, processId: `${cycle}/selfAssessment`, event: 'attachEvidence' }
  return keepingRefusals(engine, attempt, () => attach(db, engine, library, input, sha256))
}

function attach(
  db: Database,
  engine: Engine,
  library: Library,
  input: AttachEvidence,
  sha256: string,
): Promise<Attached> {
  const { cycle, criterion, details, at, key } = input
  return inTransaction(db, async (client) => {
    const unit = unitOf(client, library)
    const { process, actor } = await authorize(unit, `${cycle}/selfAssessment`, input.actor, writers, at)
    const content = ['attachEvidence', cycle, criterion, details, input.file.name, sha256, actor.id]
    return once(client, { key, content, at }, async () => {
      refuseUnknown(library, process.setId, criterion)
      const { kind } = engine.procedure(process.procedureId).evidenceCode
      const code = evidenceCode(kind, criterion, await nextSerial(client, cycle, criterion))
      const { name, type, bytes } = input.file
      const file = { name, type, size: bytes.byteLength, sha256 }
      const item = EvidenceItem.parse({ ...details, code, criterion, revision: 1, file })
      const text = `insert into evidence (cycle_id, school_id, first_code, code, criterion, item) values ($1, $2, $3, $3, $4, $5)`
      await client.query({ text, values: [cycle, process.place.schoolId, code, criterion, JSON.stringify(item)] })
      await keepRevision(client, cycle, { firstCode: code, item }, { actor: actor.id, at })
      await record(client, process, { event: 'attachEvidence', payload: item, actor, at })
      return { code, sha256 }
    })
  })
}

function refuseUnknown(library: Library, setId: string, criterion: string): void {
  if (criterion === level4Sheet)
    throw new AppError(
      'invalid',
      'Minh chứng của tiêu chí Mức 4 mang mã của tiêu chí Mức 1 đến 3 mà nó thuộc về; phiếu Mức 4 dẫn lại mã đó.',
    )
  if (!library.criteriaOf(setId).includes(criterion))
    throw new AppError('invalid', `Bộ tiêu chuẩn không có tiêu chí “${criterion}”.`)
}

/** The row of the process is locked, so two people never get the same serial. */
async function nextSerial(client: Client, cycle: string, criterion: string): Promise<number> {
  const text = 'select count(*)::int + 1 as serial from evidence where cycle_id = $1 and criterion = $2'
  return (await client.query<{ serial: number }>({ text, values: [cycle, criterion] })).rows[0]?.serial ?? 1
}
