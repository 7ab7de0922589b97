// Invitations and resets by mail, over a real SMTP server that is also away for a while; notices of a case by mail.
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deliver } from '../../src/deliver.ts'
import { drain } from '../../src/engine/worker.ts'
import { retryMail, unsentMails } from '../../src/store/outbox.ts'
import { withClient } from '../../src/store/with-client.ts'
import { workStore } from '../../src/store/work-store.ts'
import { startWorker } from '../../src/wake.ts'
import { mailerOf } from '../../src/mail/mailer.ts'
import { password, signedIn, withPassword } from '../support/accounts.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { mailServer, secretFor, sendAll, type MailServer } from '../support/mail-server.ts'
import { schoolPeople } from '../../workflows/self-assessment/samples.ts'
import { reviewers, sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'

let sample: SampleCase
let api: Api
let server: MailServer
let email: string

const people = Object.keys(schoolPeople).concat(reviewers)

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  api = apiOf(sample)
})
// Each test has a mail server, a person and an empty outbox of its own.
beforeEach(async () => {
  server = await mailServer()
  await sample.rows('delete from outbox')
  email = await withPassword(api, people.shift() ?? '')
})
afterEach(() => server.stop())

const later = (minutes: number) => {
  sample.clock.set(new Date(Date.parse(sample.clock.now()) + minutes * 60_000).toISOString())
}
const ask = (address: string) => api.anybody.post('/api/password-resets', { email: address })
const reset = (secret: string, chosen: string) =>
  api.anybody.post('/api/password-resets/use', { secret, password: chosen })
const next = 'bốn từ dễ nhớ thôi'

describe('a reset by mail', () => {
  it('is answered alike whether the account exists or not, and mails only the one that does', async () => {
    const [known, unknown] = [await ask(email), await ask('ai@do.test')]
    expect([known.status, unknown.status]).toEqual([202, 202])
    expect(known.body).toEqual(unknown.body)
    expect(await sendAll(api, server)).toBe(1)
    expect(server.received.map(({ to }) => to)).toEqual([[email]])
    expect(server.received[0]?.text).toContain('Kính gửi Nguyễn Thị Mai,')
  })

  it('sets a new password once, ends the sessions, and tells the owner', async () => {
    const open = await signedIn(api, { email, password })
    await ask(email)
    await sendAll(api, server)
    const secret = secretFor(server, email)
    const weak = await reset(secret, 'ngắn')
    expect([weak.status, weak.body['issues']]).toEqual([
      422,
      [{ path: 'password', message: 'Mật khẩu phải dài ít nhất 10 ký tự.' }],
    ])
    expect(await reset(secret, next)).toMatchObject({ status: 200, body: { email } })
    expect((await reset(secret, next)).status).toBe(401)
    expect((await open.get('/api/session')).status).toBe(401)
    await signedIn(api, { email, password: next })
    await sendAll(api, server)
    expect(server.received.at(-1)?.text).toContain('Mật khẩu đã được thay đổi')
  })

  it('holds for an hour, and an earlier link is void when a new one is asked for', async () => {
    await ask(email)
    await sendAll(api, server)
    const first = secretFor(server, email)
    await ask(email)
    await sendAll(api, server)
    const second = secretFor(server, email)
    expect((await reset(first, next)).status).toBe(401)
    later(61)
    expect((await reset(second, next)).status).toBe(401)
  })

  it('is not asked for again and again', async () => {
    for (let n = 0; n < 3; n++) expect((await ask(email)).status).toBe(202)
    expect((await ask(email)).status).toBe(429)
    for (let n = 0; n < 3; n++) expect((await ask('ai@do.test')).status).toBe(202)
    expect((await ask('ai@do.test')).status).toBe(429)
  })

  it('leaves no secret readable in the database, before and after it is sent', async () => {
    await ask(email)
    const before = JSON.stringify(await sample.rows('select to_jsonb(o) as row from outbox o'))
    await sendAll(api, server)
    const secret = secretFor(server, email)
    expect(secret).toHaveLength(43)
    expect(before).not.toContain(secret)
    expect(await sample.rows('select secret, status from outbox')).toEqual([{ secret: null, status: 'sent' }])
  })
})

