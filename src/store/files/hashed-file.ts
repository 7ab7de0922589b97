// Writes a stream to a file and takes its hash on the way, in memory that does not grow with the file.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { StoredContent } from './file-store.ts'

let drafts = 0

/** The content in a file of its own under `dir`, flushed to the disk; the caller moves or removes it. */
export async function draftOf(content: Readable, dir: string): Promise<StoredContent & { path: string }> {
  const path = join(dir, 'drafts', `${process.pid}.${++drafts}.part`)
  await mkdir(dirname(path), { recursive: true })
  const hash = createHash('sha256')
  let size = 0
  const measured = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      hash.update(chunk)
      size += chunk.byteLength
      yield chunk
    }
  }
  try {
    await pipeline(content, measured, createWriteStream(path, { flush: true }))
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return { path, sha256: hash.digest('hex'), size }
}

/** Drafts older than a day belong to a server that died over them. */
export async function removeOldDrafts(dir: string, at: string): Promise<void> {
  const folder = join(dir, 'drafts')
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const name of names) {
    const found = await stat(join(folder, name)).catch(() => null)
    if (found && Date.parse(at) - found.mtimeMs > 86_400_000) await rm(join(folder, name), { force: true })
  }
}

/** The hash and size of a file. */
export async function measure(path: string): Promise<StoredContent> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    size += chunk.byteLength
  }
  return { sha256: hash.digest('hex'), size }
}
