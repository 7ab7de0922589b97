// Working days in Vietnam: Monday to Friday without the public holidays of a calendar that is data.
import { addDays, addPeriod, dayOf, endOfDay } from './add.ts'

/** A span as a procedure names it. */
export interface Period {
  amount: number
  unit: 'workingDays' | 'days' | 'months' | 'years'
}

/** The days of a year, as `YYYY-MM-DD`, on which it is not as on other weeks. */
export interface CalendarYear {
  off: readonly string[]
  /** Saturdays and Sundays that are worked in place of a day off. */
  worked: readonly string[]
}

/** A year that is absent has no calendar: weekends alone are counted, and that is said. */
export type Calendar = Readonly<Record<string, CalendarYear>>

/** A calendar with its version: 0 is the one that is shipped, each change of a department makes the next. */
export interface VersionedCalendar {
  version: number
  years: Calendar
}

/** Whether it is a Saturday or a Sunday. */
export function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
}

/** Whether people work on that day. */
export function isWorkingDay(day: string, calendar: Calendar): boolean {
  const year = calendar[day.slice(0, 4)]
  return isWeekend(day) ? year?.worked.includes(day) === true : year?.off.includes(day) !== true
}

/** The end of the nth working day after the instant's day (the day itself does not count). Instant in, instant out. */
export function addWorkingDays(instant: string, amount: number, calendar: Calendar): string {
  let day = dayOf(instant)
  for (let left = amount; left > 0;) {
    day = addDays(day, 1)
    if (isWorkingDay(day, calendar)) left--
  }
  return endOfDay(day)
}

/** Working days after `from`'s day up to and including `to`'s day; 0 when `to` is not later. */
export function workingDaysBetween(from: string, to: string, calendar: Calendar): number {
  let count = 0
  for (let day = addDays(dayOf(from), 1); day <= dayOf(to); day = addDays(day, 1)) {
    if (isWorkingDay(day, calendar)) count++
  }
  return count
}

/** Where a term of working days falls under another calendar: as many working days after its beginning as it had. */
export function recounted(since: string, dueAt: string, before: Calendar, now: Calendar): string {
  const days = workingDaysBetween(since, dueAt, before)
  // It was not set by counting, or has not begun: nothing to count anew.
  if (days === 0 || !isWorkingDay(dayOf(dueAt), before)) return dueAt
  return addWorkingDays(since, days, now)
}

/** The years between two instants that have no calendar. */
export function uncoveredYears(from: string, to: string, calendar: Calendar): string[] {
  const first = Number(dayOf(from).slice(0, 4))
  const last = Number(dayOf(to).slice(0, 4))
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => String(first + i)).filter((y) => !calendar[y])
}

/** The instant a period ends, counted from `from` (back from it when `amount` is negative; working days only forwards). */
export function after(from: string, period: Period, calendar: Calendar): string {
  if (period.unit === 'workingDays') return addWorkingDays(from, period.amount, calendar)
  return endOfDay(dayOf(addPeriod(from, { amount: period.amount, unit: period.unit })))
}
