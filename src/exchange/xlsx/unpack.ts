// Looks into an .xlsx before anything unpacks it: a file that is something else, or swells beyond reason, is refused.
import { inflateRawSync } from 'node:zlib'
import { say, type Text } from '../../domain/text.ts'

const MiB = 1024 * 1024
const largest = 20 * MiB
const largestUnpacked = 100 * MiB

/** Why the file is not read, or null. */
export function faultOfWorkbook(bytes: Uint8Array): Text | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length > largest)
    return say(`Tệp lớn quá ${largest / MiB} MB.`, `The file is larger than ${largest / MiB} MB.`)
  if (file.toString('hex', 0, 4) === 'd0cf11e0')
    return say(
      'Tệp là sổ tính kiểu cũ (.xls) hoặc có mật khẩu. Hãy lưu lại thành .xlsx không mật khẩu.',
      'The file is a workbook of the old kind (.xls) or has a password. Save it as .xlsx without a password.',
    )
  try {
    return faultOfParts(file)
  } catch {
    return noWorkbook
  }
}

/** Unpacks each part under the limit. Throws on anything irregular. */
function faultOfParts(file: Buffer): Text | null {
  let room = largestUnpacked
  let workbook = false
  for (const part of partsOf(file)) {
    workbook ||= part.name === 'xl/workbook.xml'
    const content = part.size > room ? null : part.content(room)
    if (content === null) return tooLarge
    const endless = endlessIn(part.name, content)
    if (endless) return endless
    room -= content.length
  }
  return workbook ? null : say('Tệp ZIP này không phải sổ tính .xlsx.', 'This ZIP file is no .xlsx workbook.')
}

/** One part of an office file by its name; `null` when it is not there, larger than `limit` bytes, or the file is none. */
export function partOf(bytes: Uint8Array, name: string, limit: number): Buffer | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    for (const part of partsOf(file)) if (part.name === name) return part.content(limit)
  } catch {
    // What is irregular is no office file.
  }
  return null
}

interface Part {
  name: string
  /** What the directory says of its unpacked size. */
  size: number
  content(limit: number): Buffer | null
}

/** Walks the directory at the end of a ZIP file. Throws on anything irregular. */
function* partsOf(file: Buffer): Generator<Part> {
  const end = file.lastIndexOf(Buffer.from('504b0506', 'hex'))
  let at = file.readUInt32LE(end + 16)
  for (let part = file.readUInt16LE(end + 10); part > 0; part--) {
    if (file.readUInt32LE(at) !== 0x02014b50) throw new Error('directory')
    const [packed, size] = [file.readUInt32LE(at + 20), file.readUInt32LE(at + 24)]
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset))
    const stored = file.readUInt16LE(at + 10) === 0
    const name = file.toString('utf8', at + 46, at + 46 + Number(nameLength)).replaceAll('\\', '/')
    const start = dataStart(file, file.readUInt32LE(at + 42))
    const data = file.subarray(start, start + packed)
    yield { name, size, content: (limit) => (stored ? data : unpacked(data, limit)) }
    at += 46 + Number(nameLength) + Number(extra) + Number(comment)
  }
}

const tooLarge = say(
  `Tệp bung ra lớn quá ${largestUnpacked / MiB} MB.`,
  `The file unpacks to more than ${largestUnpacked / MiB} MB.`,
)
export const noWorkbook = say(
  'Tệp không phải sổ tính .xlsx, hoặc đã hỏng.',
  'The file is no .xlsx workbook, or is broken.',
)

function dataStart(file: Buffer, header: number): number {
  return header + 30 + file.readUInt16LE(header + 26) + file.readUInt16LE(header + 28)
}

/** A deflated part, whatever the directory says of its size; null when it is over the limit. */
function unpacked(packed: Buffer, limit: number): Buffer | null {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(limit, 1) })
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Small text that makes the library count for hours: a row far outside any sheet, a name for all cells of one. */
function endlessIn(name: string, content: Buffer): Text | null {
  if (/^xl\/worksheets\/[^/]+\.xml$/.test(name) && /\sr="[A-Z]*\d{8,}"/.test(content.toString('latin1')))
    return say('Sổ tính có dòng nằm ngoài trang.', 'The workbook has a row outside its sheet.')
  const ranges = name === 'xl/workbook.xml' ? content.toString('latin1').matchAll(namedRange) : []
  const large = [...ranges].some(([, left = '', top, right = '', bottom]) => {
    return (columnNumber(right) - columnNumber(left) + 1) * (Number(bottom) - Number(top) + 1) > largestName
  })
  return large ? say('Sổ tính có vùng đặt tên quá lớn.', 'The workbook names a range that is too large.') : null
}

const namedRange = /\$([A-Z]{1,3})\$(\d+):\$([A-Z]{1,3})\$(\d+)/g
const largestName = 2_000_000

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
}
