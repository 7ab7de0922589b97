// Published reports: which dossier anybody reads, and its file, which is made once and kept among the files by its hash.
import { Readable } from 'node:stream'
import { Submission } from '../domain/case.ts'
import type { Database } from './connect.ts'
import type { FileStore, StoredContent } from './files/file-store.ts'
import { withClient, type Client } from './with-client.ts'

export interface PublishedDossier {
  submission: Submission
  hash: string
}

/** The dossier that the last decision was taken on, the last one while there was none; `null` when none was handed over. */
export async function publishedDossier(client: Client, cycle: string): Promise<PublishedDossier | null> {
  const text = `select content, hash from submissions where cycle_id = $1 and kind = 'dossier' and at <= coalesce(
      (select max(at) from submissions where cycle_id = $1 and kind = 'decision'), 'infinity') order by version desc limit 1`
  type Row = { content: unknown; hash: string }
  const row = (await client.query<Row>({ name: 'published-dossier', text, values: [cycle] })).rows[0]
  return row ? { submission: Submission.parse(row.content), hash: row.hash } : null
}

interface Kept {
  db: Database
  files: FileStore
  cycle: string
  /** Hash of the submission that the file shows. */
  submission: string
  at: string
}

/** The kept file; made, and kept, when there is none or its content is gone. */
export async function keptFile(
  { db, files, cycle, submission, at }: Kept,
  make: () => Promise<Uint8Array>,
): Promise<StoredContent> {
  const select = 'select sha256, size::float8 as size from published_papers where submission = $1'
  const kept = await withClient(db, (client) =>
    client.query<StoredContent & Record<string, unknown>>({ text: select, values: [submission] }),
  )
  const [known] = kept.rows
  if (known && (await files.has(known.sha256))) return known
  const made = await files.put(Readable.from([await make()]))
  const text = `insert into published_papers (submission, cycle_id, sha256, size, made_at) values ($1, $2, $3, $4, $5)
    on conflict (submission) do update set sha256 = excluded.sha256, size = excluded.size, made_at = excluded.made_at`
  const values = [submission, cycle, made.sha256, made.size, at]
  await withClient(db, (client) => client.query({ text, values }))
  return made
}
