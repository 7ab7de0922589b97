// Resumable uploads on a real server: cut at any point they end with the same content; the memory of the server stays flat.
import { createHash, randomBytes, randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Upload as TusUpload } from 'tus-js-client'
import { createApp } from '../../src/http/app.ts'
import { listen, type Listening } from '../../src/http/serve.ts'
import { sessionCookie } from '../../src/http/session-cookie.ts'
import { beginSession } from '../../src/store/accounts/principal.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, intakeIn, type Api } from '../support/http.ts'
import { sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'
import { begin, pdf, send } from '../support/upload.ts'

const full = process.env['FULL'] === '1'
const megabyte = 1024 * 1024
const dir = mkdtempSync(join(tmpdir(), 'kiemdinh-uploads-'))
const tus = { 'tus-resumable': '1.0.0' }

let sample: SampleCase
let api: Api
let server: Listening
let cookie: string

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  await toRating(sample)
  api = apiOf(sample, { intake: intakeIn(dir), limits: { person: 1_000_000, address: 1_000_000 } })
  await api.as('le-thi-hanh')
  const session = await beginSession(sample.db, { person: 'le-thi-hanh', strong: true, at: sample.clock.time })
  cookie = `${sessionCookie}=${session}`
  server = await listen(createApp(api.services), { host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await server.stop(100)
  rmSync(dir, { recursive: true, force: true })
})

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const start = (length: number, name = 'bản quét.pdf') =>
  begin(api, sample.cycle, { person: 'le-thi-hanh', length, name })
const view = async (address: string) => (await (await api.as('le-thi-hanh')).get(address)).body

async function offsetOf(address: string): Promise<number> {
  const { status, headers } = await (await api.as('le-thi-hanh')).send('HEAD', address, undefined, tus)
  expect(status).toBe(200)
  return Number(headers.get('upload-offset'))
}

/** Looks without asking to go on, so that nobody gives way. */
async function arrivedBeyond(address: string, offset: number): Promise<void> {
  while (Number((await view(address))['offset']) <= offset) await new Promise((resolve) => setImmediate(resolve))
}

/** Sends from `offset` on and tears the connection on the way of the next `cut` bytes; answers the status, or `null` when it was torn. */
function sendOverWire(address: string, bytes: Buffer, offset: number, cut: number | null): Promise<number | null> {
  const rest = bytes.subarray(offset)
  const headers = {
    ...tus,
    cookie,
    'upload-offset': String(offset),
    'content-type': 'application/offset+octet-stream',
    'content-length': String(rest.length),
  }
  return new Promise((resolve) => {
    const call = request(`${server.url}${address}`, { method: 'PATCH', headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
    call.on('error', () => resolve(null))
    // A refusal may come while the rest is still being sent.
    call.on('socket', (socket) => socket.on('error', () => resolve(null)))
    if (cut === null) call.end(rest)
    else {
      call.write(rest.subarray(0, cut))
      // Torn while the server is writing, wherever it is by then.
      void arrivedBeyond(address, offset).then(() => call.destroy())
    }
  })
}

describe('an upload', () => {
  it(`cut at random points ${full ? 50 : 5} times is resumed to the same content`, async () => {
    const bytes = Buffer.concat([pdf('quét'), randomBytes(8 * megabyte)])
    const address = await start(bytes.length)
    for (let cuts = full ? 50 : 5; cuts > 0; cuts--) {
      const offset = await offsetOf(address)
      // Never the whole rest: the last byte is not to come before the last cut.
      const cut = randomInt(1, Math.max(2, Math.floor((bytes.length - offset) / 8)))
      expect(await sendOverWire(address, bytes, offset, cut)).toBeNull()
    }
    const offset = await offsetOf(address)
    expect(offset).toBeLessThan(bytes.length)
    expect(await sendOverWire(address, bytes, offset, null)).toBe(204)
    expect(await view(address)).toMatchObject({ status: 'ready', offset: bytes.length, sha256: hashOf(bytes) })
    const kept = await (await api.services.files.get(hashOf(bytes))).toArray()
    expect(Buffer.concat(kept).equals(bytes)).toBe(true)
  })

  it('goes on when a client that lost its connection comes again while the server still waits for the old one', async () => {
    const bytes = Buffer.concat([pdf('treo'), randomBytes(megabyte)])
    const address = await start(bytes.length)
    const headers = { ...tus, cookie, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
    const hanging = request(`${server.url}${address}`, {
      method: 'PATCH',
      headers: { ...headers, 'content-length': String(bytes.length) },
    })
    hanging.on('error', () => undefined)
    await new Promise<void>((resolve) => void hanging.write(bytes.subarray(0, 300_000), () => resolve()))
    await arrivedBeyond(address, 0)
    const offset = await offsetOf(address)
    expect(await sendOverWire(address, bytes, offset, null)).toBe(204)
    hanging.destroy()
    expect(await view(address)).toMatchObject({ status: 'ready', sha256: hashOf(bytes) })
  })

  it('is spoken to by the protocol’s own client', async () => {
    const bytes = Buffer.concat([pdf('tus'), randomBytes(2 * megabyte)])
    const url = await new Promise<string>((resolve, reject) => {
      const upload = new TusUpload(Readable.from([bytes]), {
        endpoint: `${server.url}/api/cycles/${sample.cycle}/uploads`,
        headers: { cookie },
        metadata: { filename: 'Quyết định.pdf' },
        uploadSize: bytes.length,
        chunkSize: 512 * 1024,
        onError: reject,
        onSuccess: () => resolve(upload.url ?? ''),
      })
      upload.start()
    })
    expect(await view(new URL(url).pathname)).toMatchObject({
      status: 'ready',
      name: 'Quyết định.pdf',
      sha256: hashOf(bytes),
    })
  })

  const size = (full ? 500 : 64) * megabyte
  it(`of ${size / megabyte} MB does not stay in the memory of the server`, async () => {
    const piece = randomBytes(megabyte)
    const head = pdf('lớn')
    const hash = createHash('sha256').update(head)
    const address = await start(size)
    const before = process.memoryUsage()
    const most = { rss: 0, buffers: 0 }
    const body = Readable.from(
      (function* () {
        yield head
        for (let sent = head.length; sent < size;) {
          const next = piece.subarray(0, Math.min(piece.length, size - sent))
          hash.update(next)
          sent += next.length
          const { rss, arrayBuffers } = process.memoryUsage()
          most.rss = Math.max(most.rss, rss - before.rss)
          most.buffers = Math.max(most.buffers, arrayBuffers - before.arrayBuffers)
          yield next
        }
      })(),
    )
    const headers = { ...tus, cookie, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const call = request(`${server.url}${address}`, {
        method: 'PATCH',
        headers: { ...headers, 'content-length': String(size) },
      })
      call.on('error', reject)
      call.on('response', (response) => resolve(response.resume().statusCode))
      body.pipe(call)
    })
    expect(status).toBe(204)
    expect(await view(address)).toMatchObject({ status: 'ready', sha256: hash.digest('hex') })
    console.log(
      `upload of ${size / megabyte} MB: rss +${Math.round(most.rss / megabyte)} MB, buffers +${Math.round(most.buffers / megabyte)} MB`,
    )
    expect(most.buffers).toBeLessThan(48 * megabyte)
  })
})

describe('what the server does not take', () => {
  it('an upload of another person, as if there were none', async () => {
    const address = await start(100)
    const other = await api.as('principal')
    const missing = await other.get('/api/uploads/00000000000000000000')
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      const { status, body } = await other.send(method, address, undefined, tus)
      expect([status, body]).toEqual([404, missing.body])
    }
  })

  it('more than was said, from another place than was reached, or without the protocol', async () => {
    const address = await start(10)
    const bytes = pdf('dài hơn mười byte')
    const tooLong = await send(api, 'le-thi-hanh', address, bytes)
    expect([tooLong.status, await offsetOf(address)]).toEqual([413, 0])
    const elsewhere = await send(api, 'le-thi-hanh', address, bytes.subarray(0, 2), 5)
    expect([elsewhere.status, elsewhere.body['offset']]).toEqual([409, 0])
    const member = await api.as('le-thi-hanh')
    expect((await member.send('PATCH', address, undefined, { 'upload-offset': '0' })).status).toBe(412)
    expect((await member.send('PATCH', address, undefined, { ...tus, 'upload-offset': '0' })).status).toBe(415)
    expect(
      (await member.send('PATCH', address, undefined, { ...tus, 'content-type': 'application/offset+octet-stream' }))
        .status,
    ).toBe(422)
  })

  it.each([
    ['one byte more than 500 MB', { 'upload-length': String(500 * megabyte + 1) }, 'tệp lớn quá 500 MB'],
    ['an empty file', { 'upload-length': '0' }, 'tệp rỗng'],
    ['a file without a length', {}, 'Upload-Length: phải là số byte.'],
    ['a file without a name', { 'upload-length': '5', 'upload-metadata': '' }, 'phải có filename'],
    ['a name that is no text', { 'upload-length': '5', 'upload-metadata': 'filename /w==' }, 'Upload-Metadata'],
    ['a name with a NUL', { 'upload-length': '5', 'upload-metadata': 'filename YQBi' }, 'phải có filename'],
  ])('%s', async (_, headers, sentence) => {
    const member = await api.as('le-thi-hanh')
    const name = Buffer.from('a.pdf').toString('base64')
    const { status, body } = await member.post(`/api/cycles/${sample.cycle}/uploads`, undefined, {
      ...tus,
      'upload-metadata': `filename ${name}`,
      ...headers,
    })
    expect(status).toBe(422)
    expect(body['detail']).toContain(sentence)
  })

  it('a file for a case that is not theirs, or that they only see', async () => {
    const headers = { ...tus, 'upload-length': '5', 'upload-metadata': 'filename YQ==' }
    const post = async (person: string) =>
      (await (await api.as(person)).post(`/api/cycles/${sample.cycle}/uploads`, undefined, headers)).status
    expect([await post('r1'), await post('officer')]).toEqual([404, 403])
  })

  it('another upload when ten of the largest are on their way', async () => {
    for (let n = 0; n < 10; n++)
      await begin(api, sample.cycle, { person: 'principal', length: 500 * megabyte, name: `${n}` })
    await expect(begin(api, sample.cycle, { person: 'principal', length: 5, name: 'x' })).rejects.toThrow('429')
  })
})
