// Opens a package that may have been made to harm: names, sizes and counts are looked at before anything is unpacked, and what is
// read is read a piece at a time.
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { open, validateFileName, type Entry, type ZipFile } from 'yauzl'

const MiB = 1024 * 1024
const mostFiles = 100_000
/** How far compressed files may swell altogether, as a multiple of the ZIP. Text shrinks to a tenth. */
const mostSwelling = 100

/** The file cannot be used as a package at all; the sentence says why. */
export class UnreadablePackage extends Error {}

export interface OpenedPackage {
  /** Name -> bytes. */
  sizes: ReadonlyMap<string, number>
  /** Throws `UnreadablePackage` for a file that is damaged or longer than it says. */
  stream(name: string): Promise<AsyncIterable<Buffer>>
  /** Throws `UnreadablePackage` when it is longer than `limit` bytes. */
  text(name: string, limit?: number): Promise<string>
  close(): void
}

/** Throws `UnreadablePackage`. */
export async function openPackage(path: string): Promise<OpenedPackage> {
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  )
  if (size === null) throw new UnreadablePackage(`Không đọc được tệp ${path}.`)
  const archive = await opened(path)
  try {
    const entries = await entriesOf(archive, size)
    return reading(archive, entries)
  } catch (error) {
    archive.close()
    throw error
  }
}

function opened(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(
      path,
      { lazyEntries: true, autoClose: false, validateEntrySizes: true, decodeStrings: false },
      (error, archive) => {
        if (error)
          reject(new UnreadablePackage('Tệp không phải ZIP, hoặc bị cắt ngắn, hoặc đã hỏng.', { cause: error }))
        else resolve(archive)
      },
    )
  })
}

function entriesOf(archive: ZipFile, size: number): Promise<Map<string, Entry>> {
  if (archive.entryCount > mostFiles)
    throw new UnreadablePackage(`Gói khai có ${archive.entryCount} tệp, quá ${mostFiles}.`)
  const entries = new Map<string, Entry>()
  const spent = { packed: 0, unpacked: 0 }
  return new Promise((resolve, reject) => {
    archive.on('error', (error: Error) => reject(damaged(error)))
    archive.on('end', () => resolve(entries))
    archive.on('entry', (entry: Entry) => {
      const name = Buffer.from(entry.fileName as unknown as Buffer).toString('utf8')
      const fault = faultOf(name, entry, entries) ?? excess(entry, spent, size)
      if (fault) return reject(new UnreadablePackage(fault))
      if (!name.endsWith('/')) entries.set(name, entry)
      archive.readEntry()
    })
    archive.readEntry()
  })
}

function faultOf(name: string, entry: Entry, known: ReadonlyMap<string, Entry>): string | null {
  if (validateFileName(name) !== null || /[\p{Cc}\\:]/u.test(name) || name.length > 500)
    return `Gói có tên tệp không được phép: ${JSON.stringify(name.slice(0, 100))}.`
  if (known.has(name)) return `Gói có hai tệp cùng tên ${name}.`
  if (entry.isEncrypted()) return `Tệp ${name} trong gói bị đặt mật khẩu.`
  return [0, 8].includes(entry.compressionMethod) ? null : `Tệp ${name} trong gói được nén theo cách không đọc được.`
}

/** Entries that lie upon each other, and those that swell beyond reason, are how a small file becomes a large one. */
function excess(entry: Entry, spent: { packed: number; unpacked: number }, size: number): string | null {
  spent.packed += entry.compressedSize
  spent.unpacked += entry.uncompressedSize
  if (spent.packed > size) return 'Các tệp trong gói khai dài hơn cả gói: gói bị cắt ngắn hoặc được làm giả.'
  return spent.unpacked > mostSwelling * size + 64 * MiB ? 'Gói bung ra lớn bất thường nên không được mở.' : null
}

function reading(archive: ZipFile, entries: ReadonlyMap<string, Entry>): OpenedPackage {
  const stream = async (name: string): Promise<AsyncIterable<Buffer>> => {
    const entry = entries.get(name)
    if (!entry) throw new UnreadablePackage(`Gói không có tệp ${name}.`)
    const source = await new Promise<Readable>((resolve, reject) => {
      archive.openReadStream(entry, (error, content) => (error ? reject(damaged(error, name)) : resolve(content)))
    })
    return pieces(source, name)
  }
  return {
    sizes: new Map([...entries].map(([name, { uncompressedSize }]) => [name, uncompressedSize])),
    stream,
    async text(name, limit = 64 * MiB) {
      const size = entries.get(name)?.uncompressedSize ?? 0
      if (size > limit) throw new UnreadablePackage(`Tệp ${name} trong gói dài quá ${limit / MiB} MB.`)
      const parts: Buffer[] = []
      for await (const part of await stream(name)) parts.push(part)
      return Buffer.concat(parts).toString('utf8')
    },
    close: () => archive.close(),
  }
}

async function* pieces(source: Readable, name: string): AsyncGenerator<Buffer> {
  try {
    for await (const piece of source) yield piece as Buffer
  } catch (error) {
    throw damaged(error, name)
  }
}

function damaged(cause: unknown, name?: string): UnreadablePackage {
  const what = name === undefined ? 'Danh mục tệp của ZIP' : `Tệp ${name} trong gói`
  return new UnreadablePackage(`${what} đã hỏng.`, { cause })
}
