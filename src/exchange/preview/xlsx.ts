// The cells of a .xlsx as text, sheet by sheet.
import { rowsOf } from '../xlsx/read-sheets.ts'
import { openWorkbook } from '../xlsx/open-workbook.ts'
import { most, type PreviewText } from './blocks.ts'

/** `null` for what cannot be opened. */
export async function xlsxText(bytes: Uint8Array): Promise<PreviewText | null> {
  const opened = await openWorkbook(bytes)
  if ('fault' in opened) return null
  const { worksheets } = opened.workbook
  const sheets = worksheets.slice(0, most.sheets).map((sheet) => rowsOf(sheet, []))
  const blocks = sheets.flatMap(({ name, rows }): PreviewText['blocks'] => {
    const width = Math.min(most.columns, Math.max(1, ...rows.map(({ cells }) => Math.max(...cells.keys()))))
    const lines = rows
      .slice(0, most.rows)
      .map(({ cells }) => Array.from({ length: width }, (_, i) => textOf(cells.get(i + 1))))
    return [
      { kind: 'heading', text: name },
      { kind: 'table', rows: lines },
    ]
  })
  return { blocks, isCut: worksheets.length > most.sheets || sheets.some(({ rows }) => rows.length > most.rows) }
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return value === undefined ? '' : String(value)
}
