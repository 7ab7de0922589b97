// Checks what reviewers and team say: known people, criteria and indicators, and a reason wherever the reviewers differ.
import type { CriteriaSet } from '../domain/criteria/schema.ts'
import type { Review } from './input-parts.ts'
import type { Cycle, SchoolInput } from './input.ts'
import { listed, type Problem } from './problem.ts'
import { disagreements, judgedSubjects, latestSheet, schoolSheet, subjectsOf, type Subject } from './sheets.ts'

export function checkReview(input: SchoolInput, cycle: Cycle, set: CriteriaSet): Problem[] {
  const review = cycle.review
  if (!review) return []
  const judged = judgedSubjects(set, cycle.sheets)
  const problems = [
    ...checkPeople(input, review),
    ...opinions(review).flatMap(({ at, criterion, ratings }) => {
      const subject = judged.find(({ id }) => id === criterion)
      return subject ? checkRated(subject, at, Object.keys(ratings)) : [notJudged(set, at, criterion)]
    }),
    ...review.differences.flatMap((one, index) =>
      review.reviewers.includes(one.reviewer)
        ? []
        : [{ path: ['differences', index, 'reviewer'], message: `"${one.reviewer}" không có trong danh sách chấm.` }],
    ),
  ]
  const reasons = problems.length === 0 ? checkReasons(cycle, review, judged) : []
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

function notJudged(set: CriteriaSet, at: (string | number)[], id: string): Problem {
  const known = subjectsOf(set).some((one) => one.id === id)
  const message = known
    ? 'Trường không tự đánh giá tiêu chí Mức 4 (không có phiếu M4), nên không ai chấm.'
    : `Bộ tiêu chuẩn không có tiêu chí ${id}.`
  return { path: [...at, 'criterion'], message }
}

function checkRated({ title, nodes }: Subject, at: (string | number)[], rated: readonly string[]): Problem[] {
  return rated
    .filter((node) => !nodes.includes(node))
    .map((node) => ({
      path: [...at, 'ratings', node],
      message: `${title} không có chỉ báo "${node}"; có: ${listed(nodes, 12)}.`,
    }))
}

function checkReasons(cycle: Cycle, review: Review, judged: readonly Subject[]): Problem[] {
  return judged.flatMap((subject) => {
    const sheet = latestSheet(cycle.sheets, subject.id)
    if (!sheet) return []
    const differs = disagreements(review, subject, schoolSheet(subject, sheet))
    const index = review.moderated.findIndex((one) => one.criterion === subject.id && one.batch === 1)
    if (differs.length === 0 || review.moderated[index]?.reason) return []
    const of = `${subject.title.charAt(0).toLowerCase()}${subject.title.slice(1)}`
    return [
      {
        path: index < 0 ? ['moderated'] : ['moderated', index],
        message: `Các thành viên chấm khác nhau ở ${differs.join(', ')}: cần nêu lý do thống nhất ${of}.`,
      },
    ]
  })
}
