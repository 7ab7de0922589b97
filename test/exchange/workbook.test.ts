// A workbook comes back from people's hands: what Excel does to cells is understood, and every error is told at its cell.
import ExcelJS from 'exceljs'
import { deflateRawSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import type { AnySet } from '../../src/domain/criteria/framework.ts'
import { exportXlsx } from '../../src/exchange/xlsx/export.ts'
import { importXlsx } from '../../src/exchange/xlsx/import.ts'
import { addressOf } from '../../src/exchange/xlsx/read-sheets.ts'
import { shipped } from './shipped-sets.ts'

const find = (key: string): AnySet => {
  const found = shipped.find(([one]) => one === key)
  if (!found) throw new Error(key)
  return found[1]
}
const school = find('vn-pho-thong/2026')
const framework = find('baldrige-education/2011')

type Edit = (workbook: ExcelJS.Workbook) => void

async function edited(set: AnySet, edit: Edit) {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await exportXlsx(set)) as unknown as Parameters<typeof workbook.xlsx.load>[0])
  edit(workbook)
  return importXlsx(new Uint8Array(await workbook.xlsx.writeBuffer()))
}

async function problemsOf(set: AnySet, edit: Edit) {
  const read = await edited(set, edit)
  return read.ok ? [] : read.problems
}

/** The cell of a node's row under a field. */
function cellOf(workbook: ExcelJS.Workbook, id: string, field: string): ExcelJS.Cell {
  const sheet = workbook.getWorksheet('Mục')
  if (!sheet) throw new Error('no sheet')
  let found: ExcelJS.Cell | undefined
  sheet.eachRow((row) => {
    if (String(row.getCell(1).value) !== id) return
    sheet.getRow(1).eachCell((head, column) => {
      if (String(head.value).endsWith(`(${field})`)) found = row.getCell(column)
    })
  })
  if (!found) throw new Error(`${id} ${field}`)
  return found
}

/** A date typed into a cell gives it the look of a date. */
function typed(cell: ExcelJS.Cell, value: ExcelJS.CellValue): void {
  cell.value = value
  if (value instanceof Date) cell.numFmt = 'dd/mm/yyyy'
}

const at = (cell: ExcelJS.Cell) => addressOf('Mục', Number(cell.col), Number(cell.row))

function general(workbook: ExcelJS.Workbook, key: string): ExcelJS.Cell {
  let found: ExcelJS.Cell | undefined
  workbook.getWorksheet('Chung')?.eachRow((row) => {
    if (row.getCell(1).value === key) found = row.getCell(2)
  })
  if (!found) throw new Error(key)
  return found
}

