// Mail server, file store and sign-on provider away at once: people are told in words, work goes on, nothing is lost, all is made up.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliver } from '../../src/deliver.ts'
import { drain } from '../../src/engine/worker.ts'
import { s3Store } from '../../src/store/files/s3.ts'
import { workStore } from '../../src/store/work-store.ts'
import { sampleCouncil, sampleGroups, sampleSecretariat } from '../../workflows/self-assessment/samples.ts'
import { password, withPassword } from '../support/accounts.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, intakeIn, type Answered, type Api } from '../support/http.ts'
import { mailServer, sendAll, type MailServer } from '../support/mail-server.ts'
import { startS3, type TestS3 } from '../support/s3.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { begin, pdf, send, uploader } from '../support/upload.ts'

const dir = mkdtempSync(join(tmpdir(), 'kiemdinh-outages-'))
let sample: SampleCase
let api: Api
let store: TestS3
let mail: MailServer
let provider: { issuer: string; start(): Promise<void>; stop(): Promise<void> }

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  store = await startS3(join(dir, 's3'))
  mail = await mailServer()
  provider = await discovery()
  const intake = intakeIn(join(dir, 'local'), { files: s3Store(store.settings, join(dir, 'local')) })
  const oidc = { issuer: provider.issuer, clientId: 'kiemdinh', clientSecret: 'x' }
  api = apiOf(sample, { intake, files: intake.files, oidc })
})
afterAll(async () => {
  await Promise.all([store.stop(), mail.stop(), provider.stop()])
  rmSync(dir, { recursive: true, force: true })
})

/** As much of a provider as the first step asks for. */
async function discovery() {
  let server: Server | null = null
  let port = 0
  const made = {
    issuer: '',
    async start() {
      const next = createServer((_request, response) => {
        const endpoints = { authorization_endpoint: `${made.issuer}/auth`, token_endpoint: `${made.issuer}/token` }
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify({ issuer: made.issuer, ...endpoints, jwks_uri: `${made.issuer}/jwks` }))
      })
      await new Promise<void>((resolve) => next.listen(port, '127.0.0.1', resolve))
      port = (next.address() as { port: number }).port
      made.issuer = `http://127.0.0.1:${port}`
      server = next
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server?.closeAllConnections()
        if (server) server.close(() => resolve())
        else resolve()
      }),
  }
  await made.start()
  await made.stop()
  return made
}

const evidence = () => `/api/cycles/${sample.cycle}/evidence`
const details = { title: 'Chiến lược phát triển', issuer: 'Trường THPT Mẫu' }
const sentence = ({ status, headers, body }: Answered<unknown>) => [
  status,
  headers.get('content-type')?.split(';')[0],
  (body as { detail?: string }).detail,
]
const unavailable = (words: RegExp) => [503, 'application/problem+json', expect.stringMatching(words)]
const member = 'principal'

describe('while mail server, file store and sign-on provider are away', () => {
  let waiting = ''
  let kept = ''

  it('begins with all of them there', async () => {
    const upload = await uploader(api, sample.cycle)(member, pdf('một'), 'một.pdf')
    const body = { upload, criterion: '1.1', details }
    const { status, body: made } = await (await api.as(member)).post<{ code: string }>(evidence(), body)
    expect(status).toBe(201)
    kept = made.code
    await Promise.all([store.stop(), mail.stop()])
  })

  it('a file that was sent whole waits, and says for what; one that is stored cannot be read, and says so', async () => {
    const bytes = pdf('hai')
    const address = await begin(api, sample.cycle, { person: member, length: bytes.byteLength, name: 'hai.pdf' })
    expect(sentence(await send(api, member, address, bytes))).toEqual(unavailable(/Kho tệp/))
    const client = await api.as(member)
    waiting = address.split('/').at(-1) ?? ''
    expect((await client.get(address)).body).toMatchObject({ status: 'received', offset: bytes.byteLength })
    const used = await client.post(evidence(), { upload: waiting, criterion: '1.1', details })
    expect(sentence(used)).toEqual(unavailable(/Kho tệp/))
    expect(sentence(await client.get(`${evidence()}/${kept}/file`))).toEqual(unavailable(/Kho tệp/))
  })

  it('the sign-on says that the provider is away and what else there is, and a password still lets in', async () => {
    expect(sentence(await api.anybody.get('/api/oidc/start'))).toEqual(unavailable(/email và mật khẩu/))
    const email = await withPassword(api, 'officer')
    expect((await api.anybody.post('/api/session', { email, password })).status).toBe(201)
  })

  it('an event is taken as always, its notices are there, and its mails wait', async () => {
    const payload = {
      decision: { number: '12/QĐ-THPT', date: '2025-09-05' },
      members: sampleCouncil,
      secretariat: sampleSecretariat,
      groups: sampleGroups,
    }
    for (const { personId } of sampleCouncil) await api.as(personId)
    const process = `/api/processes/${encodeURIComponent(`${sample.cycle}/selfAssessment`)}`
    const sent = await (await api.as(member)).post(`${process}/events`, { event: 'establishCouncil', payload })
    expect(sent.status).toBe(200)
    const { failed } = await drain(workStore(sample.db), (effect) => deliver(sample.db, effect, sample.clock.now()))
    expect(failed).toEqual([])
    expect((await sample.rows('select 1 from notices')).length).toBeGreaterThan(0)
    expect(await sendAll(api, mail)).toBe(0)
    expect(await states()).toEqual(['waiting'])
  })

  it('when they are back everything is made up: the file stored, each mail sent once, the sign-on open', async () => {
    store = await startS3(join(dir, 's3'), Number(new URL(store.settings.endpoint).port))
    await mail.start()
    await provider.start()
    const client = await api.as(member)
    const made = await client.post<{ code: string }>(evidence(), { upload: waiting, criterion: '1.1', details })
    expect(made.status).toBe(201)
    for (const [code, text] of [
      [kept, 'một'],
      [made.body.code, 'hai'],
    ])
      expect((await client.get<string>(`${evidence()}/${code}/file`)).body).toBe(pdf(text ?? '').toString())
    sample.clock.set(new Date(Date.parse(sample.clock.time) + 120_000).toISOString())
    const count = (await sample.rows('select 1 from outbox')).length
    expect(await sendAll(api, mail)).toBe(count)
    expect(mail.received).toHaveLength(count)
    expect(await sendAll(api, mail)).toBe(0)
    expect(await states()).toEqual(['sent'])
    expect((await api.anybody.get('/api/oidc/start')).status).toBe(302)
  })
})

const states = async () =>
  (await sample.rows<{ status: string }>('select distinct status from outbox')).map(({ status }) => status)
