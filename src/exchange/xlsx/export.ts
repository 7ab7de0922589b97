// A criteria set as a workbook that people edit: one row a node, and sheets for the whole, the rules and the examples.
import { exceljs } from '../exceljs.ts'
import type ExcelJS from 'exceljs'
import type { AnySet } from '../../domain/criteria/framework.ts'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { defaultInstant } from '../case/context.ts'
import { contentOf } from '../content.ts'
import { isObject, toJson, type JsonObject } from '../patch.ts'
import { columns, exampleColumns, generalCodecs, headingOf, nullable, yaml, type Column } from './columns.ts'
import { escapeCell, piecesOf, sheets } from './sheets.ts'

/** The bytes of an .xlsx file. */
export async function exportXlsx(set: AnySet): Promise<Uint8Array> {
  const excel = await exceljs()
  const workbook = new excel.Workbook()
  workbook.created = new Date(defaultInstant(set))
  workbook.modified = workbook.created
  const { form, header, nodes } = contentOf(set)
  const { scoring, examples, ...general } = header
  addTable(workbook, sheets.nodes.name, columns, nodes.map(toJson))
  addRows(workbook, sheets.general.name, ['Thuộc tính', 'Giá trị'], generalRows({ form, ...general }))
  addRows(workbook, sheets.rules.name, ['Phần', 'Tên', 'Nội dung (YAML)'], ruleRows(scoring as JsonObject))
  addTable(workbook, sheets.examples.name, exampleColumns, (examples ?? []) as JsonObject[])
  if (set.exchange) {
    const heading = 'Dữ liệu của hệ thống khác, giữ nguyên để trả lại; không sửa.'
    addRows(
      workbook,
      sheets.exchange.name,
      [heading],
      piecesOf(JSON.stringify(set.exchange.case)).map((piece) => [piece]),
    )
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

type Cell = string | number | boolean | null

function generalRows({ name, ...rest }: JsonObject): Cell[][] {
  const { form, id, edition, status, ...others } = rest
  const first = {
    form,
    id,
    edition,
    status,
    'name.vi': (name as JsonObject)['vi'],
    'name.en': (name as JsonObject)['en'],
  }
  return Object.entries({ ...first, ...others }).flatMap(([key, value]): Cell[][] => {
    if (value === null && nullable.includes(key)) return [[key, null]]
    const written = (generalCodecs[key] ?? yaml).write(value)
    return value === undefined ? [] : [[key, ...(typeof written === 'string' ? piecesOf(written) : [written])]]
  })
}

/** One row for each scale, measure and decision. */
function ruleRows(scoring: JsonObject): Cell[][] {
  return Object.entries(scoring).flatMap(([part, value]): Cell[][] => {
    const row = (name: string, one: unknown): Cell[] => [part, name, ...piecesOf(String(yaml.write(one)))]
    if (Array.isArray(value) && value.length > 0) return value.map((one) => row('', one))
    const named = isObject(value) && ['scales', 'decisions'].includes(part) ? Object.entries(value) : []
    return named.length > 0 ? named.map(([name, one]) => row(name, one)) : [row('', value)]
  })
}

function addTable(
  workbook: ExcelJS.Workbook,
  name: string,
  all: readonly Column[],
  objects: readonly JsonObject[],
): void {
  const rows = objects.map((object) =>
    all.map(({ field, codec }) => {
      const value = at(object, field)
      // An empty list that an empty cell says as well.
      const silent = value === undefined || (field === 'tags' && Array.isArray(value) && value.length === 0)
      return silent ? null : codec.write(value)
    }),
  )
  const sheet = addRows(workbook, name, all.map(headingOf), rows)
  all.forEach(({ width, codec }, i) => {
    const column = sheet.getColumn(i + 1)
    column.width = width
    if (codec.numeric) column.numFmt = 'General'
  })
}

function addRows(
  workbook: ExcelJS.Workbook,
  name: string,
  headings: readonly string[],
  rows: readonly Cell[][],
): ExcelJS.Worksheet {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.addRow(headings)
  for (const row of rows) sheet.addRow(row.map((cell) => (typeof cell === 'string' ? cellText(cell) : cell)))
  const width = Math.max(headings.length, ...rows.map((row) => row.length))
  for (let i = 1; i <= width; i++) {
    const column = sheet.getColumn(i)
    column.width = i === headings.length ? 80 : 24
    column.alignment = { vertical: 'top', wrapText: true }
    // As text, or a code such as 1.10 becomes a number or a date in the hands of a spreadsheet.
    column.numFmt = '@'
  }
  sheet.getRow(1).font = { bold: true }
  return sheet
}

function cellText(text: string): string {
  const escaped = escapeCell(text)
  if (escaped.length <= 32_767) return escaped
  throw new AppError(
    'invalid',
    say(
      `Một ô của sổ tính không chứa được ${text.length} ký tự: “${text.slice(0, 60)}…”`,
      `A cell of the workbook cannot hold ${text.length} characters: “${text.slice(0, 60)}…”`,
    ),
  )
}

function at(object: JsonObject, field: string): unknown {
  const [first = '', second] = field.split('.')
  const value = object[first]
  return second === undefined ? value : isObject(value) ? value[second] : undefined
}
