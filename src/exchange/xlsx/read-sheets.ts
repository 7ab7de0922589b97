// A workbook as rows of plain cells with their addresses; what people did to a cell's look is looked through.
import type ExcelJS from 'exceljs'
import { say } from '../../domain/text.ts'
import type { CellFault, ExchangeProblem } from '../problem.ts'
import type { Plain } from './columns.ts'
import { openWorkbook } from './open-workbook.ts'
import { sheets } from './sheets.ts'

export interface Row {
  number: number
  /** By column from 1; empty cells are absent. */
  cells: ReadonlyMap<number, Plain>
}

export interface Sheet {
  name: string
  rows: readonly Row[]
}

export type Sheets = Partial<Record<keyof typeof sheets, Sheet>>

/** The sheets that are known by their names, with what is wrong with single cells; or one problem for the whole file. */
export async function readSheets(bytes: Uint8Array): Promise<{ sheets: Sheets; problems: ExchangeProblem[] }> {
  const opened = await openWorkbook(bytes)
  if ('fault' in opened) return { sheets: {}, problems: [{ at: '', message: opened.fault.vi }] }
  const faults: CellFault[] = []
  const found: Sheets = {}
  for (const key of Object.keys(sheets) as (keyof Sheets)[]) {
    const names = [sheets[key].name, sheets[key].other].map(fold)
    const sheet = opened.workbook.worksheets.find(({ name }) => names.includes(fold(name)))
    if (sheet) found[key] = rowsOf(sheet, faults)
  }
  return { sheets: found, problems: faults.map(({ at, message }) => ({ at, message: message.vi })) }
}

/** The rows that hold something; a cell that shows an error is a fault. */
export function rowsOf(sheet: ExcelJS.Worksheet, faults: CellFault[]): Sheet {
  const rows: Row[] = []
  sheet.eachRow((row, number) => {
    const cells = new Map<number, Plain>()
    row.eachCell((cell, column) => {
      const value = plainOf(cell.value)
      if (value === undefined)
        faults.push({
          at: addressOf(sheet.name, column, number),
          message: say('Ô báo lỗi công thức.', 'The cell shows an error of its formula.'),
        })
      else if (value !== null) cells.set(column, value)
    })
    if (cells.size > 0) rows.push({ number, cells })
  })
  return { name: sheet.name, rows }
}

/** `null` for an empty cell, `undefined` for one that shows an error. */
function plainOf(value: unknown): Plain | null | undefined {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim()
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value
  const { richText, text, result, error, formula, sharedFormula } = value as Record<string, unknown>
  if (error !== undefined) return undefined
  if (Array.isArray(richText)) return plainOf(richText.map((part: { text?: string }) => part.text ?? '').join(''))
  if (formula !== undefined || sharedFormula !== undefined) return plainOf(result)
  return plainOf(text)
}

/** `Mục!C7`. */
export function addressOf(sheet: string, column: number, row: number): string {
  let letters = ''
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return `${sheet}!${letters}${row}`
}

function fold(name: string): string {
  return name.normalize('NFC').trim().toLowerCase()
}
