// Checks what reviewers and team say: known people, criteria and indicators, and a reason wherever the reviewers differ.
import type { CriteriaSet } from '../domain/criteria/schema.ts'
import type { Review } from './input-parts.ts'
import type { Cycle, SchoolInput } from './input.ts'
import { listed, type Problem } from './problem.ts'
import { criteriaOf, disagreements, latestSheet, ratedNodes, schoolSheet } from './sheets.ts'

export function checkReview(input: SchoolInput, cycle: Cycle, set: CriteriaSet): Problem[] {
  const review = cycle.review
  if (!review) return []
  const problems = [
    ...checkPeople(input, review),
    ...opinions(review).flatMap(({ at, criterion, ratings }) => checkOpinion(set, at, criterion, Object.keys(ratings))),
    ...review.differences.flatMap((one, index) =>
      review.reviewers.includes(one.reviewer)
        ? []
        : [{ path: ['differences', index, 'reviewer'], message: `"${one.reviewer}" không có trong danh sách chấm.` }],
    ),
  ]
  const reasons = problems.length === 0 ? checkReasons(cycle, review, set) : []
  return [...problems, ...reasons].map(({ path, message }) => ({ path: ['review', ...path], message }))
}

function checkPeople(input: SchoolInput, review: Review): Problem[] {
  const named = [
    ...review.reviewers.map((id, index) => ({ path: ['reviewers', index], id })),
    { path: ['writer'], id: review.writer },
    { path: ['lead'], id: review.lead },
  ]
  return named.flatMap(({ path, id }) =>
    input.people.some((person) => person.id === id) ? [] : [{ path, message: `Không có người nào mang mã "${id}".` }],
  )
}

function opinions(review: Review) {
  return [
    ...review.differences.map((one, index) => ({ ...one, at: ['differences', index] })),
    ...review.moderated.map((one, index) => ({ ...one, at: ['moderated', index] })),
  ]
}

function checkOpinion(set: CriteriaSet, at: (string | number)[], id: string, rated: readonly string[]): Problem[] {
  const criterion = criteriaOf(set).find((one) => one.id === id)
  if (!criterion) return [{ path: [...at, 'criterion'], message: `Bộ tiêu chuẩn không có tiêu chí ${id}.` }]
  const nodes = ratedNodes(criterion)
  return rated.flatMap((node) =>
    nodes.includes(node)
      ? []
      : [
          {
            path: [...at, 'ratings', node],
            message: `Tiêu chí ${id} không có chỉ báo "${node}"; có: ${listed(nodes, 12)}.`,
          },
        ],
  )
}

function checkReasons(cycle: Cycle, review: Review, set: CriteriaSet): Problem[] {
  return criteriaOf(set).flatMap((criterion) => {
    const sheet = latestSheet(cycle.sheets, criterion.id)
    if (!sheet) return []
    const differs = disagreements(review, criterion, schoolSheet(criterion, sheet))
    const index = review.moderated.findIndex((one) => one.criterion === criterion.id && one.batch === 1)
    if (differs.length === 0 || review.moderated[index]?.reason) return []
    return [
      {
        path: index < 0 ? ['moderated'] : ['moderated', index],
        message: `Các thành viên chấm khác nhau ở ${differs.join(', ')}: cần nêu lý do thống nhất tiêu chí ${criterion.id}.`,
      },
    ]
  })
}
