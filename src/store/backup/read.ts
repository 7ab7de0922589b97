// Reads a backup part by part, in flat memory, and holds it against its own footer: a damaged or cut file is told as such.
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { BytesMark, endOfRows, FileMark, Footer, Header, TableMark } from './format.ts'

export type Part =
  | { kind: 'file'; sha256: string; bytes: AsyncIterable<Buffer> }
  | { kind: 'table'; name: string; columns: string[]; rows: AsyncIterable<Buffer> }

export interface Backup {
  header: Header
  /** In the order of the file; each is read to its end before the next. Throws `invalid` where the file is damaged. */
  parts: AsyncIterable<Part>
}

const damaged = (why: string, cause?: unknown) =>
  new AppError(
    'invalid',
    say(
      `Tệp sao lưu bị hỏng hoặc bị cắt: ${why}. Chưa khôi phục gì từ tệp này.`,
      `The backup is damaged or cut off: ${why}. Nothing of it was restored.`,
    ),
    undefined,
    {
      cause,
    },
  )

/** Throws `invalid` when it is no backup, or one of a newer form. */
export async function openBackup(path: string): Promise<Backup> {
  const bytes = new Bytes(path)
  const header = read(Header, await bytes.line(), 'không phải tệp sao lưu của kiemdinh')
  return { header, parts: partsOf(bytes) }
}

/** Reads it all and answers the footer: the file is whole, and every count is right. */
export async function verifyBackup(path: string): Promise<{ header: Header; tables: string[] }> {
  const { header, parts } = await openBackup(path)
  const tables: string[] = []
  for await (const part of parts) {
    if (part.kind === 'table') tables.push(part.name)
    for await (const _chunk of part.kind === 'table' ? part.rows : part.bytes);
  }
  return { header, tables }
}

async function* partsOf(bytes: Bytes): AsyncGenerator<Part> {
  const counted: Footer = { rows: {}, files: 0, sha256: '' }
  for (;;) {
    const sha256 = bytes.hashSoFar()
    const mark = await bytes.line()
    if (mark.startsWith('{"table"')) {
      const { table, columns } = read(TableMark, mark, 'không đọc được tên bảng')
      let count = 0
      const counting = () => {
        counted.rows[table] = ++count
      }
      counted.rows[table] = 0
      yield { kind: 'table', name: table, columns, rows: rowsOf(bytes, counting) }
    } else if (mark.startsWith('{"file"')) {
      counted.files++
      yield { kind: 'file', sha256: read(FileMark, mark, 'không đọc được mã tệp').file, bytes: bytesOf(bytes) }
    } else {
      const footer = read(Footer, mark, 'không đọc được dòng cuối')
      if (footer.sha256 !== sha256) throw damaged('tổng kiểm SHA-256 không khớp')
      if (JSON.stringify(footer) !== JSON.stringify({ ...counted, sha256 })) throw damaged('số dòng không khớp')
      return await bytes.end()
    }
  }
}

const portion = 64 * 1024

/** Whole lines, some at a time. */
async function* rowsOf(bytes: Bytes, count: () => void): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let size = 0
  for (;;) {
    const row = await bytes.rawLine()
    if (row.length === 3 && row.toString('latin1') === `${endOfRows}\n`) break
    count()
    waiting.push(row)
    size += row.length
    if (size < portion) continue
    yield Buffer.concat(waiting)
    waiting = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(waiting)
}

async function* bytesOf(bytes: Bytes): AsyncGenerator<Buffer> {
  for (;;) {
    const { bytes: length } = read(BytesMark, await bytes.line(), 'không đọc được nội dung tệp')
    if (length === 0) return
    yield await bytes.take(length)
  }
}

function read<S extends z.ZodType>(schema: S, text: string, why: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(text))
  } catch (error) {
    throw damaged(why, error)
  }
}

/** The unpacked bytes, taken line by line or by number, hashed as they are taken. */
class Bytes {
  private readonly source: AsyncIterator<Buffer>
  private readonly hash: Hash = createHash('sha256')
  private held: Buffer = Buffer.alloc(0)

  constructor(path: string) {
    const file = createReadStream(path)
    const unpacked = createGunzip()
    file.on('error', (error) => unpacked.destroy(error))
    this.source = file.pipe(unpacked)[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  }

  hashSoFar(): string {
    return this.hash.copy().digest('hex')
  }

  async line(): Promise<string> {
    const raw = await this.rawLine()
    return raw.toString('utf8', 0, raw.length - 1)
  }

  /** With its end. */
  async rawLine(): Promise<Buffer> {
    const pieces: Buffer[] = []
    for (;;) {
      const end = this.held.indexOf(0x0a)
      if (end >= 0) {
        pieces.push(this.cut(end + 1))
        return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)
      }
      if (this.held.length > 0) pieces.push(this.cut(this.held.length))
      if (!(await this.more())) throw damaged('tệp kết thúc giữa chừng')
    }
  }

  async take(length: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    for (let left = length; left > 0;) {
      if (this.held.length === 0 && !(await this.more())) throw damaged('tệp kết thúc giữa chừng')
      const piece = this.cut(Math.min(left, this.held.length))
      pieces.push(piece)
      left -= piece.length
    }
    return Buffer.concat(pieces)
  }

  /** Nothing may follow. */
  async end(): Promise<void> {
    if (this.held.length > 0 || (await this.more())) throw damaged('có dữ liệu thừa sau dòng cuối')
  }

  private cut(length: number): Buffer {
    const piece = this.held.subarray(0, length)
    this.held = this.held.subarray(length)
    this.hash.update(piece)
    return piece
  }

  private async more(): Promise<boolean> {
    try {
      const next = await this.source.next()
      if (next.done) return false
      this.held = next.value
      return true
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
        throw new AppError('invalid', say('Không có tệp sao lưu này.', 'There is no such backup.'), undefined, {
          cause: error,
        })
      throw damaged('không giải nén được', error)
    }
  }
}
