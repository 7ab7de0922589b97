// A sample yearly report that its template is checked with: every list has a row.
import { readLibrary } from '../../store/library.ts'
import type { YearlyInput } from '../yearly-report/build.ts'

export function sampleYearly(): YearlyInput {
  const award = {
    school: 'Trường Tiểu học <Mẫu>',
    commune: 'Xã Tân Mẫu',
    tier: 1,
    decision: '9/QĐ-SGDĐT',
    on: '2027-03-02',
  }
  return {
    procedure: readLibrary().procedure('vn-2026'),
    province: 'Tỉnh Mẫu',
    provinceOffice: 'UBND tỉnh Mẫu',
    department: 'Sở Giáo dục và Đào tạo tỉnh Mẫu',
    director: 'Lý Thị Giám',
    schoolYear: '2026-2027',
    on: '2027-07-15',
    countedOn: '2027-07-15',
    report: '310/BC-SGDĐT',
    kinds: [
      {
        kind: 'primary',
        schools: 1200,
        assessed: 1150,
        byLevel: { 0: 150, 1: 800, 2: 200 },
        byTier: { 1: 300, 2: 20 },
      },
      { kind: 'kindergarten', schools: 300, assessed: 300, byLevel: { 0: 0, 1: 300 }, byTier: { 1: 100 } },
    ],
    granted: [award],
    revoked: [{ ...award, decision: '70/QĐ-SGDĐT' }],
    expiring: [{ ...award, on: '2028-02-05' }],
  }
}
