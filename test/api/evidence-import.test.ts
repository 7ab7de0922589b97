// Whole registers of evidence: filled in as a workbook with a dry run and errors by cell, or taken over from the last cycle.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replayAll } from '../../src/store/replay-all.ts'
import { findDefinition } from '../../workflows/index.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, intakeIn, type Api } from '../support/http.ts'
import { openAnother, sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'
import { pdf, uploader, type Uploader } from '../support/upload.ts'

const dir = mkdtempSync(join(tmpdir(), 'kiemdinh-import-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

let sample: SampleCase
let api: Api
let path: string
let upload: Uploader

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  await toRating(sample)
  api = apiOf(sample, { intake: intakeIn(dir) })
  path = `/api/cycles/${sample.cycle}`
  upload = uploader(api, sample.cycle)
  for (const name of ['một.pdf', 'hai.pdf', 'ba.pdf']) await upload('principal', pdf(name), name)
})

type Row = Record<string, string | number | Date>

/** The template as the server hands it out, filled in; a heading may be written otherwise. */
async function filled(rows: readonly Row[], rename: Record<string, string> = {}): Promise<string> {
  const app = await api.as('principal')
  const { status, bytes } = await app.get('/api/evidence-template')
  expect(status).toBe(200)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0])
  const sheet = workbook.getWorksheet('Danh mục')
  if (!sheet) throw new Error('the template has no register')
  const headings = (sheet.getRow(1).values as string[]).slice(1)
  for (const row of rows) sheet.addRow(headings.map((heading) => row[heading] ?? null))
  sheet.getRow(1).values = headings.map((heading) => rename[heading] ?? heading)
  return upload('principal', new Uint8Array(await workbook.xlsx.writeBuffer()), 'danh mục.xlsx')
}

interface Answer {
  issues: { path: string; message: string }[]
  entries: { row: number; paperCode: string | null; code: string; isNew: boolean }[]
  detail?: string
}

async function bring(rows: readonly Row[], dryRun?: boolean, rename?: Record<string, string>) {
  const body = { upload: await filled(rows, rename), ...(dryRun === undefined ? {} : { dryRun }) }
  return (await api.as('principal')).post<Answer>(`${path}/evidence-import`, body)
}

const codes = async (): Promise<{ code: string; formerCodes: string[]; number: string; issuedOn: string | null }[]> =>
  (
    await sample.rows<{ item: never }>('select item from evidence where cycle_id = $1 order by order_key', [
      sample.cycle,
    ])
  ).map(({ item }) => item)

const good: Row[] = [
  {
    STT: '1',
    'Mã minh chứng': '[H1-1.1-01]',
    'Tên minh chứng': 'Chiến lược phát triển',
    'Số ký hiệu': '12/CL-THPT, ngày 05/9/2024',
    'Mức độ': 'Công khai',
    'Tên tệp': 'Một.PDF',
  },
  {
    'Mã minh chứng': 'H1-1.1-05',
    'Tên minh chứng': 'Nghị quyết',
    'Ngày ban hành': new Date('2024-10-01'),
    'Tên tệp': 'hai.pdf',
  },
]