describe('an invitation', () => {
  const newcomer = { name: 'Trần Văn Mới', organisation: 'truong', reason: 'Giáo viên mới.' }
  const person = { ...newcomer, email: 'moi@mau.test' }
  const late = { ...newcomer, email: 'muon@mau.test' }

  it('activates the account with a password of its own, once, within seven days', async () => {
    const made = await (await api.as('principal')).post('/api/people', person)
    expect(made.status).toBe(201)
    await sendAll(api, server)
    const secret = secretFor(server, person.email)
    const accept = () => api.anybody.post('/api/invitations/use', { secret, password: next })
    expect((await ask(person.email)).status).toBe(202)
    expect((await reset(secret, next)).status).toBe(401)
    expect(await accept()).toMatchObject({ status: 200, body: { email: person.email } })
    expect((await accept()).status).toBe(401)
    const me = await (await signedIn(api, { email: person.email, password: next })).get('/api/session')
    expect(me.body).toMatchObject({ person: { name: person.name, organisationId: 'truong' }, offices: [] })
  })

  it('is sent again when it has run out', async () => {
    const principal = await api.as('principal')
    const { body } = await principal.post('/api/people', late)
    await sendAll(api, server)
    const first = secretFor(server, late.email)
    later(7 * 24 * 60 + 1)
    expect((await api.anybody.post('/api/invitations/use', { secret: first, password: next })).status).toBe(401)
    const again = await (
      await api.as('principal')
    ).post(`/api/people/${String(body['id'])}/invitation`, { reason: 'Thư cũ hết hạn.' })
    expect(again.status).toBe(204)
    await sendAll(api, server)
    const use = { secret: secretFor(server, late.email), password: next }
    expect((await api.anybody.post('/api/invitations/use', use)).status).toBe(200)
  })
})

describe('a mail server that is away', () => {
  it('stops nothing: what waits goes out when it is back, each once', async () => {
    await server.stop()
    expect((await ask(email)).status).toBe(202)
    const person = { name: 'Trần Văn Mới', email: 'khac@mau.test', organisation: 'truong', reason: 'Giáo viên mới.' }
    expect((await (await api.as('principal')).post('/api/people', person)).status).toBe(201)
    expect(await sendAll(api, server)).toBe(0)
    expect(await sample.rows(`select status, count(*)::int as n from outbox group by 1`)).toEqual([
      { status: 'waiting', n: 2 },
    ])
    await server.start()
    later(2)
    expect(await Promise.all([sendAll(api, server), sendAll(api, server)])).toHaveLength(2)
    expect(server.received.flatMap(({ to }) => to).toSorted()).toEqual([person.email, email].toSorted())
    later(120)
    expect(await sendAll(api, server)).toBe(0)
  })

  it('a link that ran out meanwhile is not sent any more', async () => {
    await server.stop()
    await ask(email)
    await sendAll(api, server)
    later(61)
    await server.start()
    expect(await sendAll(api, server)).toBe(0)
    expect(await sample.rows('select status, secret from outbox')).toEqual([{ status: 'expired', secret: null }])
  })

  it('a mailbox it does not know holds up nobody and is on record', async () => {
    server.refused.add('director@mau.test')
    await withPassword(api, 'director')
    await ask('director@mau.test')
    await ask(email)
    expect(await sendAll(api, server)).toBe(1)
    expect(await sample.rows('select status from outbox order by id')).toEqual([
      { status: 'failed' },
      { status: 'sent' },
    ])
    const unsent = await withClient(sample.db, (client) => unsentMails(client, 10))
    expect(unsent).toMatchObject([
      { person: 'director', status: 'failed', attempts: 1, error: expect.stringContaining('550') },
    ])
    server.refused.clear()
    expect(await withClient(sample.db, (client) => retryMail(client, unsent[0]?.id ?? '', sample.clock.now()))).toBe(
      true,
    )
    expect(await sendAll(api, server)).toBe(1)
  })
})

describe('a notice of a case', () => {
  it('is mailed to whom it concerns, once, with the school and a link and nothing else', async () => {
    await withPassword(api, 'le-thi-hanh')
    await withPassword(api, 'principal')
    await toRating(sample)
    const work = workStore(sample.db)
    const carryOut = (waiting: Parameters<typeof deliver>[1]) => deliver(sample.db, waiting, sample.clock.now())
    await drain(work, carryOut)
    const told = await sample.rows<{ person_id: string }>(
      'select person_id from notices join accounts using (person_id)',
    )
    expect(told.length).toBeGreaterThan(0)
    await sample.rows(`update effects set status = 'pending'`)
    await drain(work, carryOut)
    expect(await sendAll(api, server)).toBe(told.length)
    expect(server.received.every(({ text }) => text.includes(`http://127.0.0.1/cases/${sample.cycle}`))).toBe(true)
    expect(server.received.some(({ text }) => text.includes('Hồ sơ của Trường THPT Mẫu:'))).toBe(true)
  })

  it('leaves with the running worker, without being told', async () => {
    const { secretKey, publicUrl } = api.services
    const mailer = mailerOf({ smtpUrl: server.url, mailFrom: 'kiemdinh@so.test', publicUrl }, secretKey)
    const worker = await startWorker(sample, { mailer })
    try {
      await ask(email)
      await expect.poll(() => server.received.length, { timeout: 30_000 }).toBe(1)
    } finally {
      await worker.stop()
    }
  })
})
