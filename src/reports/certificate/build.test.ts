// What a certificate says, in both editions, of a first copy and of one that takes its place.
import { describe, expect, it } from 'vitest'
import { readLibrary } from '../../store/library.ts'
import { sampleCertificates } from '../sample/certificates.ts'
import { buildCertificate, type CertificateInput } from './build.ts'

const library = readLibrary()
const [input] = sampleCertificates() as [CertificateInput]

describe('a certificate', () => {
  it('says who recognises which school as what, and until when', async () => {
    expect(await buildCertificate(input)).toMatchObject({
      decider: 'GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH MẪU',
      heading: 'CHỨNG NHẬN',
      school: 'Trường THPT Nguyễn Trường Tộ',
      place: 'phường Đông Hồ, tỉnh Mẫu',
      achieved: 'ĐẠT KIỂM ĐỊNH CHẤT LƯỢNG GIÁO DỤC',
      grade: 'Cấp độ 2',
      register: [
        'Số vào sổ: 001/2026/CN-KĐCLGD',
        'Quyết định số 41/QĐ-SGDĐT ngày 02/3/2026',
        'Có giá trị đến hết ngày 02/3/2031',
      ],
      dated: 'Mẫu, ngày 02 tháng 3 năm 2026',
      office: 'GIÁM ĐỐC',
      signer: 'Nguyễn Thị Minh Khai',
      notes: [],
    })
  })

  it('of the national standard is the province’s in 2018 and the department’s since 2026', async () => {
    const of2018 = await buildCertificate({ ...input, kind: 'nationalStandard' })
    expect([of2018.decider, of2018.office]).toEqual(['CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MẪU', 'CHỦ TỊCH'])
    const procedure = library.procedure('vn-2026')
    const of2026 = await buildCertificate({ ...input, kind: 'nationalStandard', procedure })
    expect([of2026.heading, of2026.office, of2026.grade]).toEqual(['BẰNG CÔNG NHẬN', 'GIÁM ĐỐC', 'Mức độ 2'])
  })

  it('says that it takes the place of another copy, and that its signature is a demonstration', async () => {
    const reissue = { copy: 3, on: '2027-05-04T20:00:00.000Z', reason: 'renamed' as const }
    const page = await buildCertificate({ ...input, reissue, demonstration: true })
    expect(page.register.at(-1)).toBe('Cấp lại lần 2 ngày 05/5/2027 (trường đổi tên)')
    expect(page.notes[0]).toContain('trình diễn')
  })

  it('has a code of its own for each address', async () => {
    const [one, other] = [
      await buildCertificate(input),
      await buildCertificate({ ...input, address: `${input.address}X` }),
    ]
    expect(one.code.svg).toMatch(/^<svg /)
    expect(one.code.svg).not.toBe(other.code.svg)
    expect(one).toEqual(await buildCertificate(input))
  })
})
