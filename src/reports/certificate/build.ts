// The certificate: who recognises which school as what, until when, with the code that leads to the public register.
import QRCode from 'qrcode'
import type { SchoolData } from '../../domain/case.ts'
import type { Procedure } from '../../domain/procedure.ts'
import type { AwardKind } from '../input.ts'
import { capitals, placeOf, provinceWords } from '../parts/letterhead.ts'
import { awardWords } from '../parts/regime.ts'
import { placeAndDate, shortDate } from '../parts/words.ts'

export interface CertificateInput {
  kind: AwardKind
  procedure: Procedure
  number: string
  grade: number
  /** Number of the decision and its day, ISO. */
  decision: string
  decidedOn: string
  expiresAt: string
  school: Pick<SchoolData, 'name' | 'commune' | 'province'>
  /** The name of the department as it signs. */
  department: string
  /** Who signed the decision; blank when that is not known. */
  signer: string
  /** Where anybody looks it up. */
  address: string
  /** Of a copy that takes the place of an earlier one: its number, day and reason. */
  reissue: { copy: number; on: string; reason: 'lost' | 'damaged' | 'renamed' } | null
  /** Signed with keys of demonstration. */
  demonstration: boolean
}

const reasons = {
  lost: 'bản trước bị mất',
  damaged: 'bản trước bị hỏng',
  renamed: 'trường đổi tên',
} as const

/** What the page shows. The same input gives the same page. */
export async function buildCertificate(input: CertificateInput) {
  const { kind, procedure, school, number, reissue } = input
  const words = awardWords(procedure, kind)
  const province = provinceWords(school.province)
  return {
    title: `${words.certificate} – ${school.name}`,
    date: reissue?.on ?? input.decidedOn,
    state: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    motto: 'Độc lập - Tự do - Hạnh phúc',
    decider: words.byProvince
      ? `CHỦ TỊCH ỦY BAN NHÂN DÂN ${capitals(province)}`
      : `GIÁM ĐỐC ${capitals(input.department)}`,
    heading: words.certificateTitle,
    school: school.name,
    place: placeOf(school),
    achieved: capitals(words.achieved),
    grade: `${words.unit} ${input.grade}`,
    register: [
      `Số vào sổ: ${number}`,
      `Quyết định số ${input.decision} ngày ${shortDate(input.decidedOn)}`,
      `Có giá trị đến hết ngày ${shortDate(input.expiresAt)}`,
      ...(reissue
        ? [`Cấp lại lần ${reissue.copy - 1} ngày ${shortDate(reissue.on)} (${reasons[reissue.reason]})`]
        : []),
    ],
    code: {
      svg: await QRCode.toString(input.address, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }),
      alt: `Mã QR dẫn tới trang tra cứu ${number}`,
    },
    look: `Quét mã hoặc mở ${input.address.replace(/^https?:\/\//, '').replace(/\/[^/]*$/, '')} để tra cứu hiệu lực`,
    dated: placeAndDate(school.province, input.decidedOn),
    office: words.byProvince ? 'CHỦ TỊCH' : 'GIÁM ĐỐC',
    signer: input.signer,
    notes: input.demonstration ? ['Bản trình diễn: chữ ký số trên tệp này không có giá trị pháp lý.'] : [],
  }
}
