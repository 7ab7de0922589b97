// What becomes of a whole upload: its true type, the virus scanner, the place of a photo, and what waits while something is down.
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { clamdScanner } from '../../src/store/files/scanner.ts'
import { s3Store } from '../../src/store/files/s3.ts'
import { tidyUploads } from '../../src/store/files/tidy.ts'
import { freshDatabase } from '../support/database.ts'
import { clamdPort, infected, startClamd, type TestClamd } from '../support/clamd.ts'
import { apiOf, intakeIn, type Api } from '../support/http.ts'
import { startS3, type TestS3 } from '../support/s3.ts'
import { sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'
import { begin, pdf, send, uploader } from '../support/upload.ts'

const dir = mkdtempSync(join(tmpdir(), 'kiemdinh-settle-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

let sample: SampleCase
let clamd: TestClamd | undefined
let s3: TestS3 | undefined

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  await toRating(sample)
})
afterEach(async () => {
  await clamd?.stop()
  await s3?.stop()
  clamd = s3 = undefined
})

const person = 'le-thi-hanh'
const details = { title: 'Ảnh sân trường', issuer: 'Trường THPT Mẫu' }

async function sent(api: Api, bytes: Uint8Array, name: string, metadata?: Record<string, string>) {
  const address = await begin(api, sample.cycle, {
    person,
    length: bytes.byteLength,
    name,
    ...(metadata && { metadata }),
  })
  const answer = await send(api, person, address, bytes)
  return { address, answer, view: async () => (await (await api.as(person)).get(address)).body }
}

const attach = async (api: Api, address: string) =>
  (await api.as(person)).post(`/api/cycles/${sample.cycle}/evidence`, {
    upload: address.split('/').at(-1),
    criterion: '1.3',
    details,
  })

const png = Buffer.from(
  '89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000000301010018dd8db00000000049454e44ae426082',
  'hex',
)

describe('the type of a file', () => {
  it('is what its content is, whatever its name says', async () => {
    const api = apiOf(sample, { intake: intakeIn(dir) })
    const { view } = await sent(api, png, 'ảnh.pdf')
    expect(await view()).toMatchObject({ status: 'ready', type: 'image/png' })
  })

  it.each([
    ['a page with scripts', Buffer.from('<!doctype html><script>alert(1)</script>'), 'trang.pdf'],
    [
      'a drawing that may carry scripts',
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
      'hình.png',
    ],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'bài.docx'],
    ['a page under the name of one', Buffer.from('<!doctype html><script>alert(1)</script>'), 'trang.html'],
    ['a text with bytes of no letter', Buffer.from('ch\xffu\x01', 'latin1'), 'ghi.txt'],
  ])('%s is refused with a sentence that says what to send', async (_, bytes, name) => {
    const api = apiOf(sample, { intake: intakeIn(dir) })
    const { answer, view, address } = await sent(api, bytes, name)
    expect([answer.status, answer.body['detail']]).toEqual([
      422,
      expect.stringContaining('không dùng làm minh chứng được. Hãy gửi: PDF, ảnh'),
    ])
    expect(await view()).toMatchObject({ status: 'refused', reason: answer.body['detail'] })
    expect((await attach(api, address)).status).toBe(422)
  })

  it.each([
    ['số liệu.csv', 'text/csv', Buffer.from('Lớp;Sĩ số\r\n10A1;45\r\n')],
    ['BM01.TXT', 'text/plain', Buffer.from('BM01: biên bản họp hội đồng tự đánh giá.\n')],
    ['Excel.txt', 'text/plain', Buffer.from('\uFEFFLớp\tSĩ số\r\n10A1\t45\r\n', 'utf16le')],
    ['trang.txt', 'text/plain', Buffer.from('<script>alert(1)</script>')],
  ])('%s that reads as text is %s, and only ever leaves as a file to keep', async (name, type, bytes) => {
    const api = apiOf(sample, { intake: intakeIn(dir) })
    const { view, address } = await sent(api, bytes, name)
    expect(await view()).toMatchObject({ status: 'ready', type })
    const { body } = await attach(api, address)
    const file = `/api/cycles/${sample.cycle}/evidence/${String(body['code'])}/file?inline=1`
    const { headers, bytes: back } = await (await api.as(person)).get(file)
    expect(['content-type', 'content-disposition', 'x-content-type-options'].map((one) => headers.get(one))).toEqual([
      type,
      expect.stringMatching(/^attachment;/),
      'nosniff',
    ])
    expect(Buffer.compare(back, bytes)).toBe(0)
  })

  it('is narrowed by the procedure, as is the size', async () => {
    const term = {
      name: { vi: 'Tệp', en: 'Files' },
      source: 'Quy định của tỉnh',
      verified: false,
      megabytes: 1,
      kinds: ['pdf' as const],
    }
    const engine = {
      ...sample.engine,
      procedure: (id: string) => ({ ...sample.engine.procedure(id), evidenceFiles: term }),
    }
    const api = apiOf({ ...sample, engine }, { intake: intakeIn(dir) })
    expect((await sent(api, png, 'ảnh.png')).answer.body['detail']).toContain('Hãy gửi: PDF.')
    await expect(uploader(api, sample.cycle)(person, Buffer.alloc(1024 * 1024 + 1), 'lớn.pdf')).rejects.toThrow(
      'tệp lớn quá 1 MB',
    )
  })
})

