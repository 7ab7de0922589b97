// The Vietnamese words of papers: days, numbers, shares, names of places and kinds of schools.
import type { SchoolData } from '../../domain/case.ts'
import { dayOf } from '../../domain/calendar/add.ts'

export const noData = 'Chưa có dữ liệu'

/** `05/9/2026` of a day, or of an instant in Vietnam: a leading zero for days under 10 and months 1 and 2 (NĐ 30/2020). */
export function shortDate(date: string): string {
  const { day, month, year } = parts(date)
  return `${day}/${month}/${year}`
}

/** `ngày 05 tháng 9 năm 2026`. */
export function longDate(date: string): string {
  const { day, month, year } = parts(date)
  return `ngày ${day} tháng ${month} năm ${year}`
}

/** `Mẫu, ngày 05 tháng 9 năm 2026`, as under the motto; the place without `tỉnh`, `xã` and the like. */
export function placeAndDate(place: string, date: string): string {
  return `${placeName(place)}, ${longDate(date)}`
}

/** The name of a place without its rank. */
export function placeName(place: string): string {
  return place.replace(/^(tỉnh|thành phố|xã|phường|thị trấn|đặc khu)\s+/iu, '')
}

/** `Năm học 2025-2026`, or `Giai đoạn 2019-2024` of several years. */
export function periodWords(period: string): string {
  const [, from, to] = /^(\d{4})\s*[-–]\s*(\d{4})$/.exec(period) ?? []
  const several = from !== undefined && to !== undefined && Number(to) - Number(from) > 1
  return `${several ? 'Giai đoạn' : 'Năm học'} ${period}`
}

/** A number with decimal comma and dots between thousands. */
export function number(value: number): string {
  const [whole = '', decimals] = String(Math.abs(value)).split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '.')
  return `${value < 0 ? '-' : ''}${grouped}${decimals === undefined ? '' : `,${decimals}`}`
}

/** `66,7%`, to one decimal; a dash of nothing. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${number(Math.round((part * 1000) / whole) / 10)}%`
}

/** `10 ngày làm việc`, of a term that is set. */
export function termWords({ amount, unit }: { amount: number | null; unit: keyof typeof units }): string {
  return amount === null ? '' : `${String(amount).padStart(2, '0')} ${units[unit]}`
}

const units = { workingDays: 'ngày làm việc', days: 'ngày', months: 'tháng', years: 'năm' }

export const kindNames: Record<SchoolData['kind'], string> = {
  kindergarten: 'Mầm non',
  primary: 'Tiểu học',
  lowerSecondary: 'Trung học cơ sở',
  upperSecondary: 'Trung học phổ thông',
  multiLevel: 'Trường phổ thông có nhiều cấp học',
  continuingEducation: 'Giáo dục thường xuyên',
}

/** The level taught. */
export function kindOf(school: SchoolData): string {
  return kindNames[school.kind]
}

function parts(date: string): { day: string; month: string; year: string } {
  const [year = '', month = '', day = ''] = (date.length > 10 ? dayOf(date) : date).split('-')
  return { day, month: Number(month) < 3 ? month : String(Number(month)), year }
}
