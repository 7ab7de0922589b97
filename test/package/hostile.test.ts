// A ZIP made to harm is refused with a sentence, before it fills memory or disk.
import { writeFile } from 'node:fs/promises'
import { crc32, deflateRawSync } from 'node:zlib'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { names } from '../../src/package/format.ts'
import { UnreadablePackage } from '../../src/package/read.ts'
import { verifyPackage } from '../../src/package/verify.ts'
import { readLibrary } from '../../src/store/library.ts'
import { bytesOf, contentsOf, folder, grantedCase, keepFolder, writePackage } from './packed.ts'

const library = readLibrary()
const verify = (path: string) => verifyPackage(path, library, null)
keepFolder()

interface Part {
  name: string
  content: Buffer
  /** What the directory claims of its length. */
  claims?: number
  method?: 0 | 8 | 12
}

/** A ZIP written by hand, so that it may say anything. */
async function handmade(parts: readonly Part[], name = 'gia.zip'): Promise<string> {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name: file, content, claims = content.length, method = 0 } of parts) {
    const packed = method === 8 ? deflateRawSync(content) : content
    const title = Buffer.from(file)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800, 2)
    common.writeUInt16LE(method, 4)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(claims, 18)
    common.writeUInt16LE(title.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    files.push(Buffer.from('504b0304', 'hex'), common, title, packed)
    directory.push(Buffer.from('504b01021400', 'hex'), common, tail, title)
    offset += 30 + title.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  const path = join(folder, name)
  await writeFile(path, Buffer.concat([...files, ...directory, end]))
  return path
}

async function refused(path: string, sentence: RegExp): Promise<void> {
  const error: unknown = await verify(path).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(UnreadablePackage)
  expect((error as Error).message).toMatch(sentence)
}

const note = { name: 'a.txt', content: Buffer.from('a') }

describe('a file that is no package', () => {
  it('is told as such: text, nothing, another ZIP, a folder, none', async () => {
    const text = join(folder, 'text.zip')
    await writeFile(text, 'xin chào')
    await refused(text, /không phải ZIP/)
    await writeFile(text, '')
    await refused(text, /không phải ZIP/)
    await refused(await handmade([note]), /không phải gói hồ sơ/)
    await refused(folder, /Không đọc được tệp/)
    await refused(join(folder, 'khong-co.zip'), /Không đọc được tệp/)
  })

  it.each(['../a.txt', '/etc/a.txt', 'a/../../b', 'C:/a.txt', 'a\\b.txt', 'a\nb'])(
    'is refused for the name %j',
    async (name) => refused(await handmade([{ ...note, name }]), /tên tệp không được phép/),
  )

  it('is refused for two files of one name, and for a compression it cannot read', async () => {
    await refused(await handmade([note, note]), /hai tệp cùng tên a\.txt/)
    await refused(await handmade([{ ...note, method: 12 }]), /nén theo cách không đọc được/)
  })

  it('is refused when it would swell: a bomb, a claim of 2 GB, entries longer than the file', async () => {
    const zeros = Buffer.alloc(90 * 1024 * 1024)
    await refused(await handmade([{ name: names.manifest, content: zeros, method: 8 }]), /bung ra lớn bất thường/)
    await refused(
      await handmade([{ name: names.manifest, content: Buffer.from('{}'), method: 8, claims: 2 ** 31 }]),
      /bung ra lớn bất thường/,
    )
    await refused(await handmade([{ ...note, claims: 2 ** 31 }]), /đã hỏng|bung ra/)
  })

  it('is refused when its manifest is longer than it claims', async () => {
    const content = Buffer.from('{}'.padEnd(100_000))
    await refused(await handmade([{ name: names.manifest, content, method: 8, claims: 10 }]), /manifest\.json.*hỏng/)
  })
})

describe('a real package', () => {
  let path: string
  beforeAll(async () => {
    path = await writePackage(await grantedCase('rated'), 'goi.zip')
  })

  it('cut anywhere is refused with a sentence', async () => {
    const whole = await bytesOf(path)
    for (const part of [0.1, 0.5, 0.9, 0.999]) {
      const cut = join(folder, 'cut.zip')
      await writeFile(cut, whole.subarray(0, Math.floor(whole.length * part)))
      await refused(cut, /bị cắt ngắn/)
    }
  })

  it('that somebody unpacked and packed again, compressed, is as valid', async () => {
    const parts = [...(await contentsOf(path))].map(([name, content]): Part => ({ name, content, method: 8 }))
    expect((await verify(await handmade(parts.toReversed(), 'nen-lai.zip'))).findings).toEqual([])
  })

  it('whose history has a row without end is told so', async () => {
    const contents = await contentsOf(path)
    contents.set(names.history, Buffer.alloc(20 * 1024 * 1024, 'x'))
    const parts = [...contents].map(([name, content]): Part => ({ name, content }))
    const { findings } = await verify(await handmade(parts))
    expect(findings).toContainEqual({ file: names.history, message: expect.stringContaining('dòng dài quá') })
  })
})
