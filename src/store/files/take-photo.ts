// Takes a photo in: its type by content, the virus scanner, the place where it was made removed, then the content store.
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { AppError } from '../../domain/errors.ts'
import { realType } from './file-kind.ts'
import { draftOf, measure } from './hashed-file.ts'
import type { Intake } from './intake.ts'
import { removeLocation } from './remove-location.ts'
import { scan } from './settle.ts'

/** What every browser shows, and what canvases of phones write. */
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const

export interface TakenPhoto {
  type: string
  size: number
  sha256: string
}

/**
 * Throws `invalid` for what is no photo or carries a virus, `serviceUnavailable` while scanner or store are down. The content
 * stays in the store; whoever calls names it in a row, in a transaction under `lockContent`.
 */
export async function takePhoto(intake: Intake, bytes: Uint8Array, name: string): Promise<TakenPhoto> {
  const { path } = await draftOf(Readable.from([Buffer.from(bytes)]), intake.dir)
  try {
    const { type } = await realType(path, name)
    if (type === null || !(photoTypes as readonly string[]).includes(type))
      throw new AppError('invalid', `Tệp “${name}” không phải ảnh JPEG, PNG hay WebP.`)
    const scanned = await scan(intake, path, name)
    if (scanned) throw new AppError(scanned.refuse ? 'invalid' : 'serviceUnavailable', scanned.reason)
    if (type === 'image/jpeg') await removeLocation(path)
    const { sha256, size } = await measure(path)
    if (!(await intake.files.has(sha256))) await intake.files.put(createReadStream(path))
    return { type, size, sha256 }
  } finally {
    await rm(path, { force: true })
  }
}