describe('the virus scanner', () => {
  const scanned = (port: number, whenScannerDown: 'wait' | 'refuse' = 'wait') =>
    apiOf(sample, { intake: intakeIn(dir, { scanner: clamdScanner({ host: '127.0.0.1', port }), whenScannerDown }) })

  it('is asked about every byte; what is clean goes on', async () => {
    clamd = await startClamd()
    const bytes = Buffer.concat([pdf('sạch'), Buffer.alloc(900_000, 7)])
    const { view } = await sent(scanned(clamd.port), bytes, 'sạch.pdf')
    expect(await view()).toMatchObject({ status: 'ready' })
    expect(clamd.scanned).toEqual([bytes.length])
  })

  it('refuses what is infected, by name, and nothing of it is kept', async () => {
    clamd = await startClamd()
    const { answer, view } = await sent(scanned(clamd.port), pdf(infected), 'hỏng.pdf')
    expect([answer.status, answer.body['detail']]).toEqual([
      422,
      'Tệp “hỏng.pdf” bị từ chối vì có mã độc (Eicar-Signature).',
    ])
    expect(await view()).toMatchObject({ status: 'refused', sha256: null })
  })

  it('that is down lets the upload wait, and it is scanned when the scanner is back', async () => {
    const port = await clamdPort()
    const api = scanned(port)
    const { answer, view, address } = await sent(api, pdf('chờ quét'), 'chờ.pdf')
    expect([answer.status, answer.body['detail']]).toEqual([
      503,
      expect.stringContaining('Máy quét vi-rút tạm ngừng; tệp đã nhận đủ'),
    ])
    expect(await view()).toMatchObject({ status: 'received' })
    const refused = await attach(api, address)
    expect([refused.status, refused.body['detail']]).toEqual([
      503,
      expect.stringContaining('Máy quét vi-rút tạm ngừng'),
    ])
    clamd = await startClamd({ port })
    expect(await tidyUploads(sample.db, api.services.intake, sample.clock.time)).toMatchObject({ settled: 1 })
    expect(await view()).toMatchObject({ status: 'ready', reason: null })
    expect((await attach(api, address)).status).toBe(201)
  })

  it('that is down refuses the upload where the province says so', async () => {
    const { answer, view } = await sent(scanned(await clamdPort(), 'refuse'), pdf('từ chối'), 'a.pdf')
    expect([answer.status, answer.body['detail']]).toEqual([422, expect.stringContaining('Chưa quét được vi-rút')])
    expect(await view()).toMatchObject({ status: 'refused' })
  })

  it('that answers something else counts as down', async () => {
    clamd = await startClamd({ answer: 'INSTREAM size limit exceeded. ERROR\0' })
    expect((await sent(scanned(clamd.port), pdf('lạ'), 'a.pdf')).answer.status).toBe(503)
  })
})

