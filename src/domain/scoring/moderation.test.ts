// How the ratings of several reviewers become one, and what must happen before they do.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReviewerRating } from './moderation.ts'
import { checkOverride, moderate } from './moderation.ts'
import type { RatingValue } from './ratings.ts'
import { Scale } from './scale.ts'
import { Moderation } from './schema.ts'

const words = ['ineffective', 'somewhatEffective', 'effective', 'highlyEffective']
const levels = Scale.parse({ kind: 'ordinal', levels: words.map((code, i) => ({ code, points: i + 1 })), na: true })
const marks = Scale.parse({ kind: 'numeric', min: 1, max: 7 })
const met = Scale.parse({ kind: 'boolean' })

/** Reviewers r0, r1, r2 ... of whom the first is the lead. */
const team = (...ratings: RatingValue[]): ReviewerRating[] =>
  ratings.map((rating, i) => ({ reviewer: `r${i}`, rating, lead: i === 0 }))
const rule = (combine: string, more: object = {}) => Moderation.parse({ reviewers: { min: 2 }, combine, ...more })
const answer = (how: Moderation, scale: Scale, ...ratings: RatingValue[]) => {
  const { combined, needs } = moderate(how, scale, team(...ratings))
  return needs ?? combined
}

describe('before anything is combined', () => {
  it('waits until enough reviewers have rated', () => {
    expect(answer(rule('lowest'), marks, 4, null)).toBe('moreReviewers')
    expect(answer(rule('lowest', { reviewers: { min: 3 } }), marks, 4, 4)).toBe('moreReviewers')
  })

  it('sends ratings too far apart back to discussion, whatever the rule of combining', () => {
    const strict = rule('mean', { discussWhenSpreadOver: 1 })
    expect(answer(strict, marks, 3, 5)).toBe('discussion')
    expect(answer(strict, marks, 4, 5)).toBe('9/2')
    expect(moderate(strict, marks, team(3, 5)).spread).toBe(2)
  })

  it('discusses whether a criterion applies at all when reviewers differ on it', () => {
    const strict = rule('lowest', { discussWhenSpreadOver: 3 })
    expect(answer(strict, levels, 'NA', 'effective')).toBe('discussion')
    expect(answer(rule('lowest'), levels, 'NA', 'effective')).toBe('discussion')
    expect(answer(strict, levels, 'NA', 'NA')).toBe('NA')
  })

  it('refuses a rating off the scale, naming who gave it', () => {
    expect(() => moderate(rule('mean'), marks, team(4, 9))).toThrow('"r1"')
  })
})

describe('combining', () => {
  it('by consensus only when all agree; otherwise as the rule says', () => {
    const vote = rule('consensus', { onNoConsensus: 'committeeVote' })
    expect(answer(vote, levels, 'effective', 'effective')).toBe('effective')
    expect(answer(vote, levels, 'effective', 'ineffective')).toBe('committeeVote')
    expect(answer(rule('consensus'), met, true, false)).toBe('discussion')
    expect(answer(rule('consensus', { onNoConsensus: 'extraReviewer' }), met, true, false)).toBe('extraReviewer')
  })

  it('by mean and median only to a rating that the scale has', () => {
    expect(answer(rule('mean'), levels, 'ineffective', 'effective')).toBe('somewhatEffective')
    expect(answer(rule('mean', { onNoConsensus: 'lead' }), levels, 'ineffective', 'somewhatEffective')).toBe('lead')
    expect(answer(rule('median'), marks, 1, 7, 6)).toBe(6)
    expect(answer(rule('median'), marks, 1, 7, 6, 5)).toBe('11/2')
    expect(answer(rule('median'), met, true, true, false)).toBe(true)
  })

  it('by majority when more than half say the same', () => {
    expect(answer(rule('majority'), marks, 4, 4, 6)).toBe(4)
    expect(answer(rule('majority', { onNoConsensus: 'extraReviewer' }), marks, 4, 4, 6, 6)).toBe('extraReviewer')
    expect(answer(rule('majority'), levels, 'NA', 'NA', 'effective')).toBe('NA')
  })

  it('by the lowest, or by the lead, who must have rated', () => {
    expect(answer(rule('lowest'), levels, 'effective', 'somewhatEffective')).toBe('somewhatEffective')
    expect(answer(rule('lead'), marks, 3, 5, 5)).toBe(3)
    expect(answer(rule('lead'), marks, null, 5, 5)).toBe('lead')
  })

  it('gives one of the ratings or nothing outside them, and keeps every rating as it was given', () => {
    const given = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 2, maxLength: 6 })
    const how = fc.constantFrom('consensus', 'mean', 'median', 'majority', 'lowest', 'lead')
    fc.assert(
      fc.property(given, how, (ratings, combine) => {
        const result = moderate(rule(combine), Scale.parse({ ...marks, step: 1 }), team(...ratings))
        expect(result.ratings.map((one) => one.rating)).toEqual(ratings)
        if (result.combined === null) return
        expect(Number(result.combined)).toBeGreaterThanOrEqual(Math.min(...ratings))
        expect(Number(result.combined)).toBeLessThanOrEqual(Math.max(...ratings))
      }),
    )
  })
})

describe('departing from the moderated rating', () => {
  const good = {
    rating: 5,
    reason: 'Minh chứng H5-2 được bổ sung sau phiên họp.',
    decidedBy: 'lan',
    confirmedBy: 'minh',
  }
  const fields = (change: object) => checkOverride({ ...good, ...change }, marks).map((fault) => fault.field)

  it('needs a rating on the scale, a reason and a second person', () => {
    expect(fields({})).toEqual([])
    expect(fields({ rating: 8 })).toEqual(['rating'])
    expect(fields({ rating: null })).toEqual(['rating'])
    expect(fields({ reason: '  ' })).toEqual(['reason'])
    expect(fields({ confirmedBy: 'lan' })).toEqual(['confirmedBy'])
    expect(fields({ decidedBy: '', confirmedBy: '' })).toEqual(['decidedBy', 'confirmedBy'])
  })
})
