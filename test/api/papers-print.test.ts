// The papers of a case over the API: each side gets its own and what it was told, in every format, and is told what is waited for.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveSchoolData } from '../../src/commands/schools/save-data.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, intakeIn, type Api } from '../support/http.ts'
import { sampleCase, sampleSchool, type SampleCase } from '../support/sample-case.ts'
import { team, toStage } from '../support/whole-case.ts'

const [lead = '', , third = ''] = team
type Row = {
  kind: string
  id: string
  available: boolean
  why: { vi: string } | null
  link: string | null
  formats: string[]
  title: { vi: string }
}
const filesDir = mkdtempSync(join(tmpdir(), 'kiemdinh-papers-'))
let made: SampleCase
let api: Api

beforeAll(async () => {
  made = await sampleCase(await freshDatabase())
  await toStage(made, 'rated')
  api = apiOf(made, { intake: intakeIn(filesDir) })
})
afterAll(() => rmSync(filesDir, { recursive: true, force: true }))

const address = (paper = '') => `/api/cycles/${encodeURIComponent(made.cycle)}/papers${paper}`
const list = async (person: string) => (await (await api.as(person)).get<{ items: Row[] }>(address())).body.items
const available = async (person: string) => (await list(person)).filter((one) => one.available).map(({ id }) => id)
const status = async (person: string, paper: string) => (await (await api.as(person)).get(address(`/${paper}`))).status

describe('while the school is writing', () => {
  it('lists for the school what it may print, and what each other paper waits for', async () => {
    expect(await available('principal')).toEqual(
      expect.arrayContaining([
        'council-decision',
        'self-assessment-plan',
        'criterion-sheets',
        'self-assessment-report-2018',
      ]),
    )
    const letter = (await list('principal')).find(({ id }) => id === 'registration-letter')
    expect(letter).toMatchObject({ available: false, why: { vi: 'Nhà trường chưa đăng ký đánh giá ngoài.' } })
    const certificates = (await list('principal')).filter(({ kind }) => kind === 'certificate')
    expect(certificates.map(({ id, link, why }) => [id, link, why?.vi])).toEqual([
      ['accreditation', null, 'Chưa có quyết định cấp.'],
      ['nationalStandard', null, 'Chưa có quyết định cấp.'],
    ])
  })

  it('keeps from the department what was not handed over, with a sentence', async () => {
    expect(await available('officer')).toEqual(['council-decision', 'self-assessment-plan'])
    const answer = await (await api.as('officer')).get(address('/criterion-sheets'))
    expect([answer.status, answer.body['detail']]).toEqual([409, 'Nhà trường chưa nộp hồ sơ.'])
  })

  it('answers a page that runs nothing, a PDF and a Word document, each under its name', async () => {
    const principal = await api.as('principal')
    const page = await principal.get<string>(address('/council-decision'))
    expect(page.body).toContain('Về việc thành lập Hội đồng tự đánh giá')
    const policy = page.headers.get('content-security-policy')
    expect(policy).toContain("script-src 'none'; style-src 'unsafe-inline'")
    const pdf = await principal.get(address('/council-decision?format=pdf'))
    const docx = await principal.get(address('/council-decision?format=docx'))
    const begins = [pdf, docx].map(({ bytes }) => Buffer.from(bytes.subarray(0, 4)).toString('latin1'))
    expect(begins).toEqual(['%PDF', 'PK\u0003\u0004'])
    expect(docx.headers.get('content-disposition')).toContain('quyet-dinh-thanh-lap-hoi-dong-tu-danh-gia.docx')
  })

  it('knows no other paper and no other format', async () => {
    expect(await status('principal', 'kept-secret')).toBe(404)
    expect(await status('principal', 'appraisal-minutes')).toBe(404)
    expect(await status('principal', 'council-decision?format=exe')).toBe(422)
  })
})

