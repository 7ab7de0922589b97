// A register of evidence as people fill it in, read row by row; what is wrong is told at its cell.
import type { RegisterEntry, RowFault } from '../../commands/evidence/import.ts'
import type { Plain } from '../xlsx/columns.ts'
import { say, type Text } from '../../domain/text.ts'
import type { CellFault } from '../problem.ts'
import { addressOf, rowsOf, type Row, type Sheet } from '../xlsx/read-sheets.ts'
import { openWorkbook } from '../xlsx/open-workbook.ts'
import { columnOf, columns, confidentialities, fold, required, sheetName, type Field } from './columns.ts'

export interface ReadRegister {
  rows: RegisterEntry[]
  problems: CellFault[]
  /** The cell that a fault of a row belongs to. */
  at(fault: Pick<RowFault, 'row' | 'field'>): string
}

const mostRows = 2_000

/** `pattern` is that of the procedure's codes: a code on paper names its criterion. */
export async function readRegister(bytes: Uint8Array, pattern: string): Promise<ReadRegister> {
  const opened = await openWorkbook(bytes)
  if ('fault' in opened) return failed(opened.fault)
  const { workbook } = opened
  const found = workbook.worksheets.find(({ name }) => fold(name) === fold(sheetName)) ?? workbook.worksheets[0]
  if (!found) return failed(say('Sổ tính không có trang nào.', 'The workbook has no sheet.'))
  const problems: CellFault[] = []
  return readSheet(rowsOf(found, problems), pattern, problems)
}

function failed(message: Text): ReadRegister {
  return { rows: [], problems: [{ at: '', message }], at: () => '' }
}

function readSheet(sheet: Sheet, pattern: string, problems: CellFault[]): ReadRegister {
  const head = sheet.rows.find(({ cells }) => fields(cells).size >= required.length)
  const places = fields(head?.cells ?? new Map())
  const missing = required.filter((field) => !places.has(field)).map(titleOf)
  if (!head || missing.length > 0)
    return failed(
      say(
        `Trang “${sheet.name}” thiếu cột ${missing.join(', ')}.`,
        `The sheet “${sheet.name}” lacks the columns ${missing.join(', ')}.`,
      ),
    )
  const filled = sheet.rows.filter(({ number, cells }) => number > head.number && meaningful(cells, places))
  if (filled.length > mostRows)
    return failed(say(`Danh mục dài quá ${mostRows} dòng.`, `The register has more than ${mostRows} rows.`))
  const cellOf = (row: Row, field: Field) => addressOf(sheet.name, places.get(field) ?? 1, row.number)
  const read = filled.map((row) => {
    const fault = (field: Field, message: Text) => problems.push({ at: cellOf(row, field), message })
    return entryOf(texts(row, places, fault), pattern, fault)
  })
  const key = places.has('code') ? 'code' : 'title'
  return {
    rows: read,
    problems,
    at({ row, field }) {
      const found = filled[row]
      return found ? cellOf(found, field === 'key' ? key : field) : ''
    },
  }
}

function fields(cells: Row['cells']): Map<Field, number> {
  const found = [...cells].flatMap(([place, value]) => {
    const column = columnOf(String(value))
    return column ? [[column.field, place] as const] : []
  })
  return new Map(found)
}

function meaningful(cells: Row['cells'], places: ReadonlyMap<Field, number>): boolean {
  return [...places].some(([field, place]) => field !== 'order' && cells.has(place))
}

type Fault = (field: Field, message: Text) => void

function texts(row: Row, places: ReadonlyMap<Field, number>, fault: Fault): Record<Field, string> {
  const read = columns.map(({ field, max }) => {
    const place = places.get(field)
    const cell = place === undefined ? undefined : row.cells.get(place)
    const text = textOf(cell).normalize('NFC')
    // A spreadsheet makes 1.1 of what was typed as 1.10.
    if (field === 'criterion' && typeof cell === 'number' && text !== '')
      fault(
        field,
        say(
          'Ô này bị đổi thành số. Hãy định dạng ô là Văn bản (Text) rồi gõ lại.',
          'This cell was turned into a number. Format it as text, then type again.',
        ),
      )
    if (text.length > max) fault(field, say(`Dài quá ${max} ký tự.`, `Longer than ${max} characters.`))
    if (/(?!\n)\p{Cc}/u.test(text)) fault(field, say('Có ký tự điều khiển.', 'There is a control character in it.'))
    if (text === '' && required.includes(field))
      fault(field, say(`Thiếu ${titleOf(field).toLowerCase()}.`, `“${titleOf(field)}” is missing.`))
    return [field, text] as const
  })
  return Object.fromEntries(read) as Record<Field, string>
}

