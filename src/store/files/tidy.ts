// The sweep of uploads: those that waited are tried again, those that expired leave, and with them content that nobody refers to.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Database } from '../connect.ts'
import { inTransaction, withClient, type Client } from '../with-client.ts'
import { removeOldDrafts } from './hashed-file.ts'
import type { FileStore } from './file-store.ts'
import type { Intake } from './intake.ts'
import { settleUpload } from './settle.ts'
import { lockContent, type UploadRow } from './uploads.ts'

const batch = 100

/** Answers how many uploads were settled, and how many left. A store that is down is no error: the next sweep comes. */
export async function tidyUploads(
  db: Database,
  intake: Intake,
  at: string,
): Promise<{ settled: number; removed: number }> {
  const settled = await settleWaiting(db, intake, at)
  const removed = await removeExpired(db, intake, at)
  await removeStray(db, intake)
  await removeOldDrafts(intake.dir, at)
  return { settled, removed }
}

async function settleWaiting(db: Database, intake: Intake, at: string): Promise<number> {
  const text = `select id, cycle_id as cycle, person_id as person, name, length::float8 as length, remove_location as "removeLocation"
    from uploads where status = 'received' and expires_at > $1 order by created_at limit ${batch}`
  const waiting = await withClient(db, (client) =>
    client.query<UploadRow & Record<string, unknown>>({ text, values: [at] }),
  )
  let settled = 0
  for (const upload of waiting.rows) {
    // Its bytes may lie with another server.
    if ((await intake.parts.offset(upload.id)) !== upload.length) continue
    const done = await settleUpload(db, intake, upload, intake.kinds).then(() => true, refusedOrWaiting)
    if (done) settled++
  }
  return settled
}

function refusedOrWaiting(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'invalid'
  throw error
}

async function removeExpired(db: Database, intake: Intake, at: string): Promise<number> {
  const text = `select id from uploads where expires_at <= $1 order by expires_at limit ${batch}`
  const expired = await withClient(db, (client) => client.query<{ id: string }>({ text, values: [at] }))
  let removed = 0
  for (const { id } of expired.rows) {
    const gone = await inTransaction(db, (client) => removeOne(client, intake, id)).catch(storeDown)
    if (!gone) break
    await intake.parts.remove(id)
    removed++
  }
  return removed
}

/** Files here whose row another server removed. A row is always there before its file. */
async function removeStray(db: Database, intake: Intake): Promise<void> {
  const ids = await intake.parts.ids()
  if (ids.length === 0) return
  const text =
    'select id from unnest($1::text[]) as there (id) where not exists (select 1 from uploads u where u.id = there.id)'
  const stray = await withClient(db, (client) => client.query<{ id: string }>({ text, values: [ids] }))
  for (const { id } of stray.rows) await intake.parts.remove(id)
}

/** Takes back an upload; what it became meanwhile stays. Throws `conflict` for one that is used, `serviceUnavailable`. */
export async function cancelUpload(db: Database, intake: Intake, id: string): Promise<void> {
  await inTransaction(db, async (client) => {
    const text = 'select used_as as "usedAs" from uploads where id = $1 for update'
    const used = (await client.query<{ usedAs: string | null }>({ text, values: [id] })).rows[0]?.usedAs
    if (used)
      throw new AppError(
        'conflict',
        say(`Tệp này đã dùng cho minh chứng ${used}.`, `This file was used for evidence ${used}.`),
      )
    await removeOne(client, intake, id)
  })
  await intake.parts.remove(id)
}

async function removeOne(client: Client, intake: Intake, id: string): Promise<boolean> {
  const gone = await client.query<{ sha256: string | null }>({
    text: 'delete from uploads where id = $1 returning sha256',
    values: [id],
  })
  const sha256 = gone.rows[0]?.sha256
  if (sha256) await forgetContent(client, intake.files, sha256)
  return true
}

/** Deletes content to which nothing refers any more, in the transaction in which the last reference goes. */
export async function forgetContent(client: Client, files: FileStore, sha256: string): Promise<void> {
  await lockContent(client, sha256)
  const text = `select 1 where exists (select 1 from evidence_revisions where file->>'sha256' = $1)
    or exists (select 1 from uploads where sha256 = $1) or exists (select 1 from observation_photos where sha256 = $1)
    or exists (select 1 from published_papers where sha256 = $1)
    or exists (select 1 from jobs where (input_file = $1 or file->>'sha256' = $1))`
  if ((await client.query({ text, values: [sha256] })).rows.length === 0) await files.delete(sha256)
}

function storeDown(error: unknown): false {
  if (error instanceof AppError && error.code === 'serviceUnavailable') return false
  throw error
}
