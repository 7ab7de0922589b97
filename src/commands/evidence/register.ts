// The register of evidence of one case, as its commands read and fill it; files are kept under their SHA-256.
import { createHash } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { EvidenceItem } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import type { Role } from '../../domain/roles.ts'
import type { Client } from '../../store/with-client.ts'

/** Whoever of the school works on the case. */
export const writers: readonly Role[] = [
  'principal',
  'councilChair',
  'councilSecretary',
  'councilMember',
  'workingGroup',
]

/** What is written about a piece of evidence besides its code and its file. */
export type Details = Omit<EvidenceItem, 'code' | 'formerCodes' | 'criterion' | 'revision' | 'file'>

export interface UploadedFile {
  name: string
  /** Media type. */
  type: string
  bytes: Uint8Array
}

/** A row of the register. `firstCode` is what its revisions are kept under. */
export interface RegisterRow {
  firstCode: string
  item: EvidenceItem
}

/** Throws `notFound` for a code that the case does not have. */
export async function rowOf(client: Client, cycle: string, code: string): Promise<RegisterRow> {
  const text = 'select first_code as "firstCode", item from evidence where cycle_id = $1 and code = $2'
  const [row] = (await client.query<RegisterRow & Record<string, unknown>>({ text, values: [cycle, code] })).rows
  if (row) return { ...row, item: EvidenceItem.parse(row.item) }
  throw new AppError('notFound', `Danh mục không có minh chứng mang mã “${code}”.`)
}

/** Keeps which file a revision has; such a row is never changed. */
export async function keepRevision(
  client: Client,
  cycle: string,
  { firstCode, item }: RegisterRow,
  { actor, at }: { actor: string; at: string },
): Promise<void> {
  const text = `insert into evidence_revisions (cycle_id, first_code, revision, file, actor_id, at) values ($1, $2, $3, $4, $5, $6)`
  await client.query({ text, values: [cycle, firstCode, item.revision, JSON.stringify(item.file), actor, at] })
}

let drafts = 0

/** Written beside, flushed and renamed, so that a file under its hash is always whole. Answers the hash. */
export async function keepFile(dir: string, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const path = join(dir, sha256.slice(0, 2), sha256)
  await mkdir(dirname(path), { recursive: true })
  // The same file may be sent twice at once.
  const draft = `${path}.${process.pid}.${++drafts}.part`
  await writeFile(draft, bytes, { flush: true })
  await rename(draft, path)
  return sha256
}
