// Two people on one sheet: what each wrote is kept, and where both wrote in one field both are told.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SheetContent } from './case.ts'
import { mergeSheet } from './merge-sheet.ts'

const text = fc.string({ maxLength: 12 })
const level = fc.constantFrom('1', '2', '3', '__proto__x', 'constructor')
const content = fc
  .record({
    currentState: fc.dictionary(level, text),
    strengths: text,
    weaknesses: text,
    plan: text,
    unclear: text,
    ratings: fc.dictionary(fc.constantFrom('1.1', '1.1a', '1.1b', 'M4.1'), fc.oneof(fc.boolean(), fc.nat(4))),
  })
  .map((value) => SheetContent.parse(value))

const conflictsOf = (base: SheetContent | null, mine: SheetContent, theirs: SheetContent) =>
  mergeSheet(base, mine, theirs).conflicts.map(({ field }) => field)

/** Every field with its value, by a way of its own. */
const flat = ({ currentState, ratings, ...texts }: SheetContent): Record<string, unknown> => ({
  ...texts,
  ...Object.fromEntries(Object.entries(currentState).map(([k, v]) => [`currentState.${k}`, v])),
  ...Object.fromEntries(Object.entries(ratings).map(([k, v]) => [`ratings.${k}`, v])),
})

describe('merging a sheet', () => {
  it('takes what only one of the two changed, whoever it was', () => {
    fc.assert(
      fc.property(content, content, (base, changed) => {
        expect(mergeSheet(base, changed, base)).toEqual({ content: changed, conflicts: [] })
        expect(mergeSheet(base, base, changed)).toEqual({ content: changed, conflicts: [] })
        expect(mergeSheet(base, changed, changed)).toEqual({ content: changed, conflicts: [] })
      }),
    )
  })

  it('keeps every field as one of the two left it, and names each that both changed with both texts', () => {
    fc.assert(
      fc.property(content, content, content, (base, mine, theirs) => {
        const { content: merged, conflicts } = mergeSheet(base, mine, theirs)
        const [b, m, t, out] = [flat(base), flat(mine), flat(theirs), flat(merged)]
        for (const field of new Set([...Object.keys(b), ...Object.keys(m), ...Object.keys(t)])) {
          const atOdds = m[field] !== b[field] && t[field] !== b[field] && m[field] !== t[field]
          const told = conflicts.find((one) => one.field === field)
          if (atOdds) expect(told).toEqual({ field, base: b[field], mine: m[field], theirs: t[field] })
          else expect(told).toBeUndefined()
          expect(out[field]).toBe(m[field] !== b[field] && !atOdds ? m[field] : t[field])
        }
      }),
    )
  })

  it('tells the same conflicts to both, with the sides changed', () => {
    fc.assert(
      fc.property(content, content, content, (base, mine, theirs) => {
        expect(conflictsOf(base, mine, theirs).toSorted()).toEqual(conflictsOf(base, theirs, mine).toSorted())
      }),
    )
  })

  it('takes every difference for a conflict where nobody knows what the two began from', () => {
    fc.assert(
      fc.property(content, content, (mine, theirs) => {
        const [m, t] = [flat(mine), flat(theirs)]
        const different = [...new Set([...Object.keys(m), ...Object.keys(t)])].filter((field) => m[field] !== t[field])
        expect(conflictsOf(null, mine, theirs).toSorted()).toEqual(different.toSorted())
        expect(mergeSheet(null, mine, theirs).content).toEqual(theirs)
      }),
    )
  })
})
