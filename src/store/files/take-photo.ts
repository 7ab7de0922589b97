// Takes a photo in: its type by content, the virus scanner, the place where it was made removed, then the content store.
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { AppError } from '../../domain/errors.ts'
import { say, said } from '../../domain/text.ts'
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
 * Answers what `keep` answers: it is told of the photo and calls `put` once it may be stored and is named in a row, so that nothing
 * lies in the store that nobody asks for. Throws `invalid` for what is no photo or carries a virus, `serviceUnavailable`.
 */
export async function takePhoto<T>(
  intake: Intake,
  { bytes, name }: { bytes: Uint8Array; name: string },
  keep: (photo: TakenPhoto, put: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const { path } = await draftOf(Readable.from([Buffer.from(bytes)]), intake.dir)
  try {
    const { type } = await realType(path, name)
    if (type === null || !(photoTypes as readonly string[]).includes(type))
      throw new AppError(
        'invalid',
        say(`Tệp “${name}” không phải ảnh JPEG, PNG hay WebP.`, `The file “${name}” is no JPEG, PNG or WebP picture.`),
      )
    const scanned = await scan(intake, path, name)
    if (scanned) throw new AppError(scanned.refuse ? 'invalid' : 'serviceUnavailable', said(scanned.reason))
    if (type === 'image/jpeg') await removeLocation(path)
    const { sha256, size } = await measure(path)
    return await keep({ type, size, sha256 }, async () => {
      if (!(await intake.files.has(sha256))) await intake.files.put(createReadStream(path))
    })
  } finally {
    await rm(path, { force: true })
  }
}
