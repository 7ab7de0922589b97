// Takes the place where a photo was made out of a JPEG file, in place: the GPS part of its Exif data and GPS fields of its XMP.
import { open, type FileHandle } from 'node:fs/promises'

const exifHead = Buffer.from('Exif\0\0')
const xmpHead = Buffer.from('http://ns.adobe.com/x')
const gpsTag = 0x8825
const entryLength = 12

interface Segment {
  /** Where its content begins in the file. */
  at: number
  bytes: Buffer
}

/** Whether anything was removed. The picture and the size of the file stay as they are; a file that is no JPEG is not touched. */
export async function removeLocation(path: string): Promise<boolean> {
  const file = await open(path, 'r+')
  try {
    let removed = false
    for await (const { at, bytes } of applicationSegments(file)) {
      if (!clearSegment(bytes)) continue
      await file.write(bytes, 0, bytes.length, at)
      removed = true
    }
    if (removed) await file.sync()
    return removed
  } finally {
    await file.close()
  }
}

/** The APP1 segments that stand before the picture itself; never more than 64 KB at a time. */
async function* applicationSegments(file: FileHandle): AsyncGenerator<Segment> {
  const head = Buffer.alloc(4)
  let at = 2
  const start = await file.read(head, 0, 2, 0)
  if (start.bytesRead < 2 || head.readUInt16BE(0) !== 0xffd8) return
  for (;;) {
    const { bytesRead } = await file.read(head, 0, 4, at)
    const marker = head.readUInt16BE(0)
    const length = head.readUInt16BE(2)
    // From the start of the scan on there are no more such segments.
    if (bytesRead < 4 || marker < 0xff01 || marker === 0xffda || length < 2) return
    if (marker === 0xffe1) {
      const bytes = Buffer.alloc(length - 2)
      const read = await file.read(bytes, 0, bytes.length, at + 4)
      if (read.bytesRead === bytes.length) yield { at: at + 4, bytes }
    }
    at += 2 + length
  }
}

function clearSegment(bytes: Buffer): boolean {
  if (bytes.subarray(0, exifHead.length).equals(exifHead)) return clearExif(bytes.subarray(exifHead.length))
  if (bytes.subarray(0, xmpHead.length).equals(xmpHead)) return clearXmp(bytes)
  return false
}

/** Exif is a TIFF: a byte order, then directories of entries. The entry that points to the GPS directory leaves the first one. */
function clearExif(tiff: Buffer): boolean {
  if (tiff.length < 8) return false
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const read16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const read32 = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const write16 = (value: number, at: number) =>
    little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at)
  try {
    const directory = read32(4)
    const count = read16(directory)
    const places = Array.from({ length: count }, (_, n) => directory + 2 + n * entryLength)
    const place = places.find((at) => read16(at) === gpsTag)
    if (place === undefined) return false
    clearDirectory(tiff, read32(place + 8), read16, read32)
    // The entries behind it and the pointer to the next directory move up by one.
    const end = directory + 2 + count * entryLength + 4
    tiff.copy(tiff, place, place + entryLength, end)
    tiff.fill(0, end - entryLength, end)
    write16(count - 1, directory)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Bytes of one value, by the type of an entry. */
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]

/** Blanks a directory and all values it points to. */
function clearDirectory(
  tiff: Buffer,
  at: number,
  read16: (at: number) => number,
  read32: (at: number) => number,
): void {
  const count = read16(at)
  for (let n = 0; n < count; n++) {
    const entry = at + 2 + n * entryLength
    const length = (sizes[read16(entry + 2)] ?? 0) * read32(entry + 4)
    const value = Math.min(read32(entry + 8), tiff.length)
    if (length > 4) tiff.fill(0, value, Math.min(value + length, tiff.length))
  }
  tiff.fill(0, at, Math.min(at + 2 + count * entryLength + 4, tiff.length))
}

/** GPS fields as attributes or elements become spaces, so that the packet stays well-formed and as long as it was. */
function clearXmp(bytes: Buffer): boolean {
  const text = bytes.toString('latin1')
  const cleared = text.replaceAll(
    /\b[\w-]+:GPS\w*\s*=\s*(?:"[^"]*"|'[^']*')|<([\w-]+:GPS\w*)\b[^>]*(?:\/>|>[\s\S]*?<\/\1>)/g,
    (field) => ' '.repeat(field.length),
  )
  if (cleared === text) return false
  bytes.write(cleared, 'latin1')
  return true
}
