// A file that goes into a package: its name, its size and hash, known before it is read, and a way to read it.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ManifestFile } from './format.ts'

export interface Entry extends ManifestFile {
  open(): Promise<Readable> | Readable
}

/** What is small enough to be held. */
export function entryOf(name: string, content: string | Uint8Array): Entry {
  const bytes = Buffer.from(content as string)
  return { name, ...measured(bytes), open: () => Readable.from([bytes]) }
}

function measured(bytes: Buffer): { sha256: string; size: number } {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.byteLength }
}

/** What is read a piece at a time, and gives the same pieces whenever it is read: once now for its hash, later for the package. */
export async function entryOfLines(name: string, lines: () => AsyncIterable<string>): Promise<Entry> {
  const hash = createHash('sha256')
  let size = 0
  for await (const line of lines()) {
    hash.update(line)
    size += Buffer.byteLength(line)
  }
  return { name, sha256: hash.digest('hex'), size, open: () => Readable.from(lines()) }
}
