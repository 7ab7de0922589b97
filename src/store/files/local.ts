// The content store on a local disk: written beside, flushed and renamed, so that a file under its hash is always whole.
import { createReadStream } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { once } from 'node:events'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { FileStore } from './file-store.ts'
import { draftOf } from './hashed-file.ts'

/** Two letters a folder, so that none grows too long. */
export function localStore(dir: string): FileStore {
  const pathOf = (sha256: string) => join(dir, sha256.slice(0, 2), sha256)
  return {
    put: (content) =>
      reached(async () => {
        const { path, sha256, size } = await draftOf(content, dir)
        await mkdir(dirname(pathOf(sha256)), { recursive: true })
        await rename(path, pathOf(sha256))
        await flushFolder(dirname(pathOf(sha256)))
        return { sha256, size }
      }),
    get: (sha256, range) =>
      reached(async () => {
        const stream = createReadStream(pathOf(sha256), range)
        // A file that is not there is told now, not in the middle of an answer.
        await once(stream, 'open')
        return stream
      }),
    has: (sha256) =>
      access(pathOf(sha256)).then(
        () => true,
        () => false,
      ),
    delete: (sha256) => reached(() => rm(pathOf(sha256), { force: true })),
  }
}

/** The new name in the folder survives a power cut as well. */
async function flushFolder(dir: string): Promise<void> {
  const folder = await open(dir)
  await folder.sync().finally(() => folder.close())
}

/** Runs work on the disk. Throws `serviceUnavailable` when it is full or not to be written to, `notFound` for a file that is not there. */
export async function reached<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && syscall === 'open') throw notStored(error)
    if (typeof syscall !== 'string' || code === 'ECONNRESET') throw error
    throw storeAway(error)
  }
}

export function storeAway(cause: unknown): AppError {
  const told = say(
    'Kho tệp minh chứng tạm ngừng. Hãy thử lại sau ít phút.',
    'The store of evidence files is away. Try again in some minutes.',
  )
  return new AppError('serviceUnavailable', told, undefined, { cause })
}

export function notStored(cause: unknown): AppError {
  return new AppError('notFound', say('Kho tệp không có tệp này.', 'The store has no such file.'), undefined, { cause })
}
