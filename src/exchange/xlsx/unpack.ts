// Looks into an .xlsx before anything unpacks it: a file that is something else, or swells beyond reason, is refused.
import { inflateRawSync } from 'node:zlib'

const MiB = 1024 * 1024
const largest = 20 * MiB
const largestUnpacked = 100 * MiB

/** A Vietnamese sentence on why the file is not read, or null. */
export function faultOfWorkbook(bytes: Uint8Array): string | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length > largest) return `Tệp lớn quá ${largest / MiB} MB.`
  if (file.toString('hex', 0, 4) === 'd0cf11e0')
    return 'Tệp là sổ tính kiểu cũ (.xls) hoặc có mật khẩu. Hãy lưu lại thành .xlsx không mật khẩu.'
  try {
    return faultOfParts(file)
  } catch {
    return 'Tệp không phải sổ tính .xlsx, hoặc đã hỏng.'
  }
}

/** Walks the directory at the end of the ZIP file and unpacks each part under the limit. Throws on anything irregular. */
function faultOfParts(file: Buffer): string | null {
  const end = file.lastIndexOf(Buffer.from('504b0506', 'hex'))
  let room = largestUnpacked
  let workbook = false
  let at = file.readUInt32LE(end + 16)
  for (let part = file.readUInt16LE(end + 10); part > 0; part--) {
    if (file.readUInt32LE(at) !== 0x02014b50) throw new Error('directory')
    const [packed, size] = [file.readUInt32LE(at + 20), file.readUInt32LE(at + 24)]
    const [nameLength, extra, comment] = [
      file.readUInt16LE(at + 28),
      file.readUInt16LE(at + 30),
      file.readUInt16LE(at + 32),
    ]
    const method = file.readUInt16LE(at + 10)
    const name = file.toString('utf8', at + 46, at + 46 + nameLength)
    workbook ||= name.replaceAll('\\', '/') === 'xl/workbook.xml'
    if (size > room) return tooLarge
    const start = dataStart(file, file.readUInt32LE(at + 42))
    const content =
      method === 0 ? file.subarray(start, start + packed) : unpacked(file.subarray(start, start + packed), room)
    if (content === null) return tooLarge
    const endless = endlessIn(name, content)
    if (endless) return endless
    room -= content.length
    at += 46 + nameLength + extra + comment
  }
  return workbook ? null : 'Tệp ZIP này không phải sổ tính .xlsx.'
}

const tooLarge = `Tệp bung ra lớn quá ${largestUnpacked / MiB} MB.`

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
function endlessIn(name: string, content: Buffer): string | null {
  const path = name.replaceAll('\\', '/')
  if (/^xl\/worksheets\/[^/]+\.xml$/.test(path) && /\sr="[A-Z]*\d{8,}"/.test(content.toString('latin1')))
    return 'Sổ tính có dòng nằm ngoài trang.'
  const ranges = path === 'xl/workbook.xml' ? content.toString('latin1').matchAll(namedRange) : []
  const large = [...ranges].some(([, left = '', top, right = '', bottom]) => {
    return (columnNumber(right) - columnNumber(left) + 1) * (Number(bottom) - Number(top) + 1) > largestName
  })
  return large ? 'Sổ tính có vùng đặt tên quá lớn.' : null
}

const namedRange = /\$([A-Z]{1,3})\$(\d+):\$([A-Z]{1,3})\$(\d+)/g
const largestName = 2_000_000

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
}
