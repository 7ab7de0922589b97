// A dossier handed over, completed, withdrawn with its review and handed over again: every version stays, and can be read.
import { beforeAll, describe, expect, it } from 'vitest'
import { processId } from '../../src/engine/ids.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { sampleCase, sampleSchool, type SampleCase } from '../support/sample-case.ts'
import { toStage } from '../support/whole-case.ts'

let sample: SampleCase
let api: Api
const save = async (person: string, phone: string) =>
  (await api.as(person)).send('PUT', '/api/schools/truong/data', { ...sampleSchool, phone })

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  api = apiOf(sample)
  await toStage(sample, 'rated')
  await save('principal', '01')
  await toStage(sample, 'deskReviewing', undefined, 'rated')
})

describe('a dossier that is handed over again', () => {
  it('after its review was withdrawn, over the API; who reviewed it then no longer knows of it', async () => {
    const path = (process: string) =>
      `/api/processes/${encodeURIComponent(processId(sample.cycle, process, ''))}/events`
    const cycle = `/api/cycles/${sample.cycle}`
    expect((await (await api.as('r1')).get(cycle)).status).toBe(200)
    const principal = await api.as('principal')
    const withdrawn = await principal.post(path('externalReview'), {
      event: 'withdraw',
      payload: { reason: 'Trường cần thêm thời gian.' },
    })
    expect(withdrawn.status).toBe(200)
    expect((await (await api.as('r1')).get(cycle)).status).toBe(404)
    // The secretary of the council and the groups that collect them keep the data of the school; who only votes reads them.
    expect((await save('bui-thi-nga', '03')).status).toBe(200)
    expect((await save('le-thi-hanh', '02')).status).toBe(200)
    expect((await save('hoang-thi-lien', '03')).status).toBe(403)
    const letter = { number: '120/CV', date: '2026-01-20' }
    const payload = { letter, requested: ['accreditation'], requestedGrade: 2, requestedTier: null, reportCopies: 2 }
    expect((await principal.post(path('selfAssessment'), { event: 'registerReview', payload })).status).toBe(200)
  })

  it('keeps each version as it was handed over', async () => {
    const officer = await api.as('officer')
    const path = `/api/cycles/${sample.cycle}/submissions`
    const { body } = await officer.get<{ items: { kind: string; version: number }[] }>(path)
    expect(body.items.map(({ kind, version }) => [kind, version])).toEqual([
      ['dossier', 1],
      ['dossier', 2],
      ['dossier', 3],
    ])
    const phones = await Promise.all(
      [1, 2, 3].map(
        async (version) =>
          (await officer.get<{ school: { phone: string } }>(`${path}/dossier/${version}`)).body.school.phone,
      ),
    )
    expect(phones).toEqual(['01', '01', '02'])
  })

  it('stands for the data of the school in that year', async () => {
    const officer = await api.as('officer')
    const years = (await officer.get<{ items: { period: string; version: number }[] }>('/api/schools/truong/years'))
      .body
    expect(years.items).toMatchObject([{ period: '2025-2026', version: 3 }])
    await save('principal', '04')
    const { body } = await officer.get('/api/schools/truong/years/2025-2026')
    expect(body).toMatchObject({ version: 3, data: { phone: '02' } })
    expect((await officer.get('/api/schools/truong/years/2019-2020')).status).toBe(404)
  })
})
