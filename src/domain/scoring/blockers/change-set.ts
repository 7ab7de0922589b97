// A set of moves as people read it: ratings by node, facts by name.
import type { Compiled } from '../compile.ts'
import type { FactValue, FactValues } from '../evaluate.ts'
import type { Node } from '../node.ts'
import { compareExact, plainNumber, toFraction, ZERO } from '../numbers.ts'
import type { Ratings, RatingValue } from '../ratings.ts'
import type { Ground } from './ground.ts'
import type { FactNeeded, Move, Moves } from './moves.ts'

/** A rating to be raised; `from` is `null` where there is none yet. */
export interface Change {
  node: string
  from: RatingValue
  to: RatingValue
}

export interface ChangeSet {
  changes: Change[]
  /** Facts that must be otherwise too; no rating changes them. */
  facts: FactNeeded[]
  /** The criteria whose ratings or indicators change, in the order of the set. */
  criteria: string[]
}

export function changeSetOf(ground: Ground, ratings: Ratings, moves: Moves): ChangeSet {
  const changes: Change[] = []
  const facts: FactNeeded[] = []
  for (const move of moves) {
    const node = ground.nodeOf(move.key)
    const fact = ground.factOf(move.key)
    if (node)
      changes.push({ node: node.id, from: ratingNow(ground, ratings, node), to: ratingOf(ground.compiled, node, move) })
    if (fact) facts.push(fact)
  }
  const criteria = [...new Set(changes.flatMap(({ node }) => criterionOf(ground.compiled, node) ?? []))]
  return { changes, facts, criteria }
}

/** As it was given; where only the level of its criterion was, what that means for the indicator. */
function ratingNow({ compiled, context }: Ground, ratings: Ratings, node: Node): RatingValue {
  const given = ratings[node.id]
  if (given !== undefined) return given
  const level = node.parent === undefined ? undefined : ratings[node.parent]
  if (level === undefined || level === null || compiled.byId.get(node.parent ?? '')?.scale !== undefined) return null
  const value = context.rating(node)
  return value.kind === 'range' && value.lo === value.hi ? compareExact(value.lo, ZERO) > 0 : null
}

function ratingOf(compiled: Compiled, node: Node, { to }: Move): RatingValue {
  const scale = node.scale === undefined ? undefined : compiled.scoring.scales[node.scale]
  if (scale?.kind === 'boolean') return compareExact(to, ZERO) > 0
  if (scale?.kind !== 'ordinal') return plainNumber(to)
  return scale.levels.find(({ points }) => compareExact(compiled.number(points), to) === 0)?.code ?? null
}

/** The criterion a node is or stands under. */
function criterionOf(compiled: Compiled, id: string): string | undefined {
  for (
    let node = compiled.byId.get(id);
    node;
    node = node.parent === undefined ? undefined : compiled.byId.get(node.parent)
  ) {
    if (node.kind === 'criterion') return node.id
  }
  return undefined
}

/** Facts with those that are needed made so, as far as one value can do it. */
export function withFacts(facts: FactValues, needed: readonly FactNeeded[]): FactValues {
  return { ...facts, ...Object.fromEntries(needed.map((need) => [need.fact, satisfying(need)])) }
}

function satisfying({ needs, holds }: FactNeeded): FactValue {
  if (needs.eq !== undefined) return holds ? needs.eq : otherThan(needs.eq)
  if (needs.in) return holds ? (needs.in[0] ?? '') : otherThan(needs.in[0] ?? '')
  const [low, high] = [needs.gte ?? needs.gt, needs.lte ?? needs.lt]
  const bound = toFraction(low ?? high) ?? ZERO
  const up = (low !== undefined) === holds
  const strict = (needs.gte === undefined && low !== undefined) || (low === undefined && needs.lte === undefined)
  const step = strict === holds ? (up ? 1 : -1) : 0
  return plainNumber(bound.add(step))
}

function otherThan(word: FactValue): FactValue {
  return typeof word === 'boolean' ? !word : typeof word === 'number' ? word - 1 : `${word}?`
}

/** Values of ratings as they are once a set of changes is made. */
export function withChanges(ratings: Ratings, changes: readonly Change[]): Ratings {
  return { ...ratings, ...Object.fromEntries(changes.map(({ node, to }) => [node, to])) }
}
