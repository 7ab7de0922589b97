// Attaches evidence to a case: the file is kept under its SHA-256, the system gives the code, a revision is never changed.
import { createHash } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { EvidenceItem } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import { evidenceCode } from '../../domain/evidence-code.ts'
import type { Engine } from '../../engine/ports.ts'
import { keepingRefusals } from '../../engine/refusals.ts'
import type { Database } from '../../store/connect.ts'
import type { Library } from '../../store/library.ts'
import { unitOf } from '../../store/process-store.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { authorize, record } from '../record.ts'

export interface AttachEvidence {
  cycle: string
  criterion: string
  details: Omit<EvidenceItem, 'code' | 'criterion' | 'revision' | 'file'>
  file: { name: string; type: string; bytes: Uint8Array }
  actor: string
  at: string
}

/** Answers the code given. Throws `forbidden`, `invalid` for a criterion the set does not have. */
export async function attachEvidence(
  db: Database,
  engine: Engine,
  library: Library,
  filesDir: string,
  input: AttachEvidence,
): Promise<{ code: string; sha256: string }> {
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
): Promise<{ code: string; sha256: string }> {
  return inTransaction(db, async (client) => {
    const by = ['principal', 'councilChair', 'councilSecretary', 'councilMember', 'workingGroup'] as const
    const { process, actor } = await authorize(
      unitOf(client, library),
      `${input.cycle}/selfAssessment`,
      input.actor,
      by,
      input.at,
    )
    if (!library.criteriaOf(process.setId).includes(input.criterion)) {
      throw new AppError('invalid', `Bộ tiêu chuẩn không có tiêu chí “${input.criterion}”.`)
    }
    const { kind } = engine.procedure(process.procedureId).evidenceCode
    const code = evidenceCode(kind, input.criterion, await nextSerial(client, input.cycle, input.criterion))
    const { name, type, bytes } = input.file
    const file = { name, type, size: bytes.byteLength, sha256 }
    const item = EvidenceItem.parse({ ...input.details, code, criterion: input.criterion, revision: 1, file })
    const text = `with item as (insert into evidence (cycle_id, school_id, code, criterion, item) values ($1, $2, $3, $4, $5))
      select 1`
    await client.query({
      text,
      values: [input.cycle, process.place.schoolId, code, input.criterion, JSON.stringify(item)],
    })
    const revision = `insert into evidence_revisions (cycle_id, code, revision, file, actor_id, at) values ($1, $2, 1, $3, $4, $5)`
    await client.query({ text: revision, values: [input.cycle, code, JSON.stringify(file), actor.id, input.at] })
    await record(client, process, { event: 'attachEvidence', payload: item, actor, at: input.at })
    return { code, sha256 }
  })
}

/** The row of the process is locked, so two people never get the same serial. */
async function nextSerial(client: Client, cycle: string, criterion: string): Promise<number> {
  const text = 'select count(*)::int + 1 as serial from evidence where cycle_id = $1 and criterion = $2'
  return (await client.query<{ serial: number }>({ text, values: [cycle, criterion] })).rows[0]?.serial ?? 1
}

/** Written beside and renamed, so that a file under its hash is always whole. */
async function keepFile(dir: string, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const path = join(dir, sha256.slice(0, 2), sha256)
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}.part`
  await writeFile(draft, bytes)
  await rename(draft, path)
  return sha256
}