describe('what people and spreadsheets do to cells is understood', () => {
  it.each<[string, AnySet, Edit]>([
    [
      'numbers kept as text, with a decimal comma',
      framework,
      (book) => {
        const cell = cellOf(
          book,
          framework.id === '' ? '' : String(book.getWorksheet('Mục')?.getRow(3).getCell(1).value),
          'weight',
        )
        cell.value = `${String(cell.value)},0`
      },
    ],
    ['a code that became a number', school, (book) => (cellOf(book, '1.1', 'id').value = 1.1)],
    [
      'a day that became a date',
      school,
      (book) => (general(book, 'effectiveFrom').value = new Date('2026-07-07T00:00:00Z')),
    ],
    ['an edition that became a number', school, (book) => (general(book, 'edition').value = 2026)],
    ['spaces around text', school, (book) => (cellOf(book, '1.1', 'kind').value = '  criterion ')],
    [
      'text in several colours',
      school,
      (book) => {
        const cell = cellOf(book, '1.1', 'name.vi')
        const text = String(cell.value)
        cell.value = { richText: [{ text: text.slice(0, 4) }, { font: { bold: true }, text: text.slice(4) }] }
      },
    ],
    [
      'a link',
      school,
      (book) => {
        const cell = cellOf(book, '1.1:1', 'ref')
        cell.value = { text: String(cell.value), hyperlink: 'https://example.org' }
      },
    ],
    [
      'a formula with its result',
      school,
      (book) => (cellOf(book, '1.2', 'parent').value = { formula: 'B3', result: '1' }),
    ],
    [
      'columns in another order, one of our own away',
      school,
      (book) => {
        const sheet = book.getWorksheet('Mục')
        sheet?.spliceColumns(14, 1)
        const last = sheet?.getColumn(3).values ?? []
        sheet?.spliceColumns(3, 1)
        sheet?.spliceColumns(9, 0, last.slice(1))
      },
    ],
    ['empty rows between', school, (book) => book.getWorksheet('Mục')?.insertRow(5, [])],
    [
      'a drop-down list for a whole column, and cells made one',
      school,
      (book) => {
        const sheet = book.getWorksheet('Mục')
        const lists = sheet as unknown as { dataValidations: { add(range: string, list: object): void } } | undefined
        lists?.dataValidations.add('C2:XFD1048576', { type: 'list', formulae: ['"standard,criterion"'] })
        sheet?.mergeCells('T1:T9')
      },
    ],
    [
      'sheets in English',
      school,
      (book) => {
        const sheet = book.getWorksheet('Mục')
        if (sheet) sheet.name = 'nodes'
      },
    ],
  ])('%s', async (_what, set, edit) => {
    expect(await edited(set, edit)).toEqual({ ok: true, set })
  })

  it('and what they really change is changed', async () => {
    const read = await edited(school, (book) => (cellOf(book, '1.1', 'name.vi').value = 'Tên mới'))
    expect(read.ok && 'standards' in read.set && read.set.standards[0]?.criteria[0]?.name.vi).toBe('Tên mới')
  })
})

describe('each error is told at its cell', () => {
  it('all of them at once', async () => {
    const places: string[] = []
    const problems = await problemsOf(school, (book) => {
      for (const [id, field, value] of [
        ['1.1:1', 'verified', 'maybe'],
        ['1.2', 'kind', null],
        ['2.1', 'thresholds', '{ a: ['],
        ['1.3', 'id', new Date('2026-03-01T00:00:00Z')],
      ] as const) {
        const cell = cellOf(book, id, field)
        places.push(at(cell))
        typed(cell, value)
      }
    })
    expect(problems.map((problem) => problem.at).toSorted()).toEqual(places.toSorted())
  })

  it.each<[string, string, string, ExcelJS.CellValue, string]>([
    ['a flag that is neither', '1.1:1', 'verified', 'maybe', 'Phải là TRUE hoặc FALSE'],
    ['a code that became a date', '1.1:1', 'ref', new Date('2026-03-01T00:00:00Z'), 'ngày tháng'],
    ['a kind that is missing', '1.2', 'kind', null, 'Thiếu giá trị'],
    ['an unknown kind', '1.2', 'kind', 'chapter', 'Loại "chapter"'],
    ['an unknown parent', '1.2', 'parent', '9', 'phải nằm dưới'],
    ['a code twice', '1.2', 'id', '1.1', 'bị trùng'],
    ['a weight that is no number', '1.2', 'weight', 'heavy', ''],
    ['a weight where none can be', '1.1:1', 'weight', 2, 'không ghi được "weight"'],
    ['an indicator without text', '1.1:1', 'text.vi', null, 'Thiếu giá trị'],
    ['thresholds that are no YAML', '1.1:1', 'thresholds', '{ a: [', 'YAML'],
  ])('%s', async (_what, id, field, value, said) => {
    let place = ''
    const problems = await problemsOf(school, (book) => {
      const cell = cellOf(book, id, field)
      place = at(cell)
      typed(cell, value)
    })
    const found = problems.find((problem) => problem.at === place)
    expect(found, JSON.stringify(problems)).toBeDefined()
    expect(found?.message).toContain(said)
  })

  it('a rule at its row, an example at its row, a count at its row', async () => {
    const rule = await problemsOf(school, (book) => {
      const sheet = book.getWorksheet('Quy tắc')
      if (sheet) sheet.getCell('C3').value = 'kind: colour'
    })
    expect(rule[0]?.at).toBe('Quy tắc!C3')
    const example = await problemsOf(school, (book) => {
      const sheet = book.getWorksheet('Ví dụ')
      if (sheet) sheet.getCell('E2').value = 'decisions: { qualityLevel: { outcome: never } }'
    })
    expect(example[0]?.at).toMatch(/^Ví dụ!.2$/)
    const count = await problemsOf(school, (book) => (general(book, 'counts').value = 'standards: 5\ncriteria: 15'))
    expect(count[0]).toEqual({
      at: expect.stringMatching(/^Chung!B\d+$/),
      message: 'standards: Khai 5 nhưng thực tế có 4.',
    })
  })

  it('a column and a sheet that are not known or missing', async () => {
    const column = await problemsOf(school, (book) => {
      const sheet = book.getWorksheet('Mục')
      if (sheet) sheet.getCell('R1').value = 'Ghi chú'
    })
    expect(column).toEqual([{ at: 'Mục!R1', message: 'Không có cột “Ghi chú”.' }])
    const sheet = await problemsOf(school, (book) => book.removeWorksheet(book.getWorksheet('Quy tắc')?.id ?? 0))
    expect(sheet).toEqual([{ at: '', message: 'Sổ tính thiếu trang “Quy tắc”.' }])
  })
})

