// A data table as a form and back: which field holds what, rows and columns that come and go, and what was pasted.
import type { DataTable } from '../../domain/case.ts'
import { cellOf, readPasted } from '../../domain/school-tables.ts'
import type { Fields } from '../fields.ts'

export const columnField = (column: number) => `c.${column}`
export const labelField = (row: number) => `r.${row}.label`
export const cellField = (row: number, column: number) => `r.${row}.${column}`

const most = { rows: 80, columns: 12, text: 200 }

/** The table as it was typed; rows keep their order, whatever their numbers. */
export function tableFrom(fields: Fields, id: string): DataTable {
  const text = (name: string) => fields.text(name).trim().slice(0, most.text)
  const named = (form: RegExp, limit: number) =>
    [...new Set(fields.entries().flatMap(([name]) => form.exec(name)?.[1] ?? []))].slice(0, limit).map(Number)
  const columns = named(/^c\.(\d{1,3})$/, most.columns)
  const rows = named(/^r\.(\d{1,3})\.label$/, most.rows).map((row) => ({
    label: text(labelField(row)),
    values: columns.map((column) => cellOf(text(cellField(row, column)))),
  }))
  return { id, title: text('title'), columns: columns.map((column) => text(columnField(column))), rows }
}

/** The same table with the change that a button asks for. */
export function changed(table: DataTable, act: string, pasted: string): DataTable {
  const { columns, rows } = table
  if (act === 'row' && rows.length < most.rows)
    return { ...table, rows: [...rows, { label: '', values: columns.map(() => null) }] }
  if (act === 'year' && columns.length > 0) return withNextYear(table)
  if (act === 'paste') return withPasted(table, readPasted(pasted))
  return table
}

/** The next school year on the right, the oldest goes: the form shows as many as before. */
function withNextYear(table: DataTable): DataTable {
  const last = table.columns.at(-1) ?? ''
  const year = Number(/^(\d{4})-\d{4}$/.exec(last)?.[1] ?? 0)
  const next = year ? `${year + 1}-${year + 2}` : ''
  return {
    ...table,
    columns: [...table.columns.slice(1), next],
    rows: table.rows.map(({ label, values }) => ({ label, values: [...values.slice(1), null] })),
  }
}

/** Rows with their names in the first column. A first row that names the columns is taken as such; rows known by name are filled. */
function withPasted(table: DataTable, lines: readonly string[][]): DataTable {
  if (lines.length === 0) return table
  const [first = [], ...rest] = lines
  const isHead = /^(\d{4}-\d{4}|năm học.*)$/iu.test(first[1] ?? '') || (first[0] ?? '') === ''
  const columns = isHead && first.length > 1 ? first.slice(1, 1 + most.columns) : table.columns
  const given = (isHead ? rest : lines).slice(0, most.rows)
  const valuesOf = (line: readonly string[]) => columns.map((_, index) => cellOf(line[index + 1] ?? ''))
  const known = table.rows.map(({ label, values }) => {
    const line = given.find(([name = '']) => same(name, label))
    return { label, values: line ? valuesOf(line) : columns.map((_, index) => values[index] ?? null) }
  })
  const fresh = given.filter(([name = '']) => !table.rows.some(({ label }) => same(name, label)))
  const added = fresh.map((line) => ({ label: (line[0] ?? '').slice(0, most.text), values: valuesOf(line) }))
  const filled = known.filter(({ label, values }) => label !== '' || values.some((value) => value !== null))
  return { ...table, columns: [...columns], rows: [...filled, ...added].slice(0, most.rows) }
}

const plain = (text: string) => text.normalize('NFC').trim().toLowerCase().replaceAll(/\s+/g, ' ')
const same = (a: string, b: string) => plain(a) === plain(b)
