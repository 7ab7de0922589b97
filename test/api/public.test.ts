// The public register: anybody may search and verify certificates, and learns nothing else.
import { beforeAll, describe, expect, it } from 'vitest'
import { importCertificates } from '../../src/commands/imports/certificates.ts'
import type { FileCertificate } from '../../src/commands/imports/certificates-file.ts'
import { expireOlderAwards } from '../../src/store/older-awards.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'

let sample: SampleCase
let api: Api

const certificate: FileCertificate = {
  number: '12/2021/GCN',
  school: 'truong',
  award: 'accreditation',
  grade: 2,
  decision: '345/QĐ-SGDĐT',
  regime: 'Thông tư 18/2018/TT-BGDĐT',
  issuedOn: '2021-05-10',
  expiresOn: '2026-05-10',
}

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  api = apiOf(sample)
  const more: Partial<FileCertificate>[] = [
    {},
    { number: '2/BCN', award: 'nationalStandard', grade: 1, issuedOn: '2022-01-05', expiresOn: '2027-01-05' },
    { number: '3/GCN', status: 'revoked', reason: 'Lý do nội bộ', issuedOn: '2019-02-03', expiresOn: '2028-01-01' },
    { number: '4/GCN', issuedOn: '2014-02-03', expiresOn: '2019-02-03' },
    { number: '5/GCN', status: 'suspended', issuedOn: '2023-02-03', expiresOn: '2028-02-03' },
  ]
  await importCertificates(sample.db, {
    file: { certificates: more.map((one) => ({ ...certificate, ...one })) },
    at: String,
    dryRun: false,
    actor: 'officer',
    now: sample.clock.now(),
  })
})

type List = { items: Record<string, unknown>[]; next: string | null }
const list = (query = '') => api.anybody.get<List>(`/api/public/certificates${query}`)
const numbers = async (query = '') => (await list(query)).body.items.map(({ number }) => number)

describe('the public register', () => {
  it('shows anybody what is public of a certificate, and no more', async () => {
    const { status, body, headers } = await list('?limit=1')
    expect(status).toBe(200)
    expect(body.items).toEqual([
      {
        number: '5/GCN',
        award: 'accreditation',
        grade: 2,
        school: 'truong',
        schoolName: 'Trường THPT Mẫu',
        schoolKind: 'upperSecondary',
        commune: 'UBND xã Mẫu',
        issuedOn: '2023-02-03',
        expiresOn: '2028-02-03',
        status: 'suspended',
        department: 'Sở GDĐT tỉnh Mẫu',
      },
    ])
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('cache-control')).toBe('public, max-age=60')
    expect(JSON.stringify((await list()).body)).not.toContain('nội bộ')
  })

  it('is searched without diacritics, by school, commune, level and what counts today', async () => {
    expect(await numbers()).toEqual(['5/GCN', '2/BCN', '12/2021/GCN', '3/GCN', '4/GCN'])
    expect(await numbers('?search=thpt%20mau&award=nationalStandard')).toEqual(['2/BCN'])
    expect(await numbers('?search=khong%20co')).toEqual([])
    expect(await numbers('?commune=xa&status=expired')).toEqual(['4/GCN'])
    expect(await numbers('?school=truong&grade=1')).toEqual(['2/BCN'])
    expect((await list('?grade=9')).status).toBe(422)
  })

  it('goes on where a page ended', async () => {
    const first = await list('?limit=2')
    expect(await numbers(`?limit=10&cursor=${first.body.next}`)).toEqual(['12/2021/GCN', '3/GCN', '4/GCN'])
  })

  it('verifies a number: valid until its printed day, over the day after, and says when it was withdrawn', async () => {
    const status = async (number: string) => {
      const { body } = await api.anybody.get<List>(`/api/public/certificates/${encodeURIComponent(number)}`)
      return body.items?.map((item) => item['status'])
    }
    expect(await status('12/2021/GCN')).toEqual(['valid'])
    expect(await status(' 12 / 2021/gcn')).toEqual(['valid'])
    expect(await status('3/GCN')).toEqual(['revoked'])
    expect(await status('4/GCN')).toEqual(['expired'])
    const now = sample.clock.now()
    sample.clock.set('2026-05-10T16:59:00.000Z')
    expect(await status('12/2021/GCN')).toEqual(['valid'])
    sample.clock.set('2026-05-10T17:00:00.000Z')
    expect(await status('12/2021/GCN')).toEqual(['expired'])
    expect(await expireOlderAwards(sample.db, sample.clock.now())).toBe(2)
    expect(await expireOlderAwards(sample.db, sample.clock.now())).toBe(0)
    sample.clock.set(now)
    const none = await api.anybody.get('/api/public/certificates/0%2FX')
    expect([none.status, none.body['detail']]).toEqual([404, 'Không có chứng nhận hoặc bằng mang số này.'])
  })

  it('is not sent again to whoever has it', async () => {
    const tag = (await list()).headers.get('etag') ?? ''
    const again = await api.anybody.get('/api/public/certificates', { 'if-none-match': tag })
    expect(again.status).toBe(304)
  })

  it('shows what cases have published, and nothing before', async () => {
    expect((await api.anybody.get<List>('/api/public/published')).body.items).toEqual([])
    await sample.rows(
      `insert into publications (process_id, seq, n, school_id, what, at) values ($1, 1, 1, 'truong', 'selfAssessmentReport', '2025-12-01T00:00:00Z')`,
      [`${sample.cycle}/selfAssessment`],
    )
    const { body } = await api.anybody.get<List>('/api/public/published?search=mau')
    expect(body.items).toEqual([
      {
        what: 'selfAssessmentReport',
        cycle: 'truong.2025-2026',
        school: 'truong',
        schoolName: 'Trường THPT Mẫu',
        commune: 'UBND xã Mẫu',
        period: '2025-2026',
        publishedAt: '2025-12-01T00:00:00.000Z',
      },
    ])
  })
})
