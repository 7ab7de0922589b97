// The papers of a case: what each form demands is on it, nothing is made up, and whoever asks too early is told what is waited for.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderReport, reportIds, type ReportId } from '../../src/reports/index.ts'
import type { ReportInput } from '../../src/reports/input.ts'
import { papers, papersFor, subjectOf, type CaseFile } from '../../src/reports/papers.ts'
import { sampleInputs } from '../../src/reports/sample/cases.ts'
import { paperInputs } from '../../src/reports/sample/papers.ts'
import { linkFaults, tableRows, textOf } from './look.ts'

const { old, current } = paperInputs()
const textIn = (id: ReportId, input: ReportInput) => textOf(renderReport(id, input))
const school = 'Trường Mẫu Hồng Hà'

/** What a reader looks for on each paper, by edition. */
const demanded: Partial<Record<ReportId, { old?: string[]; current?: string[] }>> = {
  'council-decision': {
    old: [
      '12/QĐ-THPT',
      'Về việc thành lập Hội đồng tự đánh giá',
      'Điều 3.',
      'Nơi nhận:',
      '2. Nhóm thư ký',
      '3. Nhóm 1 (tiêu chí 1.1, 1.2)',
      'Vũ Văn Nhóm',
    ],
    current: ['Về việc kiện toàn Hội đồng tự đánh giá', 'Thư ký chuyển công tác', '1. Hội đồng tự đánh giá'],
  },
  'self-assessment-plan': {
    old: [
      'I. MỤC ĐÍCH',
      'VII. DỰ KIẾN THUÊ CHUYÊN GIA',
      'IX. THỜI GIAN BIỂU',
      '13/KH-THPT',
      'Tập huấn ngày 19/8.',
      'Lùi hai tuần.',
    ],
    current: ['PHÂN CÔNG NHIỆM VỤ', 'IV. THỜI GIAN', 'trước ngày 15/6', 'Nhóm 1'],
  },
  'requirement-sheets': {
    old: [
      'Các câu hỏi đặt ra',
      'So với trường tương đương thế nào?',
      'Nơi thu thập',
      'Nhóm, cá nhân: Nhóm 1',
      'Tiêu chí 5.6:',
      'H1-1.1-01: Minh chứng',
    ],
  },
  'evidence-register': {
    old: ['BẢNG DANH MỤC MÃ MINH CHỨNG', 'H1-1.1-01', 'CHỦ TỊCH', 'Nguyễn Văn Mẫu'],
    current: ['DANH MỤC MINH CHỨNG', 'Định dạng, vị trí lưu trữ hoặc đường dẫn điện tử', 'MC.1.1.01'],
  },
  'criterion-sheets': {
    old: [
      'PHIẾU ĐÁNH GIÁ TIÊU CHÍ 1.1',
      '4. Kế hoạch cải tiến chất lượng',
      'TRƯỞNG NHÓM CÔNG TÁC',
      'PHIẾU ĐÁNH GIÁ TIÊU CHÍ MỨC 4',
    ],
    current: [
      'PHIẾU ĐÁNH GIÁ TIÊU CHÍ 4.3',
      'Hiện trạng, kết quả kèm mã minh chứng',
      'Tự đánh giá: Tiêu chí đạt Mức 2.',
    ],
  },
  'registration-letter': {
    old: [
      'V/v đăng ký đánh giá ngoài',
      'Kính gửi: Sở Giáo dục và Đào tạo',
      'cấp độ 2',
      'mức độ 1',
      '(02 bản)',
      '28/28 tiêu chí đạt Mức 1',
    ],
    current: ['V/v đề nghị công nhận đạt chuẩn quốc gia', 'mức độ 1', '120/CV-THPT'],
  },
  'completion-request': {
    old: ['215/SGDĐT-QLCL', 'Báo cáo thiếu chữ ký', 'Hồ sơ chưa đủ thành phần.', 'TL. GIÁM ĐỐC', `Kính gửi: ${school}`],
    current: ['V/v hoàn thiện hồ sơ đề nghị công nhận đạt chuẩn quốc gia'],
  },
  'team-decision': {
    old: [
      'Về việc thay thành viên Đoàn đánh giá ngoài',
      'CHỦ TỊCH UBND TỈNH MẪU',
      'ông (bà) Phạm Văn Ghi',
      'Đỗ Văn Tỉnh',
      'Trưởng đoàn',
    ],
    current: ['Về việc thành lập Hội đồng thẩm định', 'GIÁM ĐỐC', 'Lý Thị Giám', 'Thư ký hội đồng'],
  },
  'team-work-plan': {
    old: ['Nghiên cứu hồ sơ đánh giá', '14/01/2026', '04/02/2026 – 06/02/2026', 'PHÊ DUYỆT', 'Tiêu chuẩn 2:'],
  },
  'preliminary-reports': {
    old: ['Nhận xét của Lê Thị Dẫn.', 'Nhận xét của Phạm Văn Ghi.', 'Phòng học bộ môn', '[H1-1.2-01]'],
  },
  'desk-review-report': {
    old: ['01/BC-ĐĐGN', '7. Cơ sở vật chất cần xem', 'Sổ nghị quyết năm học trước', 'Đã bổ sung', 'Hồ sơ đủ điều kiện'],
  },
  'preliminary-visit-minutes': {
    old: ['01/BB-KSSB', 'ngày 28/01/2026', '03 bản', 'dự kiến từ ngày 04/02/2026', 'ĐẠI DIỆN NHÀ TRƯỜNG'],
  },
  'visit-minutes': {
    old: ['Khảo sát chính thức tại', '02/BB-KSCT', 'Cha mẹ học sinh', 'Thư viện có 6 máy tính hoạt động.'],
    current: ['Kiểm tra thực tế tại', '01/BB-KTTT', '1. Hội đồng thẩm định'],
  },
  'formal-visit-report': {
    old: ['V. KẾT QUẢ', 'từ ngày 04/02/2026 đến ngày 06/02/2026', 'Tiêu chí đã kiểm tra thực tế'],
  },
  'opinion-sheets': {
    current: ['Điểm mạnh theo Lê Thị Dẫn.', '☒ Đề nghị công nhận.', '☒ Không đề nghị công nhận.', 'Nguồn kinh phí'],
  },
  'appraisal-minutes': {
    current: [
      'Mẫu số 5',
      '02/BB-HĐTĐ',
      'Có mặt 1 trên tổng số 2 thành viên',
      'Vắng mặt: Phạm Văn Ghi.',
      'đề nghị công nhận nhà trường đạt chuẩn quốc gia mức độ 1',
    ],
  },
  'appraisal-notice': { current: ['Mẫu số 4', '03/TB-HĐTĐ', 'Trường đạt Mức 1.', 'ý kiến phản hồi'] },
  'school-reply': {
    old: [
      'V/v phản hồi dự thảo báo cáo đánh giá ngoài',
      '01 nội dung',
      'Trường đã giám sát chiến lược hằng năm.',
      '[H1-1.1-01]',
    ],
    current: ['V/v phản hồi thông báo kết quả thẩm định', 'không có ý kiến khác'],
  },
  'revocation-accreditation': {
    old: ['Thu hồi Chứng nhận', '01/2026/CN-KĐCLGD', '120/QĐ-SGDĐT ngày 10/6/2026', '66/KL-SGDĐT', 'Lý Thị Giám'],
  },
  'revocation-national-standard': { old: ['04/2026/CQG', 'Đỗ Văn Tỉnh'], current: ['700/QĐ', 'Không còn đạt yêu cầu'] },
}
const cases = Object.entries(demanded).flatMap(([id, editions]) =>
  Object.entries(editions).map(([edition, facts]) => ({ id: id as ReportId, edition, facts })),
)
const inputOf = (edition: string) => (edition === 'old' ? old : current)

