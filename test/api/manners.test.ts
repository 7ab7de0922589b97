// How the server behaves towards every client: its own description, headers, other sites, sizes, limits, health.
import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../src/http/routes/index.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'

let sample: SampleCase
let api: Api

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  api = apiOf(sample)
})

describe('the description of the API', () => {
  it('is valid OpenAPI 3.1 and describes every route', async () => {
    const { body } = await api.anybody.get('/api/openapi.json')
    const validator = new Validator()
    expect(await validator.validate(structuredClone(body))).toEqual({ valid: true })
    expect(validator.version).toBe('3.1')
    const described = Object.entries(body['paths'] as object).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method} ${path}`),
    )
    expect(described.toSorted()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).toSorted())
  })

  it('names each operation once', async () => {
    const { body } = await api.anybody.get<{ paths: Record<string, Record<string, { operationId: string }>> }>(
      '/api/openapi.json',
    )
    const names = Object.values(body.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    )
    expect(new Set(names).size).toBe(names.length)
  })

  it('can be read as a page', async () => {
    const page = await api.anybody.get<string>('/api/docs')
    expect(page.headers.get('content-type')).toContain('text/html')
    expect((await api.anybody.get('/api/docs/swagger-ui-bundle.js')).status).toBe(200)
  })
})

describe('towards every request', () => {
  it('says what is wrong in the language that is asked for, Vietnamese otherwise', async () => {
    const body = { email: '', password: 1 }
    const told = async (header?: string) => {
      const answer = await api.anybody.post('/api/session', body, header ? { 'accept-language': header } : {})
      return [answer.headers.get('content-language'), answer.body['title'], answer.body['issues']]
    }
    const english = [
      'en',
      'Something is wrong in what was sent',
      expect.arrayContaining([{ path: 'password', message: 'Must be text, is a number.' }]),
    ]
    const vietnamese = [
      'vi',
      'Dữ liệu chưa đúng',
      expect.arrayContaining([{ path: 'password', message: 'Phải là chuỗi, đang là số.' }]),
    ]
    expect(await told()).toEqual(vietnamese)
    expect(await told('fr, en-GB;q=0.8, vi;q=0.5')).toEqual(english)
    expect(await told('vi-VN, en;q=0.9')).toEqual(vietnamese)
    const { body: gone } = await api.anybody.get('/api/nowhere', { 'accept-language': 'en' })
    expect(gone['detail']).toBe('There is no such address.')
  })

  it('sends the headers that keep a browser safe, and an id to ask for', async () => {
    const { headers } = await api.anybody.get('/api/work')
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{8,}$/)
  })

  it('refuses a write with our cookie that another site has sent', async () => {
    const principal = await api.as('principal')
    const foreign = { 'sec-fetch-site': 'cross-site' }
    expect((await principal.post('/api/notices/read', { upTo: '1' }, foreign)).status).toBe(403)
    expect(
      (await principal.post('/api/notices/read', { upTo: '1' }, { origin: 'https://elsewhere.test' })).status,
    ).toBe(403)
    expect((await principal.post('/api/notices/read', { upTo: '1' }, { 'sec-fetch-site': 'same-origin' })).status).toBe(
      200,
    )
  })

  it('refuses what is too large, no JSON, or no text PostgreSQL can keep, each with a sentence', async () => {
    const principal = await api.as('principal')
    const path = `/api/cycles/${sample.cycle}/comments`
    const large = await principal.post(path, { process: 'x', body: 'x'.repeat(1_100_000) })
    expect([large.status, large.body['detail']]).toEqual([413, 'Nội dung gửi lên quá lớn.'])
    const nul = await principal.post(path, { process: `${sample.cycle}/selfAssessment`, body: 'a\u0000b' })
    expect([nul.status, nul.body['code']]).toEqual([422, 'invalid'])
    const form = await principal.send('POST', path, undefined, { 'content-type': 'text/plain' })
    expect(form.status).toBe(422)
  })

  it('lets nobody send without end', async () => {
    const narrow = apiOf(sample, { limits: { person: 3, address: 2 } })
    const asked = [1, 2, 3].map(() => narrow.anybody.get('/api/openapi.json'))
    const last = (await Promise.all(asked)).find(({ status }) => status === 429)
    expect(last?.body['code']).toBe('tooMany')
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('is alive and ready, and shows its metrics to nobody from outside', async () => {
    expect((await api.anybody.get('/healthz')).status).toBe(200)
    expect((await api.anybody.get('/readyz')).status).toBe(200)
    expect((await api.anybody.get('/metrics')).status).toBe(404)
    const operator = apiOf(sample, { metricsToken: 'secret' })
    await operator.anybody.get('/healthz')
    const { status, body } = await operator.anybody.get<string>('/metrics', { authorization: 'Bearer secret' })
    expect(status).toBe(200)
    expect(body).toContain('kiemdinh_http_seconds_bucket')
  })
})
