// The decision that grants an award, with the result it rests on.
import type { AwardKind, ReportInput } from '../input.ts'
import { awardOf, decisionFrame, validityOf } from '../parts/award.ts'
import { reasonsOf, schoolLevelText } from '../parts/conclusion.ts'
import { reachedIn } from '../parts/criteria.ts'
import { formMark, frameOf, startReport } from '../parts/frame.ts'
import { placeOf } from '../parts/letterhead.ts'
import { markSet } from '../parts/marks.ts'
import { countByLevel, criteriaOf } from '../parts/summary.ts'
import { dots } from '../parts/paper.ts'

/** Throws `conflict` when the submission holds no such decision or it refuses the award. */
export function buildDecision(input: ReportInput, kind: AwardKind) {
  const bench = startReport(input)
  const { submission, set, result, procedure, marks } = bench
  const { school } = submission
  const paper = awardOf(input, kind, true)
  const frame = decisionFrame(input, paper, marks)
  const { words } = frame
  const about = `${words.achieved} ${words.unit.toLocaleLowerCase('vi')} ${paper.grade}`
  markSet(marks, set)
  return {
    title: `Quyết định công nhận ${words.achieved} – ${school.name}`,
    ...frame,
    formMark: formMark(bench, words.form),
    abstract:
      kind === 'accreditation' ? `Về việc cấp ${words.certificate}` : `Về việc công nhận trường ${words.achieved}`,
    recognise: `Công nhận và cấp ${words.certificate} cho ${school.name}, ${placeOf(school)}:`,
    about,
    validity: validityOf(input, paper, marks),
    executors: executors(frame.words.byProvince, school.name),
    /** The certificate itself is a paper of its own, signed. */
    certificate: { number: paper.certificate ?? dots, mark: marks.of(procedure.series[words.certificateSeries]) },
    level: schoolLevelText(input),
    counts: countByLevel(set, criteriaOf(set), (id) => reachedIn(result, id)),
    reasons: reasonsOf(result.decisions[kind]),
    ...frameOf(bench),
  }
}

function executors(byProvince: boolean, school: string): string {
  const offices = byProvince
    ? 'Chánh Văn phòng UBND tỉnh, Giám đốc Sở Giáo dục và Đào tạo'
    : 'Chánh Văn phòng Sở, Trưởng phòng Quản lý chất lượng'
  return `${offices}, Hiệu trưởng ${school} và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.`
}
