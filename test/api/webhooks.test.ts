// Webhooks: signed, in order, at least once; what fails is tried again, given up in the end, and can be sent again.
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tellSubscribers } from '../../src/webhooks/tell.ts'
import { send } from '../../src/webhooks/send.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api, type ApiClient } from '../support/http.ts'
import { openAnother, sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'
import { settled } from '../support/settled.ts'

interface Got {
  path: string
  headers: IncomingHttpHeaders
  text: string
  body: { id: string; event: string; state: string; version: number } & Record<string, unknown>
}

let sample: SampleCase
let api: Api
let head: ApiClient
let receiver: Server
let url: string
let got: Got[] = []
let answer = 200

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  api = apiOf(sample, { webhooksToPrivate: true })
  head = await api.as('head')
  receiver = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += chunk))
    request.on('end', () => {
      got.push({ path: request.url ?? '', headers: request.headers, text, body: JSON.parse(text) as Got['body'] })
      response.writeHead(answer, { location: '/elsewhere' }).end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
})
afterAll(() => receiver.close())
beforeEach(() => {
  got = []
  answer = 200
})

const tell = async () => {
  await settled(sample)
  return tellSubscribers(sample.db, { key: api.services.secretKey, allowPrivate: true }, () => sample.clock.now())
}
const subscribe = async (path: string, events: string[]) => {
  await settled(sample)
  const made = await head.post<{ id: string; secret: string }>('/api/webhooks', { url: url + path, events })
  expect(made.status).toBe(201)
  return made.body
}
/** Sessions end meanwhile. */
const minutesLater = async (minutes: number) => {
  sample.clock.set(new Date(Date.parse(sample.clock.now()) + minutes * 60_000).toISOString())
  head = await api.as('head')
}

describe('a subscription', () => {
  it('is told every event of its kind in order, signed, without a word of any person', async () => {
    const { id, secret } = await subscribe('/all', ['selfAssessment.*'])
    await tell()
    expect(got).toEqual([])
    await toRating(sample)
    expect(await tell()).toBe(4)
    expect(got.map(({ body }) => [body.event, body.version])).toEqual([
      ['selfAssessment.establishCouncil', 2],
      ['selfAssessment.submitPlan', 3],
      ['selfAssessment.approvePlan', 4],
      ['selfAssessment.beginRating', 5],
    ])
    const [first] = got
    expect(first?.body).toEqual({
      id: `${sample.cycle}/selfAssessment#2`,
      event: 'selfAssessment.establishCouncil',
      at: sample.clock.now(),
      case: sample.cycle,
      process: 'selfAssessment',
      edition: 'vn-2018',
      version: 2,
      state: 'planning',
      school: 'truong',
      schoolCode: null,
    })
    const [, seconds = '', mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(first?.headers['kiemdinh-signature'])) ?? []
    expect(createHmac('sha256', secret).update(`${seconds}.${first?.text}`).digest('hex')).toBe(mac)
    expect(await tell()).toBe(0)
    await (await api.as('head')).send('DELETE', `/api/webhooks/${id}`)
    await openAnother(sample, 'truong', '2040-2041')
    expect(await tell()).toBe(0)
  })

  it('keeps the order while a receiver is away, and goes on with growing pauses', async () => {
    const { id } = await subscribe('/late', ['*'])
    answer = 503
    await openAnother(sample, 'truong', '2041-2042')
    await openAnother(sample, 'truong', '2042-2043')
    await tell()
    await tell()
    expect(got).toHaveLength(1)
    await minutesLater(1)
    await tell()
    await tell()
    expect(got).toHaveLength(2)
    await minutesLater(2)
    answer = 204
    await tell()
    expect(got.map(({ body }) => body['case'])).toEqual([
      'truong.2041-2042',
      'truong.2041-2042',
      'truong.2041-2042',
      'truong.2042-2043',
    ])
    expect(new Set(got.slice(0, 3).map(({ headers }) => headers['kiemdinh-delivery'])).size).toBe(1)
    await head.send('DELETE', `/api/webhooks/${id}`)
  })

  it('gives up in the end, lists what it gave up, and sends it again when asked', async () => {
    const { id } = await subscribe('/dead', ['*'])
    answer = 301
    await openAnother(sample, 'truong', '2043-2044')
    for (let n = 0; n < 16; n++) {
      await tell()
      await minutesLater(361)
    }
    expect(got.every(({ path }) => path === '/dead')).toBe(true)
    expect(got).toHaveLength(15)
    const path = `/api/webhooks/${id}/deliveries`
    const { body } = await head.get<{ items: { id: string; error: string; attempts: number }[] }>(`${path}?status=dead`)
    expect(body.items).toMatchObject([{ error: 'answered 301', attempts: 15, answer: 301 }])
    answer = 200
    const delivery = body.items[0]?.id ?? ''
    expect((await head.post(`${path}/${delivery}/again`)).status).toBe(204)
    expect(await tell()).toBe(1)
    expect((await head.post(`${path}/999999/again`)).status).toBe(409)
    const told = await sample.rows(
      `select action from journal where subject_kind = 'webhook' and subject_id = $1 order by id`,
      [id],
    )
    expect(told).toEqual([{ action: 'createWebhook' }, { action: 'redeliver' }])
    await head.send('DELETE', `/api/webhooks/${id}`)
  })

  it('is told once by many workers at the same time', async () => {
    const { id } = await subscribe('/many', ['*'])
    for (let year = 2050; year < 2056; year++) await openAnother(sample, 'truong', `${year}-${year + 1}`)
    await Promise.all([tell(), tell(), tell(), tell()])
    await tell()
    const cases = got.map(({ body }) => body['case'])
    expect(cases).toEqual(
      ['2050-2051', '2051-2052', '2052-2053', '2053-2054', '2054-2055', '2055-2056'].map((p) => `truong.${p}`),
    )
    await head.send('DELETE', `/api/webhooks/${id}`)
  })

  it('goes on by the clock after the database was restored, and tells rather twice than never', async () => {
    const { id } = await subscribe('/restored', ['*'])
    await minutesLater(120)
    await openAnother(sample, 'truong', '2060-2061')
    await tell()
    await minutesLater(120)
    await openAnother(sample, 'truong', '2061-2062')
    await sample.rows(`update feed_epoch set id = 'restored'`)
    await sample.rows(`update webhooks set read_to = '999999999' where id = $1`, [id])
    await tell()
    expect(got.map(({ body }) => body['case'])).toEqual(
      expect.arrayContaining(['truong.2060-2061', 'truong.2061-2062']),
    )
    got = []
    await openAnother(sample, 'truong', '2062-2063')
    await tell()
    expect(got.map(({ body }) => body['case'])).toEqual(['truong.2062-2063'])
    await head.send('DELETE', `/api/webhooks/${id}`)
  })
})

