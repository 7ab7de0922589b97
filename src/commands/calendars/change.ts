// Changes the days off of one year of a department, with a reason; running terms in working days are counted anew by it.
import { isWeekend } from '../../domain/calendar/working-days.ts'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { presentCalendar, yearOf, type SpecialDay } from '../../store/calendars.ts'
import type { Database } from '../../store/connect.ts'
import { codeOf, originOf } from '../../store/explain-failure.ts'
import type { Library } from '../../store/library.ts'
import { moveTerms, movedTerms, type MovedTerm } from '../../store/moved-terms.ts'
import { daysOfYear } from '../../store/views/holidays.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { permitAnywhere } from '../permit.ts'

export interface HolidayChange {
  department: string
  year: number
  /** The whole year as it is to be. */
  days: readonly SpecialDay[]
  reason: string
  /** The version of the calendar that was looked at; a later one is refused. */
  version: number
  /** Says what would move and writes nothing. */
  dryRun: boolean
  actor: string
  at: string
}

export interface Changed {
  version: number
  added: SpecialDay[]
  removed: SpecialDay[]
  moved: MovedTerm[]
}

/**
 * Throws `forbidden`, `invalid` with each wrong day, `staleVersion` when somebody changed the calendar meanwhile. The dry run is
 * the change itself without its end.
 */
export async function changeHolidays(db: Database, library: Library, change: HolidayChange): Promise<Changed> {
  const once = () => inTransaction(db, (client) => within(client, library, change))
  return once().catch((error: unknown) => {
    // Somebody's event held a term that this moves, and waited for another one.
    if (codeOf(originOf(error)) === '40P01') return once()
    throw error
  })
}

async function within(client: Client, library: Library, change: HolidayChange): Promise<Changed> {
  const { department, year, at, actor, reason, dryRun } = change
  const reach = await permitAnywhere(client, 'manageCalendar', { person: actor, at })
  if (reach !== 'all' && !reach.includes(department))
    throw new AppError(
      'forbidden',
      say('Lịch nghỉ này là của sở khác, bạn không sửa được.', 'This calendar is of another department.'),
    )
  const days = change.days.toSorted((a, b) => a.day.localeCompare(b.day))
  refuseWrong(year, days)
  await client.query({ text: 'select 1 from organisations where id = $1 for no key update', values: [department] })
  const before = await presentCalendar(client, library, department)
  if (before.version !== change.version)
    throw new AppError(
      'staleVersion',
      say(
        'Lịch nghỉ vừa được người khác sửa. Hãy xem lại rồi ghi.',
        'Somebody has just changed the calendar. Look again, then save.',
      ),
      {
        version: before.version,
      },
    )
  const old = await daysOfYear(client, department, year)
  const isIn = (list: readonly SpecialDay[], one: SpecialDay) =>
    list.some(({ day, name, worked }) => day === one.day && name === one.name && worked === one.worked)
  const added = days.filter((one) => !isIn(old, one))
  const removed = old.filter((one) => !isIn(days, one))
  if (added.length + removed.length === 0)
    throw new AppError(
      'invalid',
      say('days: Lịch năm này không có gì thay đổi.', 'days: Nothing of this year is changed.'),
    )
  const now = { version: before.version + 1, years: { ...before.years, [year]: yearOf(days) } }
  const moved = await movedTerms(client, library, { department, before, now, at })
  if (dryRun) return { version: before.version, added, removed, moved }
  const text = `insert into holiday_changes (department_id, version, year, days, reason, actor_id, at, moved)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`
  const values = [department, now.version, year, JSON.stringify(days), reason, actor, at, moved.length]
  await client.query({ text, values })
  await moveTerms(client, moved, { now, at })
  await client.query({
    // Whatever began while this was written was counted by the calendar before.
    text: `select graphile_worker.add_job('recount', json_build_object('department', $1::text), run_at := now() + interval '1 minute')`,
    values: [department],
  })
  const details = { year, version: now.version, added: dated(added), removed: dated(removed), moved: moved.length }
  const subject = { kind: 'organisation', id: department } as const
  await journal(client, { at, actor, action: 'changeHolidays', subject, details, reason })
  return { version: now.version, added, removed, moved }
}

const dated = (days: readonly SpecialDay[]) => days.map(({ day }) => day)

function refuseWrong(year: number, days: readonly SpecialDay[]): void {
  const issues = days.flatMap(({ day, worked }, index) => {
    const message = !day.startsWith(`${year}-`)
      ? say(`Ngày ${written(day)} không thuộc năm ${year}.`, `${written(day)} is not in ${year}.`)
      : days[index - 1]?.day === day
        ? say(`Ngày ${written(day)} được ghi hai lần.`, `${written(day)} is there twice.`)
        : worked && !isWeekend(day)
          ? say(
              `Ngày ${written(day)} không phải thứ bảy, chủ nhật nên không cần ghi là ngày làm bù.`,
              `${written(day)} is no Saturday or Sunday, so it is worked anyway.`,
            )
          : null
    return message === null ? [] : [{ path: 'days', message }]
  })
  const [first] = issues
  if (first) throw new AppError('invalid', first.message, { issues })
}

const written = (day: string) => day.split('-').toReversed().join('/')
