// Ratings in the forms people write them, and what they are told of a criterion that is not there.
import { describe, expect, it } from 'vitest'
import { readLibrary } from '../../store/library.ts'
import { flatRatings, RatingsFile } from './read-ratings.ts'

const set = readLibrary().set('vn-trung-hoc/2018')
const flat = (ratings: object) => flatRatings(set, RatingsFile.parse({ ratings }).ratings)
const faults = (ratings: object) => flat(ratings).problems.map(({ message }) => message.vi)

describe('ratings in a file', () => {
  it('stand by criterion, level and indicator; the unlettered indicator is "*" or the level itself', () => {
    const nested = { '1.1': { 1: { a: true, b: false }, 2: { '*': true }, 3: null }, '1.2': { 2: true } }
    expect(flat(nested)).toEqual({
      ratings: { '1.1:1:a': true, '1.1:1:b': false, '1.1:2': true, '1.1:3': null, '1.2:2': true },
      problems: [],
    })
  })

  it('stand by node, or as the reached level of a criterion', () => {
    expect(flat({ '1.1': 2, '1.2:1:a': true, 'M4.1': false }).ratings).toEqual({
      '1.1': 2,
      '1.2:1:a': true,
      'M4.1': false,
    })
  })

  it('of level 4 stand together', () => {
    expect(flat({ level4: { 'M4.1': true, 'M4.2': null } }).ratings).toEqual({ 'M4.1': true, 'M4.2': null })
  })

  it('name what the set does not have, as the file wrote it', () => {
    expect(faults({ '9.9': 1 })).toEqual(['Bộ tiêu chí không có mục "9.9".'])
    expect(faults({ '9.9': { 1: { a: true, b: true } } })).toEqual(['Bộ tiêu chí không có mục "9.9".'])
    expect(faults({ '1.1': { 1: { z: true } } })).toEqual(['Bộ tiêu chí không có mục "1.1:1:z".'])
    expect(faults({ '1.1': { 1: true } })).toEqual(['Bộ tiêu chí không có mục "1.1:1".'])
    expect(faults({ level4: { 'M4.9': true } })).toEqual(['Bộ tiêu chí không có mục "level4: M4.9".'])
    expect(faults({ level4: { 'M4.1': { 4: true } } })).toEqual(['Bộ tiêu chí không có mục "level4: M4.1: 4".'])
  })

  it('may not rate one node twice', () => {
    expect(faults({ '1.1:1:a': true, '1.1': { 1: { a: false } } })[0]).toMatch(/chấm hai lần/)
  })

  it('refuse any other key in the file', () => {
    expect(RatingsFile.safeParse({ ratings: {}, fact: {} }).success).toBe(false)
  })
})
