// Who takes which part of a case away: the package and the spreadsheets as they come over the API.
import { writeFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, it } from 'vitest'
import { compose } from '../../src/compose.ts'
import { entryOf } from '../../src/package/entries.ts'
import { CaseFile, names } from '../../src/package/format.ts'
import { importPackage } from '../../src/package/import.ts'
import { verifyPackage } from '../../src/package/verify.ts'
import { sealed } from '../../src/package/write.ts'
import { localStore } from '../../src/store/files/local.ts'
import { readLibrary } from '../../src/store/library.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { toStage } from '../support/whole-case.ts'
import { contentsOf, folder, grantedCase, keepFolder, writeZip, type PackedCase } from './packed.ts'

keepFolder()

let made: PackedCase
let api: Api

beforeAll(async () => {
  made = await grantedCase('scoring')
  api = apiOf(made, { files: made.files })
})

async function get(person: string, path: string) {
  return (await api.as(person)).get(path)
}

/** The package that this person gets, opened. */
async function packageOf(person: string) {
  const answer = await get(person, `/api/cycles/${made.cycle}/package?formats=html`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-length')).toBe(String(answer.bytes.length))
  const path = `${folder}/${person}.zip`
  await writeFile(path, answer.bytes)
  const contents = await contentsOf(path)
  const file = CaseFile.parse(JSON.parse(String(contents.get(names.case))))
  return { verdict: await verifyPackage(path, readLibrary(), null), contents, file }
}

async function tableOf(person: string, path: string) {
  const answer = await get(person, path)
  expect(answer.status).toBe(200)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(answer.bytes.buffer as ArrayBuffer)
  const rows: Record<string, unknown>[] = []
  const sheet = workbook.worksheets[0]
  const titles = (sheet?.getRow(1).values ?? []) as string[]
  sheet?.eachRow((row, number) => {
    if (number > 1) rows.push(Object.fromEntries(titles.flatMap((title, at) => [[title, row.getCell(at).value]])))
  })
  return rows
}

describe('while reviewers still score', () => {
  it('the department and the auditor wait for the report, reviewers get no package at all', async () => {
    expect((await get('officer', `/api/cycles/${made.cycle}/package`)).status).toBe(409)
    expect((await get('r1', `/api/cycles/${made.cycle}/package`)).status).toBe(403)
  })

  it('the school takes its own side: nothing that a reviewer wrote, and the package is still valid', async () => {
    const { verdict, contents, file } = await packageOf('principal')
    expect(verdict.findings).toEqual([])
    expect(file.scope).toBe('school')
    const history = String(contents.get(names.history))
    expect(history).not.toMatch(/\/criterionSheet\/(reviewer|team)\//)
    expect(history).not.toContain('/externalReview"')
    expect(file.sheets.every(({ kind }) => kind === 'school')).toBe(true)
    expect(file.absent.some(({ what, why }) => what === 'history' && why === 'notForThisReader')).toBe(true)
    expect([...contents.keys()]).not.toContain('reports/bao-cao-danh-gia-ngoai.html')
    expect(verdict.result?.why.join('\n')).toContain('phiếu tự đánh giá của trường')
  })
})

describe('once it is decided', () => {
  beforeAll(() => toStage(made, 'granted', undefined, 'scoring'))

  it('the department takes the whole', async () => {
    const { verdict, file } = await packageOf('officer')
    expect([verdict.findings, file.scope, file.absent]).toEqual([[], 'whole', []])
  })

  it('certificates go along as they were signed, come back on import, and one put in for another is named', async () => {
    const address = `/api/certificates/${encodeURIComponent('001/2026/CN-KĐCLGD')}/paper`
    const paper = await get('principal', address)
    const { verdict, contents } = await packageOf('officer')
    const [name = ''] = [...contents.keys()].filter((one) => one.startsWith('certificates/'))
    expect(verdict.findings).toEqual([])
    expect(contents.get(name)?.equals(paper.bytes)).toBe(true)
    const product = await compose(await freshDatabase(), made.engine.now)
    const order = { path: `${folder}/officer.zip`, actor: 'head', trusted: null, apply: true, now: made.engine.now() }
    await importPackage(product, localStore(`${folder}/kho-khac`), order)
    const there = await (await apiOf({ ...made, ...product }).as('principal')).get(address)
    expect(Buffer.from(there.bytes).equals(paper.bytes)).toBe(true)
    const forged = [...contents].filter(([one]) => one !== names.manifest && one !== names.signature)
    const entries = forged.map(([one, bytes]) => entryOf(one, one === name ? Buffer.from('%PDF-1.7 giả') : bytes))
    const path = await writeZip(sealed(made.cycle, entries, null), 'gia.zip')
    const { findings } = await verifyPackage(path, readLibrary(), null)
    expect(findings.map(({ file }) => file)).toEqual([name])
  })

  it('the school reads the report and what the team wrote, not what single reviewers did', async () => {
    const { verdict, contents, file } = await packageOf('principal')
    expect(verdict.findings).toEqual([])
    expect([...contents.keys()]).toContain('reports/bao-cao-danh-gia-ngoai.html')
    expect(new Set(file.sheets.map(({ kind }) => kind))).toEqual(new Set(['school', 'team']))
    expect(file.submissions.every(({ kind }) => kind === 'dossier')).toBe(true)
  })

  it('results by criterion are numbers, one row each', async () => {
    const rows = await tableOf('officer', `/api/cycles/${made.cycle}/results.xlsx`)
    expect(rows).toHaveLength(28)
    expect(rows[0]).toMatchObject({ STT: 1, 'Mã tiêu chí': '1.1', 'Mức tự đánh giá': 2, 'Mức đánh giá ngoài': 2 })
    expect(rows[0]).toMatchObject({ 'Phiếu của trường': 'Đã thống nhất', 'Số minh chứng': 2 })
  })

  it('the register has real days and no formula, and restricted evidence only for those who see it', async () => {
    const rows = await tableOf('officer', `/api/cycles/${made.cycle}/evidence.xlsx`)
    expect(rows.map((row) => row['Mã minh chứng'])).toEqual(['H1-1.1-01', 'H1-1.1-02', 'H1-1.2-01', 'H1-1.3-01'])
    expect(rows[0]).toMatchObject({
      'Tên minh chứng': '=Chiến lược phát triển',
      'Ngày ban hành': new Date('2024-09-05'),
    })
    const seen = await tableOf('commune', `/api/cycles/${made.cycle}/evidence.xlsx`)
    expect(seen.map((row) => row['Mã minh chứng'])).not.toContain('H1-1.2-01')
  })

  it('the province table tells where each case stands and what it was awarded', async () => {
    const [row, ...more] = await tableOf('head', '/api/province.xlsx')
    expect(more).toEqual([])
    expect(row).toMatchObject({ Trường: 'Trường THPT Mẫu', 'Năm học': '2025-2026', 'Mức đánh giá ngoài': 2 })
    expect(row).toMatchObject({ 'Kiểm định: cấp độ': 2, 'Kiểm định: tình trạng': 'Còn hiệu lực' })
    expect(row?.['Kiểm định: hết hạn']).toBeInstanceOf(Date)
    expect(await tableOf('r8', '/api/province.xlsx')).toEqual([])
  })
})
