// The data tables of a school (Part I of its report): those of the form, cells as people type them, and what is wrong in a cell.
import type { DataTable } from './case.ts'
import type { SchoolKind } from './facts.ts'
import { say, type Text } from './text.ts'
import type { z } from 'zod'

type Kind = z.infer<typeof SchoolKind>
type Cell = DataTable['rows'][number]['values'][number]

/** Table ids of the form in its order. Whoever has other tables keeps them. */
export const tableIds = ['classes', 'facilities', 'staff', 'teachers', 'students'] as const
export type TableId = (typeof tableIds)[number]

const titles: Record<TableId, string> = {
  classes: 'Số lớp học',
  facilities: 'Cơ cấu khối công trình',
  staff: 'Cán bộ quản lý, giáo viên, nhân viên',
  teachers: 'Giáo viên qua các năm học',
  students: 'Học sinh',
}

const grades: Record<Kind, readonly string[]> = {
  kindergarten: ['Nhóm trẻ', 'Lớp mẫu giáo 3–4 tuổi', 'Lớp mẫu giáo 4–5 tuổi', 'Lớp mẫu giáo 5–6 tuổi'],
  primary: [1, 2, 3, 4, 5].map((grade) => `Khối lớp ${grade}`),
  lowerSecondary: [6, 7, 8, 9].map((grade) => `Khối lớp ${grade}`),
  upperSecondary: [10, 11, 12].map((grade) => `Khối lớp ${grade}`),
  multiLevel: Array.from({ length: 12 }, (_, index) => `Khối lớp ${index + 1}`),
  continuingEducation: [10, 11, 12].map((grade) => `Khối lớp ${grade}`),
}

const built = ['kiên cố', 'bán kiên cố', 'tạm']
const facilities = [
  ...['Phòng học', 'Phòng học bộ môn', 'Khối phục vụ học tập', 'Khối hành chính – quản trị'].flatMap((name) =>
    built.map((how) => `${name} ${how}`),
  ),
  'Thư viện',
  'Công trình khác',
]
const teachers = [
  'Tổng số giáo viên',
  'Giáo viên/lớp',
  'Giáo viên/học sinh',
  'Giáo viên dạy giỏi các cấp',
  'Giáo viên dạy giỏi cấp tỉnh trở lên',
]
const students = [
  'Tổng số',
  'Nữ',
  'Dân tộc thiểu số',
  'Tuyển mới',
  'Học 2 buổi/ngày',
  'Bán trú',
  'Nội trú',
  'Bình quân/lớp',
  'Đi học đúng độ tuổi',
  'Học sinh giỏi các cấp',
  'Đối tượng chính sách',
  'Hoàn cảnh đặc biệt',
]

/** The school years up to the one that `until` (`2026-2027`) names, oldest first. */
export function schoolYears(until: string, count: number): string[] {
  const last = Number(until.slice(0, 4))
  return Array.from({ length: count }, (_, index) => last - count + 1 + index).map((year) => `${year}-${year + 1}`)
}

/** An empty table of the form. */
export function formTable(id: TableId, kind: Kind, years: readonly string[]): DataTable {
  const rows: Record<TableId, readonly string[]> = {
    classes: [...grades[kind], 'Cộng'],
    facilities: [...facilities, 'Cộng'],
    staff: ['Hiệu trưởng', 'Phó hiệu trưởng', 'Giáo viên', 'Nhân viên', 'Cộng'],
    teachers,
    students,
  }
  const columns =
    id === 'staff' ? ['Tổng số', 'Nữ', 'Dân tộc', 'Chưa đạt chuẩn', 'Đạt chuẩn', 'Trên chuẩn'] : [...years]
  const title = id === 'students' && kind === 'kindergarten' ? 'Trẻ em' : titles[id]
  return { id, title, columns, rows: rows[id].map((label) => ({ label, values: columns.map(() => null) })) }
}

const whole = /^\d{1,3}(\.\d{3})+$|^\d{1,9}$/
const decimal = /^(\d{1,3}(\.\d{3})+|\d{1,9}),\d{1,4}$/

/** A cell as it is kept: whole numbers as numbers, `1.254` and `1254` alike; a decimal as written. `null` for an empty one. */
export function cellOf(typed: string): Cell {
  const text = typed.trim()
  if (text === '' || text === '–' || text === '-') return null
  return whole.test(text) ? Number(text.replaceAll('.', '')) : text
}

export interface CellFault {
  row: number
  /** -1 for the name of the row. */
  column: number
  message: Text
}

/** What is wrong, by cell. A table of numbers holds numbers, percentages and ratios as they are written in Vietnam. */
export function faultsOfTable({ columns, rows }: DataTable): CellFault[] {
  return rows.flatMap(({ label, values }, row) => {
    const named =
      label.trim() === '' ? [{ row, column: -1, message: say('Dòng này chưa có tên.', 'This row has no name.') }] : []
    const cells = columns.flatMap((_, column): CellFault[] => {
      const message = faultOfCell(values[column] ?? null)
      return message === null ? [] : [{ row, column, message }]
    })
    return [...named, ...cells]
  })
}

function faultOfCell(value: Cell): Text | null {
  if (value === null || typeof value === 'number') return null
  if (decimal.test(value.replace(/\s*%$/, '')) || whole.test(value.replace(/\s*%$/, ''))) return null
  if (/^\d+\.\d{1,2}$/.test(value))
    return say(
      `“${value}”: dùng dấu phẩy cho phần lẻ, ví dụ ${value.replace('.', ',')}.`,
      `“${value}”: decimals take a comma here, such as ${value.replace('.', ',')}.`,
    )
  return say(`“${value.slice(0, 20)}” không phải là số.`, `“${value.slice(0, 20)}” is no number.`)
}

/** Rows called a total whose numbers are not the sum of the rows above. */
export function faultsOfTotals({ columns, rows }: DataTable): CellFault[] {
  const row = rows.findIndex(({ label }) => /^cộng$/iu.test(label.trim()))
  if (row < 1) return []
  return columns.flatMap((_, column): CellFault[] => {
    const said = rows[row]?.values[column] ?? null
    const parts = rows.slice(0, row).map(({ values }) => values[column] ?? null)
    const numbers = parts.filter((part) => typeof part === 'number')
    if (typeof said !== 'number' || parts.some((part) => typeof part === 'string') || numbers.length === 0) return []
    const sum = numbers.reduce((total, part) => total + part, 0)
    return sum === said
      ? []
      : [
          {
            row,
            column,
            message: say(
              `Ghi ${said}, cộng các dòng trên được ${sum}.`,
              `${said} is written; the rows above add up to ${sum}.`,
            ),
          },
        ]
  })
}

/** Lines copied from a spreadsheet: cells between tabs, quoted where a cell holds several lines. */
export function readPasted(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, mark] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\n\r]*))(\t|\r?\n|$)/g)) {
    rows.at(-1)?.push((quoted?.replaceAll('""', '"').replaceAll(/\s+/g, ' ') ?? plain ?? '').trim())
    if (mark === '') break
    if (mark !== '\t') rows.push([])
  }
  return rows.filter((row) => row.some((cell) => cell !== ''))
}