describe('a file that is no workbook', () => {
  let good: Uint8Array
  beforeAll(async () => {
    good = await exportXlsx(school)
  })

  it.each<[string, () => Uint8Array, string]>([
    ['empty', () => new Uint8Array(), 'không phải sổ tính'],
    ['text', () => Buffer.from('hello, this is no workbook at all'), 'không phải sổ tính'],
    ['the old format', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), '.xls'],
    ['cut off', () => good.slice(0, good.length / 2), 'không phải sổ tính'],
    ['another ZIP', () => zipOf('word/document.xml', Buffer.from('<x/>')), 'không phải sổ tính'],
    ['a ZIP of nothing but a name', () => zipOf('xl/workbook.xml', Buffer.from('<x/>')), 'không phải sổ tính'],
    ['swelling beyond reason', () => zipOf('xl/workbook.xml', Buffer.alloc(120 * 1024 * 1024)), 'bung ra lớn quá'],
    [
      'swelling and lying about it',
      () => zipOf('xl/workbook.xml', Buffer.alloc(120 * 1024 * 1024), 10),
      'bung ra lớn quá',
    ],
    ['a row far outside', () => zipOf('xl/worksheets/sheet1.xml', Buffer.from('<row r="900000000"/>')), 'ngoài trang'],
    ['a name for all cells', () => zipOf('xl/workbook.xml', Buffer.from('<a>S!$A$1:$XFD$1048576</a>')), 'quá lớn'],
    ['too large', () => new Uint8Array(21 * 1024 * 1024), 'lớn quá'],
  ])('%s is refused in a sentence', async (_what, bytes, said) => {
    expect(await importXlsx(bytes())).toEqual({
      ok: false,
      problems: [{ at: '', message: expect.stringContaining(said) }],
    })
  })
})

/** A ZIP file of one part. `size`: what its directory says of the unpacked size. */
function zipOf(name: string, content: Buffer, size = content.length): Uint8Array {
  const packed = deflateRawSync(content)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  const directory = Buffer.alloc(46)
  directory.writeUInt32LE(0x02014b50, 0)
  for (const [header, at_] of [
    [local, 8],
    [directory, 10],
  ] as const) {
    header.writeUInt16LE(8, at_)
    header.writeUInt32LE(packed.length, at_ + 10)
    header.writeUInt32LE(size, at_ + 14)
    header.writeUInt16LE(name.length, at_ + 18)
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return Buffer.concat([local, Buffer.from(name), packed, directory, Buffer.from(name), end])
}
