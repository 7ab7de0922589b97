// Ratings as people write them: by node, or by criterion, level and indicator; laid out flat as scoring reads them.
import { z } from 'zod'
import { scoringProblem, type ScoringProblem } from '../scoring/error.ts'
import type { RatingValue } from '../scoring/ratings.ts'
import { say } from '../text.ts'
import { flatten, indicatorId } from './flatten.ts'
import type { AnySet } from './framework.ts'

const Rating = z.union([z.boolean(), z.number(), z.string(), z.null()])
const Level = z.union([Rating, z.record(z.string(), Rating)])

/** `'1.1': 2`, `'1.1:2:a': true`, `'1.1': {1: {a: true, b: false}, 2: {'*': true}}`, `level4: {'M4.1': true}`. */
export const NestedRatings = z.record(z.string(), z.union([Rating, z.record(z.string(), Level)]))
export type NestedRatings = z.infer<typeof NestedRatings>

/** A file that is scored: what was rated, and what else is known of the school. A fact left out is unknown, never false. */
export const RatingsFile = z.strictObject({
  ratings: NestedRatings,
  facts: z.record(z.string(), z.union([z.boolean(), z.number(), z.string(), z.null()])).default({}),
})
export type RatingsFile = z.infer<typeof RatingsFile>

/** The key under which the items of the highest level stand together. */
const itemsKey = 'level4'

export interface FlatRatings {
  ratings: Record<string, RatingValue>
  /** Nodes the set does not have, each as the file names it. */
  problems: ScoringProblem[]
}

/** Turns nested ratings into ratings by node. `*` is the one unlettered indicator of a level, and may be left out. */
export function flatRatings(set: AnySet, nested: NestedRatings): FlatRatings {
  const known = new Set(flatten(set).map(({ id }) => id))
  const ratings: FlatRatings['ratings'] = {}
  const problems: ScoringProblem[] = []
  const put = (id: string, rating: RatingValue, written: string) => {
    if (!known.has(id)) problems.push(scoringProblem('unknownNode', written))
    else if (Object.hasOwn(ratings, id)) problems.push(scoringProblem('offScale', id, twice))
    else ratings[id] = rating
  }
  for (const [id, entry] of Object.entries(nested)) {
    for (const { node, rating, written } of leavesOf(id, entry, known)) put(node, rating, written)
  }
  return { ratings, problems }
}

const twice = say('Mục này được chấm hai lần trong tệp.', 'It is rated twice in the file.')

interface Leaf {
  node: string
  rating: RatingValue
  /** As the file has it, for the sentence about an unknown node. */
  written: string
}

function leavesOf(id: string, entry: NestedRatings[string], known: ReadonlySet<string>): Leaf[] {
  if (!isGroup(entry)) return [{ node: id, rating: entry, written: id }]
  if (id === itemsKey && !known.has(id))
    return Object.entries(entry).flatMap(([item, rating]) => itemLeaf(item, rating))
  // One sentence for a criterion that is not there, instead of one for each of its indicators.
  if (!known.has(id)) return [{ node: id, rating: null, written: id }]
  return Object.entries(entry).flatMap(([level, inner]) => {
    const indicators = isGroup(inner) ? inner : { '*': inner }
    return Object.entries(indicators).map(([letter, rating]) => {
      const node = indicatorId(id, level, letter)
      return { node, rating, written: node }
    })
  })
}

function itemLeaf(item: string, rating: z.infer<typeof Level>): Leaf[] {
  const written = `${itemsKey}: ${item}`
  if (!isGroup(rating)) return [{ node: item, rating, written }]
  // An item has no levels below it: what stands under it names nodes that are not there.
  return Object.keys(rating).map((key) => ({ node: `${item}:${key}`, rating: null, written: `${written}: ${key}` }))
}

type Group = Record<string, RatingValue | Record<string, RatingValue>>

function isGroup<G extends Group>(entry: RatingValue | G): entry is G {
  return typeof entry === 'object' && entry !== null
}
