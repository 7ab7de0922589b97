// Signing in and out: what is refused, how often one may try, how long a session lives, and how it ends.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cookieOf, password, signedIn, withPassword } from '../support/accounts.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { lookupsOf } from '../support/lookups.ts'
import { schoolPeople } from '../../workflows/self-assessment/samples.ts'
import { reviewers, sampleCase, type SampleCase } from '../support/sample-case.ts'

let sample: SampleCase
let api: Api
let email: string

const people = Object.keys(schoolPeople).concat(reviewers)
let person: string

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  api = apiOf(sample, { behindProxy: true, limits: { person: 10_000, address: 10_000 } })
})
// Each test has a person of its own, the first one the principal.
beforeEach(async () => {
  person = people.shift() ?? ''
  email = await withPassword(api, person)
})

const later = (minutes: number) => {
  sample.clock.set(new Date(Date.parse(sample.clock.now()) + minutes * 60_000).toISOString())
}
const tryFrom = (address: string, given: { email: string; password: string }) =>
  api.anybody.post('/api/session', given, { 'x-forwarded-for': address })

describe('signing in', () => {
  it('gives a cookie no script can read, and says who one is', async () => {
    const answer = await api.anybody.post('/api/session', { email: email.toUpperCase(), password })
    expect(answer.status).toBe(201)
    expect(answer.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/)
    const me = await (await signedIn(api, { email, password })).get('/api/session')
    expect(me.body).toMatchObject({
      person: { id: 'principal', email },
      offices: [{ role: 'principal', organisationId: 'truong' }],
      strong: false,
      needsSecondFactor: false,
    })
  })

  it('answers a wrong password and an unknown account alike', async () => {
    const signIn = (as: string) => lookupsOf(() => api.anybody.post('/api/session', { email: as, password: 'sai rồi' }))
    const [wrong, unknown] = [await signIn(email), await signIn('ai@do.test')]
    expect([wrong.answer.status, unknown.answer.status]).toEqual([401, 401])
    expect(wrong.answer.body).toEqual(unknown.answer.body)
    expect(wrong.asked).toEqual(unknown.asked)
    expect(wrong.answer.body['detail']).toBe('Email hoặc mật khẩu không đúng.')
  })

  it('keeps no password and no secret of a session in the database', async () => {
    const answer = await api.anybody.post('/api/session', { email, password })
    const secret = cookieOf(answer).split('=')[1] ?? ''
    const rows = await sample.rows(`select to_jsonb(s)::text || to_jsonb(a)::text as text from sessions s, accounts a`)
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(JSON.stringify(rows)).not.toContain(password)
    expect(JSON.stringify(rows)).toContain('$argon2id$')
  })
})

describe('guessing', () => {
  it('stops after ten wrong passwords for one account, wherever from, and says when to try again', async () => {
    const wrong = { email, password: 'không phải đâu' }
    for (let n = 0; n < 10; n++) expect((await tryFrom(`10.0.0.${n}`, wrong)).status).toBe(401)
    const refused = await tryFrom('10.0.0.99', { email, password })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.body['detail']).toBe('Đã thử quá nhiều lần. Hãy đợi 15 phút rồi thử lại.')
    later(15.1)
    expect((await tryFrom('10.0.0.99', { email, password })).status).toBe(201)
  })

  it('stops for one address that tries many accounts, and for nobody else', async () => {
    for (let n = 0; n < 60; n++)
      expect((await tryFrom('10.1.1.1', { email: `${n}@do.test`, password })).status).toBe(401)
    expect((await tryFrom('10.1.1.1', { email, password })).status).toBe(429)
    expect((await tryFrom('10.1.1.2', { email, password })).status).toBe(201)
  })

  it('many at once are no more than the limit', async () => {
    const wrong = { email, password: 'không phải đâu' }
    const answers = await Promise.all(Array.from({ length: 25 }, (_, n) => tryFrom(`10.2.0.${n}`, wrong)))
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(10)
    expect(answers.every(({ status }) => status === 401 || status === 429)).toBe(true)
  })

  it('a success is no guess: ten sign-ins leave the door open', async () => {
    const failures = () => sample.rows('select id from sign_in_failures order by id')
    const before = await failures()
    for (let n = 0; n < 12; n++) await signedIn(api, { email, password })
    expect(await failures()).toEqual(before)
  })
})

