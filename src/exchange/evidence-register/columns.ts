// The columns of an evidence register as a workbook: those of the paper list of codes, and the few that a machine needs beside.

export type Field =
  | 'order'
  | 'criterion'
  | 'code'
  | 'title'
  | 'number'
  | 'issuedOn'
  | 'issuer'
  | 'period'
  | 'place'
  | 'confidentiality'
  | 'fileName'
  | 'note'

export interface Column {
  field: Field
  title: string
  /** Other headings that people use for it. */
  also?: readonly string[]
  width: number
  max: number
}

export const sheetName = 'Danh mục'

export const columns: readonly Column[] = [
  { field: 'order', title: 'STT', also: ['TT'], width: 6, max: 20 },
  { field: 'criterion', title: 'Tiêu chí', width: 10, max: 20 },
  { field: 'code', title: 'Mã minh chứng', width: 16, max: 40 },
  { field: 'title', title: 'Tên minh chứng', width: 50, max: 500 },
  { field: 'number', title: 'Số ký hiệu', also: ['Số, ngày ban hành', 'Số, ký hiệu'], width: 20, max: 200 },
  { field: 'issuedOn', title: 'Ngày ban hành', width: 16, max: 40 },
  {
    field: 'issuer',
    title: 'Nơi ban hành hoặc nhóm, cá nhân thực hiện',
    also: ['Nơi ban hành'],
    width: 36,
    max: 300,
  },
  { field: 'period', title: 'Năm học', also: ['Giai đoạn'], width: 14, max: 100 },
  { field: 'place', title: 'Nơi lưu', also: ['Định dạng, vị trí lưu trữ hoặc đường dẫn điện tử'], width: 24, max: 300 },
  { field: 'confidentiality', title: 'Mức độ', width: 14, max: 40 },
  { field: 'fileName', title: 'Tên tệp', width: 36, max: 255 },
  { field: 'note', title: 'Ghi chú', width: 30, max: 2000 },
]

export const required: readonly Field[] = ['title', 'fileName']

/** How people write the confidentiality; an empty cell is `internal`. */
export const confidentialities = { 'công khai': 'open', 'nội bộ': 'internal', 'hạn chế': 'restricted' } as const

/** Spaces, case and the way marks are typed do not matter. */
export function fold(text: string): string {
  return text.normalize('NFC').trim().toLowerCase().replaceAll(/\s+/g, ' ')
}

export function columnOf(heading: string): Column | undefined {
  const said = fold(heading)
  return columns.find(({ title, also = [] }) => [title, ...also].some((one) => fold(one) === said))
}
