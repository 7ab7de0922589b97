// The difference between two objects gives the other, whatever they are.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { difference, patched, type JsonObject } from './patch.ts'

const objects = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.dictionary(fc.constantFrom('a', 'b'), fc.jsonValue({ maxDepth: 1 }))),
)

describe('a difference', () => {
  it('leads from one object to the other', () => {
    fc.assert(
      fc.property(objects, objects, (from, to) => {
        expect(patched(from as JsonObject, difference(from as JsonObject, to as JsonObject))).toEqual(to)
      }),
    )
  })

  it('of an object and itself is empty', () => {
    fc.assert(
      fc.property(objects, (one) => {
        expect(difference(one as JsonObject, structuredClone(one) as JsonObject)).toEqual({})
      }),
    )
  })

  it('tells null, missing and empty apart', () => {
    expect(difference({ a: 1, b: [] }, { a: null, c: {} })).toEqual({ a: null, c: {}, $absent: ['b'] })
    expect(difference({ a: { x: 1, y: 2 } }, { a: { x: 1, y: null } })).toEqual({ a: { y: null } })
  })
})
