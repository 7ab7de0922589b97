// Moves: raising one rating to a point on its scale, or a fact that would have to be otherwise; and sets of moves.
import Fraction from 'fraction.js'
import type { Compiled } from '../compile.ts'
import type { Comparison } from '../condition-schema.ts'
import type { Node } from '../node.ts'
import { compareExact, toFraction } from '../numbers.ts'

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
  const reaches = (points: Fraction) => compareExact(points, at) >= (op === 'gt' ? 1 : 0)
  if (!scale || !reaches(compiled.maximum(node))) return undefined
  const min = compiled.minimum(node)
  if (reaches(min)) return min
  if (scale.kind !== 'numeric') return rungs(compiled, node).find(reaches)
  if (scale.step !== undefined) {
    const step = compiled.number(scale.step)
    const steps = at.sub(min).div(step)
    const up = steps.ceil()
    return min.add((op === 'gt' && up.equals(steps) ? up.add(1) : up).mul(step))
  }
  if (op === 'gte') return at
  // Without steps there is no smallest number above a bound; a hundredth more is what people write.
  const more = at.add(new Fraction(1, 100))
  return compareExact(more, compiled.maximum(node)) <= 0 ? more : compiled.maximum(node)
}

/** The points of an ordinal or boolean scale from the lowest. */
export function rungs(compiled: Compiled, node: Node): Fraction[] {
  const scale = node.scale === undefined ? undefined : compiled.scoring.scales[node.scale]
  if (scale?.kind !== 'ordinal') return [compiled.minimum(node), compiled.maximum(node)]
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
