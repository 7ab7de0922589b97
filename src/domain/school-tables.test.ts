// The data tables of a school: numbers as people write them, faults at their cell, and what a spreadsheet puts on the clipboard.
import { describe, expect, it } from 'vitest'
import { say } from './text.ts'
import { cellOf, faultsOfTable, faultsOfTotals, formTable, readPasted, schoolYears } from './school-tables.ts'

const table = (...rows: [string, ...string[]][]) => ({
  id: 'x',
  title: 'X',
  columns: ['2025-2026', '2026-2027'],
  rows: rows.map(([label, ...cells]) => ({ label, values: cells.map(cellOf) })),
})

describe('a cell', () => {
  it('is a number as it is written in Vietnam', () => {
    expect(['1.254', '1254', '', '–', '2,21', '97,5 %'].map(cellOf)).toEqual([1254, 1254, null, null, '2,21', '97,5 %'])
    expect(faultsOfTable(table(['Tổng', '1.254', '2,21']))).toEqual([])
  })

  it('says what is wrong with it', () => {
    expect(faultsOfTable(table(['Giáo viên/lớp', '2.21', '12o'], ['', '1', '2']))).toEqual([
      {
        row: 0,
        column: 0,
        message: say(
          '“2.21”: dùng dấu phẩy cho phần lẻ, ví dụ 2,21.',
          '“2.21”: decimals take a comma here, such as 2,21.',
        ),
      },
      { row: 0, column: 1, message: say('“12o” không phải là số.', '“12o” is no number.') },
      { row: 1, column: -1, message: say('Dòng này chưa có tên.', 'This row has no name.') },
    ])
  })

  it('of a total is the sum of those above', () => {
    const faults = faultsOfTotals(table(['Khối 6', '3', '3'], ['Khối 7', '4', '2'], ['Cộng', '7', '6']))
    expect(faults).toEqual([
      {
        row: 2,
        column: 1,
        message: say('Ghi 6, cộng các dòng trên được 5.', '6 is written; the rows above add up to 5.'),
      },
    ])
  })
})

describe('the tables of the form', () => {
  it('run over the years to the present one', () => {
    expect(schoolYears('2026-2027', 3)).toEqual(['2024-2025', '2025-2026', '2026-2027'])
    expect(formTable('classes', 'lowerSecondary', ['2026-2027']).rows.map(({ label }) => label)).toEqual([
      'Khối lớp 6',
      'Khối lớp 7',
      'Khối lớp 8',
      'Khối lớp 9',
      'Cộng',
    ])
  })
})

describe('what is pasted', () => {
  it('keeps its rows and columns, with cells of several lines', () => {
    expect(readPasted('Khối 6\t3\t4\r\n"Khối 7\n(cũ)"\t5\t\r\n')).toEqual([
      ['Khối 6', '3', '4'],
      ['Khối 7 (cũ)', '5', ''],
    ])
  })
})
