// A frozen submission of a sample school under any shipped set, with every text and rating in a known place: what templates are checked with.
import type { EvidenceItem, FrozenSheet, Ratings, Submission } from '../../domain/case.ts'
import { SchoolData, SheetContent } from '../../domain/case.ts'
import { indicatorId } from '../../domain/criteria/flatten.ts'
import type { Criterion } from '../../domain/criteria/schema.ts'
import { evidenceCode } from '../../domain/evidence-code.ts'
import { score } from '../../domain/scoring/score.ts'
import type { ReportInput } from '../input.ts'
import { readLibrary, type Library } from '../../store/library.ts'

let library: Library | undefined
const known = { cohortCompleted: true, consecutiveYears: 3, conditionsMet: true }

interface Sample {
  set: string
  procedure: string
  /** Nodes the school, or the team, rates as not met. */
  schoolNotMet?: readonly string[]
  teamNotMet?: readonly string[]
  /** Nodes nobody rates. */
  open?: readonly string[]
  scored?: 'school' | 'team'
  facts?: Record<string, boolean | number>
  school?: Partial<SchoolData>
  processes?: Submission['processes']
}

/** A report's input: two evidence items a criterion, a distinct text in every field of every sheet. */
export function sampleInput(sample: Sample): ReportInput {
  library ??= readLibrary()
  const set = library.set(sample.set)
  const procedure = library.procedure(sample.procedure)
  const criteria = set.standards.flatMap((standard) => standard.criteria)
  const { kind } = procedure.evidenceCode
  const items = set.level4.map(({ id }) => id)
  const without = new Set(sample.open)
  const rate = (nodes: readonly string[], notMet: readonly string[] = []): Ratings =>
    Object.fromEntries(nodes.filter((id) => !without.has(id)).map((id) => [id, !notMet.includes(id)]))
  const sheets = (['school', 'team'] as const).flatMap((who) => {
    const notMet = who === 'school' ? sample.schoolNotMet : sample.teamNotMet
    const own = criteria.map((one) => sheet(who, one.id, texts(who, one, kind), rate(nodesOf(one), notMet)))
    return items.length === 0 ? own : [...own, sheet(who, 'M4', level4Texts(who, items), rate(items, notMet))]
  })
  const ratings = sheets
    .filter((one) => one.kind === (sample.scored ?? 'school'))
    .reduce<Ratings>((all, one) => ({ ...all, ...one.content.ratings }), {})
  return {
    set,
    procedure,
    result: score(set, ratings, sample.facts ?? known),
    submission: {
      kind: 'dossier',
      version: 1,
      at: '2026-03-20T02:00:00.000Z',
      cycle: { id: 'c1', period: '2025-2026', set: sample.set, setHash: 'h', procedure: sample.procedure },
      school: SchoolData.parse({ ...sampleSchool, ...sample.school }),
      sheets,
      evidence: criteria.flatMap((one) => [1, 2].map((serial) => evidence(kind, one.id, serial))),
      heads: {},
      processes: sample.processes ?? {},
    },
  }
}

/** Every node of the criterion that takes a rating. */
export function nodesOf(criterion: Criterion): string[] {
  return Object.entries(criterion.levels).flatMap(([level, list]) =>
    list.map(({ id }) => indicatorId(criterion.id, level, id)),
  )
}

export const sampleSchool = {
  name: 'Trường Mẫu Hồng Hà',
  kind: 'upperSecondary',
  address: 'Thôn Mẫu, xã Tân Mẫu',
  commune: 'Xã Tân Mẫu',
  province: 'Tỉnh Mẫu',
  managingBody: 'Sở Giáo dục và Đào tạo tỉnh Mẫu',
  principal: 'Nguyễn Văn Mẫu',
  foundedOn: '1998-09-05',
  situation: 'Trường đóng trên địa bàn xã Tân Mẫu.\n\nTrường có 24 lớp.',
  purpose: 'Xác định mức đáp ứng.',
  process: 'Hội đồng họp bốn phiên.',
  conclusion: 'Nhà trường cam kết cải tiến.',
  standards: { '1': { opening: 'Mở đầu tiêu chuẩn một.', conclusion: 'Kết luận tiêu chuẩn một.' } },
  tables: [
    {
      id: 'classes',
      title: '1. Số lớp học',
      columns: ['2024-2025', '2025-2026'],
      rows: [
        { label: 'Khối 10', values: [8, 8] },
        { label: 'Cộng', values: [24, 1250.5] },
      ],
    },
  ],
}

