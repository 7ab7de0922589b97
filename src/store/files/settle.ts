// What happens to an upload when its last byte is there: its type, the virus scanner, the location of a photo, then the store.
import { createReadStream } from 'node:fs'
import { say } from '../../domain/text.ts'
import { AppError } from '../../domain/errors.ts'
import { namesOfKinds, type FileKind } from '../../domain/file-kinds.ts'
import type { Database } from '../connect.ts'
import { inTransaction, withClient } from '../with-client.ts'
import { realType } from './file-kind.ts'
import { measure } from './hashed-file.ts'
import type { Intake } from './intake.ts'
import { removeLocation } from './remove-location.ts'
import { lockContent, moveUpload, type UploadRow } from './uploads.ts'

const settling = new Map<string, Promise<void>>()

/**
 * Brings a whole upload as far as it gets: `ready`, `refused`, or `received` while the scanner or the store is down; nothing is
 * lost then, and it is called again. Throws `invalid` when it was refused, `serviceUnavailable` when it has to wait.
 */
export function settleUpload(
  db: Database,
  intake: Intake,
  upload: UploadRow,
  kinds: readonly FileKind[],
): Promise<void> {
  // Two requests at once look at it once.
  const running = settling.get(upload.id)
  if (running) return running
  const work = settle(db, intake, upload, kinds).finally(() => settling.delete(upload.id))
  settling.set(upload.id, work)
  return work
}

async function settle(db: Database, intake: Intake, upload: UploadRow, kinds: readonly FileKind[]): Promise<void> {
  const { id, name } = upload
  const path = intake.parts.pathOf(id)
  const move = (to: Parameters<typeof moveUpload>[2]) => withClient(db, (client) => moveUpload(client, id, to))
  const refuse = async (reason: string): Promise<never> => {
    await move({ status: 'refused', reason })
    await intake.parts.remove(id)
    throw new AppError('invalid', say(reason, 'The file was refused.'))
  }
  const wait = async (reason: string, cause?: unknown): Promise<never> => {
    await move({ status: 'received', reason })
    throw new AppError(
      'serviceUnavailable',
      say(reason, 'The file is here and waits until the scanner or the store is back.'),
      undefined,
      { cause },
    )
  }
  const { type, kind } = await realType(path, name)
  if (type === null || kind === null || !kinds.includes(kind)) await refuse(notAccepted(name, type, kinds))
  const scanned = await scan(intake, path, name)
  if (scanned?.refuse) await refuse(scanned.reason)
  if (scanned) await wait(scanned.reason)
  const locationRemoved = upload.removeLocation && type === 'image/jpeg' ? await removeLocation(path) : false
  const { sha256 } = await measure(path)
  await inTransaction(db, async (client) => {
    // From here on no sweep takes content of this hash for abandoned.
    await lockContent(client, sha256)
    await moveUpload(client, id, { status: 'received', sha256, locationRemoved, ...(type && { type }) })
  })
  try {
    if (!(await intake.files.has(sha256))) await intake.files.put(createReadStream(path))
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'serviceUnavailable')) throw error
    await wait('Kho tệp minh chứng tạm ngừng; tệp đã nhận đủ và sẽ được đưa vào kho khi kho hoạt động lại.', error)
  }
  await move({ status: 'ready' })
  await intake.parts.remove(id)
}

function notAccepted(name: string, type: string | null, kinds: readonly FileKind[]): string {
  const what = type === null ? 'không nhận ra được loại' : `có nội dung loại ${type}`
  return `Tệp “${name}” ${what}, không dùng làm minh chứng được. Hãy gửi: ${namesOfKinds(kinds)}.`
}

/** What the virus scanner says; `null` when nothing stands against the file. */
export async function scan(
  intake: Intake,
  path: string,
  name: string,
): Promise<{ refuse: boolean; reason: string } | null> {
  const result = await intake.scanner?.scan(path)
  if (!result || result.verdict === 'clean') return null
  if (result.verdict === 'infected')
    return { refuse: true, reason: `Tệp “${name}” bị từ chối vì có mã độc (${result.name.slice(0, 100)}).` }
  if (intake.whenScannerDown === 'refuse')
    return { refuse: true, reason: `Chưa quét được vi-rút nên tệp “${name}” không được nhận. Hãy gửi lại sau.` }
  return {
    refuse: false,
    reason: 'Máy quét vi-rút tạm ngừng; tệp đã nhận đủ và sẽ được quét khi máy quét hoạt động lại.',
  }
}