describe('a register brought in as a workbook', () => {
  it('is told wrong by cell, all at once, and nothing is changed', async () => {
    const rows: Row[] = [
      { 'Tiêu chí': '1.1', 'Tên tệp': 'một.pdf' },
      { 'Tiêu chí': '9.9', 'Tên minh chứng': 'Nghị quyết', 'Ngày ban hành': '31/2/2024', 'Tên tệp': 'hai.pdf' },
      { 'Tiêu chí': 1.1, 'Tên minh chứng': 'Kế hoạch', 'Mức độ': 'mật', 'Tên tệp': 'không có.pdf' },
      { 'Mã minh chứng': 'MC.1.1.01', 'Tên minh chứng': 'Quyết định', 'Tên tệp': 'hai.pdf' },
      { 'Tiêu chí': '1.2', 'Mã minh chứng': 'H1-1.1-01', 'Tên minh chứng': 'Quy chế', 'Tên tệp': 'ba.pdf' },
    ]
    const { status, body } = await bring(rows)
    expect(status).toBe(200)
    const told = new Map(body.issues.map(({ path: cell, message }) => [cell, message]))
    expect(Object.fromEntries(told)).toMatchObject({
      'Danh mục!D2': 'Thiếu tên minh chứng.',
      'Danh mục!B3': 'Bộ tiêu chuẩn không có tiêu chí “9.9”.',
      'Danh mục!F3': expect.stringContaining('“31/2/2024” không phải ngày'),
      'Danh mục!B4': expect.stringContaining('bị đổi thành số'),
      'Danh mục!J4': '“mật” phải là: công khai, nội bộ, hạn chế.',
      'Danh mục!K4': expect.stringContaining('Chưa có tệp “không có.pdf”'),
      'Danh mục!C5': expect.stringContaining('không phải mã minh chứng theo mẫu'),
      'Danh mục!K5': expect.stringContaining('đã dùng ở một dòng trước'),
      'Danh mục!B6': 'Mã minh chứng thuộc tiêu chí 1.1, không phải 1.2.',
    })
    const forReal = await bring(rows, false)
    expect([forReal.status, forReal.body.issues.length]).toEqual([422, body.issues.length])
    expect(await codes()).toEqual([])
  })

  it('says in a dry run which codes it would get, and changes nothing', async () => {
    const { body } = await bring(good)
    expect(body.issues).toEqual([])
    expect(body.entries).toEqual([
      { row: 0, paperCode: 'H1-1.1-01', code: 'H1-1.1-01', isNew: true },
      { row: 1, paperCode: 'H1-1.1-05', code: 'H1-1.1-02', isNew: true },
    ])
    expect(await codes()).toEqual([])
    expect(await sample.rows(`select 1 from uploads where used_as is not null`)).toEqual([])
  })

  it('is entered in one go, the code on paper kept beside the one of the system', async () => {
    const { status } = await bring(good, false, { 'Số ký hiệu': 'Số, ngày ban hành' })
    expect(status).toBe(200)
    expect(await codes()).toMatchObject([
      { code: 'H1-1.1-01', formerCodes: [], number: '12/CL-THPT', issuedOn: '2024-09-05', confidentiality: 'open' },
      { code: 'H1-1.1-02', formerCodes: ['H1-1.1-05'], issuedOn: '2024-10-01', confidentiality: 'internal' },
    ])
  })

  it('sent again enters only the rows that are new', async () => {
    const more = { 'Tiêu chí': '1.1', 'Tên minh chứng': 'Quy chế', 'Tên tệp': 'ba.pdf' }
    const { body } = await bring([...good, more], false)
    expect(body.entries.map(({ code, isNew }) => [code, isNew])).toEqual([
      ['H1-1.1-01', false],
      ['H1-1.1-02', false],
      ['H1-1.1-03', true],
    ])
    const again = await bring([...good, more], false)
    expect(again.body.entries.every(({ isNew }) => !isNew)).toBe(true)
    expect(await codes()).toHaveLength(3)
    expect(await sample.rows(`select 1 from history where event = 'importEvidence'`)).toHaveLength(2)
    const { faults } = await replayAll(sample.db, { definition: findDefinition, procedure: sample.engine.procedure })
    expect(faults).toEqual([])
  })

  it('that is no register is refused with what is missing', async () => {
    const { status, body } = await bring([], true, { 'Tên tệp': 'Khác' })
    expect([status, body.issues[0]?.message]).toEqual([200, 'Trang “Danh mục” thiếu cột Tên tệp.'])
    const notXlsx = await upload('principal', pdf('x'), 'x.xlsx')
    const refused = await (await api.as('principal')).post(`${path}/evidence-import`, { upload: notXlsx })
    expect([refused.status, refused.body['detail']]).toEqual([422, 'upload: phải là sổ tính .xlsx tối đa 20 MB.'])
  })
})

describe('evidence of the last cycle', () => {
  it('is taken over once, the old code beside the new one, with the same file', async () => {
    const next = await openAnother(sample, 'truong', '2026-2027')
    const principal = await api.as('principal')
    const copy = (body: object) => principal.post<{ items: object[] }>(`/api/cycles/${next}/evidence-copy`, body)
    const first = await copy({ from: sample.cycle, codes: ['H1-1.1-03', 'H1-1.1-01'] })
    expect([first.status, first.body.items]).toEqual([
      200,
      [
        { from: 'H1-1.1-03', code: 'H1-1.1-01', isNew: true },
        { from: 'H1-1.1-01', code: 'H1-1.1-02', isNew: true },
      ],
    ])
    const again = await copy({ from: sample.cycle, codes: ['H1-1.1-01'] })
    expect(again.body.items).toEqual([{ from: 'H1-1.1-01', code: 'H1-1.1-02', isNew: false }])
    const { body } = await principal.get(`/api/cycles/${next}/evidence/H1-1.1-02`)
    expect(body).toMatchObject({ item: { formerCodes: ['H1-1.1-01'], number: '12/CL-THPT', revision: 1 } })
    const file = await principal.get(`/api/cycles/${next}/evidence/H1-1.1-02/file`)
    expect(file.body).toBe(pdf('một.pdf').toString())
    expect((await copy({ from: sample.cycle, codes: ['H9-9.9-01'] })).status).toBe(404)
    expect((await copy({ from: 'khong-co', codes: ['H1-1.1-01'] })).status).toBe(404)
    const { status } = await (
      await api.as('officer')
    ).post(`/api/cycles/${next}/evidence-copy`, { from: sample.cycle, codes: ['H1-1.1-01'] })
    expect(status).toBe(403)
  })
})
