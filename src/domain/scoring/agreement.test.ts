// The measure of agreement against figures worked out by hand and the published example of Fleiss (1971).
import { describe, expect, it } from 'vitest'
import { agreementOf } from './agreement.ts'

describe('agreement of reviewers', () => {
  it('is whole when all rate alike, and kappa tells nothing then of a single rating', () => {
    expect(
      agreementOf([
        [true, true, true],
        [true, true],
      ]),
    ).toEqual({ items: 2, unanimous: 2, share: 1, kappa: null })
    expect(
      agreementOf([
        [true, true],
        [false, false],
      ]),
    ).toEqual({ items: 2, unanimous: 2, share: 1, kappa: 1 })
  })

  it('counts pairs: two of three alike are one pair of three', () => {
    const { share, unanimous, kappa } = agreementOf([
      [true, true, false],
      [true, true, true],
    ])
    expect(unanimous).toBe(1)
    expect(share).toBeCloseTo(2 / 3, 10)
    // Chance: (5/6)² + (1/6)² = 26/36.
    expect(kappa).toBeCloseTo((2 / 3 - 26 / 36) / (1 - 26 / 36), 10)
  })

  it('gives 0.210 for ten subjects rated by fourteen raters in five categories', () => {
    const table = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ]
    const items = table.map((counts) =>
      counts.flatMap((count, category) => Array.from({ length: count }, () => category)),
    )
    const { share, kappa } = agreementOf(items)
    expect(share).toBeCloseTo(0.378, 3)
    expect(kappa).toBeCloseTo(0.21, 3)
  })

  it('leaves out what fewer than two have rated', () => {
    expect(agreementOf([[true, null, null], []])).toEqual({ items: 0, unanimous: 0, share: null, kappa: null })
  })
})