describe('the papers of a case', () => {
  it.each(cases)('$id ($edition) holds what its form demands', ({ id, edition, facts }) => {
    const html = renderReport(id, inputOf(edition))
    const text = textOf(html)
    expect(text.toLocaleLowerCase('vi')).toContain(school.toLocaleLowerCase('vi'))
    for (const fact of facts) expect(text).toContain(fact)
    expect(html).not.toMatch(/undefined|\[object|NaN|null/)
    expect(linkFaults(html)).toEqual([])
  })

  it('says which lines are left to be written by hand, and leaves none unsaid', () => {
    const text = textIn('self-assessment-plan', old)
    expect(text).toMatch(/Để trống \(……\).*công cụ tự đánh giá; nguồn lực; thuê chuyên gia; bảng mã minh chứng dự kiến/)
    expect(textIn('self-assessment-plan', current)).toContain('mục đích; phạm vi')
  })

  it('marks every form that was not checked against its source', () => {
    for (const { id, edition } of cases) {
      const text = textIn(id, inputOf(edition))
      expect(text.includes('(*) Chưa đối chiếu văn bản gốc'), id).toBe(text.includes('(*)'))
    }
    expect(textIn('visit-minutes', current)).toContain('Mẫu Biên bản kiểm tra thực tế (chưa có nguồn nêu mẫu)')
  })

  it('prints one sheet alone: of a criterion, of a member', () => {
    const sheet = textIn('criterion-sheets', { ...old, only: '1.2' })
    expect([sheet.includes('TIÊU CHÍ 1.2'), sheet.includes('TIÊU CHÍ 1.1')]).toEqual([true, false])
    const own = textIn('preliminary-reports', { ...old, only: 'r2' })
    expect([own.includes('Nhận xét của Phạm Văn Ghi.'), own.includes('Nhận xét của Lê Thị Dẫn.')]).toEqual([
      true,
      false,
    ])
    expect(() => renderReport('opinion-sheets', { ...current, only: 'r7' })).toThrow(
      'Chưa có thành viên nào nộp phiếu ý kiến.',
    )
  })

  it('speaks of the present team alone: reports of the one before are not its own', () => {
    const again = old.acts?.find(({ event }) => event === 'appointTeam')
    const anew = { ...old, acts: [...(old.acts ?? []), ...(again ? [again] : [])] }
    expect(() => renderReport('preliminary-reports', anew)).toThrow('Chưa có thành viên nào nộp báo cáo sơ bộ.')
    expect(textIn('completion-request', anew)).toContain('215/SGDĐT-QLCL')
  })

  it('counts the votes on each question', () => {
    expect(tableRows(renderReport('appraisal-minutes', current), 'Các nội dung biểu quyết')).toEqual([
      ['1', 'Kết quả các tiêu chí bắt buộc', '1', '0'],
    ])
  })

  it('writes any prose as it was written, and runs none of it', () => {
    const sign = fc.constantFrom(
      '<script>alert(1)</script>',
      '{{x}}',
      '&amp;',
      '"',
      "'",
      '#set',
      '\\',
      '</p>',
      'ệ',
      '🙂',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(sign, fc.string()), { minLength: 1, maxLength: 12 }), (parts) => {
        const reason = `Lý do: ${parts.join('')} hết.`.replaceAll(/[\p{C}\s]+/gu, ' ')
        const acts = (old.acts ?? []).map((act) =>
          act.event === 'disagreeWithDraft'
            ? {
                ...act,
                payload: { ...(act.payload as object), points: [{ criterion: '1.1', reason, evidence: [reason] }] },
              }
            : act,
        )
        const html = renderReport('school-reply', { ...old, acts })
        const row = /<tbody>([\s\S]*)<\/tbody>/.exec(html)?.[1] ?? ''
        expect(row.match(/<(?!\/?(tr|th|td|p)\b)/g)).toBeNull()
        expect(unescaped(row).replaceAll(/\s+/g, ' ')).toContain(reason)
      }),
      { numRuns: 60 },
    )
  })
})