describe('while the team is at work', () => {
  beforeAll(async () => {
    // The dossier that is handed over again says more than the one that was sent back.
    await toStage(made, 'completing', undefined, 'rated')
    const data = { ...sampleSchool, situation: 'Trường có 24 lớp, so sánh hai bản.' }
    await saveSchoolData(made.db, { school: 'truong', data, actor: 'principal', at: made.engine.now() })
    await toStage(made, 'preliminaryVisited', undefined, 'completing')
  })

  it('shows the school what it was told, and nothing of what the team writes', async () => {
    const ids = (await list('principal')).map(({ id }) => id)
    expect(await available('principal')).toEqual(
      expect.arrayContaining(['completion-request', 'team-decision', 'preliminary-visit-minutes']),
    )
    for (const hidden of ['preliminary-reports', 'desk-review-report', 'team-work-plan', 'external-review-report']) {
      expect(ids).not.toContain(hidden)
      expect(await status('principal', hidden), hidden).toBe(404)
    }
  })

  it('gives a member the own preliminary report alone, the lead all of them', async () => {
    const count = async (person: string, query = '') => {
      const { body } = await (await api.as(person)).get<string>(address(`/preliminary-reports${query}`))
      return body.split('NGƯỜI BÁO CÁO').length - 1
    }
    expect([await count(third), await count(third, `?only=${lead}`), await count(lead)]).toEqual([1, 1, team.length])
  })

  it('shows the department the dossier as it was handed over', async () => {
    expect(await available('officer')).toEqual(
      expect.arrayContaining(['criterion-sheets', 'registration-letter', 'desk-review-report']),
    )
    expect(await status('officer', 'external-review-report')).toBe(404)
  })
})

describe('two versions of a paper', () => {
  type Changes = { items: { what: string; where?: string; text?: string; before?: string; after?: string }[] }
  const changes = async (person: string, paper: string, query: string) =>
    (await api.as(person)).get<Changes>(address(`/${paper}/changes?${query}`))

  it('are told apart paragraph by paragraph, for whoever may read the paper', async () => {
    const { body } = await changes('officer', 'self-assessment-report-2018', 'from=1&to=2')
    const said = JSON.stringify(body.items)
    expect(said).toContain('so sánh hai bản')
    expect((await changes('officer', 'self-assessment-report-2018', 'from=2')).body.items).toEqual([])
  })

  it('are not told of a version that is not there, nor of a paper without versions', async () => {
    expect((await changes('officer', 'self-assessment-report-2018', 'from=99')).status).toBe(404)
    expect((await changes('officer', 'council-decision', 'from=1')).status).toBe(409)
    expect((await changes('principal', 'preliminary-reports', 'from=1')).status).toBe(404)
    expect((await changes('officer', 'self-assessment-report-2018', 'from=0')).status).toBe(422)
  })
})

describe('when the review has reported', () => {
  it('the draft goes to the school when it is sent, the report to everybody', async () => {
    await toStage(made, 'moderated', undefined, 'preliminaryVisited')
    expect([await status('principal', 'external-review-report'), await status(lead, 'external-review-report')]).toEqual(
      [404, 200],
    )
    await toStage(made, 'awaitingReply', undefined, 'moderated')
    expect([
      await status('principal', 'external-review-report'),
      await status('commune', 'external-review-report'),
    ]).toEqual([200, 404])
    await toStage(made, 'reported', undefined, 'awaitingReply')
    expect(await status('commune', 'external-review-report')).toBe(200)
    expect(await available('principal')).toContain('school-reply')
  })

  it('each decision is printed by everybody of the case once it is taken', async () => {
    expect(await status('principal', 'decision-accreditation')).toBe(409)
    await toStage(made, 'granted', undefined, 'reported')
    for (const person of ['principal', 'officer', 'commune', 'chair'])
      expect(await status(person, 'decision-accreditation'), person).toBe(200)
  })

  it('the certificate is listed with the papers: to print for school and department, as a credential for the rest', async () => {
    const listed = async (person: string) => (await list(person)).filter(({ id }) => id === '001/2026/CN-KĐCLGD')
    for (const [person, format] of [
      ['principal', 'pdf'],
      ['officer', 'pdf'],
      ['commune', 'json'],
    ] as const) {
      const [row] = await listed(person)
      expect(row).toMatchObject({ kind: 'certificate', available: true, formats: [format] })
      expect((await (await api.as(person)).get(row?.link ?? '')).status, person).toBe(200)
    }
    for (const { link, available: there } of await list('principal')) expect(link !== null).toBe(there)
  })
})