const measure = {
  content: 'Trang bị phòng máy tính',
  goal: 'Đủ 40 máy',
  action: 'Lập dự toán, mua sắm',
  indicator: '1 học sinh một máy',
  from: '2026-07-01',
  until: '2026-12-31',
  owner: 'Phó Hiệu trưởng',
  resources: '300 triệu đồng',
  expectedEvidence: 'Biên bản nghiệm thu',
  progress: 'underway',
}
/** What a self-assessment of 2026 remembers of its report and its improvement plan. */
export const samplePlan = {
  council: [{ personId: 'p1', name: 'Nguyễn Văn Mẫu', duty: 'chair', position: 'Hiệu trưởng' }],
  report: { number: '38/BC-THPT', date: '2026-06-10' },
  approvedOn: '2026-06-12',
  improvementPlan: { number: '40/KH-THPT', date: '2026-06-25' },
  problems: [
    {
      standard: '2',
      criterion: '2.2',
      currentState: 'Có 20 máy.',
      limit: 'Thiếu 20 máy.',
      cause: 'Kinh phí dàn trải.',
    },
    { standard: '4', criterion: null, currentState: 'Mái dột.', limit: 'Chưa sửa.', cause: 'Chưa xếp ưu tiên.' },
  ],
  measures: [measure, { ...measure, content: 'Sửa mái', owner: 'Hiệu trưởng', until: '2027-03-31', progress: null }],
}

function sheet(kind: FrozenSheet['kind'], criterion: string, text: object, ratings: Ratings): FrozenSheet {
  return { kind, criterion, assessor: null, state: 'agreed', content: SheetContent.parse({ ...text, ratings }) }
}

function texts(who: string, { id, levels }: Criterion, kind: 'box' | 'plain') {
  const [one, two] = [evidenceCode(kind, id, 1), evidenceCode(kind, id, 2)]
  const cited = kind === 'box' ? `[${one}]; [${two}]` : `(${one}, ${two})`
  return {
    currentState: Object.fromEntries(
      Object.keys(levels).map((level) => [level, `${who} hiện trạng ${id} mức ${level} ${cited}.`]),
    ),
    strengths: `${who} điểm mạnh ${id}.`,
    weaknesses: `${who} điểm yếu ${id}.`,
    plan: `${who} kế hoạch ${id}.`,
    unclear: `${who} chưa rõ ${id}.`,
  }
}

/** The level-4 items are described one by one on one sheet. */
function level4Texts(who: string, items: readonly string[]) {
  return {
    currentState: Object.fromEntries(items.map((id) => [id, `${who} hiện trạng ${id}.`])),
    strengths: `${who} điểm mạnh M4.`,
    weaknesses: `${who} điểm yếu M4.`,
    plan: `${who} kế hoạch M4.`,
    unclear: `${who} chưa rõ M4.`,
  }
}

function evidence(kind: 'box' | 'plain', criterion: string, serial: number): EvidenceItem {
  return {
    code: evidenceCode(kind, criterion, serial),
    formerCodes: [],
    title: `Minh chứng ${serial} của tiêu chí ${criterion}`,
    criterion,
    issuer: 'Trường Mẫu Hồng Hà',
    number: `${serial}/KH-THPT`,
    issuedOn: '2025-09-05',
    period: '',
    place: 'Hộp 1',
    confidentiality: 'internal',
    note: '',
    revision: 1,
    file: { name: `mc-${criterion}-${serial}.pdf`, type: 'application/pdf', size: 10, sha256: 'a'.repeat(64) },
  }
}
