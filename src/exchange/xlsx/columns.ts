// The columns of the sheet of nodes: how each field of a node is written in a cell and read back from what people leave there.
import { readYaml } from '../../store/yaml-file.ts'
import { stringify } from 'yaml'

/** What a cell holds once formulas, links and formats are looked through. */
export type Plain = string | number | boolean | Date

export type Field = { ok: true; value: unknown } | { ok: false; message: string }

export interface Codec {
  write(value: unknown): string | number | boolean
  /** An empty cell is not read: the field is absent. */
  read(cell: Plain): Field
  /** The cells are no text; all others are marked as text. */
  numeric?: boolean
}

const fine = (value: unknown): Field => ({ ok: true, value })
const wrong = (message: string): Field => ({ ok: false, message })

export const text: Codec = {
  write: String,
  read: (cell) =>
    cell instanceof Date
      ? wrong('Ô này bị đổi thành ngày tháng. Hãy định dạng ô là Văn bản (Text) rồi gõ lại.')
      : fine(String(cell)),
}

/** A day, whether Excel took it for a date, counts it from its first day, or left it as text. */
export const day: Codec = {
  write: String,
  read(cell) {
    const date = typeof cell === 'number' ? new Date(Date.UTC(1899, 11, 30) + cell * 86_400_000) : cell
    const valid = date instanceof Date && !Number.isNaN(date.getTime())
    return fine(valid ? date.toISOString().slice(0, 10) : String(cell))
  },
}

const decimal = /^-?\d+([.,]\d+)?$/

const whole: Codec = {
  numeric: true,
  write: Number,
  read: (cell) => fine(typeof cell === 'string' && decimal.test(cell) ? Number(cell.replace(',', '.')) : cell),
}

/** A number, also one typed as text or with a decimal comma; exact text such as `2/3`, or `"0.5"` in quotation marks. */
const exact: Codec = {
  numeric: true,
  write: (value) =>
    typeof value === 'number' ? value : decimal.test(String(value)) ? `"${String(value)}"` : String(value),
  read: (cell) => (typeof cell === 'string' && /^".*"$/.test(cell) ? fine(cell.slice(1, -1)) : whole.read(cell)),
}

const flag: Codec = {
  numeric: true,
  write: (value) => value === true,
  read(cell) {
    const said = String(cell).toLowerCase()
    if (['true', 'có', 'x', '1'].includes(said)) return fine(true)
    return ['false', 'không', '0'].includes(said) ? fine(false) : wrong('Phải là TRUE hoặc FALSE.')
  },
}

/** One element a line; a list that lines cannot say is written as JSON. */
const list: Codec = {
  write(value) {
    const elements = value as string[]
    const simple =
      elements.length > 0 && elements.every((one) => one !== '' && one === one.trim() && !/[\n\r]|^\[/.test(one))
    return simple ? elements.join('\n') : JSON.stringify(elements)
  },
  read(cell) {
    const said = String(cell)
    if (said.startsWith('[')) return yaml.read(said)
    return fine(
      said
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    )
  },
}

/** Whatever has no column of its own. */
export const yaml: Codec = {
  write: (value) => stringify(value, { lineWidth: 0 }).trimEnd(),
  read(cell) {
    const { data, problems } = readYaml(String(cell), '')
    return problems[0] ? wrong(problems[0].message) : fine(data)
  },
}

export interface Column {
  /** Field of a node, `name.vi` for one language of it. */
  field: string
  title: string
  width: number
  codec: Codec
}

export const columns: readonly Column[] = [
  { field: 'id', title: 'Mã', width: 12, codec: text },
  { field: 'parent', title: 'Mục cha', width: 12, codec: text },
  { field: 'kind', title: 'Loại', width: 12, codec: text },
  { field: 'name.vi', title: 'Tên tiếng Việt', width: 40, codec: text },
  { field: 'name.en', title: 'Tên tiếng Anh', width: 40, codec: text },
  { field: 'text.vi', title: 'Nội dung tiếng Việt', width: 60, codec: text },
  { field: 'text.en', title: 'Nội dung tiếng Anh', width: 60, codec: text },
  { field: 'weight', title: 'Trọng số', width: 10, codec: exact },
  { field: 'tags', title: 'Nhãn', width: 14, codec: list },
  { field: 'level', title: 'Mức', width: 8, codec: whole },
  { field: 'scale', title: 'Thang', width: 12, codec: text },
  { field: 'ref', title: 'Căn cứ', width: 30, codec: text },
  { field: 'verified', title: 'Đã đối chiếu', width: 12, codec: flag },
  { field: 'weightTotal', title: 'Tổng trọng số các mục con', width: 12, codec: exact },
  { field: 'thresholds', title: 'Ngưỡng', width: 20, codec: yaml },
  { field: 'quantitativeIndicators', title: 'Chỉ số định lượng', width: 40, codec: list },
  { field: 'suggestedEvidence', title: 'Gợi ý minh chứng', width: 40, codec: list },
]

/** `Mã (id)`: people read the title, the program what stands in brackets. */
export const headingOf = ({ title, field }: Column): string => `${title} (${field})`

export function columnOf(heading: string, all: readonly Column[]): Column | undefined {
  const field = /\(([\w.]+)\)$/.exec(heading)?.[1] ?? heading
  return all.find((column) => column.field === field)
}

/** How the rows of the general sheet are written; a key that is not named here is YAML. */
export const generalCodecs: Readonly<Record<string, Codec>> = {
  form: text,
  id: text,
  edition: text,
  status: text,
  'name.vi': text,
  'name.en': text,
  issuer: text,
  effectiveFrom: day,
  effectiveTo: day,
}

/** In a row of the general sheet, an empty cell says null. */
export const nullable: readonly string[] = ['effectiveFrom', 'effectiveTo']

export const exampleColumns: readonly Column[] = [
  { field: 'name.vi', title: 'Tên tiếng Việt', width: 50, codec: text },
  { field: 'name.en', title: 'Tên tiếng Anh', width: 50, codec: text },
  { field: 'ratings', title: 'Đánh giá', width: 40, codec: yaml },
  { field: 'facts', title: 'Dữ kiện', width: 30, codec: yaml },
  { field: 'expect', title: 'Kết quả phải ra', width: 60, codec: yaml },
]
