// Which facts keep a person from judging a school, each with its sentence.
import { expect, it } from 'vitest'
import { conflictsOf } from './conflict.ts'

const clean = { name: 'Cô Đào', workedAtSchool: false, interests: [], reviewedByThem: false }
const said = (more: Partial<Parameters<typeof conflictsOf>[0]>) =>
  conflictsOf({ ...clean, ...more }).map(({ vi }) => vi)

it('nothing known is no conflict, also in a history from before interests were kept', () => {
  expect(said({})).toEqual([])
  expect(conflictsOf({ name: 'Cô Đào', workedAtSchool: false })).toEqual([])
})

it('each fact has a sentence of its own, and they add up', () => {
  expect(said({ workedAtSchool: true })).toEqual(['Cô Đào đã từng công tác tại trường được đánh giá.'])
  expect(said({ interests: ['relative', 'relative', 'financial'] })).toEqual([
    'Cô Đào đã khai có người thân tại trường được đánh giá.',
    'Cô Đào đã khai có lợi ích tài chính với trường được đánh giá.',
  ])
  expect(said({ workedAtSchool: true, interests: ['other'], reviewedByThem: true })).toHaveLength(3)
})