describe('the report that anybody reads', () => {
  const read = async (query = '') =>
    api.anybody.get<string>(`/api/public/reports/${encodeURIComponent(made.cycle)}${query}`)
  const handOverAgain = () =>
    made.rows(
      `insert into submissions (cycle_id, school_id, kind, version, at, content, hash)
        select cycle_id, school_id, kind, version + 1, (select max(at) from submissions) + interval '1 day',
          replace(content::text, 'so sánh hai bản', 'viết sau quyết định')::json, 'later'
        from submissions where cycle_id = $1 and kind = 'dossier' order by version desc limit 1`,
      [made.cycle],
    )

  it('is of the dossier on which the decision was taken, also when another is handed over after it', async () => {
    expect((await read()).status).toBe(404)
    await made.rows(
      `insert into publications (process_id, seq, n, school_id, what, at) values ($1, 1, 1, 'truong', 'selfAssessmentReport', $2)`,
      [`${made.cycle}/selfAssessment`, made.engine.now()],
    )
    expect((await read()).body).toContain('so sánh hai bản')
    // A paper has its styles in itself; without them nobody can read it.
    expect((await read()).headers.get('content-security-policy')).toContain("style-src 'unsafe-inline'")
    await handOverAgain()
    expect((await read()).body).toContain('so sánh hai bản')
    expect((await read()).body).not.toContain('viết sau quyết định')
  })

  it('is printed once: the file is kept, sent in parts and not again to whoever has it, and made anew where it was lost', async () => {
    const first = await read('?format=pdf')
    expect([first.status, String(Buffer.from(first.bytes.subarray(0, 4)))]).toEqual([200, '%PDF'])
    const kept = () => made.rows<{ sha256: string }>('select sha256 from published_papers')
    const [row] = await kept()
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toBe(`"${row?.sha256}"`)
    const path = `/api/public/reports/${encodeURIComponent(made.cycle)}?format=pdf`
    expect((await api.anybody.get(path, { 'if-none-match': etag })).status).toBe(304)
    expect((await api.anybody.get(path, { range: 'bytes=0-3' })).bytes.length).toBe(4)
    await api.services.files.delete(row?.sha256 ?? '')
    expect((await read('?format=pdf')).bytes).toEqual(first.bytes)
    expect(await kept()).toHaveLength(1)
  })
})

describe('a paper asked for on a page', () => {
  const ask = async (person: string, paper: string, format = 'pdf') =>
    (await api.as(person)).send('POST', `/cases/${made.cycle}/papers/${paper}`, Buffer.from(`format=${format}`), {
      'content-type': 'application/x-www-form-urlencoded',
    })
  const jobs = () =>
    made.rows<{ id: string; file: { sha256: string } | null }>(`select id, file from jobs order by created_at, id`)

  it('is answered at once when it is quickly made, kept, and then found by its text by whoever may read it', async () => {
    const first = await ask('principal', 'council-decision')
    const [job] = await jobs()
    expect([first.status, first.headers.get('location')]).toEqual([303, `/api/jobs/${job?.id}/file`])
    const { headers, bytes } = await (await api.as('principal')).get(`/api/jobs/${job?.id}/file`)
    expect(headers.get('content-disposition')).toContain(
      'inline; filename="quyet-dinh-thanh-lap-hoi-dong-tu-danh-gia.pdf"',
    )
    expect(Buffer.from(bytes).subarray(0, 4).toString()).toBe('%PDF')
    expect((await ask('principal', 'council-decision')).headers.get('location')).toBe(`/api/jobs/${job?.id}/file`)
    await ask('officer', 'council-decision')
    const all = await jobs()
    expect(all).toHaveLength(2)
    expect(new Set(all.map(({ file }) => file?.sha256)).size).toBe(1)
    expect((await ask('officer', 'revocation-accreditation')).status).toBe(409)
  })

  it('that takes longer goes on by itself, and its page leads to it when it is made', async () => {
    api.services.paperPatienceMs = 0
    const { headers } = await ask('principal', 'self-assessment-plan')
    const page = headers.get('location') ?? ''
    expect(page).toMatch(/^\/jobs\//)
    const principal = await api.as('principal')
    let job = await principal.get<{ status: string }>(`/api${page}`)
    while (job.body.status === 'running') job = await principal.get(`/api${page}`)
    expect(job.body).toMatchObject({ status: 'done', kind: 'paper', file: { name: 'ke-hoach-tu-danh-gia.pdf' } })
    expect((await ask('principal', 'self-assessment-plan')).headers.get('location')).toBe(`/api${page}/file`)
    expect((await (await api.as('officer')).get(`/api${page}/file`)).status).toBe(404)
  })
})
