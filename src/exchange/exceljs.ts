// The workbook library, read when the first workbook is: a server that starts should not wait for it.
import type ExcelJS from 'exceljs'

export async function exceljs(): Promise<typeof ExcelJS> {
  return (await import('exceljs')).default
}
