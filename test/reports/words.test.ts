// How papers write days, numbers, shares and periods.
import { describe, expect, it } from 'vitest'
import { evidenceAnchor } from '../../src/reports/parts/prose.ts'
import { longDate, number, percent, periodWords, placeAndDate, shortDate } from '../../src/reports/parts/words.ts'

describe('the words of papers', () => {
  it('writes a leading zero for days under 10 and for January and February', () => {
    expect([shortDate('2026-02-05'), shortDate('2026-09-05'), longDate('2026-12-20')]).toEqual([
      '05/02/2026',
      '05/9/2026',
      'ngày 20 tháng 12 năm 2026',
    ])
  })

  it('takes the day of an instant in Vietnam', () => {
    expect(shortDate('2026-06-09T18:00:00.000Z')).toBe('10/6/2026')
  })

  it('names a place without its rank', () => {
    expect(placeAndDate('Xã Tân Mẫu', '2026-06-09')).toBe('Tân Mẫu, ngày 09 tháng 6 năm 2026')
  })

  it('groups thousands with dots and writes a decimal comma', () => {
    expect([number(1254), number(1234567.25), number(-3.5), number(0)]).toEqual(['1.254', '1.234.567,25', '-3,5', '0'])
  })

  it('rounds shares to one decimal and shares nothing of nothing', () => {
    expect([percent(2, 3), percent(0, 5), percent(0, 0)]).toEqual(['66,7%', '0%', '–'])
  })

  it('tells one school year from a period of several', () => {
    expect([periodWords('2025-2026'), periodWords('2019-2024'), periodWords('HK I')]).toEqual([
      'Năm học 2025-2026',
      'Giai đoạn 2019-2024',
      'Năm học HK I',
    ])
  })

  it('gives different codes different anchors', () => {
    expect([evidenceAnchor('H1-1.1-01'), evidenceAnchor('a b'), evidenceAnchor('a_32b')]).toEqual([
      'mc-H1-1.1-01',
      'mc-a_32b',
      'mc-a_9532b',
    ])
  })
})
