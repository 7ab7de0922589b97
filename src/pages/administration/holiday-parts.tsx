// The parts of the pages of days off: the years, what a change would move, and the changes made.
import type { Changed } from '../../commands/calendars/change.ts'
import { dayOf } from '../../domain/calendar/add.ts'
import { say } from '../../domain/text.ts'
import type { SpecialDay } from '../../store/calendars.ts'
import type { MovedTerm } from '../../store/moved-terms.ts'
import type { HolidayChangeRow, HolidayYear } from '../../store/views/holidays.ts'
import { findDefinition } from '../../../workflows/index.ts'
import { caseUrl } from '../page.ts'
import { Note } from '../parts/say.tsx'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'
import type { Entered } from './holiday-form.tsx'
import { adminUrl } from './parts.tsx'

export const yearUrl = (year: number) => adminUrl('holidays', String(year))

const weekdays = [
  say('chủ nhật', 'Sunday'),
  say('thứ hai', 'Monday'),
  say('thứ ba', 'Tuesday'),
  say('thứ tư', 'Wednesday'),
  say('thứ năm', 'Thursday'),
  say('thứ sáu', 'Friday'),
  say('thứ bảy', 'Saturday'),
]

function weekday(view: View, day: string): string {
  return view.say(weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? say('', ''))
}

function Days({ view, days }: { view: View; days: readonly SpecialDay[] }) {
  return (
    <ul class="days">
      {days.map(({ day, name, worked }) => (
        <li>
          <strong>{view.day(day).slice(0, 5)}</strong> {weekday(view, day)}
          {name !== '' && <span lang="vi">, {name}</span>}
          {worked && ' '}
          {worked && <span class="chip warn">{view.t('làm bù', 'worked')}</span>}
        </li>
      ))}
    </ul>
  )
}

interface YearsProps {
  view: View
  years: readonly HolidayYear[]
  changeable: boolean
}

/** This year and the next stand open; one without a calendar says what follows from it. */
export function Years({ view, years, changeable }: YearsProps) {
  const { t } = view
  const present = Number(dayOf(view.at).slice(0, 4))
  const all = [...new Set([present + 1, present, ...years.map(({ year }) => year)])].toSorted((a, b) => b - a)
  return all.map((year) => {
    const known = years.find((one) => one.year === year)
    const count = known?.days.filter(({ worked }) => !worked).length
    return (
      <details class={year >= present ? 'card' : undefined} open={year >= present}>
        <summary>
          <h2>{year}</h2>{' '}
          {known ? (
            t(`${count} ngày nghỉ`, `${count} days off`)
          ) : (
            <span class="chip warn">{t('chưa có lịch', 'no calendar')}</span>
          )}{' '}
          {known && known.version !== null && <span class="chip">{t('Sở đã sửa', 'changed by the department')}</span>}
        </summary>
        {known ? (
          <Days view={view} days={known.days} />
        ) : (
          <p>
            {t(
              `Chưa có lịch nghỉ năm ${year}: thời hạn của năm đó chỉ trừ thứ bảy và chủ nhật.`,
              `There is no calendar of ${year} yet: its terms leave out weekends alone.`,
            )}
          </p>
        )}
        {changeable && (
          <p>
            <a class="button quiet small" href={yearUrl(year)}>
              {known ? t(`Sửa lịch năm ${year}`, `Change ${year}`) : t(`Nhập lịch năm ${year}`, `Enter ${year}`)}
            </a>
          </p>
        )}
      </details>
    )
  })
}

const mostShown = 200

interface PreviewProps {
  view: View
  year: number
  entered: Entered
  changed: Changed
}

export function Preview({ view, year, entered, changed: { added, removed, moved } }: PreviewProps) {
  const { t } = view
  const late = moved.filter(({ to }) => to <= view.at).length
  return (
    <form method="post" action={yearUrl(year)} class="card">
      <h2>{t('Thay đổi sẽ ghi', 'What will change')}</h2>
      {Object.entries(entered).map(([name, value]) => (
        <input type="hidden" name={name} value={String(value)} />
      ))}
      {added.length > 0 && <h3>{t('Thêm', 'Added')}</h3>}
      <Days view={view} days={added} />
      {removed.length > 0 && <h3>{t('Bỏ', 'Removed')}</h3>}
      <Days view={view} days={removed} />
      <h3>{t('Thời hạn đang chạy', 'Running deadlines')}</h3>
      {moved.length === 0 ? (
        <p>{t('Không thời hạn nào phải dời.', 'No deadline moves.')}</p>
      ) : (
        <p>{t(`${moved.length} thời hạn được dời:`, `${moved.length} deadlines move:`)}</p>
      )}
      {late > 0 && (
        <Note>
          {t(
            `${late} thời hạn sẽ rơi vào ngày đã qua và hết hạn ngay khi ghi.`,
            `${late} deadlines would fall on a day that has passed, and end as soon as this is saved.`,
          )}
        </Note>
      )}
      {moved.length > 0 && <MovedTerms view={view} moved={moved.slice(0, mostShown)} />}
      {moved.length > mostShown && (
        <p>{t(`Và ${moved.length - mostShown} thời hạn khác.`, `And ${moved.length - mostShown} others.`)}</p>
      )}
      <div class="buttons">
        <button name="act" value="save">
          {t(`Ghi lịch nghỉ năm ${year}`, `Save the days off in ${year}`)}
        </button>
      </div>
    </form>
  )
}

function MovedTerms({ view, moved }: { view: View; moved: readonly MovedTerm[] }) {
  const { t, day } = view
  const eventOf = ({ process, edition, event }: MovedTerm) => {
    const label = findDefinition(process, edition)?.events[event]?.label
    return label ? view.say(label) : event
  }
  return (
    <Table
      rows={moved}
      columns={[
        {
          head: t('Trường', 'School'),
          is: 'name',
          cell: ({ cycle, schoolName, period }) => (
            <>
              <a href={caseUrl(cycle)}>{schoolName}</a> <small>{period}</small>
            </>
          ),
        },
        { head: t('Khi hết hạn', 'At its end'), cell: eventOf },
        { head: t('Đang là', 'Now'), cell: ({ from }) => `${day(from)}, ${weekday(view, dayOf(from))}` },
        { head: t('Sẽ là', 'Will be'), cell: ({ to }) => `${day(to)}, ${weekday(view, dayOf(to))}` },
      ]}
    />
  )
}

export function History({ view, rows }: { view: View; rows: readonly HolidayChangeRow[] }) {
  const { t } = view
  if (rows.length === 0) return null
  return (
    <section>
      <h2>{t('Các lần sửa', 'Changes')}</h2>
      <Table
        rows={rows}
        columns={[
          { head: t('Năm', 'Year'), is: 'name', cell: ({ year }) => year },
          { head: t('Ai, khi nào', 'Who, when'), bare: true, cell: ({ actor, at }) => `${actor}, ${view.moment(at)}` },
          { head: t('Lý do', 'Reason'), cell: ({ reason }) => reason, lang: 'vi' },
          {
            head: t('Ngày nghỉ', 'Days off'),
            is: 'number',
            cell: ({ days }) => days.filter(({ worked }) => !worked).length,
          },
          { head: t('Thời hạn đã dời', 'Deadlines moved'), is: 'number', cell: ({ moved }) => moved },
        ]}
      />
    </section>
  )
}
