// A photo made here loses where it was made and nothing else.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { removeLocation } from './remove-location.ts'

const dir = mkdtempSync(join(tmpdir(), 'kiemdinh-photo-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** The smallest JPEG there is: one grey dot. */
const picture = Buffer.from(
  'ffdb004300' +
    '01'.repeat(64) +
    'ffc0000b080001000101011100ffc4001400010000000000000000000000000000000009ffc40014100100000000000000000000000000000000ffda0008010100003f0054dfffd9',
  'hex',
)

type Order = 'II' | 'MM'

class Tiff {
  readonly bytes = Buffer.alloc(400)
  readonly order: Order
  constructor(order: Order) {
    this.order = order
    this.bytes.write(order, 'latin1')
    this.u16(2, 42)
    this.u32(4, 8)
  }
  u16(at: number, value: number): void {
    if (this.order === 'II') this.bytes.writeUInt16LE(value, at)
    else this.bytes.writeUInt16BE(value, at)
  }
  u32(at: number, value: number): void {
    if (this.order === 'II') this.bytes.writeUInt32LE(value, at)
    else this.bytes.writeUInt32BE(value, at)
  }
  entry(at: number, tag: number, type: number, count: number, value: number): void {
    this.u16(at, tag)
    this.u16(at + 2, type)
    this.u32(at + 4, count)
    this.u32(at + 8, value)
  }
}

/** Three entries: the maker's name, the GPS directory with latitude and longitude, an orientation. */
function exif(order: Order): Buffer {
  const tiff = new Tiff(order)
  tiff.u16(8, 3)
  tiff.entry(10, 0x010f, 2, 8, 100)
  tiff.entry(22, 0x8825, 4, 1, 120)
  tiff.entry(34, 0xa000, 4, 1, 77)
  tiff.u32(46, 0)
  tiff.bytes.write('MayAnh1\0', 100, 'latin1')
  tiff.u16(120, 2)
  tiff.entry(122, 2, 5, 3, 200)
  tiff.entry(134, 4, 5, 3, 224)
  tiff.bytes.write('LATITUDE-OF-THE-SCHOOL-.', 200, 'latin1')
  tiff.bytes.write('LONGITUDE-OF-THE-SCHOOL-', 224, 'latin1')
  return Buffer.concat([Buffer.from('Exif\0\0'), tiff.bytes])
}

const xmp = Buffer.from(
  'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="10,57.1N" xmp:Rating="5"><exif:GPSLongitude>106,49E</exif:GPSLongitude></rdf:Description></x:xmpmeta>',
)

function segment(content: Buffer): Buffer {
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

function photo(name: string, ...segments: Buffer[]): string {
  const path = join(dir, name)
  writeFileSync(path, Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments.map(segment), picture]))
  return path
}

describe('a photo that is asked to forget where it was made', () => {
  it.each(['II', 'MM'] as const)('loses latitude and longitude and keeps the rest (%s)', async (order) => {
    const path = photo(`${order}.jpg`, exif(order), xmp)
    const before = readFileSync(path)
    expect(await removeLocation(path)).toBe(true)
    const after = readFileSync(path)
    const text = after.toString('latin1')
    expect(text).not.toMatch(/LATITUDE|LONGITUDE|GPS|10,57|106,49/)
    expect(text).toContain('MayAnh1')
    expect(text).toContain('xmp:Rating="5"')
    expect(text).toContain('</rdf:Description></x:xmpmeta>')
    expect(after.length).toBe(before.length)
    expect(after.subarray(-picture.length)).toEqual(picture)
    const tiff = after.subarray(2 + 4 + 6)
    const read16 = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
    expect([read16(8), read16(10), read16(22)]).toEqual([2, 0x010f, 0xa000])
  })

  it('stays byte for byte when it says nothing of a place, or is no photo', async () => {
    const plain = photo('plain.jpg')
    const other = join(dir, 'other.pdf')
    writeFileSync(other, '%PDF-1.7 GPS')
    for (const path of [plain, other]) {
      const before = readFileSync(path)
      expect(await removeLocation(path)).toBe(false)
      expect(readFileSync(path)).toEqual(before)
    }
  })

  it('stays as it is when its data is cut off or points outside itself', async () => {
    for (const length of [0, 3, 9, 20, 50, 130]) {
      const path = photo(`cut-${length}.jpg`, exif('II').subarray(0, 6 + length))
      await removeLocation(path)
      expect(readFileSync(path).subarray(-picture.length)).toEqual(picture)
    }
  })
})
