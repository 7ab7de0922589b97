// The visits of a review as they were recorded: the preliminary one (2018), the formal one (2018), the one of the council (2026).
import { isAppraisal } from '../../domain/procedure.ts'
import { z } from 'zod'
import { say } from '../../domain/text.ts'
import { lastAct, type CaseView } from './acts.ts'
import { shortDate } from './words.ts'

const Preliminary = z.object({
  visitedOn: z.string(),
  minutes: z.string(),
  copies: z.number(),
  agreedProgramme: z.string(),
  formalVisitFrom: z.string(),
})
const Visit = z.object({
  visitedOn: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  minutes: z.string(),
  peopleMet: z.array(z.object({ group: z.string(), count: z.number() })),
  placesSeen: z.array(z.string()),
  observations: z.array(z.string()),
})

/** Throws `conflict` before the preliminary visit was recorded. */
export function preliminaryVisitOf(view: CaseView) {
  return lastAct(
    view,
    ['recordPreliminaryVisit'],
    Preliminary,
    say('Chưa ghi biên bản khảo sát sơ bộ.', 'The minutes of the preliminary visit are not recorded.'),
  ).payload
}

/** The formal visit (2018) or the visit of the council (2026). Throws `conflict` before it was recorded. */
export function visitOf(view: CaseView) {
  const why = isAppraisal(view.procedure)
    ? say('Chưa ghi biên bản kiểm tra thực tế.', 'The minutes of the visit are not recorded.')
    : say('Chưa ghi kết quả khảo sát chính thức.', 'The formal visit is not recorded.')
  const { visitedOn, from, to, ...visit } = lastAct(view, ['recordFormalVisit', 'recordVisit'], Visit, why).payload
  const first = visitedOn ?? from ?? ''
  const last = visitedOn ?? to ?? first
  const time = first === last ? `ngày ${shortDate(first)}` : `từ ngày ${shortDate(first)} đến ngày ${shortDate(last)}`
  return { ...visit, last, time }
}