describe('which papers there are', () => {
  const fileOf = (input: ReportInput) => ({
    now: input.submission,
    dossier: input.submission,
    externalReport: null,
    procedure: input.procedure,
    acts: input.acts,
  })
  const nothing = (input: ReportInput) => {
    const now = { ...input.submission, processes: {}, sheets: [], evidence: [] }
    return { ...fileOf(input), now, dossier: null, acts: [] }
  }
  const available = (input: ReportInput) =>
    papersFor(fileOf(input), 'school').flatMap((one) => (one.available ? [one.id] : []))

  it('lists the papers of the edition alone, and builds whatever it calls available', () => {
    for (const { award: _, ...input } of sampleInputs())
      for (const id of available(input)) expect(() => renderReport(id, input)).not.toThrow()
    expect(available(old)).toContain('requirement-sheets')
    expect(papersFor(fileOf(current), 'school').map(({ id }) => id)).not.toContain('requirement-sheets')
  })

  it('refuses whatever it calls too early with the same sentence', () => {
    for (const { award: _, ...input } of sampleInputs()) {
      for (const { id, available: can, why } of papersFor(fileOf(input), 'school'))
        if (!can) expect(() => renderReport(id, input), id).toThrow(why?.vi ?? '?')
    }
  })

  it('has nothing to print of a case that has just begun, and says what each paper waits for', () => {
    for (const input of [old, current]) {
      const entries = papersFor(nothing(input), 'school')
      expect(entries.filter((one) => one.available)).toEqual([])
      for (const { why } of entries) for (const said of [why?.vi, why?.en]) expect(said).toMatch(/^\p{Lu}.*\.$/u)
    }
    const whys = Object.fromEntries(papersFor(nothing(old), 'school').map(({ id, why }) => [id, why?.vi]))
    expect(whys).toMatchObject({
      'council-decision': 'Nhà trường chưa thành lập hội đồng tự đánh giá.',
      'registration-letter': 'Nhà trường chưa đăng ký đánh giá ngoài.',
      'team-decision': 'Chưa thành lập đoàn đánh giá ngoài.',
      'visit-minutes': 'Chưa ghi kết quả khảo sát chính thức.',
      'revocation-national-standard': 'Bằng công nhận của nhà trường chưa bị thu hồi.',
    })
  })

  it('says that a silent school wrote no reply', () => {
    const { externalReview } = old.submission.processes
    const processes = { ...old.submission.processes, externalReview: { ...externalReview, reply: 'silence' } }
    const silent = { ...old, submission: { ...old.submission, processes } }
    expect(() => renderReport('school-reply', silent)).toThrow(/không trả lời trong thời hạn/)
  })

  it('shows nobody outside the school what it is still writing', () => {
    const file = { ...fileOf(old), dossier: null }
    const entry = (reader: 'school' | 'other') => papersFor(file, reader).find(({ id }) => id === 'criterion-sheets')
    expect([entry('school')?.available, entry('other')?.why?.vi]).toEqual([true, 'Nhà trường chưa nộp hồ sơ.'])
  })

  it('gives the school its own writing back while the dossier is with it', () => {
    const { selfAssessment, ...rest } = old.submission.processes
    const returned = { ...selfAssessment, completionItems: ['Thiếu chữ ký'] }
    const now = { ...old.submission, version: 2, processes: { ...rest, selfAssessment: returned } }
    const file = { ...fileOf(old), now }
    const version = (of: CaseFile, reader: 'school' | 'other') => subjectOf('criterion-sheets', of, reader)?.version
    expect([version(file, 'school'), version(file, 'other')]).toEqual([2, 1])
    expect(version({ ...file, now: { ...now, processes: old.submission.processes } }, 'school')).toBe(1)
  })

  it('has an entry for every report, and for nothing else', () => {
    expect(Object.keys(papers).toSorted()).toEqual(reportIds.toSorted())
  })
})

function unescaped(html: string): string {
  const signs: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#x27': "'", '#x60': '`', '#x3D': '=' }
  return html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/&(#?\w+);/g, (all, name: string) => signs[name] ?? all)
}
