// The decision that refuses an award, with its reasons and what is still to be met.
import type { AwardKind, ReportInput } from '../input.ts'
import { awardOf, decisionFrame } from '../parts/award.ts'
import { reasonsOf, schoolLevelText, unmetOf } from '../parts/conclusion.ts'
import { reachedIn } from '../parts/criteria.ts'
import { frameOf, startReport } from '../parts/frame.ts'
import { placeOf } from '../parts/letterhead.ts'
import { markSet } from '../parts/marks.ts'
import { countByLevel, criteriaOf } from '../parts/summary.ts'

/** Throws `conflict` when the submission holds no such decision or it grants the award. */
export function buildRefusal(input: ReportInput, kind: AwardKind) {
  const bench = startReport(input)
  const { submission, set, result, prose, marks } = bench
  const { school } = submission
  const paper = awardOf(input, kind, false)
  const frame = decisionFrame(input, paper, marks)
  const { words } = frame
  markSet(marks, set)
  marks.add('Mẫu quyết định không công nhận', 'chưa có nguồn nêu mẫu')
  return {
    title: `Quyết định không công nhận ${words.achieved} – ${school.name}`,
    ...frame,
    abstract: `Về việc không công nhận trường ${words.achieved}`,
    refuse: `Không công nhận ${school.name}, ${placeOf(school)} ${words.achieved}; lý do:`,
    reason: prose.paragraphs(paper.reason ?? ''),
    unmet: unmetOf(set, result.decisions[kind]),
    level: schoolLevelText(input),
    counts: countByLevel(set, criteriaOf(set), (id) => reachedIn(result, id)),
    reasons: reasonsOf(result.decisions[kind]),
    ...frameOf(bench),
  }
}
