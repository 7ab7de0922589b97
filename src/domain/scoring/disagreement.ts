// Where reviewers of one criterion differ: their ratings as they are scored, not as they were written.
import { ratingOf } from '../criteria/rating-of.ts'
import type { SetNode } from '../criteria/flatten.ts'
import type { Scale } from './scale.ts'
import { compileScale } from './scale.ts'
import { plainNumber } from './numbers.ts'

type Book = Readonly<Record<string, unknown>>

interface Asked {
  criterion: string
  /** The rated nodes of the criterion. */
  nodes: readonly SetNode[]
  scaleOf(node: SetNode): Scale
}

/**
 * The nodes to which reviewers gave what is not worth the same. A level given to the whole criterion speaks for its indicators; what
 * stands above a level that a reviewer finds not met no longer counts for them, whether they rated it or left it open.
 */
export function disagreedNodes({ criterion, nodes, scaleOf }: Asked, books: readonly Book[]): string[] {
  const read = books.map((ratings) => {
    const given = (node: SetNode) => ratingOf(ratings, criterion, node)
    const failed = Math.min(...nodes.filter((node) => given(node) === false).map(({ level }) => level ?? 0), Infinity)
    return { given, counts: ({ level }: SetNode) => (level ?? 0) <= failed }
  })
  const differs = (node: SetNode) => {
    const counted = read.filter(({ counts }) => counts(node))
    return new Set(counted.map(({ given }) => worth(scaleOf(node), given(node)))).size > 1
  }
  return nodes.filter(differs).map(({ id }) => id)
}

/** The same text for ratings worth the same. */
function worth(scale: Scale, rating: unknown): string {
  if (rating === undefined || rating === null) return 'open'
  const value = compileScale(scale).read(rating as boolean | number | string)
  if (value?.kind === 'na') return 'na'
  return value?.kind === 'range' ? String(plainNumber(value.lo)) : `written ${JSON.stringify(rating)}`
}
