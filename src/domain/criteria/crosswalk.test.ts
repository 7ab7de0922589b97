// Nodes of one edition mapped to another: what is refused, what is left over, and what becomes of ratings.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCrosswalk, readCrosswalks } from '../../store/crosswalks.ts'
import { readLibrary } from '../../store/library.ts'
import { checkRatings, criterionLevels } from '../scoring/score.ts'
import { checkCrosswalk, Crosswalk, unmapped } from './crosswalk.ts'
import { translateRatings } from './translate-ratings.ts'

const library = readLibrary()
const old = library.set('vn-trung-hoc/2018')
const now = library.set('vn-pho-thong/2026')
const between = (...maps: object[]) =>
  Crosswalk.parse({ from: { set: old.id, edition: '2018' }, to: { set: now.id, edition: '2026' }, maps })
const faults = (...maps: object[]) => checkCrosswalk(between(...maps), old, now).map(({ message }) => message)
const translate = (ratings: Record<string, number | boolean | null>, ...maps: object[]) =>
  translateRatings(between(...maps), old, now, ratings)

describe('a shipped crosswalk', () => {
  it.each(readCrosswalks().map((one) => [`${one.from.set} -> ${one.to.set}`, one] as const))(
    '%s names nodes of both sets',
    (_, one) => {
      const [from, to] = [
        library.any(`${one.from.set}/${one.from.edition}`),
        library.any(`${one.to.set}/${one.to.edition}`),
      ]
      expect(checkCrosswalk(one, from, to)).toEqual([])
      expect(unmapped(one, from, to).to).toEqual([])
    },
  )

  it('is our own reading until an authority says otherwise', () => {
    expect(readCrosswalks().flatMap(({ maps }) => maps.filter(({ verified }) => verified))).toEqual([])
  })

  it('lists what it leaves out', () => {
    const crosswalk = findCrosswalk('vn-trung-hoc/2018', 'vn-pho-thong/2026')
    const left = crosswalk && unmapped(crosswalk, old, now)
    expect(left?.from).toEqual(['1.5', '1.7', '1.9', 'M4.1', 'M4.2', 'M4.3', 'M4.4', 'M4.5', 'M4.6'])
    expect(findCrosswalk('vn-pho-thong/2026', 'vn-trung-hoc/2018')).toBeUndefined()
  })
})

describe('a crosswalk', () => {
  it('is refused with nodes that are not there, nodes mapped twice, and too many or too few sources', () => {
    const exact = { to: '1.1', from: ['1.1'], relation: 'exact' }
    expect(faults(exact)).toEqual([])
    expect(faults({ ...exact, to: '9.9' })).toEqual(['vn-pho-thong@2026 không có mục "9.9".'])
    expect(faults({ ...exact, from: ['8.8'] })).toEqual(['vn-trung-hoc@2018 không có mục "8.8".'])
    expect(faults(exact, exact)).toEqual(['Mục "1.1" đã được nối ở trên.'])
    expect(faults({ ...exact, from: ['1.1', '1.2'] })).toEqual(['Quan hệ exact của "1.1" chỉ có một from.'])
    expect(faults({ ...exact, from: [] })).toEqual(['Quan hệ exact của "1.1" cần from.'])
    expect(faults({ ...exact, relation: 'none' })).toEqual(['Quan hệ none của "1.1" không có from.'])
  })

  it('is refused between nodes that are judged in another way, or not at all', () => {
    expect(faults({ to: '1.1:1', from: ['1.1'], relation: 'exact' })).toEqual([
      '"1.1" không chấm cùng kiểu với "1.1:1".',
    ])
    expect(faults({ to: '1', from: ['1'], relation: 'exact' })).toEqual(['Mục "1" không được chấm và không có mức.'])
  })
})

describe('ratings carried over', () => {
  it('keep the level where the matter is the same or a part of a broader one, up to the highest there is', () => {
    expect(translate({ '1.1': 3 }, { to: '1.1', from: ['1.1'], relation: 'exact' }).ratings).toEqual({ '1.1': 2 })
    expect(translate({ '1.1': 1 }, { to: '1.1', from: ['1.1'], relation: 'broader' }).ratings).toEqual({ '1.1': 1 })
  })

  it('take the lowest of the parts of a wider matter', () => {
    const parts = { to: '1.2', from: ['1.2', '1.3', '1.4'], relation: 'narrower' }
    expect(translate({ '1.2': 2, '1.3': 1, '1.4': 3 }, parts).ratings).toEqual({ '1.2': 1 })
  })

  it('leave open what has no counterpart, and what is not rated far enough to know', () => {
    const maps = [
      { to: '1.4', relation: 'none' },
      { to: '1.2', from: ['1.2', '1.3'], relation: 'narrower' },
    ]
    expect(translate({ '1.2': 2, '1.3:1:a': true }, ...maps)).toEqual({
      ratings: {},
      open: [
        { to: '1.4', from: [], why: 'none' },
        { to: '1.2', from: ['1.2', '1.3'], why: 'unrated' },
      ],
    })
  })

  it('carry single indicators too', () => {
    const map = { to: '1.1:1', from: ['1.1:1:a', '1.1:1:b'], relation: 'narrower' }
    expect(translate({ '1.1:1:a': true, '1.1:1:b': false }, map).ratings).toEqual({ '1.1:1': false })
    expect(translate({ '1.1:1:a': true, '1.1:1:b': true }, map).ratings).toEqual({ '1.1:1': true })
  })

  it('can always be scored, and raising one never lowers another', () => {
    const crosswalk = findCrosswalk('vn-trung-hoc/2018', 'vn-pho-thong/2026')
    if (!crosswalk) throw new Error('not shipped')
    const criteria = old.standards.flatMap((standard) => standard.criteria.map(({ id }) => id))
    const level = fc.dictionary(fc.constantFrom(...criteria), fc.integer({ min: 0, max: 2 }))
    fc.assert(
      fc.property(level, fc.constantFrom(...criteria), (ratings, raised) => {
        const before = translateRatings(crosswalk, old, now, { ...ratings, [raised]: 0 }).ratings
        const after = translateRatings(crosswalk, old, now, { ...ratings, [raised]: 2 }).ratings
        expect(checkRatings(now, after)).toEqual([])
        const [low, high] = [criterionLevels(now, before), criterionLevels(now, after)]
        for (const [id, value] of Object.entries(low)) {
          if (typeof value === 'number') expect(high[id]).toBeGreaterThanOrEqual(value)
        }
      }),
      { numRuns: process.env['FULL'] === '1' ? 300 : 30 },
    )
  })
})
