// Who issues a paper: the two names at its left, and the bodies above a school where a case does not name them.
import type { SchoolData } from '../../domain/case.ts'
import type { Authorities, ReportInput } from '../input.ts'

export interface Letterhead {
  parent: string
  issuer: string
  /** `Số: 12/QĐ-SGDĐT`, or null on papers without a number. */
  number: string | null
  numberMark: boolean
  /** What an official letter is about, under its number (V/v); null on papers with a title. */
  subject: string | null
  /** Place and day, or null on covers. */
  dated: string | null
}

/** The head of a paper; names in capitals as NĐ 30/2020 has them. */
export function letterhead(parent: string, issuer: string, rest: Partial<Letterhead> = {}): Letterhead {
  return {
    number: null,
    numberMark: false,
    subject: null,
    dated: null,
    ...rest,
    parent: capitals(parent),
    issuer: capitals(issuer),
  }
}

export function capitals(text: string): string {
  return text.toLocaleUpperCase('vi')
}

/** The bodies of the case; what is not named follows from the school. */
export function authoritiesOf({ submission, authorities }: ReportInput): Authorities {
  const { province, commune } = submission.school
  return {
    province: authorities?.province ?? `UBND ${provinceWords(province)}`,
    department: authorities?.department ?? `Sở Giáo dục và Đào tạo ${provinceWords(province)}`,
    commune: authorities?.commune ?? `UBND ${lowerFirst(commune)}`,
  }
}

/** Whether two names are of one office: `Tỉnh Mẫu` is `tỉnh Mẫu`. */
export function sameOffice(one: string, other: string): boolean {
  return capitals(one) === capitals(other)
}

/** `tỉnh Mẫu` of `Tỉnh Mẫu` or `Mẫu`. */
export function provinceWords(province: string): string {
  return /^(tỉnh|thành phố)\s/iu.test(province) ? lowerFirst(province) : `tỉnh ${province}`
}

/** Where a school is, for the middle of a sentence. */
export function placeOf(school: Pick<SchoolData, 'commune' | 'province'>): string {
  return `${lowerFirst(school.commune)}, ${provinceWords(school.province)}`
}

function lowerFirst(text: string): string {
  return text.replace(/^(Xã|Phường|Thị trấn|Đặc khu|Tỉnh|Thành phố)(?=\s)/u, (word) => word.toLocaleLowerCase('vi'))
}
