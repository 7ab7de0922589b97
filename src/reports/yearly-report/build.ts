// Báo cáo hằng năm của Sở về bảo đảm chất lượng và chuẩn quốc gia (2026, Mẫu số 7): counts over the province, by kind of school.
import type { SchoolData } from '../../domain/case.ts'
import type { Procedure } from '../../domain/procedure.ts'
import { letterhead, provinceWords } from '../parts/letterhead.ts'
import { startMarks } from '../parts/marks.ts'
import { dots, signature } from '../parts/paper.ts'
import { kindNames, number, percent, periodWords, placeAndDate, shortDate } from '../parts/words.ts'

/** Schools of one kind, counted at the end of the school year. */
export interface KindCount {
  kind: SchoolData['kind']
  schools: number
  /** Handed in or approved a self-assessment report in the year. */
  assessed: number
  /** By the level of their own result, as 0 = level 1 not reached. */
  byLevel: Readonly<Record<number, number>>
  /** Certificates of the national standard in force, by tier. */
  byTier: Readonly<Record<number, number>>
}

/** A certificate that was granted or withdrawn, or that runs out in the next school year. */
export interface AwardRow {
  school: string
  commune: string
  tier: number
  decision: string
  /** ISO day: of the decision, or of the expiry. */
  on: string
}

/** What the yearly report reads: a view over the province, not over one case. */
export interface YearlyInput {
  procedure: Procedure
  province: string
  /** As it signs, e.g. `UBND tỉnh Mẫu`. */
  provinceOffice: string
  department: string
  director: string
  schoolYear: string
  /** Day of the report, ISO. */
  on: string
  /** Day at whose end certificates are counted, ISO. */
  countedOn: string
  report: string | null
  kinds: readonly KindCount[]
  granted: readonly AwardRow[]
  revoked: readonly AwardRow[]
  expiring: readonly AwardRow[]
}

/** The model of the report. What the department judges and proposes is left to be written by hand. */
export function buildYearlyReport(input: YearlyInput) {
  const { procedure, department, kinds } = input
  const marks = startMarks()
  const form = procedure.forms['departmentYearlyReport']
  const formMark = marks.of(form)
  marks.add('Các mục của báo cáo', 'chưa thấy nguyên văn mẫu; in theo nội dung đã biết')
  const levels = keysOf(kinds, 'byLevel')
  const tiers = keysOf(kinds, 'byTier')
  const row = (label: string, of: readonly KindCount[]) => {
    const sum = (value: (one: KindCount) => number) => of.reduce((all, one) => all + value(one), 0)
    const schools = sum((one) => one.schools)
    const assessed = sum((one) => one.assessed)
    const holding = tiers.map((tier) => sum((one) => one.byTier[tier] ?? 0))
    return {
      label,
      schools: number(schools),
      assessed: number(assessed),
      share: percent(assessed, schools),
      levels: levels.map((level) => number(sum((one) => one.byLevel[level] ?? 0))),
      tiers: holding.map(number),
      holdingShare: percent(
        holding.reduce((all, one) => all + one, 0),
        schools,
      ),
    }
  }
  return {
    title: `Báo cáo hằng năm về bảo đảm chất lượng và chuẩn quốc gia – ${department} – ${input.schoolYear}`,
    head: letterhead(input.provinceOffice, `Sở Giáo dục và Đào tạo`, {
      number: input.report ?? dots,
      dated: placeAndDate(input.province, input.on),
    }),
    heading: 'BÁO CÁO',
    about: `Bảo đảm chất lượng giáo dục và công nhận trường đạt chuẩn quốc gia, ${periodWords(input.schoolYear).toLocaleLowerCase('vi')}`,
    formMark,
    formNumber: form?.number ?? '',
    draft: null,
    place: provinceWords(input.province),
    countedOn: shortDate(input.countedOn),
    levels: levels.map((level) => (level === 0 ? 'Không đạt Mức 1' : `Mức ${level}`)),
    tiers: tiers.map((tier) => `Mức độ ${tier}`),
    width: 4 + levels.length,
    rows: kinds.map((one) => row(kindNames[one.kind], [one])),
    total: row('Cộng', kinds),
    granted: rowsOf(input.granted),
    revoked: rowsOf(input.revoked),
    expiring: rowsOf(input.expiring),
    dots: dots.repeat(3),
    signature: signature('GIÁM ĐỐC', input.director, {
      recipients: ['Bộ GDĐT (để báo cáo);', `${input.provinceOffice} (để báo cáo);`, 'Lưu: VT.'],
    }),
    notes: marks.notes(),
    deadCodes: [],
    blanks: ['đánh giá chung', 'đề xuất, kiến nghị'],
  }
}

function keysOf(kinds: readonly KindCount[], key: 'byLevel' | 'byTier'): number[] {
  return [...new Set(kinds.flatMap((one) => Object.keys(one[key]).map(Number)))].toSorted((a, b) => a - b)
}

function rowsOf(rows: readonly AwardRow[]) {
  return rows.map(({ on, ...row }, index) => ({ ...row, place: index + 1, on: shortDate(on) }))
}