describe('a session', () => {
  it('lives as long as it is used, twelve hours after the last use and a week at most', async () => {
    const client = await signedIn(api, { email, password })
    for (let n = 0; n < 5; n++) {
      later(11 * 60)
      expect((await client.get('/api/session')).status).toBe(200)
    }
    later(12 * 60 + 1)
    expect((await client.get('/api/session')).status).toBe(401)
    const other = await signedIn(api, { email, password })
    let hours = 0
    for (; hours < 24 * 14; hours += 11) {
      later(11 * 60)
      if ((await other.get('/api/session')).status === 401) break
    }
    expect(hours).toBeGreaterThan(24 * 6)
    expect(hours).toBeLessThan(24 * 7)
  })

  it('is written at most once a minute, however often it is used', async () => {
    const client = await signedIn(api, { email, password })
    const seen = async () =>
      (await sample.rows<{ at: Date }>('select last_seen_at as at from sessions where person_id = $1', [person]))[0]?.at
    const first = await seen()
    later(0.5)
    await client.get('/api/session')
    expect(await seen()).toEqual(first)
    later(1)
    await client.get('/api/session')
    expect(await seen()).not.toEqual(first)
  })

  it('ends with signing out, and others can be ended from a list', async () => {
    const [here, there] = [await signedIn(api, { email, password }), await signedIn(api, { email, password })]
    const list = await here.get<{ items: { id: string; current: boolean }[] }>('/api/me/sessions')
    expect(list.body.items.map(({ current }) => current).toSorted()).toEqual([false, true])
    const other = list.body.items.find(({ current }) => !current)?.id ?? ''
    expect((await here.send('DELETE', `/api/me/sessions/${other}`)).status).toBe(204)
    expect((await there.get('/api/session')).status).toBe(401)
    expect((await here.send('DELETE', `/api/me/sessions/${other}`)).status).toBe(404)
    const out = await here.send('DELETE', '/api/session')
    expect([out.status, cookieOf(out)]).toEqual([204, 'kiemdinh_session='])
    expect((await here.get('/api/session')).status).toBe(401)
  })

  it('of somebody else cannot be ended', async () => {
    const theirs = await signedIn(api, { email: await withPassword(api, 'director'), password })
    const list = await theirs.get<{ items: { id: string }[] }>('/api/me/sessions')
    const mine = await signedIn(api, { email, password })
    expect((await mine.send('DELETE', `/api/me/sessions/${list.body.items[0]?.id}`)).status).toBe(404)
    expect((await theirs.get('/api/session')).status).toBe(200)
  })

  it('changing the password ends every other session; a wrong present password changes nothing', async () => {
    const [here, there] = [await signedIn(api, { email, password }), await signedIn(api, { email, password })]
    const next = 'bốn từ dễ nhớ thôi'
    const wrong = await here.send('PUT', '/api/me/password', { current: 'không phải', password: next })
    expect(wrong.status).toBe(422)
    expect(wrong.body['issues']).toEqual([{ path: 'current', message: 'Mật khẩu hiện tại không đúng.' }])
    const weak = await here.send('PUT', '/api/me/password', { current: password, password: 'matkhau123' })
    expect([weak.status, weak.body['issues']]).toEqual([
      422,
      [{ path: 'password', message: 'Mật khẩu này quá dễ đoán.' }],
    ])
    expect((await there.get('/api/session')).status).toBe(200)
    expect((await here.send('PUT', '/api/me/password', { current: password, password: next })).status).toBe(204)
    expect((await here.get('/api/session')).status).toBe(200)
    expect((await there.get('/api/session')).status).toBe(401)
    expect((await api.anybody.post('/api/session', { email, password })).status).toBe(401)
    await signedIn(api, { email, password: next })
  })
})
