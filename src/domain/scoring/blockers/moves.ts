// Moves: raising one rating to a point on its scale, or a fact that would have to be otherwise; and sets of moves.
import Fraction from 'fraction.js'
import type { Compiled } from '../compile.ts'
import type { Comparison } from '../condition-schema.ts'
import type { Node } from '../node.ts'
import { compareExact, ONE, toFraction, ZERO } from '../numbers.ts'

/** A key below the number of nodes is the place of a rated node in the set; those from there on are facts. */
export interface Move {
  key: number
  /** Points the rating is raised to; not read for facts. */
  to: Fraction
}

/** Sorted by key, each key once. */
export type Moves = readonly Move[]

export interface FactNeeded {
  fact: string
  /** What the fact is compared with, and whether that has to hold or not to hold. */
  needs: Comparison
  holds: boolean
}

/** A bound a value has to reach (`gte`, `gt`) or to stay under (`lte`, `lt`). */
export interface Bound {
  op: 'gte' | 'gt' | 'lte' | 'lt'
  at: Fraction
}

/** The smallest points on the scale of a node that satisfy a lower bound, `undefined` when none do. */
export function sufficient(compiled: Compiled, node: Node, { op, at }: Bound): Fraction | undefined {
  const scale = node.scale === undefined ? undefined : compiled.scoring.scales[node.scale]
  const ends = compiled.scaleOf(node)
  const reaches = (points: Fraction) => compareExact(points, at) >= (op === 'gt' ? 1 : 0)
  if (!scale || !ends || !reaches(ends.max)) return undefined
  const { min, max } = ends
  if (reaches(min)) return min
  if (scale.kind !== 'numeric') return levelsOf(compiled, node).find(reaches)
  if (scale.step !== undefined) {
    const step = compiled.number(scale.step)
    const steps = at.sub(min).div(step)
    const up = steps.ceil()
    const points = min.add((op === 'gt' && up.equals(steps) ? up.add(1) : up).mul(step))
    return compareExact(points, max) <= 0 ? points : undefined
  }
  if (op === 'gte') return at
  // Without steps there is no smallest number above a bound; a hundredth more is what people write.
  const more = at.add(new Fraction(1, 100))
  return compareExact(more, max) <= 0 ? more : max
}

/** Points of a scale as a ladder: the lowest is `at(0)`. */
export interface Rungs {
  count: number
  at(place: number): Fraction
  /** Whether the points between the rungs are on the scale too. */
  between: boolean
}

/** The points between what a rating is now and what a move makes of it; without steps, by hundredths. */
export function rungsBetween(compiled: Compiled, node: Node, low: Fraction, high: Fraction): Rungs {
  const scale = node.scale === undefined ? undefined : compiled.scoring.scales[node.scale]
  if (scale?.kind === 'numeric') {
    const step = scale.step === undefined ? new Fraction(1, 100) : compiled.number(scale.step)
    const count = Math.max(0, Number(high.sub(low).div(step).ceil().valueOf()))
    return { count, at: (place) => low.add(step.mul(place)), between: scale.step === undefined }
  }
  const points = levelsOf(compiled, node).filter((to) => compareExact(to, low) >= 0 && compareExact(to, high) < 0)
  return { count: points.length, at: (place) => points[place] ?? high, between: false }
}

function levelsOf(compiled: Compiled, node: Node): Fraction[] {
  const scale = node.scale === undefined ? undefined : compiled.scoring.scales[node.scale]
  if (scale?.kind !== 'ordinal') return [ZERO, ONE]
  return scale.levels.flatMap((level) => toFraction(level.points) ?? []).toSorted(compareExact)
}

/** Both sets of moves; a rating raised by both goes to the higher points. */
export function merge(a: Moves, b: Moves): Moves {
  const merged: Move[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const left = a[i]
    const right = b[j]
    if (left && (!right || left.key < right.key)) {
      merged.push(left)
      i++
    } else if (right && (!left || right.key < left.key)) {
      merged.push(right)
      j++
    } else if (left && right) {
      merged.push(compareExact(left.to, right.to) >= 0 ? left : right)
      i++
      j++
    }
  }
  return merged
}

/** Whether `b` makes every move of `a`, at least as high. */
export function contains(b: Moves, a: Moves): boolean {
  if (a.length > b.length) return false
  let j = 0
  for (const move of a) {
    while (j < b.length && (b[j]?.key ?? 0) < move.key) j++
    const other = b[j]
    if (!other || other.key !== move.key || compareExact(other.to, move.to) < 0) return false
  }
  return true
}
