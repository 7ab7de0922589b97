// The certificate as a page: always one, whatever the names are, and the same bytes each time.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeCertificate, type CertificateInput } from '../../src/reports/certificate/build.ts'
import { readLibrary } from '../../src/store/library.ts'

const input: CertificateInput = {
  kind: 'nationalStandard',
  procedure: readLibrary().procedure('vn-2026'),
  number: '001/2026/CQG',
  grade: 1,
  decision: '41/QĐ-SGDĐT',
  decidedOn: '2026-03-02',
  expiresAt: '2031-03-02T16:59:59.999Z',
  school: { name: 'Trường THPT Nguyễn Trường Tộ', commune: 'Phường Đông Hồ', province: 'Tỉnh Mẫu' },
  department: 'Sở Giáo dục và Đào tạo tỉnh Mẫu',
  signer: 'Nguyễn Thị Minh Khai',
  address: 'https://kiemdinh.mau.gov.vn/xac-minh/001%2F2026%2FCQG',
  reissue: { copy: 2, on: '2027-05-04T02:00:00.000Z', reason: 'damaged' },
  demonstration: true,
}

const pagesOf = (pdf: Uint8Array): number =>
  Number(/\/Type \/Pages\s+\/Count (\d+)/.exec(Buffer.from(pdf).toString('latin1'))?.[1])

describe('the page of a certificate', () => {
  it('is the same bytes each time, and claims PDF/A-2a', async () => {
    const [one, again] = [await writeCertificate(input), await writeCertificate(input)]
    expect(Buffer.from(one).equals(Buffer.from(again))).toBe(true)
    expect(Buffer.from(one).toString('latin1')).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
    expect(pagesOf(one)).toBe(1)
  })

  it('is one page also for the longest name of a school, and prints signs of Typst as they are', async () => {
    const name = fc.oneof(
      fc.constant(
        'Trường Phổ thông dân tộc nội trú Trung học cơ sở và Trung học phổ thông huyện Đắk Glong, tỉnh Đắk Nông',
      ),
      fc.constantFrom(
        '#import "x": *',
        '$x^2$ [*_`',
        '<script>',
        'Trường “Họa Mi” 🌸',
        '@a \\ // /*',
        '\u0000\uFFFE\uE000',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
    )
    await fc.assert(
      fc.asyncProperty(name, async (school) => {
        const pdf = await writeCertificate({ ...input, school: { ...input.school, name: school } })
        expect(pagesOf(pdf)).toBe(1)
      }),
      { numRuns: 25 },
    )
  })
})
