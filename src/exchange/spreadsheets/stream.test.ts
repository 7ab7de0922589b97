// A table written as .xlsx is read back as it was: text as text, numbers as numbers, days as days in Vietnam.
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tableStream, type Table } from './stream.ts'

interface Row {
  name: string
  count: number | null
  at: string | null
}

const table: Table<Row> = {
  sheet: 'Bảng',
  columns: [
    { title: 'STT', width: 6, kind: 'number', of: (_row, place) => place },
    { title: 'Tên', width: 30, kind: 'text', of: ({ name }) => name },
    { title: 'Số', width: 10, kind: 'number', of: ({ count }) => count },
    { title: 'Ngày', width: 13, kind: 'day', of: ({ at }) => at },
  ],
}

async function* from(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows
}

async function written(rows: AsyncIterable<Row>): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await buffer(tableStream(table, rows))) as unknown as ArrayBuffer)
  const sheet = workbook.getWorksheet('Bảng')
  if (!sheet) throw new Error('no sheet')
  return sheet
}

describe('a spreadsheet', () => {
  it('has a head in Vietnamese that stays in view, filters and widths', async () => {
    const sheet = await written(from([]))
    expect(sheet.getRow(1).values).toEqual([undefined, 'STT', 'Tên', 'Số', 'Ngày'])
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect(sheet.autoFilter).toBe('A1:D1')
    expect(sheet.getColumn(2).width).toBe(30)
  })

  it('writes a late evening in UTC as the next day in Vietnam, and a day as that day', async () => {
    const rows = [
      { name: 'a', count: 1, at: '2026-03-01T18:30:00.000Z' },
      { name: 'b', count: null, at: '2024-02-29' },
      { name: '', count: 0, at: null },
    ]
    const sheet = await written(from(rows))
    expect([2, 3].map((row) => (sheet.getCell(row, 4).value as Date).toISOString().slice(0, 10))).toEqual([
      '2026-03-02',
      '2024-02-29',
    ])
    expect(sheet.getCell(2, 4).numFmt).toBe('dd/mm/yyyy')
    expect([sheet.getCell(3, 3).value, sheet.getCell(4, 3).value, sheet.getCell(4, 4).value]).toEqual([null, 0, null])
  })

  it('writes as text whatever begins like a formula, and keeps every sign that XML knows', async () => {
    const start = fc.constantFrom('=', '+', '-', '@', '\t=', '=HYPERLINK("http://x")', '=cmd|A1', '')
    const name = fc.tuple(start, fc.string({ unit: 'grapheme', maxLength: 60 })).map(([sign, text]) => sign + text)
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 20 }), async (names) => {
        const sheet = await written(from(names.map((one) => ({ name: one, count: 1, at: null }))))
        names.forEach((one, index) => {
          const cell = sheet.getCell(index + 2, 2)
          expect(cell.formula).toBeUndefined()
          if (one === '') return
          expect(cell.numFmt).toBe('@')
          if (/^[^\p{Cc}\p{Cn}\p{Zl}\p{Zp}]+$/u.test(one)) expect(cell.value).toBe(one)
        })
      }),
      { numRuns: 15 },
    )
  })

  it('of 5,000 rows holds each in its place', async () => {
    const count = process.env['FULL'] ? 50_000 : 5000
    async function* many(): AsyncGenerator<Row> {
      for (let n = 1; n <= count; n++) yield { name: `Trường ${n}`, count: n * 2, at: '2026-03-01' }
    }
    const sheet = await written(many())
    expect(sheet.rowCount).toBe(count + 1)
    for (const n of [1, 2, 2500, count]) expect(sheet.getRow(n + 1).getCell(3).value).toBe(n * 2)
  })

  it('whose rows cannot be read ends with the error', async () => {
    async function* broken(): AsyncGenerator<Row> {
      yield { name: 'a', count: 1, at: null }
      throw new Error('nguồn hỏng')
    }
    await expect(buffer(tableStream(table, broken()))).rejects.toThrow('nguồn hỏng')
  })
})
