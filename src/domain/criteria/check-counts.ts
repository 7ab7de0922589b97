// The counts a set declares against the tree it really has.
import type { AnySet } from './framework.ts'
import { isFramework } from './framework.ts'
import type { Problem } from './problem.ts'
import type { Counts, CriteriaSet } from './schema.ts'

/** Compares the declared counts with the real ones. */
export function checkCounts(set: AnySet): Problem[] {
  if (isFramework(set)) return compareLevels([], set.counts, countBy(set.nodes.map((node) => node.kind)))
  const real = countSet(set)
  return [
    ...compare(['counts', 'standards'], set.counts.standards, real.standards),
    ...compare(['counts', 'criteria'], set.counts.criteria, real.criteria),
    ...compare(['counts', 'mandatory'], set.counts.mandatory, real.mandatory),
    ...compare(['counts', 'levels'], set.counts.levels, real.levels),
    ...compare(['counts', 'level4Criteria'], set.counts.level4Criteria, real.level4Criteria),
    ...compareLevels(['indicators'], set.counts.indicators, real.indicators),
    ...compareLevels(['criteriaWithLevel'], set.counts.criteriaWithLevel, real.criteriaWithLevel),
  ]
}

/** The counts of the tree as it is. */
export function countSet(set: CriteriaSet): Required<{ [K in keyof Counts]: Exclude<Counts[K], undefined> }> {
  const criteria = set.standards.flatMap((standard) => standard.criteria)
  const levels = criteria.flatMap((criterion) => Object.entries(criterion.levels))
  const indicators: Record<string, number> = {}
  const criteriaWithLevel: Record<string, number> = {}
  for (const [level, list] of levels) {
    indicators[level] = (indicators[level] ?? 0) + list.length
    criteriaWithLevel[level] = (criteriaWithLevel[level] ?? 0) + 1
  }
  return {
    standards: set.standards.length,
    criteria: criteria.length,
    mandatory: criteria.filter((criterion) => criterion.mandatory).length,
    levels: Object.keys(indicators).length,
    indicators,
    criteriaWithLevel,
    level4Criteria: set.level4.length,
  }
}

function compare(path: PropertyKey[], declared: number | undefined, real: number | undefined): Problem[] {
  if (declared === undefined || declared === (real ?? 0)) return []
  return [{ path, message: `Khai ${declared} nhưng thực tế có ${real ?? 0}.` }]
}

function compareLevels(
  key: (keyof Counts)[],
  declared: Record<string, number> | undefined,
  real: Record<string, number>,
) {
  if (!declared) return []
  const levels = new Set([...Object.keys(declared), ...Object.keys(real)])
  return [...levels].flatMap((level) => compare(['counts', ...key, level], declared[level] ?? 0, real[level]))
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return Object.fromEntries(counts)
}
