// The rating of a node on a sheet: its own, or what a level given to the whole criterion says of it.
import type { SetNode } from './flatten.ts'

/** `undefined` where nobody has rated it. */
export function ratingOf(ratings: Readonly<Record<string, unknown>>, criterion: string, node: SetNode): unknown {
  const own = ratings[node.id]
  if (own !== undefined) return own
  const whole = ratings[criterion]
  return typeof whole === 'number' ? (node.level ?? 0) <= whole : undefined
}
