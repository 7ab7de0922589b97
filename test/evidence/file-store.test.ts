// The content store, on a folder and on a real S3-compatible server: the same promises, and what is told when it is down.
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localStore } from '../../src/store/files/local.ts'
import { s3Store } from '../../src/store/files/s3.ts'
import type { FileStore } from '../../src/store/files/file-store.ts'
import { startS3, type TestS3 } from '../support/s3.ts'

const dir = mkdtempSync(join(tmpdir(), 'kiemdinh-store-'))
let s3: TestS3

beforeAll(async () => {
  s3 = await startS3(join(dir, 's3'))
})
afterAll(async () => {
  await s3.stop()
  rmSync(dir, { recursive: true, force: true })
})

const stores: [string, string, () => FileStore][] = [
  ['a folder', 'local', () => localStore(join(dir, 'local'))],
  ['an S3-compatible server', 'way', () => s3Store(s3.settings, join(dir, 'way'))],
]

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const bytesOf = async (stream: Readable) => Buffer.concat(await stream.toArray())

describe.each(stores)('%s', (_, folder, storeOf) => {
  it('keeps a stream under the hash of its content and gives it back, whole or in part', async () => {
    const store = storeOf()
    const bytes = randomBytes(3 * 1024 * 1024 + 17)
    const kept = await store.put(Readable.from([bytes.subarray(0, 1_000_000), bytes.subarray(1_000_000)]))
    expect(kept).toEqual({ sha256: hashOf(bytes), size: bytes.length })
    expect(await store.has(kept.sha256)).toBe(true)
    expect((await bytesOf(await store.get(kept.sha256))).equals(bytes)).toBe(true)
    const part = await bytesOf(await store.get(kept.sha256, { start: 1_000_000, end: 1_000_099 }))
    expect(part.equals(bytes.subarray(1_000_000, 1_000_100))).toBe(true)
  })

  it('keeps the same content once, sent twice at the same time', async () => {
    const store = storeOf()
    const bytes = randomBytes(200_000)
    const kept = await Promise.all([store.put(Readable.from([bytes])), store.put(Readable.from([bytes]))])
    expect(kept.map(({ sha256 }) => sha256)).toEqual([hashOf(bytes), hashOf(bytes)])
    expect((await bytesOf(await store.get(hashOf(bytes)))).equals(bytes)).toBe(true)
  })

  it('keeps nothing of a stream that breaks off', async () => {
    const store = storeOf()
    const bytes = randomBytes(100_000)
    const broken = Readable.from(
      (async function* () {
        yield bytes
        throw new Error('cut')
      })(),
    )
    await expect(store.put(broken)).rejects.toThrow('cut')
    expect(await store.has(hashOf(bytes))).toBe(false)
    expect(readdirSync(join(dir, folder, 'drafts'))).toEqual([])
  })

  it('forgets what is deleted, and says so of what was never there', async () => {
    const store = storeOf()
    const { sha256 } = await store.put(Readable.from([Buffer.from('bỏ')]))
    await store.delete(sha256)
    await store.delete(sha256)
    expect(await store.has(sha256)).toBe(false)
    await expect(store.get(sha256)).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('a store that is down', () => {
  it('is told as such, whatever is asked of it', async () => {
    const store = s3Store({ ...s3.settings, endpoint: 'http://127.0.0.1:9' }, join(dir, 'way'))
    const down = { code: 'serviceUnavailable', message: 'Kho tệp minh chứng tạm ngừng. Hãy thử lại sau ít phút.' }
    const sha256 = hashOf(Buffer.from('x'))
    await expect(store.put(Readable.from([Buffer.from('x')]))).rejects.toMatchObject(down)
    await expect(store.get(sha256)).rejects.toMatchObject(down)
    await expect(store.has(sha256)).rejects.toMatchObject(down)
    await expect(store.delete(sha256)).rejects.toMatchObject(down)
    const elsewhere = s3Store({ ...s3.settings, bucket: 'khong-co' }, join(dir, 'way'))
    await expect(elsewhere.put(Readable.from([Buffer.from('y')]))).rejects.toMatchObject(down)
  })
})
