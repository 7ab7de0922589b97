// Days off as people write them, one a line or a stretch of days, to be pasted from an announcement or a table.
import { say, type Text } from '../text.ts'
import { addDays } from './add.ts'
import { isWeekend } from './working-days.ts'

export interface NamedDay {
  day: string
  name: string
}

const date = String.raw`(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?|(\d{4})-(\d{2})-(\d{2})`
const pattern = new RegExp(
  String.raw`^(?:${date})(?:\s*(?:-|–|—|đến(?: hết)?)\s*(?:${date})(?!\d))?(?:[\s:;,–—-]+(.*))?$`,
  'iu',
)
const longest = 31

/**
 * `02/9 Quốc khánh`, `02/09/2026`, `2026-09-02`, `14/02 - 20/02 Tết`: without a year they are of `year`. Of a stretch Saturdays
 * and Sundays are left out. A line that says no day is a fault, told with its number.
 */
export function readDayList(text: string, year: number): { days: NamedDay[]; faults: Text[] } {
  const days: NamedDay[] = []
  const faults: Text[] = []
  for (const [index, written] of text.split('\n').entries()) {
    const trimmed = written.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
    if (trimmed === '') continue
    const read = readLine(trimmed, year)
    const line = `${index + 1} “${trimmed.slice(0, 60)}”`
    if (Array.isArray(read)) days.push(...read)
    else faults.push(say(`Dòng ${line}: ${read.vi}`, `Line ${line}: ${read.en}`))
  }
  return { days, faults }
}

function readLine(text: string, year: number): NamedDay[] | Text {
  const found = pattern.exec(text)
  if (!found) return say('hãy bắt đầu bằng ngày, ví dụ 02/09 Quốc khánh.', 'begin with a day, e.g. 02/09 Quốc khánh.')
  const first = dayIn(found.slice(1, 7), year)
  const last = found.slice(7, 13).some((part) => part !== undefined) ? dayIn(found.slice(7, 13), year) : first
  if (first === null || last === null) return say('ngày này không có trong lịch.', 'there is no such day.')
  const name = (found[13] ?? '').trim().slice(0, 200)
  if (last === first) return [{ day: first, name }]
  const count = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1
  if (count < 2 || count > longest)
    return say(
      `khoảng ngày phải từ trước đến sau và không quá ${longest} ngày.`,
      `a stretch goes forwards, over ${longest} days at most.`,
    )
  return Array.from({ length: count }, (_, index) => addDays(first, index))
    .filter((day) => !isWeekend(day))
    .map((day) => ({ day, name }))
}

/** `null` for a day that no calendar has. */
function dayIn(parts: readonly (string | undefined)[], year: number): string | null {
  const [day, month, ownYear, isoYear, isoMonth, isoDay] = parts
  const text = isoYear
    ? `${isoYear}-${isoMonth}-${isoDay}`
    : `${ownYear ?? year}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text ? text : null
}

/** The list as `readDayList` reads it again. */
export function writeDayList(days: readonly NamedDay[]): string {
  return days.map(({ day, name }) => `${day.split('-').toReversed().join('/')} ${name}`.trim()).join('\n')
}
