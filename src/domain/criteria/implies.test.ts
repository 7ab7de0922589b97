// What is proven of two conditions is true of every value; what is not proven is left to the examples.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Comparison, Cond } from '../scoring/condition-schema.ts'
import { implies, isContradictory } from './implies.ts'

const subjects = ['a', 'b'] as const
const number = fc.integer({ min: 0, max: 4 })
const comparison: fc.Arbitrary<Comparison> = fc.oneof(
  fc.record({ gte: number }),
  fc.record({ gt: number }),
  fc.record({ lte: number }),
  fc.record({ lt: number }),
  fc.record({ eq: number }),
  fc.record({ in: fc.array(number, { minLength: 1, maxLength: 3 }) }),
  fc.record({ gte: number, lt: number }),
)
const leaf: fc.Arbitrary<Cond> = fc
  .tuple(fc.constantFrom(...subjects), comparison)
  .map(([measure, cmp]) => ({ measure, ...cmp }))
const { cond } = fc.letrec<{ cond: Cond }>((tie) => ({
  cond: fc.oneof(
    { maxDepth: 2 },
    leaf,
    fc.record({ all: fc.array(tie('cond'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('cond'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('cond') }),
  ),
}))

type Values = Record<string, number>
const everyValue: Values[] = [0, 1, 2, 3, 4].flatMap((a) => [0, 1, 2, 3, 4].map((b) => ({ a, b })))

function truth(one: Cond, values: Values): boolean {
  if (one.all) return one.all.every((part) => truth(part, values))
  if (one.any) return one.any.some((part) => truth(part, values))
  if (one.not) return !truth(one.not, values)
  const value = values[one.measure ?? ''] ?? 0
  return (
    (one.gte === undefined || value >= Number(one.gte)) &&
    (one.gt === undefined || value > Number(one.gt)) &&
    (one.lte === undefined || value <= Number(one.lte)) &&
    (one.lt === undefined || value < Number(one.lt)) &&
    (one.eq === undefined || value === one.eq) &&
    (one.in === undefined || one.in.includes(value))
  )
}

describe('a condition', () => {
  it('that is proven to follow from another holds wherever the other holds', () => {
    fc.assert(
      fc.property(cond, cond, (a, b) => {
        if (implies(a, b)) expect(everyValue.filter((values) => truth(a, values) && !truth(b, values))).toEqual([])
      }),
      { numRuns: process.env['FULL'] === '1' ? 5000 : 1000 },
    )
  })

  it('that is proven contradictory holds nowhere', () => {
    fc.assert(
      fc.property(cond, (one) => {
        if (isContradictory(one)) expect(everyValue.filter((values) => truth(one, values))).toEqual([])
      }),
      { numRuns: process.env['FULL'] === '1' ? 5000 : 1000 },
    )
  })

  it('follows from a stricter one on the same subject', () => {
    const level = (cmp: Comparison): Cond => ({ measure: 'level', ...cmp })
    expect(implies(level({ gte: 2 }), level({ gte: 1 }))).toBe(true)
    expect(implies(level({ gte: 2 }), level({ gt: 2 }))).toBe(false)
    expect(implies(level({ gte: '2/3' }), level({ gte: '0.66' }))).toBe(true)
    expect(implies(level({ eq: 3 }), level({ in: [3, 4] }))).toBe(true)
    expect(implies({ all: [level({ gte: 2 }), { fact: 'f', eq: true }] }, { fact: 'f', eq: true })).toBe(true)
    expect(implies({ fact: 'f', gte: 2 }, level({ gte: 1 }))).toBe(false)
  })

  it('contradicts itself where comparisons exclude each other', () => {
    const both = (a: Comparison, b: Comparison): Cond => ({
      all: [
        { fact: 'f', ...a },
        { fact: 'f', ...b },
      ],
    })
    expect(isContradictory(both({ gte: 3 }, { lt: 3 }))).toBe(true)
    expect(isContradictory(both({ eq: true }, { eq: false }))).toBe(true)
    expect(isContradictory(both({ gte: 3 }, { lte: 3 }))).toBe(false)
    expect(isContradictory({ fact: 'f', gt: 3, lt: 3 })).toBe(true)
  })
})
