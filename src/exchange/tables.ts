// Files of other systems as lists of objects: a workbook with one sheet a list, or JSON. It is known where each value stood.
import type { z } from 'zod'
import { AppError } from '../domain/errors.ts'
import { say, type Text } from '../domain/text.ts'
import { unkeepable } from '../domain/keepable.ts'
import { firstSentence, readAs } from '../domain/schema-issues.ts'
import type { CellFault } from './problem.ts'
import type { Plain } from './xlsx/columns.ts'
import { addressOf, rowsOf, type Row, type Sheet } from './xlsx/read-sheets.ts'
import { openWorkbook } from './xlsx/open-workbook.ts'

export interface TableColumn {
  field: string
  title: string
  /** What its cells hold; `text` unless told. A choice has the words people write. */
  is?: 'text' | 'day' | 'number' | 'flag' | 'figure' | Readonly<Record<string, string>>
  /** What whoever fills it in has to know beside that. */
  note?: string
}

export interface Table {
  /** The list in the file's data. */
  key: string
  sheet: string
  columns: readonly TableColumn[]
}

export interface TablesFile<T> {
  file: T
  /** `Trường!D5` in a workbook, `schools[3].commune` in JSON. */
  at(path: readonly PropertyKey[]): string
}

type Places = ReadonlyMap<string, string>
type Raw = { data: Record<string, unknown>; places: Places | null; problems: CellFault[] }

/** The file through its schema. Throws `invalid` with every fault at its cell or JSON path. */
export async function readTables<S extends z.ZodType>(
  bytes: Uint8Array,
  tables: readonly Table[],
  schema: S,
): Promise<TablesFile<z.output<S>>> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const raw = isZip ? await readWorkbook(bytes, tables) : readJson(bytes)
  const at = (path: readonly PropertyKey[]) => placeOf(path, raw.places)
  const broken = unkeepable(raw.data)
  if (broken) raw.problems.push({ at: at(broken.path), message: broken.message })
  if (raw.problems.length > 0) throw faulty(raw.problems.map(({ at: path, message }) => ({ path, message })))
  const parsed = readAs(schema, raw.data)
  if (parsed.ok) return { file: parsed.data, at }
  throw faulty(parsed.issues.map(({ path, message }) => ({ path: at(path), message })))
}

function faulty(issues: readonly { path: string; message: Text }[]): AppError {
  return new AppError('invalid', firstSentence(issues), { issues: issues.slice(0, 1000) })
}

function readJson(bytes: Uint8Array): Raw {
  try {
    const data: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (typeof data === 'object' && data !== null && !Array.isArray(data))
      return { data: data as Record<string, unknown>, places: null, problems: [] }
  } catch {
    // Told below in the same words.
  }
  return whole(
    say(
      'Tệp không phải sổ tính .xlsx hay JSON đúng mẫu.',
      'The file is neither an .xlsx workbook nor JSON of this form.',
    ),
  )
}

function whole(message: Text): Raw {
  return { data: {}, places: null, problems: [{ at: '', message }] }
}

async function readWorkbook(bytes: Uint8Array, tables: readonly Table[]): Promise<Raw> {
  const opened = await openWorkbook(bytes)
  if ('fault' in opened) return whole(opened.fault)
  const { workbook } = opened
  const problems: CellFault[] = []
  const places = new Map<string, string>()
  const data: Record<string, unknown> = {}
  for (const table of tables) {
    const found = workbook.worksheets.find(({ name }) => fold(name) === fold(table.sheet))
    if (found) data[table.key] = readSheet(rowsOf(found, problems), table, places, problems)
  }
  if (Object.keys(data).length > 0) return { data, places, problems }
  if (tables.length === 0) return whole(say('Dữ liệu này chỉ nhập bằng JSON.', 'These data are imported as JSON only.'))
  const wanted = tables.map(({ sheet }) => sheet).join(', ')
  return whole(say(`Sổ tính không có trang nào trong: ${wanted}.`, `The workbook has no sheet named: ${wanted}.`))
}

