// Days, months and years are added as a Vietnamese office counts them.
import { describe, expect, it } from 'vitest'
import { addPeriod, dayOf, endOfDay, startOfDay, writeDay } from './add.ts'

describe('addPeriod', () => {
  it('adds years and months to a day', () => {
    expect(addPeriod('2026-09-01', { amount: 5, unit: 'years' })).toBe('2031-09-01')
    expect(addPeriod('2026-11-15', { amount: 3, unit: 'months' })).toBe('2027-02-15')
    expect(addPeriod('2026-02-27', { amount: 3, unit: 'days' })).toBe('2026-03-02')
  })

  it('ends in the last day of a month that is shorter', () => {
    expect(addPeriod('2026-01-31', { amount: 1, unit: 'months' })).toBe('2026-02-28')
    expect(addPeriod('2024-02-29', { amount: 1, unit: 'years' })).toBe('2025-02-28')
    expect(addPeriod('2024-02-29', { amount: 4, unit: 'years' })).toBe('2028-02-29')
  })

  it('counts back with a negative amount', () => {
    expect(addPeriod('2031-09-01', { amount: -5, unit: 'months' })).toBe('2031-04-01')
    expect(addPeriod('2026-07-31', { amount: -5, unit: 'months' })).toBe('2026-02-28')
  })

  it('counts months of an instant in Vietnam, where the day has already begun', () => {
    // 18:00 UTC of 30 January is 01:00 of the 31st in Vietnam; February ends on the 28th there.
    expect(addPeriod('2026-01-30T18:00:00.000Z', { amount: 1, unit: 'months' })).toBe('2026-02-27T18:00:00.000Z')
    expect(addPeriod('2026-01-31T16:59:59.999Z', { amount: 1, unit: 'years' })).toBe('2027-01-31T16:59:59.999Z')
  })

  it('refuses what is not a date', () => {
    expect(() => addPeriod('hôm nay', { amount: 1, unit: 'days' })).toThrow('hôm nay')
  })
})

describe('days in Vietnam', () => {
  it('begin at 17:00 UTC of the day before', () => {
    expect(startOfDay('2026-09-01')).toBe('2026-08-31T17:00:00.000Z')
    expect(endOfDay('2026-09-01')).toBe('2026-09-01T16:59:59.999Z')
    expect(dayOf('2026-08-31T17:00:00.000Z')).toBe('2026-09-01')
    expect(dayOf('2026-09-01T16:59:59.999Z')).toBe('2026-09-01')
  })

  it('are written day first', () => {
    expect(writeDay('2026-09-01')).toBe('01/09/2026')
    expect(writeDay('2026-08-31T17:00:00.000Z')).toBe('01/09/2026')
  })
})
