// Writes a real small file for each line of an evidence register, of the type that the register names.
import type { Evidence, FileType } from './input-parts.ts'
import { docx, xlsx } from './files/office.ts'
import { pdf } from './files/pdf.ts'
import { png } from './files/png.ts'
import type { EvidenceFile } from './world-port.ts'

const office = 'application/vnd.openxmlformats-officedocument'
export const mediaTypes: Readonly<Record<FileType, string>> = {
  pdf: 'application/pdf',
  docx: `${office}.wordprocessingml.document`,
  xlsx: `${office}.spreadsheetml.sheet`,
  csv: 'text/csv',
  png: 'image/png',
  txt: 'text/plain',
}

/** The file of this evidence under its code. The same line gives the same bytes. */
export async function evidenceFile(item: Evidence, code: string, school: string): Promise<EvidenceFile> {
  const bytes = await write(item.file, facts(item, code, school))
  return { name: `${code}.${item.file}`, type: mediaTypes[item.file], bytes }
}

type Row = readonly [string, string]

function facts(item: Evidence, code: string, school: string): Row[] {
  const rows: Row[] = [
    ['Tên minh chứng', item.title],
    ['Mã minh chứng', code],
    ['Trường', school],
    ['Nơi ban hành hoặc người thực hiện', item.issuer],
    ['Số', item.number],
    ['Ngày', item.date ?? ''],
    ['Tiêu chí', item.criterion],
    ['Ghi chú', item.note],
    ['Nguồn', 'Tệp mẫu do chương trình tạo ra từ danh mục minh chứng.'],
  ]
  return rows.filter(([, value]) => value !== '')
}

async function write(type: FileType, rows: readonly Row[]): Promise<Uint8Array> {
  const lines = rows.map(([name, value], index) => (index === 0 ? value : `${name}: ${value}`))
  switch (type) {
    case 'pdf':
      return pdf(lines)
    case 'docx':
      return docx(lines)
    case 'xlsx':
      return xlsx(rows)
    case 'png':
      return png(lines.join('\n'))
    case 'csv':
      // The mark at the beginning lets spreadsheets read the letters as UTF-8.
      return Buffer.from(`\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`)
    case 'txt':
      return Buffer.from(`${lines.join('\n')}\n`)
  }
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
