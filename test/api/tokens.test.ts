// Tokens of machines: made by people for a purpose and a time, shown once, revoked by their owner or the department.
import { beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api, type ApiClient } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'

let sample: SampleCase
let api: Api

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  api = apiOf(sample)
})

const inDays = (days: number) => new Date(Date.parse(sample.clock.now()) + days * 24 * 3_600_000).toISOString()
const make = (client: ApiClient, more: Record<string, unknown> = {}) =>
  client.post<{ id: string; secret: string; detail?: string; issues?: unknown }>('/api/tokens', {
    name: 'Phần mềm quản lý trường',
    scopes: ['read'],
    expiresAt: inDays(30),
    ...more,
  })
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })

describe('a token', () => {
  it('does what its person may, within its scopes, and no more', async () => {
    const { body, status } = await make(await api.as('principal'))
    expect(status).toBe(201)
    expect(body.secret).toMatch(/^kd_[\w-]{43}$/)
    const me = await api.anybody.get('/api/session', bearer(body.secret))
    expect(me.body).toMatchObject({ person: { id: 'principal' }, via: 'token', scopes: ['read'], strong: false })
    const path = `/api/processes/${encodeURIComponent(`${sample.cycle}/selfAssessment`)}`
    expect((await api.anybody.get(path, bearer(body.secret))).status).toBe(200)
    const write = await api.anybody.post(`${path}/events`, { event: 'withdraw' }, bearer(body.secret))
    expect([write.status, write.body['detail']]).toEqual([403, 'Mã truy cập này không có quyền “write”.'])
  })

  it('makes no other token and touches no lock, whatever its scopes', async () => {
    const { body } = await make(await api.as('principal'), { scopes: ['read', 'write'] })
    const more = { name: 'x', scopes: ['read'], expiresAt: inDays(1) }
    for (const answer of [
      await api.anybody.post('/api/tokens', more, bearer(body.secret)),
      await api.anybody.get('/api/me/sessions', bearer(body.secret)),
      await api.anybody.send('PUT', '/api/me/password', { current: 'x', password: 'y' }, bearer(body.secret)),
    ])
      expect(answer.status).toBe(403)
  })

  it('is kept as a hash and shown once', async () => {
    const client = await api.as('head')
    const { body } = await make(client)
    expect(JSON.stringify(await sample.rows('select to_jsonb(t) as t from tokens t'))).not.toContain(body.secret)
    expect(JSON.stringify((await client.get('/api/tokens')).body)).not.toContain(body.secret)
  })

  it('lives a year at most, and not one moment longer than it says', async () => {
    const client = await api.as('principal')
    const long = await make(client, { expiresAt: inDays(400) })
    expect([long.status, long.body.issues]).toEqual([
      422,
      [{ path: 'expiresAt', message: 'Thời hạn phải sau lúc này và không quá 1 năm.' }],
    ])
    expect((await make(client, { expiresAt: inDays(-1) })).status).toBe(422)
    const { body } = await make(client, { expiresAt: inDays(2) })
    const now = sample.clock.now()
    sample.clock.set(inDays(2))
    const late = await api.anybody.get('/api/session', bearer(body.secret))
    expect([late.status, late.body['detail']]).toEqual([401, 'Mã truy cập không đúng, đã hết hạn hoặc đã thu hồi.'])
    sample.clock.set(now)
  })

  it('rests while its person is suspended', async () => {
    const { body } = await make(await api.as('commune'))
    await sample.rows(`update accounts set status = 'suspended' where person_id = 'commune'`)
    expect((await api.anybody.get('/api/session', bearer(body.secret))).status).toBe(401)
  })

  it('is revoked by its owner, or by the department over its school; by nobody else', async () => {
    const [mine, theirs] = [await make(await api.as('principal')), await make(await api.as('principal'))]
    const revoke = async (who: string, id: string) =>
      (await (await api.as(who)).send('DELETE', `/api/tokens/${id}`)).status
    expect(await revoke('r1', mine.body.id)).toBe(404)
    expect(await revoke('officer', mine.body.id)).toBe(404)
    expect(await revoke('principal', mine.body.id)).toBe(204)
    expect(await revoke('head', theirs.body.id)).toBe(204)
    for (const { body } of [mine, theirs])
      expect((await api.anybody.get('/api/session', bearer(body.secret))).status).toBe(401)
  })

  it('is seen by its owner, and by the department when it asks for those in its reach', async () => {
    const names = async (who: string, of: string) => {
      const { body } = await (await api.as(who)).get<{ items: { person: string }[] }>(`/api/tokens?of=${of}`)
      return new Set(body.items.map(({ person }) => person))
    }
    expect(await names('principal', 'me')).toEqual(new Set(['principal']))
    expect(await names('principal', 'reach')).toEqual(new Set(['principal']))
    expect(await names('head', 'reach')).toEqual(new Set(['principal', 'head']))
  })

  it('is refused in any broken form with 401, not taken for nobody', async () => {
    for (const form of ['kd_x', 'kd_', 'x'.repeat(5000)])
      expect((await api.anybody.get('/api/session', bearer(form))).status).toBe(401)
  })
})
