// Adds days, months and years to a day or an instant as the calendar of Vietnam counts them: UTC+7 all year, month ends clamped.

export interface Span {
  amount: number
  unit: 'days' | 'months' | 'years'
}

const OFFSET = 7 * 3_600_000
const DAY = 86_400_000

/** A day stays a day, an instant stays an instant at the same hour in Vietnam. A negative amount counts back. */
export function addPeriod(from: string, { amount, unit }: Span): string {
  if (isDay(from))
    return move(new Date(`${from}T00:00:00Z`), amount, unit)
      .toISOString()
      .slice(0, 10)
  const local = new Date(millisecondsOf(from) + OFFSET)
  return new Date(move(local, amount, unit).getTime() - OFFSET).toISOString()
}

/** The day so many days later. */
export function addDays(day: string, amount: number): string {
  return addPeriod(day, { amount, unit: 'days' })
}

/** The day it is in Vietnam at that instant. */
export function dayOf(instant: string): string {
  return new Date(millisecondsOf(instant) + OFFSET).toISOString().slice(0, 10)
}

/** The first instant of that day in Vietnam. */
export function startOfDay(day: string): string {
  return new Date(millisecondsOf(`${day}T00:00:00Z`) - OFFSET).toISOString()
}

/** The last millisecond of that day in Vietnam: a term set in days, months or years ends with its last day (BLDS 2015, Điều 148). */
export function endOfDay(day: string): string {
  return new Date(millisecondsOf(`${day}T00:00:00Z`) - OFFSET + DAY - 1).toISOString()
}

/** The day as it is written in a Vietnamese sentence: `01/09/2026`. Takes a day or an instant. */
export function writeDay(when: string): string {
  const [year, month, day] = (isDay(when) ? when : dayOf(when)).split('-')
  return `${day}/${month}/${year}`
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
}

function millisecondsOf(text: string): number {
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw new Error(`Not a day or an instant: "${text}"`)
  return time
}

/** Works on the UTC fields of a date that has been shifted to local time. */
function move(date: Date, amount: number, unit: Span['unit']): Date {
  if (unit === 'days') return new Date(date.getTime() + amount * DAY)
  const months = unit === 'years' ? amount * 12 : amount
  const moved = new Date(date)
  moved.setUTCDate(1)
  moved.setUTCMonth(moved.getUTCMonth() + months)
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate()
  moved.setUTCDate(Math.min(date.getUTCDate(), last))
  return moved
}
