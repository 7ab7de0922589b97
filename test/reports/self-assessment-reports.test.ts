// The self-assessment reports as a principal checks them: nothing written is lost, counts are the score's, links work.
import { describe, expect, it } from 'vitest'
import { renderReport } from '../../src/reports/index.ts'
import { nodesOf, sampleInput, sampleSchool } from '../../src/reports/sample/input.ts'
import { headingLevels, linkFaults, tableRows, textOf } from './look.ts'

const council = [
  { personId: 'p1', name: 'Nguyễn Văn Mẫu', duty: 'chair', position: 'Hiệu trưởng' },
  { personId: 'p2', name: 'Trần Thị Mẫu', duty: 'secretary', position: null },
]
const processes = {
  selfAssessment: { council, requested: ['accreditation', 'nationalStandard'], requestedGrade: 2, requestedTier: 1 },
}

const cases = [
  { report: 'self-assessment-report-2018', set: 'vn-trung-hoc/2018', procedure: 'vn-2018' },
  { report: 'self-assessment-report-2018', set: 'vn-mam-non/2018', procedure: 'vn-2018' },
  { report: 'self-assessment-report-2026', set: 'vn-pho-thong/2026', procedure: 'vn-2026' },
  { report: 'self-assessment-report-2026', set: 'vn-gdtx/2026', procedure: 'vn-2026' },
] as const

