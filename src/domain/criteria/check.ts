// Everything a criteria set must satisfy before it is published, beyond its schema: ids, references, counts, examples.
import { compileModel } from '../scoring/compile.ts'
import { checkCounts } from './check-counts.ts'
import { checkExamples } from './check-examples.ts'
import { checkRules } from './check-rules.ts'
import { flatten } from './flatten.ts'
import type { Problem } from './problem.ts'
import { decisionsOf } from './problem.ts'
import type { CriteriaSet } from './schema.ts'

/** All problems of a set that has passed its schema; empty when it may be published. */
export function checkSet(set: CriteriaSet): Problem[] {
  const structure = [...checkIds(set), ...checkCounts(set), ...checkOutcomes(set), ...checkDates(set)]
  const nodes = flatten(set)
  if (structure.some((problem) => problem.path[0] === 'standards')) return structure
  const rules = checkRules(set, compileModel({ nodes, scoring: set.scoring, facts: set.facts }))
  // Examples of a rule that cannot be evaluated would only repeat why.
  return [...structure, ...rules, ...(rules.length > 0 ? [] : checkExamples(set))]
}

function checkIds(set: CriteriaSet): Problem[] {
  const seen = new Set<string>()
  const problems: Problem[] = []
  const once = (id: string, path: PropertyKey[]) => {
    if (seen.has(id)) problems.push({ path, message: `Mã "${id}" bị trùng.` })
    seen.add(id)
  }
  set.standards.forEach((standard, s) => {
    once(standard.id, ['standards', s, 'id'])
    standard.criteria.forEach((criterion, c) => {
      const path = ['standards', s, 'criteria', c]
      once(criterion.id, [...path, 'id'])
      for (const [level, indicators] of Object.entries(criterion.levels)) {
        const ids = indicators.map((indicator) => indicator.id)
        const at = [...path, 'levels', level]
        if (ids.includes('*') && ids.length > 1) problems.push({ path: at, message: 'Chỉ báo "*" phải đứng một mình.' })
        ids.forEach((id, i) => once(`${criterion.id}:${level}:${id}`, [...at, i, 'id']))
      }
    })
  })
  set.level4.forEach((item, i) => once(item.id, ['level4', i, 'id']))
  return problems
}

function checkOutcomes(set: CriteriaSet): Problem[] {
  return decisionsOf(set).flatMap(({ decision, path }) => {
    const outcomes = [
      ...decision.rows.map((row, i) => ({ outcome: row.then, at: [...path, 'rows', i, 'then'] })),
      { outcome: decision.otherwise, at: [...path, 'otherwise'] },
    ]
    const unnamed = outcomes.filter(({ outcome }) => outcome.label === undefined)
    return unnamed.map(({ at }) => ({ path: at, message: 'Kết quả cần có tên (label) tiếng Việt và tiếng Anh.' }))
  })
}

function checkDates(set: CriteriaSet): Problem[] {
  if (set.effectiveTo === null || set.effectiveFrom <= set.effectiveTo) return []
  return [{ path: ['effectiveTo'], message: 'Ngày hết hiệu lực trước ngày có hiệu lực.' }]
}
