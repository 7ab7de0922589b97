// Ranges and names of downloads as their headers say them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dispositionOf, rangeOf } from './range.ts'

describe('a range of a file of 100 bytes', () => {
  it.each([
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
    ['bytes=50-500', { start: 50, end: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=9-3', null],
    ['bytes=0-1,5-6', null],
    ['pages=1-2', null],
    [undefined, null],
  ])('%s', (header, expected) => {
    expect(rangeOf(header, 100)).toEqual(expected)
  })

  it('never reaches outside the file, whatever the header says', () => {
    const header = fc.oneof(fc.string(), fc.stringMatching(/^bytes=\d{0,17}-\d{0,17}$/))
    fc.assert(
      fc.property(header, fc.integer({ min: 1, max: 1000 }), (said, size) => {
        const range = rangeOf(said, size)
        if (range === null || range === 'unsatisfiable') return
        expect(range.start).toBeGreaterThanOrEqual(0)
        expect(range.start).toBeLessThanOrEqual(range.end)
        expect(range.end).toBeLessThan(size)
      }),
    )
  })
})

describe('the name of a download', () => {
  it('is readable for every client and exact for those that know UTF-8', () => {
    expect(dispositionOf('attachment', 'Quyết định số 12 “Đoàn”.pdf')).toBe(
      `attachment; filename="Quyet dinh so 12 _Doan_.pdf"; filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%20s%E1%BB%91%2012%20%E2%80%9C%C4%90o%C3%A0n%E2%80%9D.pdf`,
    )
  })

  it('never breaks out of its header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(dispositionOf('attachment', name)).toMatch(
          /^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[\w.!~%-]*$/,
        )
      }),
    )
  })
})
