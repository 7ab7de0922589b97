// Turns what an input file says about a criterion into the sheets of school, reviewers and team.
import type { Ratings, SheetContent } from '../domain/case.ts'
import { indicatorId } from '../domain/criteria/flatten.ts'
import type { CriteriaSet } from '../domain/criteria/schema.ts'
import { level4Sheet } from '../store/library.ts'
import type { Difference, Moderation, Review, Sheet } from './input-parts.ts'

/** What a sheet is about: a criterion, or the level-4 items of the set together. */
export interface Subject {
  /** `1.1`, or `M4`. */
  id: string
  /** For a sentence: `Tiêu chí 1.1`. */
  title: string
  /** What is described one by one: levels of a criterion, level-4 items. */
  parts: { key: string; title: string }[]
  /** Ids of everything that is rated. */
  nodes: string[]
}

/** The criteria of a set in its order, the level-4 items last where it has some. */
export function subjectsOf(set: CriteriaSet): Subject[] {
  const criteria = set.standards.flatMap((standard) => standard.criteria)
  const subjects = criteria.map(({ id, levels }) => ({
    id,
    title: `Tiêu chí ${id}`,
    parts: Object.keys(levels).map((level) => ({ key: level, title: `Mức ${level}` })),
    nodes: Object.entries(levels).flatMap(([level, indicators]) =>
      indicators.map((indicator) => indicatorId(id, level, indicator.id)),
    ),
  }))
  const items = set.level4.map(({ id }) => id)
  const level4 = {
    id: level4Sheet,
    title: 'Tiêu chí Mức 4',
    parts: items.map((id) => ({ key: id, title: `khoản ${id}` })),
    nodes: items,
  }
  return items.length > 0 ? [...subjects, level4] : subjects
}

/** What has to be judged: everything but the level-4 items that the school does not rate itself. */
export function judgedSubjects(set: CriteriaSet, sheets: readonly Sheet[]): Subject[] {
  return subjectsOf(set).filter(({ id }) => id !== level4Sheet || sheets.some(({ criterion }) => criterion === id))
}

/** The sheet of the school: met, unless the file lists it under `notMet`. */
export function schoolSheet({ nodes }: Subject, sheet: Sheet): SheetContent {
  const { currentState, strengths, weaknesses, plan, notMet } = sheet
  const ratings: Ratings = Object.fromEntries(nodes.map((id) => [id, !notMet.includes(id)]))
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

/** Nodes of one sheet on which the reviewers of the file do not all agree. */
export function disagreements(review: Review, subject: Subject, school: SheetContent): string[] {
  const sheets = review.reviewers.map((reviewer) =>
    reviewerSheet(
      school,
      review.differences.find((one) => one.reviewer === reviewer && one.criterion === subject.id),
    ),
  )
  return subject.nodes.filter((id) => new Set(sheets.map((sheet) => sheet.ratings[id])).size > 1)
}

/** The sheet that counts once the given batch is worked off. */
export function latestSheet(sheets: readonly Sheet[], criterion: string, batch = Infinity): Sheet | undefined {
  return sheets
    .filter((one) => one.criterion === criterion && one.batch <= batch)
    .toSorted((a, b) => a.batch - b.batch)
    .at(-1)
}
