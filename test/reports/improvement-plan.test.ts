// The improvement plan of 2026 as a principal checks it: every problem, measure and review that was written is in its table.
import { describe, expect, it } from 'vitest'
import { renderReport } from '../../src/reports/index.ts'
import type { PlanReview } from '../../src/store/paper-history.ts'
import { sampleInput, samplePlan } from '../../src/reports/sample/input.ts'
import { headingLevels, linkFaults, tableRows, textOf } from './look.ts'

const midYear: PlanReview = {
  time: 'midYear',
  reviewedOn: '2027-01-12',
  content: 'Đã chọn nhà cung cấp.',
  results: [{ measure: 1, progress: 'underway' }],
  adjustment: 'Lùi nghiệm thu.',
  reviewer: 'Hội đồng tự đánh giá',
}

function plan(changed: object = {}, planReviews: readonly PlanReview[] = [midYear]) {
  const processes = { selfAssessment: { ...samplePlan, ...changed } }
  const input = sampleInput({ set: 'vn-pho-thong/2026', procedure: 'vn-2026', processes })
  return renderReport('improvement-plan', { ...input, planReviews })
}

describe('the improvement plan', () => {
  const html = plan()
  const text = textOf(html)

  it('has the eight sections of its form in their order', () => {
    const sections = [...html.matchAll(/<h2[^>]*>([IV]+)\./g)].map(([, number]) => number)
    expect(sections).toEqual(['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII'])
    expect(headingLevels(html)[0]).toBe(1)
    expect(linkFaults(html)).toEqual([])
  })

  it('bears the number and the day of its approval, and rests on the report', () => {
    expect(text).toContain('Số: 40/KH-THPT')
    expect(text).toContain('Tân Mẫu, ngày 25 tháng 6 năm 2026')
    expect(text).toContain('Báo cáo tự đánh giá số 38/BC-THPT ngày 10/6/2026, được phê duyệt ngày 12/6/2026.')
    expect(text).toContain('Từ ngày 01/7/2026 đến ngày 31/3/2027')
  })

  it('names each problem by its standard and, where there is one, its criterion', () => {
    const rows = tableRows(html, 'Các vấn đề trọng tâm')
    expect(rows[0]).toEqual([
      '1',
      '2. Phát triển đội ngũ',
      '2.2. Giáo viên',
      'Có 20 máy.',
      'Thiếu 20 máy.',
      'Kinh phí dàn trải.',
    ])
    expect(rows[1]?.[2]).toBe('–')
  })

  it('shows each measure in ten columns with how far it has come', () => {
    expect(tableRows(html, 'Nội dung cải tiến')).toEqual([
      [
        '1',
        'Trang bị phòng máy tính',
        'Đủ 40 máy',
        'Lập dự toán, mua sắm',
        '1 học sinh một máy',
        '01/7/2026 – 31/12/2026',
        'Phó Hiệu trưởng',
        '300 triệu đồng',
        'Biên bản nghiệm thu',
        'Đang thực hiện',
      ],
      expect.arrayContaining(['2', 'Sửa mái', '01/7/2026 – 31/3/2027', 'Chưa đánh giá']),
    ])
    expect(text).toContain('Phó Hiệu trưởng: thực hiện nội dung 1 của mục V.')
  })

  it('shows each review, and the one still to be made as an empty row', () => {
    expect(tableRows(html, 'Các lần đánh giá')).toEqual([
      [
        'Cuối học kỳ I, ngày 12/01/2027',
        'Đã chọn nhà cung cấp.',
        'Nội dung 1: đang thực hiện',
        'Lùi nghiệm thu.',
        'Hội đồng tự đánh giá',
      ],
      ['Cuối năm học', '', '', '', ''],
    ])
  })

  it('says that it is not approved yet, and is not written where there is none', () => {
    const draft = textOf(plan({ improvementPlan: null }))
    expect(draft).toContain('Bản trình, chưa được phê duyệt.')
    expect(draft).toContain('Số: ……')
    expect(text).not.toContain('Bản trình')
    expect(() => plan({ measures: [] })).toThrow(/chưa lập kế hoạch cải tiến/)
  })

  it('marks the printed words of the form as not checked', () => {
    expect(text).toContain('Lời in sẵn ở các mục II, III, VII, VIII của Biểu 2: chưa có nguyên văn')
  })
})
