// Writes a table as an .xlsx file while its rows come in: a head that stays in view, filters, real numbers and days.
import { exceljs } from '../exceljs.ts'
import { PassThrough, type Readable } from 'node:stream'
import { once } from 'node:events'
import { dayOf } from '../../domain/calendar/add.ts'

export type CellValue = string | number | null

export interface Column<Row> {
  title: string
  /** Of about so many characters. */
  width: number
  /** `day`: an ISO instant or day, shown as a day in Vietnam. */
  kind: 'text' | 'number' | 'day'
  of(row: Row, place: number): CellValue
}

export interface Table<Row> {
  sheet: string
  columns: readonly Column<Row>[]
}

/** More than this Excel does not hold in a cell. */
const longest = 32_767
/** Rows between two looks at whether the reader keeps up. */
const portion = 200

const formats = { text: '@', number: '0', day: 'dd/mm/yyyy' } as const

/** The bytes of the file, in memory that does not grow with the table. An error of the rows ends the stream with it. */
export function tableStream<Row>(table: Table<Row>, rows: AsyncIterable<Row>): Readable {
  const out = new PassThrough({ highWaterMark: 1024 * 1024 })
  write(table, rows, out).catch((error: Error) => out.destroy(error))
  return out
}

async function write<Row>({ sheet, columns }: Table<Row>, rows: AsyncIterable<Row>, out: PassThrough): Promise<void> {
  const excel = await exceljs()
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  const page = workbook.addWorksheet(sheet, { views: [{ state: 'frozen', ySplit: 1 }] })
  page.columns = columns.map(({ width, kind }) => ({
    width,
    style: { numFmt: formats[kind], alignment: { vertical: 'top', wrapText: kind === 'text' } },
  }))
  page.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } }
  const head = page.addRow(columns.map(({ title }) => title))
  head.font = { bold: true }
  head.commit()
  let place = 0
  for await (const row of rows) {
    place++
    page.addRow(columns.map((column) => cellOf(column, row, place))).commit()
    if (place % portion > 0) continue
    if (out.destroyed) return
    // The writer does not wait for whoever reads; so it is not asked for more.
    if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), once(out, 'close')])
    else await new Promise((resolve) => setImmediate(resolve))
  }
  page.commit()
  await workbook.commit()
}

/** Text is always written as text in a cell formatted as text: what begins like a formula is none, here and when it is edited. */
function cellOf<Row>({ kind, of }: Column<Row>, row: Row, place: number): string | number | Date | null {
  const value = of(row, place)
  if (value === null || value === '') return null
  if (kind === 'day') return new Date(`${/T/.test(String(value)) ? dayOf(String(value)) : String(value)}T00:00:00Z`)
  return typeof value === 'number' ? value : value.toWellFormed().slice(0, longest)
}
