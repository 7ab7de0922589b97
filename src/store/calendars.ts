// Working days as a department has them: the shipped calendar with what the department entered over it, by version.
import type { CalendarYear, VersionedCalendar } from '../domain/calendar/working-days.ts'
import { publicHolidays, type Library } from './library.ts'
import type { Client } from './with-client.ts'

/** A day that is not as in other weeks. */
export interface SpecialDay {
  day: string
  name: string
  /** A Saturday or Sunday that is worked; else a day off. */
  worked: boolean
}

/** A version never changes, so it is read once. One library is one database. */
const known = new WeakMap<Library, Map<string, VersionedCalendar>>()

/** The calendar of a department at that version; 0 is the shipped one. */
export async function calendarOf(
  client: Client,
  library: Library,
  department: string,
  version: number,
): Promise<VersionedCalendar> {
  if (version === 0) return { version, years: publicHolidays }
  const own = known.get(library) ?? new Map<string, VersionedCalendar>()
  known.set(library, own)
  const key = `${version} ${department}`
  const kept = own.get(key)
  if (kept) return kept
  const text = `select distinct on (year) year::text, days from holiday_changes where department_id = $1 and version <= $2
    order by year, version desc`
  const found = await client.query<{ year: string; days: SpecialDay[] }>({ text, values: [department, version] })
  const entered = Object.fromEntries(found.rows.map(({ year, days }) => [year, yearOf(days)]))
  const made = { version, years: { ...publicHolidays, ...entered } }
  own.set(key, made)
  return made
}

/** The calendar of a department as it stands. */
export async function presentCalendar(
  client: Client,
  library: Library,
  department: string,
): Promise<VersionedCalendar> {
  const text = 'select max(version) as version from holiday_changes where department_id = $1'
  const found = await client.query<{ version: number | null }>({ name: 'calendar', text, values: [department] })
  return calendarOf(client, library, department, found.rows[0]?.version ?? 0)
}

/** A list of days as the calendar counts them. */
export function yearOf(days: readonly SpecialDay[]): CalendarYear {
  const those = (worked: boolean) => days.filter((one) => one.worked === worked).map(({ day }) => day)
  return { off: those(false), worked: those(true) }
}