describe.each(cases)('$report of $set', ({ report, set, procedure }) => {
  const input = sampleInput({ set, procedure, processes })
  const html = renderReport(report, input)
  const text = textOf(html)

  it('holds every text of the school, its sheets and its evidence', () => {
    const { school, sheets, evidence } = input.submission
    const written = sheets
      .filter(({ kind }) => kind === 'school')
      .flatMap(({ content }) => [
        ...Object.values(content.currentState),
        content.strengths,
        content.weaknesses,
        content.plan,
      ])
    const own = ['Trường có 24 lớp.', school.purpose, school.process, school.conclusion, 'Mở đầu tiêu chuẩn một.']
    const register = evidence.flatMap(({ code, title }) => [code, title])
    for (const part of [...written, ...own, ...register]) expect(text).toContain(part)
  })

  it('names every criterion and the text of every indicator', () => {
    for (const criterion of input.set.standards.flatMap(({ criteria }) => criteria)) {
      expect(text).toContain(`Tiêu chí ${criterion.id}: ${criterion.name.vi}`)
      for (const indicators of Object.values(criterion.levels))
        for (const one of indicators) expect(text).toContain(one.text.vi)
    }
  })

  it('skips no heading level and has one main heading', () => {
    const levels = headingLevels(html)
    const skips = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)
    expect({ skips, first: levels[0], mains: levels.filter((level) => level === 1).length }).toEqual({
      skips: [],
      first: 1,
      mains: 1,
    })
  })

  it('links every cited code to its row, and every other link to its place', () => {
    const cited = [...html.matchAll(/href="#mc-/g)].length
    const levels = input.set.standards.flatMap(({ criteria }) => criteria.flatMap((one) => Object.keys(one.levels)))
    expect(cited).toBe(levels.length * 2)
    expect(linkFaults(html)).toEqual([])
  })

  it('lists the council with its duties', () => {
    expect(tableRows(html, 'Hội đồng tự đánh giá')).toEqual([
      ['1', 'Nguyễn Văn Mẫu', 'Hiệu trưởng', 'Chủ tịch hội đồng', ''],
      ['2', 'Trần Thị Mẫu', '', 'Thư ký hội đồng', ''],
    ])
  })

  it('bears the day of the adopted report, not of a later completion of the dossier', () => {
    const adopted = { selfAssessment: { ...processes.selfAssessment, report: { number: '1/BC', date: '2025-11-07' } } }
    const dated = textOf(renderReport(report, sampleInput({ set, procedure, processes: adopted })))
    expect(dated).toContain('Tân Mẫu, ngày 07 tháng 11 năm 2025')
    expect(text).toContain('Tân Mẫu, ngày 20 tháng 3 năm 2026')
  })

  it('writes an empty row where nothing is known of the council', () => {
    const without = renderReport(
      report,
      sampleInput({ set, procedure, processes: { selfAssessment: { council: 'x' } } }),
    )
    expect(tableRows(without, 'Hội đồng tự đánh giá')).toEqual([['Chưa có dữ liệu']])
  })

  it('is the same to the byte for the same input', () => {
    expect(renderReport(report, sampleInput({ set, procedure, processes }))).toBe(html)
  })

  it('marks what has not been checked against the original documents', () => {
    expect(text).toContain('(*) Chưa đối chiếu văn bản gốc:')
    expect(text).toContain('được tóm tắt, không phải nguyên văn')
  })

  it('says so when the set is a draft', () => {
    const draft = renderReport(report, { ...input, set: { ...input.set, status: 'draft' } })
    expect(textOf(draft)).toContain('đang là dự thảo')
    expect(text).not.toContain('đang là dự thảo')
  })
})

describe('the report of 2018', () => {
  const sample = { set: 'vn-trung-hoc/2018', procedure: 'vn-2018', processes } as const

  it('shows each rating by level, * for an unlettered indicator and – where there is no level', () => {
    const html = renderReport('self-assessment-report-2018', sampleInput({ ...sample, schoolNotMet: ['1.2:1:b'] }))
    expect(tableRows(html, 'Tự đánh giá tiêu chí 1.2')).toEqual([
      ['a', 'Đạt', '*', 'Đạt', '–', '–'],
      ['b', 'Không đạt', '', '', '–', '–'],
      ['c', 'Đạt', '', '', '–', '–'],
      ['Không đạt', 'Đạt', '–'],
    ])
  })

  it('shows as many ratings as there are', () => {
    const input = sampleInput({ ...sample, schoolNotMet: ['1.1:2', '2.2:1:a'] })
    const html = renderReport('self-assessment-report-2018', input)
    const criteria = input.set.standards.flatMap((standard) => standard.criteria)
    const cells = criteria.flatMap(({ id }) => tableRows(html, `Tự đánh giá tiêu chí ${id}<`).slice(0, -1).flat())
    const rated = cells.filter((cell) => cell === 'Đạt' || cell === 'Không đạt')
    expect(rated.length).toBe(criteria.flatMap(nodesOf).length)
    expect(rated.filter((cell) => cell === 'Không đạt').length).toBe(2)
  })

  it('crosses every level reached and draws a line where a level does not exist', () => {
    const html = renderReport(
      'self-assessment-report-2018',
      sampleInput({ ...sample, schoolNotMet: ['1.1:2', '1.3:1:a'] }),
    )
    const rows = tableRows(html, 'Kết quả đánh giá theo tiêu chí')
    const row = (id: string) => rows.find(([name]) => name === `Tiêu chí ${id}`)?.slice(1)
    expect([row('1.1'), row('1.2'), row('1.3')]).toEqual([
      ['', 'x', '', ''],
      ['', 'x', 'x', '--------'],
      ['x', '', '', ''],
    ])
  })

  it('counts criteria by level as the score does', () => {
    const input = sampleInput({ ...sample, schoolNotMet: ['1.1:2', '1.3:1:a', '5.6:3:b'] })
    const rows = tableRows(renderReport('self-assessment-report-2018', input), 'Số lượng và tỷ lệ')
    const levels = Object.entries(input.result.measures['level'] ?? {}).filter(([id]) => /^\d\.\d+$/.test(id))
    const reaching = [1, 2].map((level) => String(levels.filter(([, value]) => Number(value) >= level).length))
    expect(rows.map((row) => row[2])).toEqual([...reaching, '17'])
    expect(rows).toEqual([
      ['Mức 1', '28', '27', '96,4%', '1', '3,6%'],
      ['Mức 2', '28', '26', '92,9%', '2', '7,1%'],
      ['Mức 3', '20', '17', '85%', '3', '15%'],
    ])
  })

  it('concludes as the score does and repeats the request', () => {
    const text = textOf(
      renderReport('self-assessment-report-2018', sampleInput({ ...sample, schoolNotMet: ['5.6:3:b'] })),
    )
    expect(text).toContain('Mức đánh giá của nhà trường: Trường đạt Mức 2.')
    expect(text).toContain('kiểm định chất lượng giáo dục cấp độ 2 và công nhận trường đạt chuẩn quốc gia mức độ 1.')
  })

  it('does not take a missing rating for a failure', () => {
    const html = renderReport('self-assessment-report-2018', sampleInput({ ...sample, open: ['1.1:1:a'] }))
    expect(tableRows(html, 'Kết quả đánh giá theo tiêu chí')[1]).toEqual(['Tiêu chí 1.1', '', '?', '?', '?'])
    expect(textOf(html)).toContain('Chưa đủ dữ liệu để kết luận Mức của trường.')
  })

  it('writes numbers of the data tables the Vietnamese way', () => {
    const html = renderReport('self-assessment-report-2018', sampleInput(sample))
    expect(tableRows(html, '1. Số lớp học')).toEqual([
      ['Khối 10', '8', '8'],
      ['Cộng', '24', '1.250,5'],
    ])
  })
})

describe('the report of 2026', () => {
  const sample = { set: 'vn-pho-thong/2026', procedure: 'vn-2026', processes } as const

  it('counts each criterion once, at the highest level it reaches', () => {
    const input = sampleInput({ ...sample, schoolNotMet: ['1.1:2', '2.3:1'] })
    const html = renderReport('self-assessment-report-2026', input)
    expect(tableRows(html, '2b.')).toEqual([
      ['Tiêu chuẩn 1', '4', '0', '0%', '1', '25%', '3', '75%'],
      ['Tiêu chuẩn 2', '3', '1', '33,3%', '0', '0%', '2', '66,7%'],
      ['Tiêu chuẩn 3', '5', '0', '0%', '0', '0%', '5', '100%'],
      ['Tiêu chuẩn 4', '3', '0', '0%', '0', '0%', '3', '100%'],
      ['Cộng chung', '15', '1', '6,7%', '1', '6,7%', '13', '86,7%'],
    ])
    expect(tableRows(html, '2a.').at(-1)).toEqual(['Cộng chung', '1', '1', '13'])
  })

  it('puts strengths, limits and direction under the standard', () => {
    const standards = { '2': { strengths: 'Mạnh hai.', limits: 'Hạn chế hai.', direction: 'Hướng hai.' } }
    const text = textOf(renderReport('self-assessment-report-2026', sampleInput({ ...sample, school: { standards } })))
    const parts = ['Đánh giá chung về tiêu chuẩn 2', '1. Điểm mạnh nổi bật', 'Mạnh hai.', 'Hạn chế hai.', 'Hướng hai.']
    const places = parts.map((part) => text.indexOf(part, text.lastIndexOf('Đánh giá chung về tiêu chuẩn 2')))
    expect(places).toEqual(places.toSorted((x, y) => x - y))
    expect(places).not.toContain(-1)
  })
})

describe('text of strangers', () => {
  const hostile = `<script>alert("1")</script><img src=x onerror=alert(1)>"'&{{name}}$&`

  it.each(cases)('stays text in $report of $set', ({ report, set, procedure }) => {
    const input = sampleInput({
      set,
      procedure,
      school: {
        ...sampleSchool,
        name: hostile,
        kind: 'primary',
        situation: hostile,
        standards: { '1': { [hostile]: hostile } },
      },
    })
    const content = { ...input.submission.sheets[0]?.content, strengths: hostile, currentState: { '1': hostile } }
    const [first, ...rest] = input.submission.sheets
    const [item, ...others] = input.submission.evidence
    if (!first || !item) throw new Error('The sample has sheets and evidence')
    const submission = {
      ...input.submission,
      sheets: [{ ...first, content: { ...first.content, ...content } }, ...rest],
      evidence: [{ ...item, code: '" onclick="x', title: hostile }, ...others],
      processes: { selfAssessment: { council: [{ name: hostile, duty: hostile, position: hostile }] } },
    }
    const html = renderReport(report, { ...input, submission })
    expect(html).not.toMatch(/<script|<img| onclick="/)
    expect(html).toContain('&lt;script&gt;')
    expect(html).toContain('{{name}}$&amp;')
  })

  it('names codes that are cited but not in the register', () => {
    const input = sampleInput({
      set: 'vn-trung-hoc/2018',
      procedure: 'vn-2018',
      school: { situation: 'Theo [H1-1.1-99] và H9-1.1-01x.' },
    })
    const html = renderReport('self-assessment-report-2018', input)
    expect(textOf(html)).toContain('không có trong danh mục: H1-1.1-99.')
    expect(linkFaults(html)).toEqual([])
  })

  it('keeps paragraphs apart at blank lines and dashes, not at every line end', () => {
    const input = sampleInput({
      set: 'vn-trung-hoc/2018',
      procedure: 'vn-2018',
      school: { situation: 'Một\nhai.\n\nBa:\n- bốn\n- năm' },
    })
    const html = renderReport('self-assessment-report-2018', input)
    for (const paragraph of ['Một hai.', 'Ba:', '- bốn', '- năm'])
      expect(html).toContain(`<p class="prose">${paragraph}</p>`)
  })
})
