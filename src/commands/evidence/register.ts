// The register of evidence of one case, as its commands read and fill it. Files are in the content store before.
import { EvidenceItem } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Role } from '../../domain/roles.ts'
import { takeUpload } from '../../store/files/uploads.ts'
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

/** A file that is in the content store: a finished upload of the actor for this case, or one that is known already. */
export type FileSource = EvidenceItem['file'] | { upload: string }

/** Those who answer for the register as a whole. */
export const keepers: readonly Role[] = ['principal', 'councilChair', 'councilSecretary']

/** The file, which becomes that of `code`. Throws as `takeUpload`. */
export function fileOf(
  client: Client,
  source: FileSource,
  { cycle, actor, at, code }: { cycle: string; actor: string; at: string; code: string },
): Promise<EvidenceItem['file']> | EvidenceItem['file'] {
  return 'upload' in source ? takeUpload(client, { id: source.upload, cycle, person: actor, at, code }) : source
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
  throw new AppError(
    'notFound',
    say(`Danh mục không có minh chứng mang mã “${code}”.`, `The register has no evidence with the code “${code}”.`),
  )
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
