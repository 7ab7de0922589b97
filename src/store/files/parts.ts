// Uploads on their way: each a file that grows, written by one request at a time. How far it has come is its size on the disk.
import { mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { reached } from './local.ts'

export interface Parts {
  pathOf(id: string): string
  create(id: string): Promise<void>
  /** Bytes that have arrived; `null` when there is no such file (any more). */
  offset(id: string): Promise<number | null>
  /**
   * Writes what the body brings from `offset` on, and answers how far it came. A body that breaks off leaves what came before
   * it. A request that still writes gives way first: its connection is dead.
   */
  append(id: string, bytes: Incoming): Promise<Appended>
  /** Makes a request that still writes give way, so that the offset told next is the one to go on from. */
  interrupt(id: string): Promise<void>
  remove(id: string): Promise<void>
  /** All that lie here. */
  ids(): Promise<string[]>
}

export interface Incoming {
  offset: number
  body: ReadableStream<Uint8Array> | null
  /** Of the whole file. */
  length: number
}

/** `elsewhere`: the file had another size, nothing was written. `tooLong`: the body brought more than the file is to have. */
export interface Appended {
  outcome: 'written' | 'elsewhere' | 'tooLong'
  offset: number
}

interface Writer {
  giveWay(): void
  ended: Promise<unknown>
}

export function partsIn(dir: string): Parts {
  const writers = new Map<string, Writer>()
  const pathOf = (id: string) => join(dir, 'uploads', id)
  const offset = (id: string) => stat(pathOf(id)).then(({ size }) => size, absent)
  const interrupt = async (id: string) => {
    for (let writer = writers.get(id); writer; writer = writers.get(id)) {
      writer.giveWay()
      await writer.ended
    }
  }
  return {
    pathOf,
    offset,
    interrupt,
    create: (id) =>
      reached(async () => {
        await mkdir(dirname(pathOf(id)), { recursive: true })
        await writeFile(pathOf(id), '')
      }),
    async append(id, bytes) {
      await interrupt(id)
      const stop = new AbortController()
      const work = reached(() => write(pathOf(id), bytes, stop.signal))
      const writer = { giveWay: () => stop.abort(), ended: work.catch(() => undefined) }
      writers.set(id, writer)
      return work.finally(() => {
        if (writers.get(id) === writer) writers.delete(id)
      })
    },
    remove: (id) => rm(pathOf(id), { force: true }),
    ids: () => readdir(join(dir, 'uploads')).catch((error: NodeJS.ErrnoException) => absent(error) ?? []),
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

async function write(path: string, { offset, body, length }: Incoming, signal: AbortSignal): Promise<Appended> {
  const file = await open(path, 'r+')
  try {
    const { size } = await file.stat()
    if (size !== offset) return { outcome: 'elsewhere', offset: size }
    let at = offset
    const reader = body?.getReader()
    const stop = () => void reader?.cancel().catch(() => undefined)
    signal.addEventListener('abort', stop, { once: true })
    while (reader && at < length && !signal.aborted) {
      const { done, value } = await reader.read().catch(brokenOff)
      if (done) break
      if (value.byteLength > length - at) return { outcome: 'tooLong', offset: at }
      await file.write(value, 0, value.byteLength, at)
      at += value.byteLength
    }
    // What is told as arrived has arrived.
    await file.datasync()
    return { outcome: 'written', offset: at }
  } finally {
    await file.close()
  }
}

/** The connection is gone; what came before is kept. */
function brokenOff(): { done: true; value?: never } {
  return { done: true }
}
