// Evidence over the API: an upload becomes evidence, each side reads what is theirs, and what was handed over stays.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveSheet } from '../../src/commands/sheets/save.ts'
import { processId } from '../../src/engine/ids.ts'
import { unitOf } from '../../src/store/process-store.ts'
import { freezeSubmission } from '../../src/store/submission.ts'
import { inTransaction } from '../../src/store/with-client.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, intakeIn, type Api } from '../support/http.ts'
import { sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'
import { pdf, uploader, type Uploader } from '../support/upload.ts'

const dir = mkdtempSync(join(tmpdir(), 'kiemdinh-api-evidence-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

let sample: SampleCase
let api: Api
let path: string
let upload: Uploader

const details = { title: 'Chiến lược phát triển nhà trường', issuer: 'Trường THPT Mẫu', number: '12/CL-THPT' }
const until = '2026-01-31T00:00:00.000Z'

async function attach(text: string, more: object = {}, headers: Record<string, string> = {}) {
  const member = await api.as('le-thi-hanh')
  const id = await upload('le-thi-hanh', pdf(text), 'chiến lược.pdf')
  return member.post<{ code: string; sha256: string; detail?: string; duplicates?: string[] }>(
    `${path}/evidence`,
    { upload: id, criterion: '1.1', details, ...more },
    headers,
  )
}

async function handOver(): Promise<void> {
  await inTransaction(sample.db, async (client) => {
    const { process } = await unitOf(client, sample.library).load(
      `${sample.cycle}/selfAssessment`,
      null,
      null,
      sample.clock.time,
    )
    if (process) await freezeSubmission(client, sample.library, process, 'dossier', sample.clock.time)
  })
}

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  await toRating(sample)
  await sample.rows(
    `insert into case_members (cycle_id, person_id, role, since) select $1, p, 'reviewer', $2 from unnest(array['r1', 'r2']) p`,
    [sample.cycle, sample.clock.time],
  )
  api = apiOf(sample, { intake: intakeIn(dir) })
  path = `/api/cycles/${sample.cycle}`
  upload = uploader(api, sample.cycle)
})

describe('evidence over the API', () => {
  it('is an upload that gets its code from the system, once for each key', async () => {
    const member = await api.as('le-thi-hanh')
    const id = await upload('le-thi-hanh', pdf('một'), 'chiến lược.pdf')
    const body = { upload: id, criterion: '1.1', details }
    const first = await member.post(`${path}/evidence`, body, { 'idempotency-key': 'k1' })
    const again = await member.post(`${path}/evidence`, body, { 'idempotency-key': 'k1' })
    expect([first.status, again.status]).toEqual([201, 201])
    expect(first.body).toEqual({ code: 'H1-1.1-01', sha256: createHash('sha256').update(pdf('một')).digest('hex') })
    expect(again.body).toEqual(first.body)
    const used = await member.post(`${path}/evidence`, body)
    expect([used.status, used.body['detail']]).toEqual([409, 'Tệp đã tải lên này đã dùng cho minh chứng H1-1.1-01.'])
  })

  it('with a file that the case has already is refused with the code to cite, unless it is wanted twice', async () => {
    const refused = await attach('một')
    expect([refused.status, refused.body.duplicates]).toEqual([409, ['H1-1.1-01']])
    expect(refused.body.detail).toContain('mang mã H1-1.1-01')
    const wanted = await attach('một', { allowDuplicate: true })
    expect([wanted.status, wanted.body.code]).toEqual([201, 'H1-1.1-02'])
  })

  it('names the field that is wrong', async () => {
    const { status, body } = await attach('sai', { details: { ...details, title: '', issuedOn: '31/12/2025' } })
    expect(status).toBe(422)
    expect((body as unknown as { issues: { path: string }[] }).issues.map((one) => one.path)).toEqual([
      'details.title',
      'details.issuedOn',
    ])
  })

  it('is found without diacritics, by criterion and page by page', async () => {
    await attach('hai', { criterion: '1.2', details: { ...details, title: 'Nghị quyết đại hội' } })
    const member = await api.as('le-thi-hanh')
    const codes = async (query: string) => {
      const { body } = await member.get<{ items: { code: string }[]; next: string | null }>(`${path}/evidence?${query}`)
      return { codes: body.items.map(({ code }) => code), next: body.next }
    }
    expect((await codes('search=nghi%20quyet%20dai')).codes).toEqual(['H1-1.2-01'])
    expect((await codes('criterion=1.1')).codes).toEqual(['H1-1.1-01', 'H1-1.1-02'])
    const page = await codes('limit=2')
    expect(page.codes).toEqual(['H1-1.1-01', 'H1-1.1-02'])
    expect((await codes(`limit=2&cursor=${page.next}`)).codes).toEqual(['H1-1.2-01'])
  })

  it('shows its revisions and where it is cited; the check shows dead codes, bare claims and what nobody cites', async () => {
    const { db, engine, library, cycle, clock } = sample
    const content = { currentState: { '1': 'Có chiến lược [H1-1.1-01; H1-1.1-09].', '2': 'Không dẫn gì.' } }
    const process = processId(cycle, 'criterionSheet', 'school/1.1')
    await saveSheet(db, engine, library, { process, content, actor: 'le-thi-hanh', at: clock.time })
    const member = await api.as('le-thi-hanh')
    const { body } = await member.get(`${path}/evidence/H1-1.1-01`)
    expect(body).toMatchObject({
      citedIn: [{ criterion: '1.1', part: '1' }],
      revisions: [{ revision: 1, by: 'le-thi-hanh' }],
    })
    const check = await member.get(`${path}/evidence-check`)
    expect(check.body).toEqual({
      dead: [{ criterion: '1.1', part: '1', code: 'H1-1.1-09' }],
      bare: [{ criterion: '1.1', part: '2' }],
      uncited: ['H1-1.1-02', 'H1-1.2-01'],
    })
  })

  it('is renumbered in a new order by those who keep the register', async () => {
    const body = { criterion: '1.1', order: ['H1-1.1-02', 'H1-1.1-01'], reason: 'Xếp theo năm.' }
    expect((await (await api.as('officer')).post(`${path}/evidence-order`, body)).status).toBe(403)
    const { status, body: answer } = await (await api.as('principal')).post(`${path}/evidence-order`, body)
    expect([status, answer['codes']]).toEqual([200, { 'H1-1.1-02': 'H1-1.1-01', 'H1-1.1-01': 'H1-1.1-02' }])
    const { body: detail } = await (
      await api.as('principal')
    ).get<{ item: { formerCodes: string[] } }>(`${path}/evidence/H1-1.1-02`)
    expect(detail.item.formerCodes).toEqual(['H1-1.1-01'])
  })
})

describe('the file of a piece of evidence', () => {
  const whole = pdf('một')

  it('comes whole, in part, or not at all when the client has it', async () => {
    const member = await api.as('le-thi-hanh')
    const file = `${path}/evidence/H1-1.1-01/file`
    const all = await member.get(file)
    expect([all.status, all.headers.get('content-type'), all.headers.get('content-length')]).toEqual([
      200,
      'application/pdf',
      String(whole.length),
    ])
    expect(all.headers.get('content-disposition')).toMatch(
      /^attachment; filename="chien luoc.pdf"; filename\*=UTF-8''chi%E1%BA%BFn/,
    )
    expect(all.headers.get('x-content-type-options')).toBe('nosniff')
    const etag = all.headers.get('etag') ?? ''
    expect(etag).toBe(`"${createHash('sha256').update(whole).digest('hex')}"`)
    const part = await member.get(file, { range: 'bytes=1-4' })
    expect([part.status, part.body, part.headers.get('content-range')]).toEqual([
      206,
      'PDF-',
      `bytes 1-4/${whole.length}`,
    ])
    const beyond = await member.get(file, { range: 'bytes=99999-' })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${whole.length}`])
    expect((await member.get(file, { 'if-none-match': etag })).status).toBe(304)
    expect((await member.get(file, { range: 'bytes=1-4', 'if-range': '"khác"' })).status).toBe(200)
    const head = await member.send('HEAD', file)
    expect([head.status, head.body, head.headers.get('content-length')]).toEqual([200, '', String(whole.length)])
    expect((await member.get(`${file}?inline=1`)).headers.get('content-disposition')).toMatch(/^inline;/)
  })
})

describe('who reads evidence', () => {
  const seen = async (person: string) => {
    const { status, body } = await (await api.as(person)).get<{ items: { code: string }[] }>(`${path}/evidence`)
    return [status, body.items?.map(({ code }) => code)]
  }

  it('before the dossier is handed over: the school alone', async () => {
    await attach('mật', {
      criterion: '2.1',
      details: { ...details, title: 'Hồ sơ kỷ luật', confidentiality: 'restricted' },
    })
    expect(await seen('principal')).toEqual([200, ['H1-1.1-01', 'H1-1.1-02', 'H1-1.2-01', 'H2-2.1-01']])
    for (const person of ['officer', 'r1', 'commune']) expect(await seen(person)).toEqual([200, []])
    const { status, body } = await (await api.as('r1')).get(`${path}/evidence/H1-1.1-01/file`)
    const missing = await (await api.as('r1')).get(`${path}/evidence/H1-9.9-01/file`)
    expect([status, missing.status]).toEqual([404, 404])
    expect(body).toEqual(missing.body)
  })

  it('then everybody of the case, what is restricted the department, and a reviewer while it is opened to them', async () => {
    await handOver()
    const open = ['H1-1.1-01', 'H1-1.1-02', 'H1-1.2-01']
    for (const person of ['r1', 'r2', 'commune', 'chair']) expect(await seen(person)).toEqual([200, open])
    expect(await seen('officer')).toEqual([200, [...open, 'H2-2.1-01']])
    expect((await (await api.as('r1')).get(`${path}/evidence/H2-2.1-01/file`)).status).toBe(404)
    const grants = `${path}/evidence/H2-2.1-01/grants`
    const grant = { person: 'r1', reason: 'Trưởng đoàn đề nghị.', until }
    expect((await (await api.as('r1')).post(grants, grant)).status).toBe(403)
    expect((await (await api.as('principal')).post(grants, { ...grant, person: 'officer' })).status).toBe(422)
    expect((await (await api.as('principal')).post(grants, grant)).status).toBe(201)
    expect(await seen('r1')).toEqual([200, [...open, 'H2-2.1-01']])
    expect((await (await api.as('r1')).get(`${path}/evidence/H2-2.1-01/file`)).body).toBe(pdf('mật').toString())
    expect(await seen('r2')).toEqual([200, open])
    const dossier = async (person: string) => {
      const answer = await (await api.as(person)).get<{ evidence: { code: string }[] }>(`${path}/submissions/dossier/1`)
      return answer.body.evidence.map(({ code }) => code)
    }
    expect(await dossier('r1')).toContain('H2-2.1-01')
    expect(await dossier('r2')).not.toContain('H2-2.1-01')
    const history = await sample.rows(
      `select entry::json->'payload'->>'person' as person from history where event = 'grantEvidence'`,
    )
    expect(history).toEqual([{ person: 'r1' }])
    const before = sample.clock.time
    sample.clock.set(until)
    expect(await seen('r1')).toEqual([200, open])
    sample.clock.set(before)
  })

  it('and it is closed to the reviewer before its day when the school takes it back, with the reason on record', async () => {
    const principal = await api.as('principal')
    type Shown = { grants: { id: string; until: string }[] }
    const [grant] = (await principal.get<Shown>(`${path}/evidence/H2-2.1-01`)).body.grants
    const withdrawal = `${path}/evidence/H2-2.1-01/grants/${grant?.id}/withdrawal`
    expect((await (await api.as('r1')).post(withdrawal, { reason: 'Không cần nữa.' })).status).toBe(403)
    expect((await principal.post(withdrawal, { reason: ' ' })).status).toBe(422)
    for (const again of [204, 204])
      expect((await principal.post(withdrawal, { reason: 'Đã xem xong.' })).status).toBe(again)
    expect((await (await api.as('r1')).get(`${path}/evidence/H2-2.1-01/file`)).status).toBe(404)
    const history = await sample.rows(
      `select entry::json->'payload'->>'reason' as reason from history where event = 'withdrawGrant'`,
    )
    expect(history).toEqual([{ reason: 'Đã xem xong.' }])
  })

  it('and reviewers go on reading the revision that was handed over when the school has a new one', async () => {
    const id = await upload('le-thi-hanh', pdf('bản ký lại'), 'chiến lược 2.pdf')
    const body = { upload: id, reason: 'Văn bản được ký lại.', details: { number: '15/CL-THPT' } }
    const revised = await (await api.as('le-thi-hanh')).post(`${path}/evidence/H1-1.2-01/revisions`, body)
    expect([revised.status, revised.body['revision']]).toEqual([201, 2])
    const file = `${path}/evidence/H1-1.2-01/file`
    expect((await (await api.as('principal')).get(file)).body).toBe(pdf('bản ký lại').toString())
    expect((await (await api.as('principal')).get(`${file}?revision=1`)).body).toBe(pdf('hai').toString())
    expect((await (await api.as('r1')).get(file)).body).toBe(pdf('hai').toString())
    expect((await (await api.as('r1')).get(`${file}?revision=2`)).status).toBe(404)
    const { body: detail } = await (await api.as('r1')).get(`${path}/evidence/H1-1.2-01`)
    expect(detail).toMatchObject({
      item: { number: '12/CL-THPT', revision: 1 },
      revisions: [{ revision: 1 }],
      grants: [],
    })
    await handOver()
    expect((await (await api.as('r1')).get(file)).body).toBe(pdf('bản ký lại').toString())
    expect((await (await api.as('r1')).get(`${file}?revision=1`)).body).toBe(pdf('hai').toString())
  })

  it('a stranger to the case finds nothing there', async () => {
    for (const tail of ['evidence', 'evidence/H1-1.1-01', 'evidence/H1-1.1-01/file', 'evidence-check', 'uploads'])
      expect((await (await api.as('r5')).get(`${path}/${tail}`)).status).toBe(404)
  })
})
