// Turns what an input file says about a criterion into the sheets of school, reviewers and team.
import type { Ratings, SheetContent } from '../domain/case.ts'
import { indicatorId } from '../domain/criteria/flatten.ts'
import type { Criterion, CriteriaSet } from '../domain/criteria/schema.ts'
import type { Difference, Moderation, Review, Sheet } from './input-parts.ts'

/** The criteria of a set in its order. */
export function criteriaOf(set: CriteriaSet): Criterion[] {
  return set.standards.flatMap((standard) => standard.criteria)
}

/** The ids of everything that is rated on the sheet of this criterion. */
export function ratedNodes(criterion: Criterion): string[] {
  return Object.entries(criterion.levels).flatMap(([level, indicators]) =>
    indicators.map(({ id }) => indicatorId(criterion.id, level, id)),
  )
}

/** The sheet of the school: met, unless the file lists it under `notMet`. */
export function schoolSheet(criterion: Criterion, sheet: Sheet): SheetContent {
  const { currentState, strengths, weaknesses, plan, notMet } = sheet
  const ratings: Ratings = Object.fromEntries(ratedNodes(criterion).map((id) => [id, !notMet.includes(id)]))
  return { currentState, strengths, weaknesses, plan, unclear: '', ratings }
}

/** The sheet of one reviewer, who scores as the school did except where the file says otherwise. */
export function reviewerSheet(school: SheetContent, difference: Difference | undefined): SheetContent {
  return { ...judged(school, difference), currentState: {} }
}

/** The sheet of the team: one result out of several. */
export function teamSheet(school: SheetContent, moderation: Moderation | undefined): SheetContent {
  return { ...judged(school, moderation), currentState: {} }
}

function judged(school: SheetContent, opinion: Difference | Moderation | undefined): SheetContent {
  return {
    ...school,
    strengths: opinion?.strengths ?? school.strengths,
    weaknesses: opinion?.weaknesses ?? school.weaknesses,
    plan: opinion?.plan ?? school.plan,
    unclear: opinion?.unclear ?? '',
    ratings: { ...school.ratings, ...opinion?.ratings },
  }
}

/** Indicators of one criterion on which the reviewers of the file do not all agree. */
export function disagreements(review: Review, criterion: Criterion, school: SheetContent): string[] {
  const sheets = review.reviewers.map((reviewer) =>
    reviewerSheet(
      school,
      review.differences.find((one) => one.reviewer === reviewer && one.criterion === criterion.id),
    ),
  )
  return ratedNodes(criterion).filter((id) => new Set(sheets.map((sheet) => sheet.ratings[id])).size > 1)
}

/** The sheet that counts once the given batch is worked off. */
export function latestSheet(sheets: readonly Sheet[], criterion: string, batch = Infinity): Sheet | undefined {
  return sheets
    .filter((one) => one.criterion === criterion && one.batch <= batch)
    .toSorted((a, b) => a.batch - b.batch)
    .at(-1)
}
