// Two people on one criterion sheet over the API: nothing that either wrote is lost.
import { beforeAll, describe, expect, it } from 'vitest'
import { inTransaction } from '../../src/store/with-client.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type ApiClient, type Api } from '../support/http.ts'
import { sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'

let sample: SampleCase
let api: Api
let nga: ApiClient
let huy: ApiClient

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  await toRating(sample)
  api = apiOf(sample)
  nga = await api.as('bui-thi-nga')
  huy = await api.as('tran-quoc-huy')
})

const path = (criterion: string) =>
  `/api/sheets/${encodeURIComponent(`${sample.cycle}/criterionSheet/school/${criterion}`)}`
const save = (client: ApiClient, criterion: string, content: object, seen: number, query = '') =>
  client.send('PUT', `${path(criterion)}${query}`, content, { 'if-match': `"${seen}"` })
const stored = async (criterion: string) =>
  (await nga.get<{ version: number; content: Record<string, unknown> }>(path(criterion))).body

describe('a sheet that somebody else has saved meanwhile', () => {
  it('is refused with both texts, the one both began from, and what is at odds', async () => {
    expect((await save(nga, '1.1', { strengths: 'Chung.', plan: 'Cũ.' }, 1)).status).toBe(200)
    expect((await save(huy, '1.1', { strengths: 'Của Huy.', plan: 'Cũ.' }, 2)).status).toBe(200)
    const { status, body } = await save(nga, '1.1', { strengths: 'Của Nga.', plan: 'Mới.' }, 2)
    expect(status).toBe(412)
    expect(body).toMatchObject({
      code: 'staleVersion',
      version: 3,
      base: { strengths: 'Chung.', plan: 'Cũ.' },
      content: { strengths: 'Của Huy.', plan: 'Cũ.' },
      conflicts: [{ field: 'strengths', base: 'Chung.', mine: 'Của Nga.', theirs: 'Của Huy.' }],
      merged: { strengths: 'Của Huy.', plan: 'Mới.' },
    })
    expect(await stored('1.1')).toMatchObject({ version: 3, content: { strengths: 'Của Huy.', plan: 'Cũ.' } })
  })

  it('is merged on request where each changed other fields, and the answer says what is stored', async () => {
    await save(nga, '1.2', { strengths: 'Một.', currentState: { '1': 'A', '2': 'B' } }, 1)
    await save(huy, '1.2', { strengths: 'Một.', currentState: { '1': 'A của Huy', '2': 'B' }, plan: 'Kế hoạch.' }, 2)
    const mine = { strengths: 'Một, và thêm.', currentState: { '1': 'A', '2': 'B của Nga' } }
    const { status, body, headers } = await save(nga, '1.2', mine, 2, '?merge=true')
    const both = {
      strengths: 'Một, và thêm.',
      currentState: { '1': 'A của Huy', '2': 'B của Nga' },
      plan: 'Kế hoạch.',
    }
    expect([status, headers.get('etag')]).toEqual([200, '"4"'])
    expect(body).toMatchObject({ version: 4, content: both })
    expect(await stored('1.2')).toMatchObject({ version: 4, content: both })
  })

  it('has no new version where what is saved says the same', async () => {
    const content = { strengths: 'Như cũ.' }
    expect((await save(nga, '3.5', content, 1)).body).toMatchObject({ version: 2 })
    expect((await save(nga, '3.5', content, 2)).body).toMatchObject({ version: 2 })
    expect((await save(huy, '3.5', content, 1, '?merge=true')).body).toMatchObject({ version: 2 })
  })

  it('is not merged where both changed one field: both texts come back and nothing is stored', async () => {
    await save(nga, '1.3', { weaknesses: 'Gốc.' }, 1)
    await save(huy, '1.3', { weaknesses: 'Huy.' }, 2)
    const { status, body } = await save(nga, '1.3', { weaknesses: 'Nga.', plan: 'P.' }, 2, '?merge=true')
    expect(status).toBe(412)
    expect(body['conflicts']).toEqual([{ field: 'weaknesses', base: 'Gốc.', mine: 'Nga.', theirs: 'Huy.' }])
    expect(await stored('1.3')).toMatchObject({ version: 3, content: { weaknesses: 'Huy.' } })
    // Having seen both, the writer chooses.
    expect((await save(nga, '1.3', { weaknesses: 'Huy. Nga.', plan: 'P.' }, 3)).status).toBe(200)
  })

  it('with a version that never was is a conflict of every difference, never a silent overwrite', async () => {
    const { status, body } = await save(nga, '1.1', { strengths: 'X' }, 99, '?merge=true')
    expect([status, body['base']]).toEqual([412, null])
    expect((body['conflicts'] as { field: string }[]).map(({ field }) => field)).toEqual(['strengths', 'plan'])
  })

  it('two people on different criteria both succeed at once', async () => {
    const saved = await Promise.all([save(nga, '1.4', { plan: 'N' }, 1), save(huy, '1.5', { plan: 'H' }, 1)])
    expect(saved.map(({ status, body }) => [status, body['version']])).toEqual([
      [200, 2],
      [200, 2],
    ])
  })

  it('keeps every version it had, who made it, and in which fields two of them differ', async () => {
    const versions = (
      await nga.get<{ items: { version: number; event: string; actorName: string }[] }>(`${path('1.1')}/versions`)
    ).body
    expect(versions.items.map(({ version, event, actorName }) => [version, event, actorName])).toEqual([
      [3, 'saveSheet', 'Trần Quốc Huy'],
      [2, 'saveSheet', 'Bùi Thị Nga'],
      [1, 'start', null],
    ])
    const older = (await nga.get(`${path('1.1')}/versions/2`)).body
    expect(older).toMatchObject({ version: 2, content: { strengths: 'Chung.', plan: 'Cũ.' } })
    expect((await nga.get(`${path('1.1')}/versions/1`)).body).toMatchObject({ content: { strengths: '', plan: '' } })
    expect((await nga.get(`${path('1.1')}/comparison?from=2&to=3`)).body['changes']).toEqual([
      { field: 'strengths', before: 'Chung.', after: 'Của Huy.' },
    ])
    expect((await nga.get(`${path('1.1')}/versions/4`)).status).toBe(404)
  })

  it('a reader finds the view while somebody holds the case locked', async () => {
    await inTransaction(sample.db, async (client) => {
      await client.query({ text: 'select 1 from cycles where id = $1 for update', values: [sample.cycle] })
      await client.query({ text: 'select 1 from processes where cycle_id = $1 for update', values: [sample.cycle] })
      const self = `/api/processes/${encodeURIComponent(`${sample.cycle}/selfAssessment`)}`
      expect((await nga.get(self)).status).toBe(200)
    })
  })
})
