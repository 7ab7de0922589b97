// The department's yearly report over the API: counted from the cases of the year, in every format, for the department alone.
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, it } from 'vitest'
import { importCertificates } from '../../src/commands/imports/certificates.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { openAnother, sampleCase, type SampleCase } from '../support/sample-case.ts'
import { toStage } from '../support/whole-case.ts'
import { tableRows, textOf } from '../reports/look.ts'

let made: SampleCase
let api: Api

beforeAll(async () => {
  made = await sampleCase(await freshDatabase())
  api = apiOf(made)
})

const get = async (person: string, query = '') =>
  (await api.as(person)).get<string>(`/api/yearly-report?year=2025-2026${query}`)
const page = async (query = '') => (await get('officer', query)).body
const of = async (year: string) => (await (await api.as('officer')).get<string>(`/api/yearly-report?year=${year}`)).body
const holding = async (year: string) =>
  tableRows(await of(year), 'Trường có Bằng')
    .at(-1)
    ?.slice(2, 4)
const counted = async () => tableRows(await page(), 'Kết quả tự đánh giá').at(-1)

describe('the yearly report of a department', () => {
  it('counts a school as assessed when its report is adopted, at the level it gave itself', async () => {
    await toStage(made, 'adopting')
    expect(await counted()).toEqual(['Cộng', '1', '0', '0%', '0', '0', '0'])
    await toStage(made, 'awaitingOpinion', undefined, 'adopting')
    expect(await counted()).toEqual(['Cộng', '1', '1', '100%', '0', '0', '1'])
  })

  it('counts and names certificates granted, and takes no other year’s for its own', async () => {
    await toStage(made, 'granted', undefined, 'awaitingOpinion')
    const html = await page()
    expect(tableRows(html, 'Trường có Bằng').at(-1)).toEqual(['Cộng', '1', '1', '0', '100%'])
    expect(tableRows(html, 'Trường được công nhận')).toEqual([
      ['1', 'Trường THPT Mẫu', 'UBND xã Mẫu', '1', '41/QĐ', '02/3/2026'],
    ])
    expect(tableRows(html, 'Bằng bị thu hồi')).toEqual([['Không có']])
    const before = await of('2024-2025')
    expect(tableRows(before, 'Trường được công nhận')).toEqual([['Không có']])
    expect(tableRows(before, 'Kết quả tự đánh giá').at(-1)?.slice(0, 3)).toEqual(['Cộng', '1', '0'])
    const last = await of('2029-2030')
    expect(tableRows(last, 'Bằng hết hạn').map((row) => row.at(-1))).toEqual(['02/3/2031'])
  })

  it('bears the number it is given, the province and who signs', async () => {
    const text = textOf(await page(`&number=${encodeURIComponent('310/BC-SGDĐT')}`))
    for (const said of ['UBND TỈNH MẪU', '310/BC-SGDĐT', 'Phạm Văn Giám', 'Mẫu số 7', 'năm học 2025-2026'])
      expect(text).toContain(said)
  })

  it('comes as PDF, Word document and spreadsheet of its schools', async () => {
    const [pdf, docx, xlsx] = await Promise.all(['pdf', 'docx', 'xlsx'].map((one) => get('head', `&format=${one}`)))
    expect([pdf, docx].map((one) => String(Buffer.from(one?.bytes.subarray(0, 2) ?? [])))).toEqual(['%P', 'PK'])
    expect(docx?.headers.get('content-disposition')).toContain('bao-cao-hang-nam-2025-2026.docx')
    const aids = await get('head', '&format=pdf&standard=ua-1')
    expect(Buffer.from(aids.bytes).toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>')
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(xlsx?.bytes.buffer as ArrayBuffer)
    const row = (workbook.worksheets[0]?.getRow(2).values ?? []) as unknown[]
    expect(row.slice(2, 4)).toEqual(['Trường THPT Mẫu', 'Trung học phổ thông'])
    expect(row.slice(6, 8)).toEqual([2, 1])
  })

  it('of a past year counts the certificates that were in force at its end, whatever became of them since', async () => {
    const holding = async (year: string) =>
      tableRows(await of(year), 'Trường có Bằng')
        .at(-1)
        ?.slice(2, 4)
    const of = async (year: string) =>
      (await (await api.as('officer')).get<string>(`/api/yearly-report?year=${year}`)).body
    const certificate = {
      school: 'truong',
      award: 'nationalStandard' as const,
      decision: '9/QĐ-UBND',
      regime: 'Thông tư 18/2018/TT-BGDĐT',
    }
    const old = { number: '1/BCN', grade: 2, issuedOn: '2019-10-01', expiresOn: '2024-10-01' }
    const next = { number: '2/BCN', grade: 1, issuedOn: '2024-09-20', expiresOn: '2025-12-01' }
    const certificates = [
      { ...certificate, ...old, status: 'superseded' as const, reason: 'Thay bằng 2/BCN' },
      { ...certificate, ...next },
    ]
    const at = made.engine.now()
    await importCertificates(made.db, {
      file: { certificates },
      at: () => '',
      dryRun: false,
      actor: 'officer',
      now: at,
    })
    // In force at the end of the year, though replaced or out of term today.
    expect(await holding('2023-2024')).toEqual(['0', '1'])
    expect(await of('2023-2024')).toContain('còn giá trị đến ngày 31/8/2024')
    expect(await holding('2024-2025')).toEqual(['1', '0'])
    expect(tableRows(await of('2024-2025'), 'Bằng hết hạn').map((row) => row.at(-1))).toEqual(['01/12/2025'])
    expect(await holding('2018-2019')).toEqual(['0', '0'])
  })

  it('counts a report over several years for each of them from the one in which it was adopted', async () => {
    const assessed = async (year: string) => tableRows(await of(year), 'Kết quả tự đánh giá').at(-1)?.[2]
    const several = await openAnother(made, 'truong', '2021-2026')
    await made.rows(
      `insert into history select * from jsonb_populate_recordset(null::history, (select jsonb_agg(to_jsonb(h)
        || jsonb_build_object('process_id', $1::text, 'at', '2022-10-01T00:00:00Z')) from history h where event = 'adoptReport'))`,
      [`${several}/selfAssessment`],
    )
    const years = ['2020-2021', '2021-2022', '2022-2023', '2024-2025', '2026-2027']
    expect(await Promise.all(years.map(assessed))).toEqual(['0', '0', '1', '1', '0'])
  })

  it('tells a certificate that was revoked in its year, and counts it in the years before', async () => {
    made.clock.set('2026-11-02T02:00:00.000Z')
    const decision = { number: '70/QĐ-UBND', date: '2026-11-02' }
    await made.send(
      'certification',
      'revokeNationalStandard',
      { decision, basis: decision, reason: 'Vi phạm.' },
      'chair',
    )
    expect(await holding('2026-2027')).toEqual(['0', '0'])
    expect(tableRows(await of('2026-2027'), 'Bằng bị thu hồi').map((row) => row.slice(4))).toEqual([
      ['70/QĐ-UBND', '02/11/2026'],
    ])
    expect(await holding('2025-2026')).toEqual(['1', '0'])
    expect(tableRows(await page(), 'Bằng bị thu hồi')).toEqual([['Không có']])
  })

  it('is refused to schools and reviewers, and for a year that is none', async () => {
    expect([(await get('principal')).status, (await get('r1')).status, (await get('chair')).status]).toEqual([
      403, 403, 200,
    ])
    for (const year of ['2025-2027', '0000-0001', 'x'])
      expect((await (await api.as('officer')).get(`/api/yearly-report?year=${year}`)).status, year).toBe(422)
    expect((await get('officer', '&department=khac')).status).toBe(404)
  })
})
