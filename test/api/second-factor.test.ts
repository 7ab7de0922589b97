// The second factor: set up, asked at sign-in, used once each, and needed by whoever decides.
import { Secret, TOTP } from 'otpauth'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { password, signedIn, withPassword } from '../support/accounts.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api, type ApiClient } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { toStage } from '../support/whole-case.ts'

let sample: SampleCase
let api: Api
let email: string

let turn = 0

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  api = apiOf(sample)
})
// Each test has a person of its own.
beforeEach(async () => {
  email = await withPassword(api, `r${++turn}`)
})

const later = (seconds: number) => {
  sample.clock.set(new Date(Date.parse(sample.clock.now()) + seconds * 1000).toISOString())
}
const codeOf = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.parse(sample.clock.now()) })

/** Sets it up as its owner does; answers the secret and the recovery codes. */
async function enrol(client: ApiClient): Promise<{ secret: string; recoveryCodes: string[] }> {
  const made = await client.post<{ secret: string; uri: string }>('/api/me/second-factor', { password })
  expect(made.status).toBe(200)
  expect(made.body.uri).toMatch(/^otpauth:\/\/totp\/.*secret=/)
  const { secret } = made.body
  const confirmed = await client.post<{ recoveryCodes: string[] }>('/api/me/second-factor/confirm', {
    code: codeOf(secret),
  })
  expect(confirmed.status).toBe(200)
  return { secret, recoveryCodes: confirmed.body.recoveryCodes }
}

describe('a second factor', () => {
  it('is asked at sign-in from its confirmation on, and makes the session strong', async () => {
    const client = await signedIn(api, { email, password })
    const { secret } = await enrol(client)
    expect((await client.get('/api/session')).body['strong']).toBe(true)
    later(60)
    const without = await api.anybody.post('/api/session', { email, password })
    expect([without.status, without.body['secondFactor']]).toEqual([401, true])
    const wrong = await api.anybody.post('/api/session', { email, password, code: '000000' })
    expect(wrong.status).toBe(401)
    const strong = await signedIn(api, { email, password, code: codeOf(secret) })
    expect((await strong.get('/api/session')).body['strong']).toBe(true)
  })

  it('takes a code once, also when two sign in with it at the same moment, and none older than the last', async () => {
    const { secret } = await enrol(await signedIn(api, { email, password }))
    const old = codeOf(secret)
    later(30)
    const code = codeOf(secret)
    const both = await Promise.all([1, 2].map(() => api.anybody.post('/api/session', { email, password, code })))
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 401])
    expect((await api.anybody.post('/api/session', { email, password, code: old })).status).toBe(401)
  })

  it('lets each recovery code in once', async () => {
    const { recoveryCodes } = await enrol(await signedIn(api, { email, password }))
    expect(new Set(recoveryCodes).size).toBe(10)
    const [first = '', second = ''] = recoveryCodes
    await signedIn(api, { email, password, code: first })
    expect((await api.anybody.post('/api/session', { email, password, code: first })).status).toBe(401)
    await signedIn(api, { email, password, code: second.toLowerCase() })
  })

  it('counts wrong codes as guesses', async () => {
    await enrol(await signedIn(api, { email, password }))
    for (let n = 0; n < 10; n++)
      expect((await api.anybody.post('/api/session', { email, password, code: '000000' })).status).toBe(401)
    expect((await api.anybody.post('/api/session', { email, password, code: '000000' })).status).toBe(429)
  })

  it('is stored sealed, its recovery codes hashed', async () => {
    const { secret, recoveryCodes } = await enrol(await signedIn(api, { email, password }))
    const rows = JSON.stringify(
      await sample.rows('select to_jsonb(a) as a, to_jsonb(r) as r from accounts a, recovery_codes r'),
    )
    expect(rows).not.toContain(secret)
    expect(recoveryCodes.some((code) => rows.includes(code.replaceAll('-', '')))).toBe(false)
  })

  it('is not set up without the password, nor twice, and disabled with password and code only', async () => {
    const client = await signedIn(api, { email, password })
    expect((await client.post('/api/me/second-factor', { password: 'không phải' })).status).toBe(422)
    expect((await client.post('/api/me/second-factor/confirm', { code: '123456' })).status).toBe(409)
    const { secret } = await enrol(client)
    expect((await client.post('/api/me/second-factor', { password })).status).toBe(409)
    later(30)
    const off = (body: unknown) => client.post('/api/me/second-factor/disable', body)
    expect((await off({ password: 'không phải', code: codeOf(secret) })).status).toBe(422)
    expect((await off({ password, code: '000000' })).status).toBe(422)
    expect((await off({ password, code: codeOf(secret) })).status).toBe(204)
    expect((await client.get('/api/session')).body['strong']).toBe(false)
    await signedIn(api, { email, password })
  })

  it('can be given later in a running session', async () => {
    const client = await signedIn(api, { email, password })
    const { secret } = await enrol(await signedIn(api, { email, password }))
    later(30)
    expect((await client.get('/api/session')).body['strong']).toBe(false)
    expect((await client.post('/api/session/code', { code: '000000' })).status).toBe(422)
    expect((await client.post('/api/session/code', { code: codeOf(secret) })).status).toBe(204)
    expect((await client.get('/api/session')).body['strong']).toBe(true)
  })
})

describe('whoever decides', () => {
  const decision = { number: '9/QĐ', date: '2026-01-05' }

  it('does so only in a strong session; without one it is refused with the reason, offered as stopped, and on record', async () => {
    await toStage(sample, 'reported')
    const path = `/api/processes/${encodeURIComponent(`${sample.cycle}/certification`)}`
    const grant = { event: 'grantAccreditation', payload: { decision, grade: 2 } }
    const weak = await api.as('director', { strong: false })
    const view = await weak.get<{
      allowed: { event: string }[]
      refused: { event: string; reasons: { vi: string }[] }[]
    }>(path)
    expect(view.body.allowed.map(({ event }) => event)).not.toContain(grant.event)
    const refused = view.body.refused.find(({ event }) => event === grant.event)
    expect(refused?.reasons[0]?.vi).toContain('xác thực hai bước')
    const answer = await weak.post(`${path}/events`, grant)
    expect([answer.status, answer.body['secondFactor']]).toEqual([403, true])
    expect(await sample.rows('select 1 from awards')).toEqual([])
    expect(await sample.rows(`select actor_id, event, code from refusals order by id desc limit 1`)).toEqual([
      { actor_id: 'director', event: 'grantAccreditation', code: 'forbidden' },
    ])
    const strong = await api.as('director')
    const seen = await strong.get<{ allowed: { event: string }[] }>(path)
    expect(seen.body.allowed.map(({ event }) => event)).toContain(grant.event)
    expect((await strong.post(`${path}/events`, grant)).status).toBe(200)
  })
})
