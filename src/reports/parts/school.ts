// The school as reports introduce it: its particulars, its data tables, the register of its evidence.
import type { EvidenceItem, SchoolData } from '../../domain/case.ts'
import type { ReportInput } from '../input.ts'
import { evidenceAnchor } from './prose.ts'
import { criteriaOf } from './summary.ts'
import { kindOf, noData, number, shortDate } from './words.ts'

export interface DataTableView {
  title: string
  columns: string[]
  rows: { label: string; total: boolean; values: { text: string; numeric: boolean }[] }[]
  width: number
  broad: boolean
}

/** The particulars in the order of the form. */
export function particulars(school: SchoolData): { label: string; value: string }[] {
  const rows: [string, string][] = [
    ['Tên trường', school.name],
    ['Tên trước đây', school.formerNames.join('; ') || 'Không'],
    ['Cơ quan chủ quản', school.managingBody],
    ['Tỉnh, thành phố', school.province],
    ['Xã, phường', school.commune],
    ['Địa chỉ', school.address],
    ['Cấp học', kindOf(school)],
    ['Loại hình', school.ownership === 'public' ? 'Công lập' : 'Tư thục'],
    ['Thành lập', shortDate(school.foundedOn)],
    ['Hiệu trưởng', school.principal],
    ['Điện thoại', school.phone],
    ['Website', school.website],
    ['Số điểm trường', String(school.campuses)],
    ['Thuộc vùng khó khăn', school.disadvantagedArea ? 'Có' : 'Không'],
  ]
  return rows.map(([label, value]) => ({ label, value: value || noData }))
}

export function dataTables(school: SchoolData): DataTableView[] {
  return school.tables.map(({ title, columns, rows }) => ({
    title,
    columns,
    width: columns.length + 1,
    broad: columns.length > 3,
    rows: rows.map(({ label, values }) => ({
      label,
      total: /^(tổng|cộng)/iu.test(label),
      values: columns.map((_, index) => cell(values[index])),
    })),
  }))
}

function cell(value: string | number | null | undefined): { text: string; numeric: boolean } {
  if (value === null || value === undefined || value === '') return { text: '–', numeric: true }
  return typeof value === 'number' ? { text: number(value), numeric: true } : { text: value, numeric: false }
}

export interface RegisterRow {
  place: number
  anchor: string
  code: string
  title: string
  /** Number and day of issue, or the time surveyed. */
  issued: string
  issuer: string
  /** Format and place kept (2026). */
  kept: string
  note: string
  /** Where its file lies beside the paper. */
  file: string | null
}

/** The register in the order of the criteria, then of the codes. */
export function registerRows(
  { set, evidenceAddresses }: Pick<ReportInput, 'set' | 'evidenceAddresses'>,
  evidence: readonly EvidenceItem[],
): RegisterRow[] {
  const order = new Map(criteriaOf(set).map(({ id }, index) => [id, index]))
  const rank = ({ criterion }: EvidenceItem) => order.get(criterion) ?? order.size
  return evidence
    .toSorted((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
    .map((item, index) => ({
      place: index + 1,
      anchor: evidenceAnchor(item.code),
      code: item.code,
      title: item.title,
      issued: joined(
        item.number && `Số ${item.number}`,
        item.issuedOn && `ngày ${shortDate(item.issuedOn)}`,
        item.period,
      ),
      issuer: item.issuer,
      kept: joined(formatOf(item.file.name), item.place),
      note: joined(
        item.note,
        item.formerCodes.length > 0 ? `Mã cũ: ${item.formerCodes.join(', ')}` : '',
        item.confidentiality === 'restricted' ? 'Hạn chế tiếp cận' : '',
      ),
      file: evidenceAddresses?.get(item.code) ?? null,
    }))
}

function formatOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? `Tệp ${name.slice(dot + 1).toUpperCase()}` : 'Tệp điện tử'
}

function joined(...parts: (string | null)[]): string {
  return parts.filter(Boolean).join(', ')
}
