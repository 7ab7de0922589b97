// A report of about eighty pages: 28 criteria described at length, 235 rows of evidence, another text for each school.
import type { EvidenceItem } from '../src/domain/case.ts'
import type { ReportInput } from '../src/reports/input.ts'
import { sampleInput } from '../src/reports/sample/input.ts'

const sentences = [
  'Nhà trường xây dựng kế hoạch, phân công nhiệm vụ cho từng tổ chuyên môn và công khai tới cha mẹ học sinh',
  'Kết quả khảo sát cuối năm học cho thấy tỷ lệ hài lòng của học sinh và cha mẹ học sinh tăng so với năm trước',
  'Hồ sơ được rà soát định kỳ, các nội dung chưa đạt được điều chỉnh và theo dõi đến khi hoàn thành',
  'Cơ sở vật chất, thiết bị dạy học được bổ sung theo lộ trình từ ngân sách và nguồn xã hội hóa',
]

export function largeInput(school: number): ReportInput {
  const input = sampleInput({ set: 'vn-trung-hoc/2018', procedure: 'vn-2018' })
  const { submission } = input
  const [first] = submission.evidence
  if (!first) throw new Error('The sample has no evidence')
  const codes = submission.evidence.map(({ code }) => code)
  const evidence = Array.from({ length: 235 }, (_, index): EvidenceItem => {
    const given = submission.evidence[index % submission.evidence.length] ?? first
    const code = index < codes.length ? given.code : given.code.replace(/\d+$/, String(10 + index))
    return {
      ...given,
      code,
      title: `Kế hoạch, báo cáo, biên bản số ${index + 1} của trường ${school} năm học 2025-2026`,
    }
  })
  const text = (seed: number, length: number) =>
    Array.from({ length }, (_, index) => {
      const code = evidence[(seed * 7 + index) % evidence.length]?.code
      return `${sentences[(seed + index) % sentences.length]} (trường ${school}, số liệu ${seed * 31 + index}) [${code}].`
    }).join(' ')
  const sheets = submission.sheets.map((sheet, index) => {
    const { content } = sheet
    const state = Object.entries(content.currentState).map(([level], place) => [level, text(index * 5 + place, 4)])
    return {
      ...sheet,
      content: {
        ...content,
        currentState: Object.fromEntries(state),
        strengths: text(index, 3),
        weaknesses: text(index + 1, 2),
        plan: text(index + 2, 3),
      },
    }
  })
  return { ...input, submission: { ...submission, evidence, sheets } }
}
