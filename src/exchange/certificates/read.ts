// The workbook of existing certificates: one sheet, one row each; or the same as JSON.
import { CertificatesFile } from '../../commands/imports/certificates-file.ts'
import { readTables, type Table, type TablesFile } from '../tables.ts'

const statuses = {
  valid: 'Còn hiệu lực',
  inRemedy: 'Đang khắc phục',
  suspended: 'Tạm đình chỉ',
  revoked: 'Đã thu hồi',
  expired: 'Hết hạn',
  superseded: 'Đã thay thế',
}

export const certificateTables: readonly Table[] = [
  {
    key: 'certificates',
    sheet: 'Chứng nhận',
    columns: [
      { field: 'number', title: 'Số' },
      { field: 'school', title: 'Mã trường' },
      { field: 'award', title: 'Loại', is: { accreditation: 'Kiểm định', nationalStandard: 'Chuẩn quốc gia' } },
      { field: 'grade', title: 'Cấp độ, mức độ', is: 'number' },
      { field: 'decision', title: 'Quyết định' },
      { field: 'regime', title: 'Theo thông tư' },
      { field: 'issuedOn', title: 'Ngày cấp', is: 'day' },
      { field: 'expiresOn', title: 'Có giá trị đến', is: 'day' },
      { field: 'status', title: 'Trạng thái', is: statuses },
      { field: 'reason', title: 'Lý do' },
    ],
  },
]

/** Throws `invalid` with every fault at its cell or JSON path. */
export function readCertificates(bytes: Uint8Array): Promise<TablesFile<CertificatesFile>> {
  return readTables(bytes, certificateTables, CertificatesFile)
}
