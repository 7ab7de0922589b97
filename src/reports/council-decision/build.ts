// Quyết định thành lập (kiện toàn) hội đồng tự đánh giá with its lists (2018, Điều 24; 2026, Điều 9).
import { isAppraisal } from '../../domain/procedure.ts'
import { z } from 'zod'
import type { ReportInput } from '../input.ts'
import { actsOf } from '../parts/acts.ts'
import { legalGrounds } from '../parts/award.ts'
import { councilLists, councilOf } from '../parts/council.ts'
import { capitals } from '../parts/letterhead.ts'
import { groundLines, numberWords, paperFrame, schoolHead, signature, startPaper } from '../parts/paper.ts'
import { periodWords } from '../parts/words.ts'

/** Throws `conflict` while the school has no council. */
export function buildCouncilDecision(input: ReportInput) {
  const bench = startPaper(input)
  const { school, cycle } = input.submission
  const council = councilOf(input)
  const act = actsOf(input, ['establishCouncil', 'changeCouncil'], z.object({ reason: z.string().optional() })).at(-1)
  const changed = act?.event === 'changeCouncil'
  return {
    decider: `HIỆU TRƯỞNG ${capitals(school.name)}`,
    grounds: groundLines([
      ...legalGrounds(input).map((basis) => `Căn cứ ${basis}`),
      ...(changed && act.payload.reason ? [`Xét tình hình thực tế của nhà trường: ${act.payload.reason}`] : []),
    ]),
    verb: changed ? 'Kiện toàn' : 'Thành lập',
    school: school.name,
    period: periodWords(cycle.period).toLocaleLowerCase('vi'),
    decision: numberWords(council.councilDecision),
    lists: attached(councilLists(council), isAppraisal(input.procedure)),
    ...paperFrame(bench, {
      title: 'Quyết định thành lập hội đồng tự đánh giá',
      heading: 'QUYẾT ĐỊNH',
      about: `Về việc ${changed ? 'kiện toàn' : 'thành lập'} Hội đồng tự đánh giá`,
      form: 'selfAssessmentCouncilDecision',
      head: schoolHead(input, council.councilDecision),
      signature: signature('HIỆU TRƯỞNG', act?.actor.name ?? school.principal, {
        recipients: ['Như Điều 3;', `${school.managingBody || school.commune} (để báo cáo);`, 'Lưu: VT.'],
      }),
    }),
  }
}

/** Every list under its number; in 2026 work is assigned later, by a plan of its own. */
function attached({ council, secretariat, groups }: ReturnType<typeof councilLists>, appraisal: boolean) {
  const working = [
    { caption: 'Nhóm thư ký', table: secretariat },
    ...groups.map(({ name, table, criteria }) => ({ caption: `${name} (tiêu chí ${criteria})`, table })),
  ]
  return [{ caption: 'Hội đồng tự đánh giá', table: council }, ...(appraisal ? [] : working)]
    .filter(({ table }) => table.rows.length > 0)
    .map((list, index) => ({ ...list, caption: `${index + 1}. ${list.caption}` }))
}