describe('whoever manages subscriptions', () => {
  it('is the department, signed in; nobody else sees or makes one, and the secret is shown once', async () => {
    const { id } = await subscribe('/mine', ['certification.*'])
    expect((await (await api.as('principal')).get('/api/webhooks')).status).toBe(403)
    const listed = await head.get<{ items: Record<string, unknown>[] }>('/api/webhooks')
    expect(JSON.stringify(listed.body)).not.toContain('whs_')
    expect(listed.body.items.find((one) => one['id'] === id)).toMatchObject({ organisation: 'so', endedAt: null })
    const [row] = await sample.rows<{ secret: string }>('select secret from webhooks where id = $1', [id])
    expect(row?.secret).not.toContain('whs_')
    const elsewhere = await head.post('/api/webhooks', { url, events: ['*'], organisation: 'xa' })
    expect(elsewhere.status).toBe(404)
  })

  it('cannot point one at the network behind the server, and a call there is refused even if it is stored', async () => {
    const strict = await apiOf(sample).as('head')
    for (const bad of ['https://127.0.0.1/', 'https://169.254.169.254/', 'http://example.vn/', 'https://localhost/']) {
      const { status, body } = await strict.post('/api/webhooks', { url: bad, events: ['*'] })
      expect([status, (body['issues'] as { path: string }[])[0]?.path], bad).toEqual([422, 'url'])
    }
    const message = { secret: 's', id: '1', event: 'x', body: '{}', at: sample.clock.now() }
    await expect(send({ ...message, url: 'https://127.0.0.1/' }, false)).rejects.toThrow('mạng nội bộ')
    await expect(send({ ...message, url: 'https://localhost.localdomain/' }, false)).rejects.toThrow()
    expect((await strict.post('/api/webhooks', { url: 'https://a.vn/', events: ['a b'] })).status).toBe(422)
  })

  it('does not wait for a receiver that never answers', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const message = { secret: 's', id: '1', event: 'x', body: '{}', at: sample.clock.now() }
    await expect(send({ ...message, url: `http://127.0.0.1:${port}/` }, true, 50)).rejects.toThrow()
    silent.closeAllConnections()
    silent.close()
  })
})
