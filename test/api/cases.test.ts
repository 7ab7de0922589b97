// What each side of a case sees of it over the API: schools, cycles, work, sheets, papers.
import { beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { sampleCase, sampleSchool, type SampleCase } from '../support/sample-case.ts'

let sample: SampleCase
let api: Api

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  api = apiOf(sample)
})

type List = { items: Record<string, unknown>[]; next: string | null }

describe('schools and cycles over the API', () => {
  it('shows a school to itself, its commune, its department and its province, and to nobody else', async () => {
    for (const person of ['principal', 'commune', 'officer', 'chair']) {
      const { body } = await (await api.as(person)).get<List>('/api/schools')
      expect(
        body.items.map(({ id }) => id),
        person,
      ).toEqual(['truong'])
    }
    const stranger = await (await api.as('r1')).get('/api/schools')
    expect(stranger.status).toBe(403)
    expect((await (await api.as('r1')).get('/api/schools/truong')).status).toBe(404)
  })

  it('finds a school by its name without diacritics, and takes a percent sign for what it is', async () => {
    const officer = await api.as('officer')
    expect((await officer.get<List>('/api/schools?search=truong%20thpt')).body.items).toHaveLength(1)
    expect((await officer.get<List>('/api/schools?search=%25')).body.items).toHaveLength(0)
  })

  it('refuses a query it does not know, and a cursor that is none, naming the field', async () => {
    const officer = await api.as('officer')
    const unknown = await officer.get('/api/schools?sortBy=name')
    expect([unknown.status, unknown.body['detail']]).toEqual([422, 'sortBy: Không có mục tên "sortBy".'])
    expect((await officer.get('/api/schools?cursor=xyz')).status).toBe(422)
  })

  it('lists the cycle with its processes, and opens no second one of the same period', async () => {
    const principal = await api.as('principal')
    const { body } = await principal.get<List>('/api/cycles')
    expect(body.items).toHaveLength(1)
    expect(body.items[0]).toMatchObject({ id: sample.cycle, school: 'truong', period: '2025-2026' })
    const { set, procedure } = body.items[0] as { set: string; procedure: string }
    const again = await principal.post('/api/schools/truong/cycles', { period: '2025-2026', set, procedure })
    expect([again.status, again.body['code']]).toEqual([409, 'conflict'])
  })

  it('tells the principal that the case waits for them', async () => {
    const { body } = await (await api.as('principal')).get<List>('/api/work')
    expect(body.items).toEqual([
      expect.objectContaining({ process: `${sample.cycle}/selfAssessment`, roles: ['principal'], late: false }),
    ])
    expect((await (await api.as('r1')).get<List>('/api/work')).body.items).toEqual([])
  })

  it('saves the data of the school for its principal alone, and a stale save gets the present data', async () => {
    const principal = await api.as('principal')
    const before = await principal.get('/api/schools/truong')
    const data = { ...sampleSchool, phone: '0123' }
    const match = { 'if-match': before.headers.get('etag') ?? '' }
    const saved = await principal.send('PUT', '/api/schools/truong/data', data, match)
    expect(saved).toMatchObject({ status: 200, body: { version: 2 } })
    const stale = await principal.send('PUT', '/api/schools/truong/data', data, match)
    expect(stale).toMatchObject({ status: 412, body: { version: 2, data: { phone: '0123' } } })
    const director = await (await api.as('director')).send('PUT', '/api/schools/truong/data', data)
    expect(director.status).toBe(403)
    const renamed = await principal.send('PUT', '/api/schools/truong/data', { ...data, name: 'Tên khác' })
    expect(renamed.status).toBe(422)
  })
})