function readSheet(
  { name, rows }: Sheet,
  { key, columns }: Table,
  places: Map<string, string>,
  problems: CellFault[],
): Record<string, unknown>[] {
  const [head, ...body] = rows
  const placed = [...(head?.cells ?? [])].flatMap(([number, heading]): [number, TableColumn][] => {
    const column = columns.find(({ title, field }) => [title, field].map(fold).includes(fold(String(heading))))
    if (column) return [[number, column]]
    problems.push({ at: addressOf(name, number, head?.number ?? 1), message: noColumn(String(heading)) })
    return []
  })
  return body.map((row, index) => {
    places.set(keyOf([key, index]), addressOf(name, 1, row.number))
    return objectOf(row, placed, (number, field, value) => {
      const at = addressOf(name, number, row.number)
      places.set(keyOf([key, index, field]), at)
      if (value instanceof Misfit) problems.push({ at, message: value.why })
    })
  })
}

function objectOf(
  { cells }: Row,
  placed: readonly [number, TableColumn][],
  told: (number: number, field: string, value: unknown) => void,
): Record<string, unknown> {
  const entries = placed.flatMap(([number, { field, is = 'text' }]): [string, unknown][] => {
    const cell = cells.get(number)
    const value = cell === undefined ? undefined : valueOf(cell, is)
    told(number, field, value)
    return value === undefined || value instanceof Misfit ? [] : [[field, value]]
  })
  return Object.fromEntries(entries)
}

const noColumn = (heading: string) => say(`Không có cột “${heading}”.`, `There is no column “${heading}”.`)

/** Why a cell does not say what it should. */
class Misfit {
  readonly why: Text
  constructor(vi: string, en: string) {
    this.why = say(vi, en)
  }
}

/** What a cell says, or a misfit. */
function valueOf(cell: Plain, is: NonNullable<TableColumn['is']>): unknown {
  const text = cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).normalize('NFC').trim()
  if (is === 'day') return dayOf(cell, text)
  if (is === 'figure') return typeof cell === 'number' ? cell : text
  if (cell instanceof Date)
    return new Misfit(
      'Ô này bị đổi thành ngày tháng. Hãy định dạng ô là Văn bản (Text) rồi gõ lại.',
      'This cell was turned into a date. Format it as text, then type again.',
    )
  if (is === 'text') return text
  if (is === 'number')
    return /^-?\d+([.,]\d+)?$/.test(text)
      ? Number(text.replace(',', '.'))
      : new Misfit('Phải là số.', 'Must be a number.')
  if (is === 'flag') {
    if (['có', 'x', 'true', '1'].includes(fold(text))) return true
    return ['không', 'false', '0'].includes(fold(text))
      ? false
      : new Misfit('Phải là Có hoặc Không.', 'Must be Có or Không.')
  }
  const chosen = Object.entries(is).find(([value, words]) => [value, words].map(fold).includes(fold(text)))
  const all = Object.values(is).join(', ')
  return chosen ? chosen[0] : new Misfit(`Phải là một trong: ${all}.`, `Must be one of: ${all}.`)
}

/** 31/12/9999 as Excel counts. */
const lastDay = 2_958_466

/** `2026-07-06`, also as people here write it, `06/7/2026`, or as Excel counts its days. */
function dayOf(cell: Plain, text: string): string {
  if (typeof cell === 'number' && cell > 0 && cell < lastDay)
    return new Date(Date.UTC(1899, 11, 30) + Math.floor(cell) * 86_400_000).toISOString().slice(0, 10)
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** The cell of a path, or of the nearest part of it that has one. */
function placeOf(path: readonly PropertyKey[], places: Places | null): string {
  if (!places) return path.reduce<string>((text, step) => text + stepOf(step, text), '')
  const steps = [...path.keys()].map((i) => path.slice(0, path.length - i))
  const near = steps.find((step) => places.has(keyOf(step)))
  return near ? (places.get(keyOf(near)) ?? '') : ''
}

function stepOf(step: PropertyKey, before: string): string {
  if (typeof step === 'number') return `[${step}]`
  return before === '' ? String(step) : `.${String(step)}`
}

const keyOf = (path: readonly PropertyKey[]): string => path.map(String).join('\n')
const fold = (text: string): string => text.normalize('NFC').trim().toLowerCase().replaceAll(/\s+/g, ' ')
