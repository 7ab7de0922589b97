// Everything a criteria set must satisfy before it is published, beyond its schema: ids, references, counts, examples.
import { compileModel } from '../scoring/compile.ts'
import { checkCounts } from './check-counts.ts'
import { checkExamples } from './check-examples.ts'
import { checkRows } from './check-rows.ts'
import { checkRules } from './check-rules.ts'
import { missingTexts, textsAreRequired } from './check-texts.ts'
import { checkWeights } from './check-weights.ts'
import { flatten } from './flatten.ts'
import type { Problem } from './problem.ts'
import { decisionsOf } from './problem.ts'
import type { CriteriaSet } from './schema.ts'
import type { AnySet, Framework } from './framework.ts'
import { isFramework } from './framework.ts'

/** All problems of a set that has passed its schema; empty when it may be published. */
export function checkSet(set: AnySet): Problem[] {
  const structure = [
    ...checkIds(set),
    ...checkCounts(set),
    ...checkWeights(set),
    ...checkOutcomes(set),
    ...checkDates(set),
  ]
  const nodes = flatten(set)
  if (structure.some((problem) => problem.path[0] === 'standards' || problem.path[0] === 'nodes')) return structure
  const compiled = compileModel({ nodes, scoring: set.scoring, facts: set.facts })
  const rules = checkRules(set, compiled)
  // Examples of a rule that cannot be evaluated would only repeat why.
  const rest = rules.length > 0 ? [] : [...checkRows(set, compiled), ...checkExamples(set)]
  return [...structure, ...rules, ...rest, ...(textsAreRequired(set) ? missingTexts(set) : [])]
}

/** What should be put right, though the set can be used without it. */
export function warningsOf(set: AnySet): Problem[] {
  return textsAreRequired(set) ? [] : missingTexts(set)
}

function checkIds(set: AnySet): Problem[] {
  return isFramework(set) ? checkNodeIds(set) : checkSchoolIds(set)
}

/** Ids once each, one node at the top, parents before their children: then the nodes are one tree. */
function checkNodeIds({ nodes }: Framework): Problem[] {
  const seen = new Set<string>()
  return nodes.flatMap(({ id, parent }, i) => {
    const problems: Problem[] = []
    if (seen.has(id)) problems.push({ path: ['nodes', i, 'id'], message: `Mã "${id}" bị trùng.` })
    if (i === 0 && parent !== undefined)
      problems.push({ path: ['nodes', i], message: 'Mục đầu tiên phải là gốc, không có parent.' })
    if (i > 0 && parent === undefined)
      problems.push({ path: ['nodes', i], message: `Mục "${id}" thiếu parent; chỉ mục đầu tiên là gốc.` })
    if (i > 0 && parent !== undefined && !seen.has(parent)) {
      problems.push({ path: ['nodes', i, 'parent'], message: `Mục cha "${parent}" phải đứng trước mục "${id}".` })
    }
    seen.add(id)
    return problems
  })
}

function checkSchoolIds(set: CriteriaSet): Problem[] {
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

function checkOutcomes(set: AnySet): Problem[] {
  return decisionsOf(set).flatMap(({ decision, path }) => {
    const outcomes = [
      ...decision.rows.map((row, i) => ({ outcome: row.then, at: [...path, 'rows', i, 'then'] })),
      { outcome: decision.otherwise, at: [...path, 'otherwise'] },
    ]
    const unnamed = outcomes.filter(({ outcome }) => outcome.label === undefined)
    return unnamed.map(({ at }) => ({ path: at, message: 'Kết quả cần có tên (label) tiếng Việt và tiếng Anh.' }))
  })
}

function checkDates(set: AnySet): Problem[] {
  if (set.effectiveTo === null || set.effectiveFrom === null || set.effectiveFrom <= set.effectiveTo) return []
  return [{ path: ['effectiveTo'], message: 'Ngày hết hiệu lực trước ngày có hiệu lực.' }]
}
