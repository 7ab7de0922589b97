// Carries the ratings of one edition over to another through a crosswalk; what has no counterpart stays unrated.
import type Fraction from 'fraction.js'
import type { Compiled } from '../scoring/compile.ts'
import { compareExact, ONE, toFraction, ZERO } from '../scoring/numbers.ts'
import type { Ratings, RatingValue } from '../scoring/ratings.ts'
import { compileSet, score } from '../scoring/score.ts'
import type { MeasureValue, ScoreResult } from '../scoring/score-compiled.ts'
import type { Crosswalk, CrosswalkMap } from './crosswalk.ts'
import { formOf, highestLevel } from './crosswalk.ts'
import type { AnySet } from './framework.ts'

/** A node of the target that gets no rating, and why. */
export interface Untranslated {
  to: string
  from: string[]
  /** `none`: no counterpart, or in no map; `unrated`: what it stands for is not rated; `offScale`: a value the target does not know. */
  why: 'none' | 'unrated' | 'offScale'
}

export interface Translated {
  /** Ratings of the target set. */
  ratings: Record<string, RatingValue>
  open: Untranslated[]
}

/**
 * `exact` and `broader` carry the rating or the reached level over; `narrower` takes the lowest of its `from`; `none` leaves
 * it unrated. A level above the highest of the target counts as that highest. Throws `ScoringError` for ratings that `from`
 * cannot score. The crosswalk must have passed `checkCrosswalk`. `scored` saves scoring `from` when that is done already.
 */
export function translateRatings(
  crosswalk: Crosswalk,
  from: AnySet,
  to: AnySet,
  ratings: Ratings,
  scored: Pick<ScoreResult, 'measures'> = score(from, ratings),
): Translated {
  const source = compileSet(from)
  const target = compileSet(to)
  const levels = scored.measures['level'] ?? {}
  const result: Translated = { ratings: {}, open: [] }
  for (const map of crosswalk.maps) {
    const values = map.from.map((id) => valueAt(source, id, ratings, levels))
    const value = values.includes(null) ? null : lowest(source, map, values)
    const carried = value === null ? null : fitted(target, map.to, value)
    if (carried === null) {
      const why = map.relation === 'none' ? 'none' : value === null ? 'unrated' : 'offScale'
      result.open.push({ to: map.to, from: map.from, why })
    } else result.ratings[map.to] = carried
  }
  return result
}

type Value = Exclude<RatingValue, null>

/** The rating of a node, or the level it reaches; `null` while that is open. */
function valueAt(
  source: Compiled,
  id: string,
  ratings: Ratings,
  levels: Readonly<Record<string, MeasureValue>>,
): RatingValue {
  if (formOf(source, source.byId.get(id)) !== 'level') return ratings[id] ?? null
  const level = levels[id]
  return typeof level === 'number' ? level : null
}

function lowest(source: Compiled, map: CrosswalkMap, values: readonly RatingValue[]): RatingValue {
  const given = values.flatMap((value, i) => (value === null ? [] : [{ value, node: map.from[i] ?? '' }]))
  // What does not apply says nothing of the whole, unless none of it applies.
  const applying = given.filter(({ value }) => value !== 'NA')
  const [first, ...others] = applying.map((one) => ({ ...one, points: pointsOf(source, one.node, one.value) }))
  if (!first) return given[0]?.value ?? null
  return others.reduce((least, next) => (compareExact(next.points, least.points) < 0 ? next : least), first).value
}

function pointsOf(source: Compiled, node: string, value: Value): Fraction {
  if (typeof value === 'boolean') return value ? ONE : ZERO
  const scale = source.scoring.scales[source.byId.get(node)?.scale ?? '']
  const level = scale?.kind === 'ordinal' ? scale.levels.find(({ code }) => code === String(value)) : undefined
  return toFraction(level?.points ?? value) ?? ZERO
}

/** The value as the target can take it, or `null`. */
function fitted(target: Compiled, id: string, value: Value): RatingValue {
  const node = target.byId.get(id)
  if (!node) return null
  const form = formOf(target, node)
  if (form === 'level') return typeof value === 'number' ? Math.min(value, highestLevel(target, node)) : null
  const scale = target.scoring.scales[node.scale ?? '']
  if (value === 'NA') return scale?.na === true ? value : null
  if (scale?.kind === 'boolean') return typeof value === 'boolean' ? value : null
  if (scale?.kind === 'ordinal') return scale.levels.some(({ code }) => code === String(value)) ? value : null
  const number = toFraction(value)
  if (!number || scale?.kind !== 'numeric') return null
  const inside = compareExact(number, target.minimum(node)) >= 0 && compareExact(number, target.maximum(node)) <= 0
  return inside ? value : null
}
