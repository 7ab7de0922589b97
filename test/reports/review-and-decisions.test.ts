// The external report beside the school's own rating, and the decisions with their grounds.
import { describe, expect, it } from 'vitest'
import { reportIds, renderReport } from '../../src/reports/index.ts'
import { award, current, old, sampleInputs } from '../../src/reports/sample/cases.ts'
import { sampleInput } from '../../src/reports/sample/input.ts'
import { headingLevels, linkFaults, tableRows, textOf } from './look.ts'

describe('the external report', () => {
  it('shows the rating of the school and that of the team side by side', () => {
    const html = renderReport('external-review-report', sampleInput({ ...old, schoolNotMet: ['5.6:3:a'] }))
    const rows = tableRows(html, 'Kết quả tự đánh giá (TĐG) và ĐGN')
    const row = (id: string) => rows.find(([name]) => name === `Tiêu chí ${id}`)?.slice(1)
    expect([row('1.1'), row('5.6')]).toEqual([
      ['', 'x', 'x', 'x', '', 'x', '', ''],
      ['', 'x', 'x', '', '', 'x', 'x', 'x'],
    ])
    expect(tableRows(html, 'Kết quả khác nhau')).toEqual([
      ['Tiêu chí 1.1', 'Đạt Mức 3', 'Đạt Mức 1'],
      ['Tiêu chí 5.6', 'Đạt Mức 2', 'Đạt Mức 3'],
    ])
  })

  it('holds what the team wrote, who they are and what they recommend', () => {
    const input = sampleInput(old)
    const text = textOf(renderReport('external-review-report', input))
    const written = input.submission.sheets
      .filter(({ kind }) => kind === 'team')
      .flatMap(({ content }) => [content.strengths, content.weaknesses, content.plan, content.unclear])
    const facts = [
      'Lê Thị Dẫn',
      'Trưởng đoàn',
      'từ ngày 04/02/2026 đến ngày 06/02/2026',
      'Đề nghị không công nhận nhà trường đạt chuẩn quốc gia.',
    ]
    for (const part of [...written, ...facts]) expect(text).toContain(part)
  })

  it('is worded as an appraisal in 2026', () => {
    const text = textOf(renderReport('external-review-report', sampleInput(current)))
    expect(text).toContain('BÁO CÁO KẾT QUẢ THẨM ĐỊNH')
    expect(text).toContain('Chủ tịch hội đồng')
    expect(text).not.toMatch(/đánh giá ngoài/iu)
  })
})

describe('decisions', () => {
  it('grants accreditation under the number of its certificate, with the term', () => {
    const text = textOf(renderReport('decision-accreditation', sampleInput(old)))
    const parts = [
      'Số: 120/QĐ-SGDĐT',
      'Mẫu, ngày 10 tháng 6 năm 2026',
      'đạt kiểm định chất lượng giáo dục cấp độ 1.',
      '05 năm, từ ngày 10 tháng 6 năm 2026 đến ngày 10 tháng 6 năm 2031',
      '(số vào sổ: 01/2026/CN-KĐCLGD',
      'Quyết định số 88/QĐ-SGDĐT ngày 10/01/2026',
    ]
    for (const part of parts) expect(text).toContain(part)
  })

  it('is signed by whoever took it, each award by its own signer', () => {
    const signers = { accreditation: 'Đào Văn Giám', nationalStandard: 'Hà Thị Tỉnh' }
    const signed = (id: 'decision-accreditation' | 'refusal-national-standard') =>
      textOf(renderReport(id, { ...sampleInput(old), signers }))
    expect(signed('decision-accreditation')).toContain('GIÁM ĐỐC (Ký tên, đóng dấu) Đào Văn Giám')
    expect(signed('refusal-national-standard')).toContain('Hà Thị Tỉnh')
    expect(signed('refusal-national-standard')).not.toContain('Đào Văn Giám')
  })

  it('refuses the national standard by the chairman of the province, with reasons and what is not met', () => {
    const html = renderReport('refusal-national-standard', sampleInput(old))
    const text = textOf(html)
    for (const part of ['CHỦ TỊCH UBND TỈNH MẪU', 'Chưa giám sát chiến lược.', 'Cần bổ sung.'])
      expect(text).toContain(part)
    expect(tableRows(html, 'Tiêu chí, chỉ báo chưa đạt')).toEqual([
      ['1.1:2', 'Có cách giám sát việc thực hiện chiến lược'],
    ])
  })

  it('recognises the national standard by the director of the department in 2026', () => {
    const text = textOf(renderReport('decision-national-standard', { ...sampleInput(current), award }))
    for (const part of ['SỞ GIÁO DỤC VÀ ĐÀO TẠO', 'GIÁM ĐỐC', 'đạt chuẩn quốc gia mức độ 1.', 'Hội đồng thẩm định'])
      expect(text).toContain(part)
    expect(text).not.toContain('CHỦ TỊCH')
  })

  it('counts criteria by level as the score does', () => {
    const rows = tableRows(renderReport('decision-accreditation', sampleInput(old)), 'Số tiêu chí đạt theo Mức')
    expect(rows).toEqual([
      ['Mức 1', '28', '28', '0'],
      ['Mức 2', '28', '27', '1'],
      ['Mức 3', '20', '19', '1'],
    ])
  })

  it('are not printed before they are taken, nor with the opposite outcome', () => {
    const untaken = sampleInput({ ...old, processes: {} })
    expect(() => renderReport('decision-accreditation', untaken)).toThrow('Hồ sơ chưa có quyết định này')
    expect(() => renderReport('decision-national-standard', sampleInput(old))).toThrow('Quyết định là không công nhận.')
    expect(() => renderReport('refusal-accreditation', sampleInput(old))).toThrow('Quyết định là công nhận.')
  })
})

describe('every report', () => {
  const inputs = sampleInputs()
  const pages = reportIds.flatMap((id) =>
    inputs.flatMap((input) => {
      const fits = id.endsWith('2018')
        ? input.procedure.id === 'vn-2018'
        : id.endsWith('2026')
          ? input.procedure.id === 'vn-2026'
          : true
      try {
        return fits ? [{ id, html: renderReport(id, input) }] : []
      } catch {
        return []
      }
    }),
  )

  it('can be rendered from a fitting submission', () => {
    expect(new Set(pages.map(({ id }) => id))).toEqual(new Set(reportIds))
  })

  it.each(pages)('$id is a whole page with sound headings, links and tables', ({ html }) => {
    const levels = headingLevels(html)
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([])
    expect(linkFaults(html)).toEqual([])
    expect(html).toMatch(/^<!doctype html>\n<html lang="vi">/)
    const count = (part: string) => html.split(part).length - 1
    expect([count('<caption>'), count('<div class="wide'), count('</table>')]).toEqual(Array(3).fill(count('<table')))
    expect(html).not.toMatch(/<th(?![^>]* scope=)[ >]|undefined|\[object/)
  })
})
