// Opens the bytes of an .xlsx for reading: looked into first, and without what only its look needs.
import { exceljs } from '../exceljs.ts'
import type ExcelJS from 'exceljs'
import type { Text } from '../../domain/text.ts'
import { faultOfWorkbook, noWorkbook } from './unpack.ts'

/** Parts of a sheet that hold no values. The library unfolds a range in them cell by cell: a whole column takes seconds. */
const looks = [
  'cols',
  'sheetViews',
  'autoFilter',
  'mergeCells',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'tableParts',
  'drawing',
  'extLst',
]

/** The workbook, or why it is none. */
export async function openWorkbook(bytes: Uint8Array): Promise<{ workbook: ExcelJS.Workbook } | { fault: Text }> {
  const fault = faultOfWorkbook(bytes)
  if (fault !== null) return { fault }
  const excel = await exceljs()
  const workbook = new excel.Workbook()
  try {
    // The library's types know an older Buffer; it takes any bytes.
    await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0], { ignoreNodes: looks })
    return { workbook }
  } catch {
    return { fault: noWorkbook }
  }
}