function textOf(cell: Plain | undefined): string {
  if (cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).trim()
}

function entryOf(said: Record<Field, string>, pattern: string, fault: Fault): RegisterEntry {
  const code = said.code.replaceAll(/^[[(]|[\])]$/g, '')
  const parts = code === '' ? null : new RegExp(pattern).exec(code)
  if (code !== '' && !parts)
    fault(
      'code',
      say(
        `“${said.code}” không phải mã minh chứng theo mẫu của quy trình.`,
        `“${said.code}” is no evidence code of this procedure.`,
      ),
    )
  const byCode = parts ? parts.slice(-3, -1).join('.') : ''
  if (said.criterion !== '' && byCode !== '' && said.criterion !== byCode)
    fault(
      'criterion',
      say(
        `Mã minh chứng thuộc tiêu chí ${byCode}, không phải ${said.criterion}.`,
        `The code is of criterion ${byCode}, not ${said.criterion}.`,
      ),
    )
  const criterion = said.criterion || byCode
  if (criterion === '' && code === '') fault('criterion', say('Thiếu tiêu chí.', 'The criterion is missing.'))
  const dated = said.issuedOn === '' ? lastDay(said.number) : null
  const number = dated ? dated.before : said.number
  const issuedOn = dated ? dated.day : dayOf(said.issuedOn, fault)
  const { title, issuer, period, place, note, fileName } = said
  const confidentiality = confidentialityOf(said.confidentiality, fault)
  return {
    key: code || [criterion, title, number].map(fold).join('|'),
    paperCode: code || null,
    criterion,
    details: { title, issuer, number, issuedOn, period, place, confidentiality, note },
    fileName,
  }
}

const titleOf = (field: Field): string => columns.find((column) => column.field === field)?.title ?? field

const vietnameseDay = /(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/

/** `12/QĐ-THPT, 05/9/2024` in one cell, as on paper. */
function lastDay(text: string): { before: string; day: string } | null {
  const found = vietnameseDay.exec(text)
  const day = found ? isoDay(found[3], found[2], found[1]) : null
  if (!found || day === null) return null
  const before = text.slice(0, found.index).replace(/[,;\s]*(ngày)?\s*$/iu, '')
  return { before, day }
}

function dayOf(text: string, fault: Fault): string | null {
  if (text === '') return null
  // A date in a cell that is formatted as text or number is the count of days that a spreadsheet keeps.
  if (/^\d{5}$/.test(text)) return new Date(Date.UTC(1899, 11, 30 + Number(text))).toISOString().slice(0, 10)
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const local = vietnameseDay.exec(text)
  const day = iso ? isoDay(iso[1], iso[2], iso[3]) : local?.index === 0 ? isoDay(local[3], local[2], local[1]) : null
  if (day === null)
    fault(
      'issuedOn',
      say(
        `“${text}” không phải ngày; ghi ngày/tháng/năm, ví dụ 05/09/2025.`,
        `“${text}” is no day; write day/month/year, such as 05/09/2025.`,
      ),
    )
  return day
}

/** `null` for a day that no calendar has. */
function isoDay(year = '', month = '', day = ''): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${text}T00:00:00.000Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text ? null : text
}

function confidentialityOf(text: string, fault: Fault): 'open' | 'internal' | 'restricted' {
  if (text === '') return 'internal'
  const found = Object.entries(confidentialities).find(([name]) => name === fold(text))?.[1]
  const all = Object.keys(confidentialities).join(', ')
  if (!found) fault('confidentiality', say(`“${text}” phải là: ${all}.`, `“${text}” must be one of: ${all}.`))
  return found ?? 'internal'
}