describe('the content store', () => {
  it('that is down keeps an upload waiting, and nothing is lost', async () => {
    s3 = await startS3(join(dir, 's3'))
    const { settings } = s3
    const files = s3Store(settings, join(dir, 'way'))
    const api = apiOf(sample, { intake: intakeIn(join(dir, 'way'), { files }) })
    await s3.stop()
    const { answer, view, address } = await sent(api, pdf('chờ kho'), 'chờ.pdf')
    expect([answer.status, answer.body['detail']]).toEqual([
      503,
      expect.stringContaining('Kho tệp minh chứng tạm ngừng; tệp đã nhận đủ'),
    ])
    expect((await attach(api, address)).status).toBe(503)
    expect(await view()).toMatchObject({ status: 'received' })
    s3 = await startS3(join(dir, 's3'), Number(new URL(settings.endpoint).port))
    const { status, body } = await attach(api, address)
    expect(status).toBe(201)
    const file = `/api/cycles/${sample.cycle}/evidence/${body['code']}/file`
    const part = await (await api.as(person)).get(file, { range: 'bytes=0-3' })
    expect([part.status, part.body]).toEqual([206, '%PDF'])
    await s3.stop()
    const down = await (await api.as(person)).get(file)
    expect([down.status, down.body['detail']]).toEqual([503, 'Kho tệp minh chứng tạm ngừng. Hãy thử lại sau ít phút.'])
    s3 = undefined
  })
})

describe('uploads that nobody uses', () => {
  it('leave after seven days with their content; what became evidence stays', async () => {
    const api = apiOf(sample, { intake: intakeIn(dir) })
    const upload = uploader(api, sample.cycle)
    const used = await sent(api, pdf('dùng'), 'dùng.pdf')
    const code = (await attach(api, used.address)).body['code']
    await upload(person, pdf('bỏ'), 'bỏ.pdf')
    const half = await begin(api, sample.cycle, { person, length: 1000, name: 'dở.pdf' })
    await send(api, person, half, Buffer.from('%PDF'))
    const [{ sha256 } = { sha256: '' }] = await sample.rows<{ sha256: string }>(
      `select sha256 from uploads where name = 'bỏ.pdf'`,
    )
    const part = api.services.intake.parts.pathOf(half.split('/').at(-1) ?? '')
    expect([await api.services.files.has(sha256), existsSync(part)]).toEqual([true, true])
    const before = sample.clock.time
    sample.clock.set(new Date(Date.parse(before) + 7 * 86_400_000 + 1).toISOString())
    expect((await (await api.as(person)).get(half)).status).toBe(404)
    await tidyUploads(sample.db, api.services.intake, sample.clock.time)
    expect([await api.services.files.has(sha256), existsSync(part)]).toEqual([false, false])
    expect(await sample.rows('select 1 from uploads')).toEqual([])
    const drafts = join(dir, 'drafts')
    writeFileSync(join(drafts, 'dead.part'), 'x')
    writeFileSync(join(dir, 'uploads', '0123456789abcdef0123'), 'x')
    utimesSync(join(drafts, 'dead.part'), 0, 0)
    await tidyUploads(sample.db, api.services.intake, sample.clock.time)
    expect([readdirSync(drafts), readdirSync(join(dir, 'uploads'))]).toEqual([[], []])
    const kept = await (await api.as(person)).get(`/api/cycles/${sample.cycle}/evidence/${code}/file`)
    expect(kept.body).toBe(pdf('dùng').toString())
    sample.clock.set(before)
  })

  it('are taken back by their owner, content that others need stays', async () => {
    const api = apiOf(sample, { intake: intakeIn(dir) })
    const [first, second] = [await sent(api, pdf('đôi'), 'a.pdf'), await sent(api, pdf('đôi'), 'b.pdf')]
    const { sha256 } = (await first.view()) as { sha256: string }
    const cancel = async (address: string) =>
      (await (await api.as(person)).send('DELETE', address, undefined, { 'tus-resumable': '1.0.0' })).status
    expect([await cancel(first.address), await api.services.files.has(sha256)]).toEqual([204, true])
    expect([await cancel(second.address), await api.services.files.has(sha256)]).toEqual([204, false])
    expect(await cancel(first.address)).toBe(404)
  })
})

describe('a disk that takes nothing', () => {
  it('is told as such, and not as a fault of the program', async () => {
    const blocked = join(dir, 'blocked')
    writeFileSync(blocked, 'a file where the folder should be')
    const api = apiOf(sample, { intake: intakeIn(blocked) })
    await expect(begin(api, sample.cycle, { person, length: 5, name: 'a.pdf' })).rejects.toThrow(
      /503 .*Kho tệp minh chứng tạm ngừng/,
    )
  })
})
