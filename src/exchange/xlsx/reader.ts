// Reads the sheets of a workbook into data and remembers in which cell each piece stood.
import type { ExchangeProblem } from '../problem.ts'
import { columnOf, generalCodecs, nullable, yaml, type Codec, type Column, type Plain } from './columns.ts'
import { addressOf, type Row, type Sheet } from './read-sheets.ts'

type Data = Record<string, unknown>

export class Reader {
  readonly problems: ExchangeProblem[] = []
  private readonly cells = new Map<string, string>()

  /** A problem at the cell of a path, or of the nearest part of it that has one; the rest of the path goes before the sentence. */
  fault(path: readonly PropertyKey[], message: string): void {
    const steps = [...path.keys()].map((i) => path.slice(0, path.length - i))
    const near = steps.find((step) => this.cells.has(keyOf(step)))
    const rest = path
      .slice(near?.length ?? 0)
      .map(String)
      .join('.')
    this.problems.push({
      at: (near && this.cells.get(keyOf(near))) ?? '',
      message: rest === '' ? message : `${rest}: ${message}`,
    })
  }

  /** A value that has to be there; nothing more is said where the cell could not be read. */
  missing(path: readonly PropertyKey[]): void {
    const at = this.cells.get(keyOf(path))
    if (!this.problems.some((problem) => problem.at === at)) this.fault(path, 'Thiếu giá trị bắt buộc.')
  }

  /** Each row below the headings as an object, its fields read by the columns. */
  table(sheet: Sheet | undefined, all: readonly Column[], path: readonly PropertyKey[]): Data[] {
    const [head, ...rows] = sheet?.rows ?? []
    if (!sheet || !head) return []
    this.cells.set(keyOf(path), addressOf(sheet.name, 1, head.number))
    const placed = this.headings(sheet, head, all)
    return rows.map((row, i) => {
      const object: Data = {}
      const id = placed.find(([, { field }]) => field === 'id')?.[0] ?? 1
      this.cells.set(keyOf([...path, i]), addressOf(sheet.name, id, row.number))
      for (const [number, { field, codec }] of placed) {
        const steps = field.split('.')
        const at = [...path, i, ...steps]
        const address = addressOf(sheet.name, number, row.number)
        this.cells.set(keyOf(at), address)
        if (steps.length > 1 && !this.cells.has(keyOf(at.slice(0, -1)))) this.cells.set(keyOf(at.slice(0, -1)), address)
        const cell = row.cells.get(number)
        if (cell !== undefined) put(object, steps, this.value(codec, cell, at))
      }
      return object
    })
  }

  /** One attribute a row. */
  general(sheet: Sheet | undefined): Data {
    const data: Data = {}
    for (const row of sheet?.rows.slice(1) ?? []) {
      const name = String(row.cells.get(1) ?? '')
      const steps = name.split('.')
      const address = addressOf(sheet?.name ?? '', 2, row.number)
      this.cells.set(keyOf(steps), address)
      if (name === '')
        this.problems.push({ at: addressOf(sheet?.name ?? '', 1, row.number), message: 'Thiếu tên thuộc tính.' })
      else if (!row.cells.has(2)) put(data, steps, nullable.includes(name) ? null : undefined)
      else put(data, steps, this.value(generalCodecs[name] ?? yaml, joined(row, 2), steps))
    }
    return data
  }

  /** One scale, measure or decision a row. */
  rules(sheet: Sheet | undefined): Data {
    const data: Data = {}
    for (const row of sheet?.rows.slice(1) ?? []) {
      const part = String(row.cells.get(1) ?? '')
      const name = row.cells.get(2)
      const list = part === 'measures' && name === undefined
      const before = data[part]
      const at = [
        'scoring',
        part,
        ...(name === undefined ? [] : [String(name)]),
        ...(list ? [Array.isArray(before) ? before.length : 0] : []),
      ]
      const address = addressOf(sheet?.name ?? '', 3, row.number)
      this.cells.set(keyOf(at), address)
      if (!this.cells.has(keyOf(['scoring', part]))) this.cells.set(keyOf(['scoring', part]), address)
      const value = row.cells.has(3) ? this.value(yaml, joined(row, 3), at) : undefined
      if (name !== undefined) put(data, [part, String(name)], value)
      else if (list && !Array.isArray(value)) data[part] = [...(Array.isArray(before) ? before : []), value]
      else data[part] = value
    }
    return data
  }

  /** What other systems keep, from all rows together. */
  kept(sheet: Sheet | undefined): unknown {
    const [, first] = sheet?.rows ?? []
    if (!sheet || !first) return undefined
    const address = addressOf(sheet.name, 1, first.number)
    this.cells.set(keyOf(['exchange']), address)
    try {
      return JSON.parse(
        sheet.rows
          .slice(1)
          .map((row) => String(row.cells.get(1) ?? ''))
          .join(''),
      )
    } catch {
      this.problems.push({ at: address, message: 'Dữ liệu giữ cho hệ thống khác đã bị sửa hỏng.' })
      return undefined
    }
  }

  private headings(sheet: Sheet, head: Row, all: readonly Column[]): [number, Column][] {
    return [...head.cells].flatMap(([number, heading]): [number, Column][] => {
      const column = columnOf(String(heading), all)
      if (column) return [[number, column]]
      this.problems.push({
        at: addressOf(sheet.name, number, head.number),
        message: `Không có cột “${String(heading)}”.`,
      })
      return []
    })
  }

  private value(codec: Codec, cell: Plain, path: readonly PropertyKey[]): unknown {
    const read = codec.read(cell)
    if (read.ok) return read.value
    this.problems.push({ at: this.cells.get(keyOf(path)) ?? '', message: read.message })
    return undefined
  }
}

/** Text goes on in the cells to the right. */
function joined({ cells }: Row, first: number): Plain {
  const more = [...cells].filter(([column]) => column > first).toSorted(([a], [b]) => a - b)
  const start = cells.get(first) ?? ''
  return more.length === 0 ? start : [start, ...more.map(([, cell]) => cell)].map(String).join('')
}

function put(data: Data, [first = '', second]: readonly string[], value: unknown): void {
  if (value === undefined) return
  if (second === undefined) data[first] = value
  else data[first] = { ...(data[first] as Data | undefined), [second]: value }
}

const keyOf = (path: readonly PropertyKey[]): string => path.map(String).join('\n')
