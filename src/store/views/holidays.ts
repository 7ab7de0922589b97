// The days off of a department to be read: each year as it stands, and who changed it when and why.
import type { SpecialDay } from '../calendars.ts'
import { holidays } from '../library.ts'
import type { Client } from '../with-client.ts'
import { iso } from './own-access.ts'

export interface HolidayYear {
  year: number
  days: SpecialDay[]
  /** The change it is from; `null` = as shipped. */
  version: number | null
}

/** One year; empty where there is no calendar of it. */
export async function daysOfYear(client: Client, department: string, year: number): Promise<SpecialDay[]> {
  const found = (await holidayYears(client, department)).find((one) => one.year === year)
  return found?.days ?? []
}

/** Every year with a calendar, the latest first. */
export async function holidayYears(client: Client, department: string): Promise<HolidayYear[]> {
  const text = `select distinct on (year) year, days, version from holiday_changes where department_id = $1 order by year, version desc`
  const { rows } = await client.query<{ year: number; days: SpecialDay[]; version: number }>({
    text,
    values: [department],
  })
  const shipped = Object.entries(holidays.years)
    .map(([year, days]) => ({ year: Number(year), days: days.map(asShipped), version: null }))
    .filter(({ year }) => !rows.some((one) => one.year === year))
  return [...rows, ...shipped].toSorted((a, b) => b.year - a.year)
}

const asShipped = (day: string): SpecialDay => ({ day, name: '', worked: false })

export interface HolidayChangeRow {
  version: number
  year: number
  days: SpecialDay[]
  reason: string
  actor: string
  at: string
  /** How many running terms it moved. */
  moved: number
}

/** The latest changes, newest first. */
export async function holidayHistory(client: Client, department: string): Promise<HolidayChangeRow[]> {
  const text = `select h.version, h.year, h.days, h.reason, w.name as actor, ${iso('h.at')} as at, h.moved
    from holiday_changes h join people w on w.id = h.actor_id where h.department_id = $1 order by h.version desc limit 50`
  return (await client.query<HolidayChangeRow & Record<string, unknown>>({ text, values: [department] })).rows
}
