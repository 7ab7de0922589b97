// Schools counted by kind, as the tables of the yearly report show them.
import type { SchoolData } from '../../domain/case.ts'
import { kindNames } from '../parts/words.ts'
import type { KindCount } from './build.ts'

interface Counted {
  kind: SchoolData['kind']
  /** 0 = level 1 not reached, `null` = no report of the year. */
  ownLevel: number | null
  tier: number | null
}

/** The levels and tiers of 2026: each has its column, also when it is nobody's. Schools still under 2018 may have more. */
const most = { level: 2, tier: 2 }

/** Kinds in the order of schooling; a kind without schools has no row. */
export function countKinds(schools: readonly Counted[]): KindCount[] {
  const kinds = Object.keys(kindNames) as SchoolData['kind'][]
  return kinds.flatMap((kind) => {
    const own = schools.filter((one) => one.kind === kind)
    if (own.length === 0) return []
    return [
      {
        kind,
        schools: own.length,
        assessed: own.filter(({ ownLevel }) => ownLevel !== null).length,
        byLevel: tally(
          own.map(({ ownLevel }) => ownLevel),
          0,
          most.level,
        ),
        byTier: tally(
          own.map(({ tier }) => tier),
          1,
          most.tier,
        ),
      },
    ]
  })
}

function tally(values: readonly (number | null)[], from: number, to: number): Record<number, number> {
  const found: Record<number, number> = {}
  for (let value = from; value <= to; value++) found[value] = 0
  for (const value of values) if (value !== null && value >= from) found[value] = (found[value] ?? 0) + 1
  return found
}
