// Tables that sum up a score: one row a criterion with its marks by level, and how many criteria reach each level.
import type { Criterion, CriteriaSet } from '../../domain/criteria/schema.ts'
import { levelsOf, type Reached } from './criteria.ts'
import { percent } from './words.ts'

/** `x` in the cells that apply, `--------` where the level does not exist. */
export interface Cells {
  failed: string
  levels: string[]
}
export type ReachedOf = (criterion: string) => Reached

const absent = '--------'
const open = '?'

/** Every level reached is marked (2018). */
export function cumulativeCells(set: CriteriaSet, criterion: Criterion, reached: Reached): Cells {
  const levels = levelsOf(set).map((level) => {
    if (!criterion.levels[level]) return absent
    return reached === 'incomplete' ? open : level <= reached ? 'x' : ''
  })
  return { failed: reached === 0 ? 'x' : '', levels }
}

/** Only the highest level reached is marked (2026). */
export function highestCells(set: CriteriaSet, criterion: Criterion, reached: Reached): Cells {
  const cells = cumulativeCells(set, criterion, reached)
  return { ...cells, levels: cells.levels.map((cell, index) => (cell === 'x' && index + 1 !== reached ? '' : cell)) }
}

export interface LevelCount {
  level: number
  met: number
  failed: number
  total: number
  metShare: string
  failedShare: string
}

/** Of the criteria that have a level, how many reach it (2018, Phần III). Criteria not fully rated count in neither. */
export function countByLevel(set: CriteriaSet, criteria: readonly Criterion[], reached: ReachedOf): LevelCount[] {
  return levelsOf(set).map((level) => {
    const having = criteria.filter((one) => one.levels[level]).map(({ id }) => reached(id))
    const met = having.filter((one) => one !== 'incomplete' && one >= level).length
    const failed = having.filter((one) => one !== 'incomplete' && one < level).length
    const total = having.length
    return { level, met, failed, total, metShare: percent(met, total), failedShare: percent(failed, total) }
  })
}

export interface Spread {
  total: number
  /** Not reaching level 1, then each level as the highest reached; the shares add up. */
  cells: { count: number; share: string }[]
  /** Criteria not fully rated. */
  open: number
}

/** How criteria spread over the highest level reached (2026, table 2b). */
export function spreadOf(set: CriteriaSet, criteria: readonly Criterion[], reached: ReachedOf): Spread {
  const levels = criteria.map(({ id }) => reached(id))
  const total = levels.length
  const cells = [0, ...levelsOf(set)].map((wanted) => {
    const count = levels.filter((level) => level === wanted).length
    return { count, share: percent(count, total) }
  })
  return { total, cells, open: levels.filter((level) => level === 'incomplete').length }
}

/** All criteria of a set in its order. */
export function criteriaOf(set: CriteriaSet): Criterion[] {
  return set.standards.flatMap(({ criteria }) => criteria)
}
