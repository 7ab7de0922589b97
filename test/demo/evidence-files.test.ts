// The evidence files that the demo writes: real types, and the same bytes every time.
import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { evidenceFile, mediaTypes } from '../../src/demo/evidence-files.ts'
import { Evidence, fileTypes, type FileType } from '../../src/demo/input-parts.ts'

function write(file: FileType, title = 'Quyết định phê duyệt (chiến lược) & kế hoạch') {
  const item = Evidence.parse({ criterion: '1.1', title, issuer: 'Sở GDĐT', date: '2024-09-01', file })
  return evidenceFile(item, 'H1-1.1-01', 'Trường mẫu')
}
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

test.each(fileTypes)('a %s file is written with the same bytes twice, and others for another title', async (type) => {
  const [one, two, other] = [await write(type), await write(type), await write(type, 'Báo cáo khác')]
  expect(one.name).toBe(`H1-1.1-01.${type}`)
  expect(one.type).toBe(mediaTypes[type])
  expect(sha(one.bytes)).toBe(sha(two.bytes))
  expect(sha(other.bytes)).not.toBe(sha(one.bytes))
})

test('a PDF says where each of its objects begins, and escapes brackets', async () => {
  const text = latin((await write('pdf')).bytes)
  const start = Number(/startxref\n(\d+)/.exec(text)?.[1])
  expect(text.slice(start, start + 4)).toBe('xref')
  const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map((match) => Number(match[1]))
  expect(offsets.map((offset, index) => text.startsWith(`${index + 1} 0 obj`, offset))).toEqual(Array(5).fill(true))
  expect(text).toContain('(Quyet dinh phe duyet \\(chien luoc\\) & ke hoach) Tj')
})

test('a PNG has the pixels that its header promises', async () => {
  const bytes = Buffer.from((await write('png')).bytes)
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const at = bytes.indexOf('IDAT')
  const data = inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)))
  expect(data.length).toBe(height * (1 + width * 3))
})

test.each([
  ['docx', 'word/document.xml'],
  ['xlsx', 'xl/worksheets/sheet1.xml'],
] as const)('a %s is a ZIP with its main part, and marks of XML are escaped', async (type, part) => {
  const { bytes } = await write(type)
  expect(latin(bytes).startsWith('PK\u0003\u0004')).toBe(true)
  const text = Buffer.from(bytes).toString('utf8')
  expect(text).toContain(part)
  expect(text).toContain('(chiến lược) &amp; kế hoạch')
})

test('a CSV keeps Vietnamese letters and begins with the mark of UTF-8', async () => {
  const { bytes } = await write('csv')
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(Buffer.from(bytes).toString('utf8')).toContain('"Nơi ban hành hoặc người thực hiện","Sở GDĐT"')
})
