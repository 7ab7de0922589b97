// A process over the API: what people see of it, what they may send, and how they are refused.
import { beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'

let sample: SampleCase
let api: Api
let path: string

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  api = apiOf(sample)
  path = `/api/processes/${encodeURIComponent(`${sample.cycle}/selfAssessment`)}`
})

describe('a process over the API', () => {
  it('shows the principal where it stands, whom it waits for and what to send, with the schema of the payload', async () => {
    const { status, body, headers } = await (await api.as('principal')).get(path)
    expect(status).toBe(200)
    expect(headers.get('etag')).toBe(`"${String(body['version'])}"`)
    expect(body['waitsFor']).toContain('principal')
    const allowed = body['allowed'] as { event: string; payload: { type: string } }[]
    expect(allowed.length).toBeGreaterThan(0)
    expect(allowed.every(({ payload }) => payload.type === 'object')).toBe(true)
  })

  it('is not there for somebody it is not theirs to see, just as one that does not exist', async () => {
    const stranger = await api.as('r1')
    const foreign = await stranger.get(path)
    const missing = await stranger.get('/api/processes/khong-co%2FselfAssessment')
    expect([foreign.status, missing.status]).toEqual([404, 404])
    expect(foreign.body).toEqual(missing.body)
  })

  it('asks for a sign-in first', async () => {
    const { status, body, headers } = await api.anybody.get(path)
    expect(status).toBe(401)
    expect(headers.get('content-type')).toContain('application/problem+json')
    expect(body).toMatchObject({ status: 401, code: 'unauthenticated', detail: 'Hãy đăng nhập để tiếp tục.' })
  })

  it('names the field when an event is wrong, and changes nothing', async () => {
    const principal = await api.as('principal')
    const before = await principal.get(path)
    const { status, body } = await principal.post(`${path}/events`, { payload: {} })
    expect(status).toBe(422)
    expect(body['issues']).toEqual([{ path: 'event', message: 'Thiếu giá trị bắt buộc.' }])
    expect((await principal.get(path)).body['version']).toBe(before.body['version'])
  })

  it('answers 412 to who saw an older version', async () => {
    const principal = await api.as('principal')
    const { allowed } = (await principal.get<{ allowed: { event: string }[] }>(path)).body
    const event = { event: allowed[0]?.event }
    const { status, body } = await principal.post(`${path}/events`, event, { 'if-match': '"99"' })
    expect([status, body['code'], body['version']]).toEqual([412, 'staleVersion', 1])
  })
})
