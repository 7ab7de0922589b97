// The empty register as a workbook to fill in, with a page that says how.
import { exceljs } from '../exceljs.ts'
import { columns, confidentialities, sheetName } from './columns.ts'

const guide = [
  'Mỗi dòng là một minh chứng. Tải các tệp lên trước, rồi ghi đúng tên tệp vào cột “Tên tệp”.',
  'Cột “Mã minh chứng” là mã trong danh mục giấy, nếu có. Hệ thống cấp mã theo thứ tự các dòng của mỗi tiêu chí; mã cũ được giữ bên cạnh khi khác.',
  'Cột “Tiêu chí” bỏ trống được khi mã minh chứng đã có tiêu chí, ví dụ H1-1.1-01.',
  'Cột “Ngày ban hành” ghi theo ngày/tháng/năm, ví dụ 05/09/2025.',
  `Cột “Mức độ”: ${Object.keys(confidentialities).join(', ')}; bỏ trống là nội bộ.`,
  'Nhập lại cùng danh mục không tạo thêm minh chứng: dòng đã có thì giữ nguyên.',
]

/** The bytes of an .xlsx file. */
export async function registerTemplate(): Promise<Uint8Array> {
  const excel = await exceljs()
  const workbook = new excel.Workbook()
  const sheet = workbook.addWorksheet(sheetName, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.addRow(columns.map(({ title }) => title)).font = { bold: true }
  columns.forEach(({ width }, index) => {
    const column = sheet.getColumn(index + 1)
    column.width = width
    column.alignment = { vertical: 'top', wrapText: true }
    // As text, or 1.10 becomes the number 1.1.
    column.numFmt = '@'
  })
  const help = workbook.addWorksheet('Hướng dẫn')
  help.getColumn(1).width = 110
  for (const line of guide) help.addRow([line])
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
