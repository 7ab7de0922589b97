// Working days under a calendar and under the one that takes its place, and lists of days as people write them.
import { describe, expect, it } from 'vitest'
import { readDayList, writeDayList } from './day-list.ts'
import { addWorkingDays, isWorkingDay, recounted } from './working-days.ts'

const before = { '2026': { off: ['2026-09-02'], worked: [] } }
const now = { '2026': { off: ['2026-09-01', '2026-09-02'], worked: ['2026-08-29'] } }
const end = (day: string) => `${day}T16:59:59.999Z`
const since = '2026-08-27T03:00:00.000Z'

describe('a calendar', () => {
  it('takes days off from the week, and a worked Saturday into it', () => {
    expect(isWorkingDay('2026-09-01', before)).toBe(true)
    expect(isWorkingDay('2026-09-01', now)).toBe(false)
    expect(isWorkingDay('2026-08-29', before)).toBe(false)
    expect(isWorkingDay('2026-08-29', now)).toBe(true)
    expect(addWorkingDays(since, 4, before)).toBe(end('2026-09-03'))
  })
})

describe('a term under another calendar', () => {
  it('keeps its number of working days: a day off puts it later, a worked Saturday sooner', () => {
    const off = { '2026': { off: ['2026-09-01', '2026-09-02'], worked: [] } }
    expect(recounted(since, end('2026-09-03'), before, off)).toBe(end('2026-09-04'))
    expect(recounted(since, end('2026-09-03'), before, now)).toBe(end('2026-09-03'))
    expect(recounted(since, end('2026-08-31'), before, now)).toBe(end('2026-08-29'))
  })

  it('stays when the change lies before its beginning or after its end, and comes back when the change is taken back', () => {
    const elsewhere = { '2026': { off: ['2026-08-20', '2026-09-02', '2026-09-10'], worked: [] } }
    expect(recounted(since, end('2026-09-03'), before, elsewhere)).toBe(end('2026-09-03'))
    expect(recounted(since, recounted(since, end('2026-08-31'), before, now), now, before)).toBe(end('2026-08-31'))
  })
})

describe('a list of days', () => {
  it('is read as announcements write it, stretches without their weekends', () => {
    const text = '01/01 Tết Dương lịch\n\n14/02/2027 - 16/02/2027: Tết Nguyên đán\n2027-09-02\tQuốc khánh\n1.5'
    expect(readDayList(text, 2027)).toEqual({
      faults: [],
      days: [
        { day: '2027-01-01', name: 'Tết Dương lịch' },
        { day: '2027-02-15', name: 'Tết Nguyên đán' },
        { day: '2027-02-16', name: 'Tết Nguyên đán' },
        { day: '2027-09-02', name: 'Quốc khánh' },
        { day: '2027-05-01', name: '' },
      ],
    })
  })

  it('names the line that says no day, or one that no calendar has', () => {
    expect(readDayList('02/09\nQuốc khánh\n31/02 Tết\n20/02 - 14/02', 2027).faults.map(({ vi }) => vi)).toEqual([
      'Dòng 2 “Quốc khánh”: hãy bắt đầu bằng ngày, ví dụ 02/09 Quốc khánh.',
      'Dòng 3 “31/02 Tết”: ngày này không có trong lịch.',
      'Dòng 4 “20/02 - 14/02”: khoảng ngày phải từ trước đến sau và không quá 31 ngày.',
    ])
  })

  it('comes back as it was written out', () => {
    const { days } = readDayList('01/01 Tết Dương lịch\n15/02 - 19/02 Tết', 2027)
    expect(readDayList(writeDayList(days), 2027)).toEqual({ days, faults: [] })
  })
})
