// An empty workbook of an import's tables to fill in, with a page that says what each column takes.
import { exceljs } from './exceljs.ts'
import type { Table, TableColumn } from './tables.ts'

const forms = {
  text: 'chữ',
  day: 'ngày, ví dụ 05/09/2025',
  number: 'số',
  flag: 'có hoặc không',
  figure: 'số',
}

function formOf({ is = 'text' }: TableColumn): string {
  return typeof is === 'string' ? forms[is] : `một trong: ${Object.values(is).join(', ')}`
}

/** The bytes of an .xlsx file. */
export async function tablesTemplate(tables: readonly Table[]): Promise<Uint8Array> {
  const excel = await exceljs()
  const workbook = new excel.Workbook()
  for (const { sheet: name, columns } of tables) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.addRow(columns.map(({ title }) => title)).font = { bold: true }
    columns.forEach(({ title, is = 'text' }, index) => {
      const column = sheet.getColumn(index + 1)
      column.width = Math.max(14, title.length + 4)
      // Codes begin with zeros: as text they keep them.
      if (is === 'text') column.numFmt = '@'
    })
  }
  const guide = workbook.addWorksheet('Hướng dẫn')
  guide.getColumn(1).width = 24
  guide.getColumn(2).width = 32
  guide.getColumn(3).width = 90
  guide.addRow(['Trang', 'Cột', 'Ghi gì']).font = { bold: true }
  for (const { sheet, columns } of tables)
    for (const column of columns)
      guide.addRow([sheet, column.title, [formOf(column), column.note].filter(Boolean).join('; ')])
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
