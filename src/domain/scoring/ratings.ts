// Reads ratings against the scales of a set: all of them are checked first, even those that no rule reads.
import { z } from 'zod'
import { say } from '../text.ts'
import type { Compiled } from './compile.ts'
import type { ScoringProblem } from './error.ts'
import { scoringProblem } from './error.ts'
import type { Node } from './node.ts'
import type { Value } from './value.ts'
import { FAILED, PASSED } from './value.ts'

/**
 * What a node may be rated. On a boolean scale `true` (đạt) or `false` (không đạt); on an ordinal scale the code of a
 * level; on a numeric scale a number or exact text; `'NA'` where the scale allows it; `null` = not rated.
 * At a criterion whose indicators are rated, a whole number n is the level reached: every indicator up to Mức n is met and
 * those above are not. An indicator rated by itself keeps its own rating.
 */
export const RatingValue = z.union([z.boolean(), z.number(), z.string(), z.null()])
export type RatingValue = z.infer<typeof RatingValue>
export const Ratings = z.record(z.string(), RatingValue)
export type Ratings = Readonly<z.infer<typeof Ratings>>

export interface ReadRatings {
  /** One value for each rated node. */
  values: ReadonlyMap<string, Value>
  problems: ScoringProblem[]
}

/** Checks every rating and turns it into points. */
export function readRatings(compiled: Compiled, ratings: Ratings): ReadRatings {
  const values = new Map<string, Value>()
  const problems: ScoringProblem[] = []
  const entries = Object.entries(ratings)
  for (const [id, rating] of entries) {
    const node = compiled.byId.get(id)
    if (!node) problems.push(scoringProblem('unknownNode', id))
    else if (node.scale === undefined && rating !== null) spread(compiled, node, rating, values, problems)
  }
  for (const [id, rating] of entries) {
    const node = compiled.byId.get(id)
    const scale = node && compiled.scaleOf(node)
    if (!scale) continue
    if (rating === null) values.delete(id)
    else if (rating === 'NA' && !scale.na) problems.push(scoringProblem('notApplicable', id))
    else {
      const value = scale.read(rating)
      if (value) values.set(id, value)
      else problems.push(scoringProblem('offScale', id, scale.wanted))
    }
  }
  return { values, problems }
}

/** A reached level given at a criterion, spread over its indicators. */
function spread(
  compiled: Compiled,
  node: Node,
  rating: Exclude<RatingValue, null>,
  values: Map<string, Value>,
  problems: ScoringProblem[],
): void {
  const members = compiled.members('children', node).filter((child) => takesLevel(compiled, child))
  if (members.length === 0) {
    problems.push(scoringProblem('notRated', node.id))
    return
  }
  const highest = Math.max(...members.map((child) => child.level ?? 0))
  if (typeof rating !== 'number' || !Number.isInteger(rating) || rating < 0 || rating > highest) {
    const levels = say(`Mức đạt được là số nguyên từ 0 đến ${highest}.`, `The level reached is 0 to ${highest}.`)
    problems.push(scoringProblem('offScale', node.id, levels))
    return
  }
  for (const child of members) values.set(child.id, (child.level ?? 0) <= rating ? PASSED : FAILED)
}

function takesLevel(compiled: Compiled, node: Node): boolean {
  const scale = node.scale === undefined ? undefined : compiled.scoring.scales[node.scale]
  return node.level !== undefined && scale?.kind === 'boolean'
}
