// Status lists: every bit is read back where it was set, leftmost first as the standard counts.
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listSize } from '../domain/credential.ts'
import { bitAt, packBits } from './status-list.ts'

describe('a status list', () => {
  it('has the bits that were set, and no others', () => {
    const places = fc.uniqueArray(fc.nat(listSize - 1), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(places, fc.nat(listSize - 1), (set, other) => {
        const packed = packBits(set)
        expect(set.every((place) => bitAt(packed, place))).toBe(true)
        expect(bitAt(packed, other)).toBe(set.includes(other))
      }),
      { numRuns: 30 },
    )
  })

  it('counts from the left and is 16 kB long, as the standard says', () => {
    const bits = gunzipSync(Buffer.from(packBits([0]).slice(1), 'base64url'))
    expect([bits.length, bits[0]]).toEqual([16_384, 0x80])
  })

  it('is no list when it is something else, and ends where it ends', () => {
    expect(() => bitAt('xyz', 0)).toThrow()
    expect(() => bitAt(packBits([]), listSize)).toThrow()
  })
})
