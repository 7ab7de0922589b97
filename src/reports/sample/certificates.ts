// Sample certificates that designs are checked with: both awards, both editions, a first copy and one that takes its place.
import { readLibrary } from '../../store/library.ts'
import type { CertificateInput } from '../certificate/build.ts'

export function sampleCertificates(): CertificateInput[] {
  const library = readLibrary()
  const first: CertificateInput = {
    kind: 'accreditation',
    procedure: library.procedure('vn-2018'),
    number: '001/2026/CN-KĐCLGD',
    grade: 2,
    decision: '41/QĐ-SGDĐT',
    decidedOn: '2026-03-02',
    expiresAt: '2031-03-02T16:59:59.999Z',
    school: { name: 'Trường THPT Nguyễn Trường Tộ', commune: 'Phường Đông Hồ', province: 'Tỉnh Mẫu' },
    department: 'Sở Giáo dục và Đào tạo tỉnh Mẫu',
    signer: 'Nguyễn Thị Minh Khai',
    address: 'https://kiemdinh.mau.gov.vn/xac-minh/001%2F2026%2FCN-K%C4%90CLGD',
    reissue: null,
    demonstration: false,
  }
  const reissue = { copy: 2, on: '2027-05-04T02:00:00.000Z', reason: 'damaged' as const }
  return [
    first,
    { ...first, kind: 'nationalStandard', reissue },
    { ...first, kind: 'nationalStandard', procedure: library.procedure('vn-2026'), demonstration: true },
  ]
}
