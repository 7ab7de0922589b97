// Moderation: the ratings that several reviewers gave one node alone become one, or it is said who must act first.
import type Fraction from 'fraction.js'
import type { Text } from '../text.ts'
import { say } from '../text.ts'
import { ScoringError, scoringProblem } from './error.ts'
import { compareExact, plainNumber, toFraction, ZERO } from './numbers.ts'
import type { RatingValue } from './ratings.ts'
import { total } from './ratio.ts'
import type { CompiledScale, Scale } from './scale.ts'
import { compileScale } from './scale.ts'
import type { Moderation } from './schema.ts'

export interface ReviewerRating {
  reviewer: string
  /** `null` = not yet rated. */
  rating: RatingValue
  /** The lead of the team. */
  lead?: boolean
}

/** What must happen before the ratings become one. */
export type ModerationNeed = 'moreReviewers' | 'discussion' | 'lead' | 'extraReviewer' | 'committeeVote'

export interface Moderated {
  /** The one rating, on the scale of the node; `null` while something is needed. */
  combined: Exclude<RatingValue, null> | null
  needs: ModerationNeed | null
  /** Points between the lowest and the highest rating; `null` when some say it does not apply and others rate it. */
  spread: number | string | null
  /** Every rating as it was given; moderation changes none. */
  ratings: readonly ReviewerRating[]
}

/**
 * Combines the ratings of one node. Too few reviewers come first, then a spread that must be discussed, then the rule of
 * combining; where that gives nothing on the scale, the tie is broken as the rule names it, by discussion if it names nothing.
 * Throws `ScoringError` on a rating off the scale.
 */
export function moderate(rule: Moderation, scale: Scale, ratings: readonly ReviewerRating[]): Moderated {
  const read = compileScale(scale)
  const rated = ratings.flatMap((one) => (one.rating === null ? [] : [rateOf(read, one, one.rating)]))
  const spread = spreadOf(rated)
  const kept = { spread: spread && plainNumber(spread), ratings }
  const needs = (need: ModerationNeed): Moderated => ({ combined: null, needs: need, ...kept })
  if (rated.length < rule.reviewers.min) return needs('moreReviewers')
  const limit = toFraction(rule.discussWhenSpreadOver)
  if (limit && (!spread || compareExact(spread, limit) > 0)) return needs('discussion')
  if (rule.combine === 'lead' && !rated.some((rate) => rate.lead)) return needs('lead')
  const combined = combine(rule.combine, rated, scale, read)
  if (combined === undefined) return needs(rule.onNoConsensus ?? 'discussion')
  return { combined, needs: null, ...kept }
}

/** A rating that departs from the moderated one. */
export interface Override {
  rating: RatingValue
  reason: string
  decidedBy: string
  confirmedBy: string
}

export interface OverrideFault {
  field: keyof Override
  message: Text
}

/** What keeps an override from counting: it needs a rating on the scale, a reason, and a second person. Empty when it may. */
export function checkOverride({ rating, reason, decidedBy, confirmedBy }: Override, scale: Scale): OverrideFault[] {
  const read = compileScale(scale)
  const fault = (field: keyof Override, vi: string, en: string) => ({ field, message: say(vi, en) })
  const named = decidedBy.trim() !== ''
  const second = confirmedBy.trim() !== '' && confirmedBy.trim() !== decidedBy.trim()
  return [
    ...(rating !== null && read.read(rating) ? [] : [{ field: 'rating' as const, message: read.wanted }]),
    ...(reason.trim() === ''
      ? [
          fault(
            'reason',
            'Thay kết quả thống nhất phải ghi lý do.',
            'Departing from the moderated rating needs a reason.',
          ),
        ]
      : []),
    ...(named ? [] : [fault('decidedBy', 'Phải ghi người quyết định.', 'Say who decides.')]),
    ...(second ? [] : [fault('confirmedBy', 'Cần người thứ hai xác nhận.', 'A second person has to confirm.')]),
  ]
}

interface Rate {
  rating: Exclude<RatingValue, null>
  /** `null` = does not apply. */
  points: Fraction | null
  lead: boolean
}

function rateOf(scale: CompiledScale, { reviewer, lead = false }: ReviewerRating, rating: Rate['rating']): Rate {
  const value = scale.read(rating)
  if (value?.kind === 'na') return { rating, points: null, lead }
  if (value?.kind === 'range') return { rating, points: value.lo, lead }
  throw new ScoringError([scoringProblem('offScale', reviewer, scale.wanted)])
}

function spreadOf(rated: readonly Rate[]): Fraction | null {
  const points = pointsOf(rated)
  if (points.length === 0) return ZERO
  const highest = points.at(-1) ?? ZERO
  return points.length < rated.length ? null : highest.sub(points[0] ?? ZERO)
}

/** Points from the lowest, of those who say it applies. */
function pointsOf(rated: readonly Rate[]): Fraction[] {
  return rated.flatMap(({ points }) => points ?? []).toSorted(compareExact)
}

function combine(how: Moderation['combine'], rated: readonly Rate[], scale: Scale, read: CompiledScale) {
  if (how === 'lead') return rated.find((rate) => rate.lead)?.rating
  if (how === 'majority') return mostGiven(rated)
  const points = pointsOf(rated)
  if (points.length === 0) return rated[0]?.rating
  // Whether it applies at all is no matter of more or less.
  if (points.length < rated.length) return undefined
  const [lowest, highest] = [points[0] ?? ZERO, points.at(-1) ?? ZERO]
  const worth = (wanted: Fraction) => {
    // Levels may be worth the same: one that somebody gave comes first.
    const given = rated.find((rate) => rate.points && compareExact(rate.points, wanted) === 0)
    return given?.rating ?? ratingOf(wanted, scale, read)
  }
  if (how === 'consensus') return compareExact(lowest, highest) === 0 ? worth(lowest) : undefined
  if (how === 'lowest') return worth(lowest)
  const middle = points.slice((points.length - 1) >> 1, (points.length >> 1) + 1)
  const taken = how === 'mean' ? points : middle
  return worth(total(taken).div(taken.length))
}

/** What more than half of the reviewers gave. */
function mostGiven(rated: readonly Rate[]): Rate['rating'] | undefined {
  const same = (a: Rate, b: Rate) =>
    a.points && b.points ? compareExact(a.points, b.points) === 0 : a.points === b.points
  return rated.find((rate) => rated.filter((other) => same(rate, other)).length * 2 > rated.length)?.rating
}

/** The rating worth these points; `undefined` where the scale has none, e.g. for a mean between two levels. */
function ratingOf(points: Fraction, scale: Scale, read: CompiledScale): Rate['rating'] | undefined {
  if (scale.kind === 'boolean') return compareExact(points, ZERO) === 0 ? false : points.d === 1n ? true : undefined
  if (scale.kind === 'ordinal') {
    return scale.levels.find((level) => compareExact(toFraction(level.points) ?? ZERO, points) === 0)?.code
  }
  const rating = plainNumber(points)
  return read.read(rating) ? rating : undefined
}
