// The tables that people take away as spreadsheets: results of a case, its register of evidence, the cases of a province.
import type { EvidenceItem } from '../../domain/case.ts'
import type { Column, Table } from './stream.ts'

type Values<Row> = Column<Row>['of']

const text = <Row>(title: string, width: number, of: Values<Row>): Column<Row> => ({ title, width, kind: 'text', of })
const number = <Row>(title: string, width: number, of: Values<Row>): Column<Row> => ({
  title,
  width,
  kind: 'number',
  of,
})
const day = <Row>(title: string, of: Values<Row>): Column<Row> => ({ title, width: 13, kind: 'day', of })
const place = <Row>(): Column<Row> => number('STT', 6, (_row, at) => at)

export interface CriterionResult {
  standard: string
  criterion: string
  name: string
  ownLevel: number | null
  ownState: string
  teamLevel: number | null
  teamState: string
  evidence: number
}

/** One row a criterion. */
export const resultsTable: Table<CriterionResult> = {
  sheet: 'Kết quả tiêu chí',
  columns: [
    place(),
    text('Tiêu chuẩn', 40, ({ standard }) => standard),
    text('Mã tiêu chí', 10, ({ criterion }) => criterion),
    text('Tên tiêu chí', 50, ({ name }) => name),
    number('Mức tự đánh giá', 12, ({ ownLevel }) => ownLevel),
    text('Phiếu của trường', 16, ({ ownState }) => ownState),
    number('Mức đánh giá ngoài', 12, ({ teamLevel }) => teamLevel),
    text('Phiếu của đoàn', 16, ({ teamState }) => teamState),
    number('Số minh chứng', 10, ({ evidence }) => evidence),
  ],
}

const confidentialities = { open: 'Công khai', internal: 'Nội bộ', restricted: 'Hạn chế' } as const

const file: readonly Column<EvidenceItem>[] = [
  text('Tên tệp', 30, (item) => item.file.name),
  number('Dung lượng (byte)', 14, (item) => item.file.size),
]
const rest: readonly Column<EvidenceItem>[] = [
  text('Tiêu chí', 9, ({ criterion }) => criterion),
  text('Mức độ', 10, ({ confidentiality }) => confidentialities[confidentiality]),
  text('Mã cũ', 14, ({ formerCodes }) => formerCodes.join(', ')),
]
const dated: readonly Column<EvidenceItem>[] = [
  text('Số', 18, (item) => item.number),
  day('Ngày ban hành', ({ issuedOn }) => issuedOn),
  text('Thời điểm khảo sát, điều tra, phỏng vấn, quan sát', 20, ({ period }) => period),
]
const issuer = text<EvidenceItem>('Nơi ban hành hoặc nhóm, cá nhân thực hiện', 30, (item) => item.issuer)
const note = text<EvidenceItem>('Ghi chú', 24, (item) => item.note)
const kept = text<EvidenceItem>('Nơi lưu', 16, (item) => item.place)
const named: readonly Column<EvidenceItem>[] = [
  place(),
  text('Mã minh chứng', 16, ({ code }) => code),
  text('Tên minh chứng', 50, ({ title }) => title),
]

/** The columns of the paper register in its order; what the paper has no room for stands behind them. */
export function evidenceTable(codes: 'box' | 'plain'): Table<EvidenceItem> {
  const sheet = 'Danh mục minh chứng'
  if (codes === 'box') return { sheet, columns: [...named, ...dated, issuer, note, kept, ...file, ...rest] }
  return { sheet, columns: [...named, ...file, kept, note, ...dated, issuer, ...rest] }
}

export interface ProvinceCase {
  school: string
  kind: string
  commune: string
  period: string
  set: string
  openedAt: string
  selfAssessment: string
  externalReview: string
  certification: string
  ownLevel: number | null
  reviewLevel: number | null
  due: string
  dueAt: string | null
  awards: Readonly<Partial<Record<'accreditation' | 'nationalStandard', Award>>>
}

interface Award {
  grade: number
  number: string
  expiresAt: string
  status: string
}

function awardColumns(kind: keyof ProvinceCase['awards'], name: string, grade: string): Column<ProvinceCase>[] {
  return [
    number(`${name}: ${grade}`, 12, ({ awards }) => awards[kind]?.grade ?? null),
    text(`${name}: số`, 20, ({ awards }) => awards[kind]?.number ?? null),
    day(`${name}: hết hạn`, ({ awards }) => awards[kind]?.expiresAt ?? null),
    text(`${name}: tình trạng`, 16, ({ awards }) => awards[kind]?.status ?? null),
  ]
}

/** One row a case. */
export const provinceTable: Table<ProvinceCase> = {
  sheet: 'Hồ sơ kiểm định',
  columns: [
    place(),
    text('Trường', 40, ({ school }) => school),
    text('Loại trường', 18, ({ kind }) => kind),
    text('Xã, phường', 20, ({ commune }) => commune),
    text('Năm học', 11, ({ period }) => period),
    text('Bộ tiêu chuẩn', 20, ({ set }) => set),
    day('Ngày mở', ({ openedAt }) => openedAt),
    text('Tự đánh giá', 28, ({ selfAssessment }) => selfAssessment),
    text('Đánh giá ngoài, thẩm định', 28, ({ externalReview }) => externalReview),
    text('Công nhận', 28, ({ certification }) => certification),
    number('Mức tự đánh giá', 10, ({ ownLevel }) => ownLevel),
    number('Mức đánh giá ngoài', 10, ({ reviewLevel }) => reviewLevel),
    text('Việc đến hạn', 30, ({ due }) => due),
    day('Hạn', ({ dueAt }) => dueAt),
    ...awardColumns('accreditation', 'Kiểm định', 'cấp độ'),
    ...awardColumns('nationalStandard', 'Chuẩn quốc gia', 'mức độ'),
  ],
}

export interface YearlySchool {
  school: string
  kind: string
  commune: string
  ownLevel: number | null
  approvedAt: string | null
  tier: number | null
  number: string | null
  expiresAt: string | null
}

/** What a department's yearly report counts, one row a school. */
export const yearlyTable: Table<YearlySchool> = {
  sheet: 'Báo cáo hằng năm',
  columns: [
    place(),
    text('Trường', 40, ({ school }) => school),
    text('Loại trường', 18, ({ kind }) => kind),
    text('Xã, phường', 20, ({ commune }) => commune),
    day('Duyệt báo cáo tự đánh giá', ({ approvedAt }) => approvedAt),
    number('Mức tự đánh giá', 10, ({ ownLevel }) => ownLevel),
    number('Mức độ chuẩn quốc gia', 10, ({ tier }) => tier),
    text('Số Bằng', 20, ({ number: given }) => given),
    day('Bằng hết hạn', ({ expiresAt }) => expiresAt),
  ],
}
