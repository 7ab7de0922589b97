// Quyết định thành lập đoàn đánh giá ngoài (2018, Điều 29) or hội đồng thẩm định (2026), and the one that replaces a member.
import { isAppraisal } from '../../domain/procedure.ts'
import { z } from 'zod'
import type { ReportInput } from '../input.ts'
import { actsOf } from '../parts/acts.ts'
import { legalGrounds } from '../parts/award.ts'
import { authoritiesOf, capitals, letterhead, placeOf, provinceWords } from '../parts/letterhead.ts'
import { departmentHead, dots, groundLines, numberWords, paperFrame, signature, startPaper } from '../parts/paper.ts'
import { peopleTable, teamRows } from '../parts/people.ts'
import { reviewWords } from '../parts/regime.ts'
import { lower, namesOf, requestedWords, reviewOf } from '../parts/review-case.ts'

const Person = z.object({ personId: z.string() })
const Appointment = z.object({
  leaves: Person.optional(),
  joins: Person.optional(),
  reason: z.string().optional(),
  delegation: z.object({ number: z.string(), date: z.string() }).optional(),
})

/** Throws `conflict` while there is no team or council. */
export function buildTeamDecision(input: ReportInput) {
  const bench = startPaper(input)
  const review = reviewOf(input)
  const { school, processes } = input.submission
  const body = reviewWords(input.procedure).body
  const appraisal = isAppraisal(input.procedure)
  const act = actsOf(input, ['appointTeam', 'appointCouncil', 'replaceMember'], Appointment).at(-1)
  const byProvince = act?.actor.role === 'provincialChair'
  const { leaves, joins, reason, delegation } = act?.payload ?? {}
  const names = namesOf(input)
  const change = leaves && joins ? { leaves: names(leaves.personId), joins: names(joins.personId) } : null
  const authorities = authoritiesOf(input)
  const head = departmentHead(input, review.decision)
  bench.field('chức vụ, đơn vị công tác của thành viên', null)
  if (change?.leaves === dots) bench.field('người thôi tham gia', null)
  const verb = change ? `thay thành viên ${body}` : `thành lập ${body}`
  return {
    decider: byProvince ? `CHỦ TỊCH ${capitals(authorities.province)}` : `GIÁM ĐỐC ${capitals(authorities.department)}`,
    grounds: groundLines([
      ...legalGrounds(input).map((basis) => `Căn cứ ${basis}`),
      ...(delegation ? [`Căn cứ văn bản ủy quyền ${numberWords(delegation)}`] : []),
      `Xét hồ sơ ${appraisal ? 'đề nghị công nhận' : 'đăng ký đánh giá ngoài'} của ${school.name}`,
      byProvince
        ? `Theo đề nghị của Giám đốc ${authorities.department}`
        : 'Theo đề nghị của Trưởng phòng Quản lý chất lượng',
    ]),
    change,
    reason: reason ?? '',
    first: change
      ? `Thay thành viên ${body} tại ${school.name} như sau:`
      : `Thành lập ${body} tại ${school.name}, ${placeOf(school)}, gồm các ông (bà) có tên trong danh sách kèm theo.`,
    task: `${body} ${appraisal ? 'thẩm định' : 'khảo sát, đánh giá'} để xác định mức đáp ứng của nhà trường, phục vụ việc xem xét công nhận nhà trường ${requestedWords(processes['externalReview']).join(' và ')}; làm việc theo các văn bản nêu trên.`,
    executors: `${byProvince ? 'Chánh Văn phòng UBND tỉnh, Giám đốc Sở Giáo dục và Đào tạo' : 'Chánh Văn phòng Sở, Trưởng phòng Quản lý chất lượng'}, các ông (bà) có tên trong danh sách và Hiệu trưởng ${school.name} chịu trách nhiệm thi hành Quyết định này./.`,
    decision: numberWords(review.decision),
    caption: `1. ${body}`,
    members: peopleTable(teamRows(review, appraisal).map((row) => ({ ...row, position: row.position || dots }))),
    ...paperFrame(bench, {
      title: `Quyết định thành lập ${lower(body)}`,
      heading: 'QUYẾT ĐỊNH',
      about: `Về việc ${verb}`,
      form: appraisal ? 'councilDecision' : 'teamDecision',
      head: byProvince
        ? letterhead('Ủy ban nhân dân', provinceWords(school.province), { number: head.number, dated: head.dated })
        : head,
      signature: signature(byProvince ? 'CHỦ TỊCH' : 'GIÁM ĐỐC', act?.actor.name ?? '', {
        recipients: [
          'Như Điều 3;',
          ...(byProvince ? [`${authorities.department};`] : ['UBND tỉnh (để báo cáo);']),
          'Lưu: VT.',
        ],
      }),
    }),
  }
}
