// Yearly figures of a file put into the Part I tables of a school: a column a year, a row a label.
import type { SchoolData } from '../../domain/case.ts'
import { say } from '../../domain/text.ts'
import { twice } from './fault.ts'
import type { StoredSchool } from './present.ts'
import type { ImportFault } from './report.ts'
import type { FileFigure } from './schools-file.ts'

export type PlacedFigure = FileFigure & { index: number }
type DataTable = SchoolData['tables'][number]

/** Tables, rows and years that are not there yet are added, years in their order; everything else stays. */
export function withFigures(
  school: StoredSchool,
  figures: readonly PlacedFigure[],
  faults: ImportFault[],
): StoredSchool {
  if (figures.length === 0) return school
  const seen = new Set<string>()
  let tables = school.data.tables
  for (const figure of figures) {
    const cell = JSON.stringify([figure.table, figure.row, figure.year])
    if (seen.has(cell))
      faults.push({ path: ['figures', figure.index, 'value'], message: twice(say('Số liệu này', 'This figure')) })
    seen.add(cell)
    tables = put(tables, figure)
  }
  return { ...school, data: { ...school.data, tables } }
}

function put(tables: readonly DataTable[], figure: FileFigure): DataTable[] {
  const found = tables.find(({ id }) => id === figure.table)
  const table = found ?? { id: figure.table, title: figure.title ?? figure.table, columns: [], rows: [] }
  const next = entered(withYear(table, figure.year), figure)
  const titled = figure.title === undefined ? next : { ...next, title: figure.title }
  return found ? tables.map((one) => (one === found ? titled : one)) : [...tables, titled]
}

function withYear(table: DataTable, year: string): DataTable {
  if (table.columns.includes(year)) return table
  const later = table.columns.findIndex((column) => /^\d{4}-\d{4}$/.test(column) && column > year)
  const at = later < 0 ? table.columns.length : later
  return {
    ...table,
    columns: table.columns.toSpliced(at, 0, year),
    rows: table.rows.map((row) => ({ ...row, values: padded(row.values, at).toSpliced(at, 0, null) })),
  }
}

function entered(table: DataTable, { year, row: label, value }: FileFigure): DataTable {
  const at = table.columns.indexOf(year)
  const rows = table.rows.some((row) => row.label === label) ? table.rows : [...table.rows, { label, values: [] }]
  const filled = rows.map((row) =>
    row.label === label ? { ...row, values: padded(row.values, table.columns.length).with(at, value) } : row,
  )
  return { ...table, rows: filled }
}

function padded(values: DataTable['rows'][number]['values'], length: number): DataTable['rows'][number]['values'] {
  return [...values, ...Array.from({ length: Math.max(0, length - values.length) }, () => null)]
}
