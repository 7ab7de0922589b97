// The days off by which terms are counted: each year, changing one of them with what moves shown before, and who changed what.
import { z } from 'zod'
import { changeHolidays, type Changed } from '../../commands/calendars/change.ts'
import { readDayList, writeDayList } from '../../domain/calendar/day-list.ts'
import { AppError } from '../../domain/errors.ts'
import { reachOf } from '../../domain/permissions.ts'
import { say } from '../../domain/text.ts'
import { readHolidays } from '../../exchange/holidays/read.ts'
import { personOf } from '../../http/route.ts'
import { calendarDepartment, Year } from '../../http/routes/holidays.ts'
import { presentCalendar, type SpecialDay } from '../../store/calendars.ts'
import { holidays } from '../../store/library.ts'
import { daysOfYear, holidayHistory, holidayYears } from '../../store/views/holidays.ts'
import { withClient } from '../../store/with-client.ts'
import { refusalOf, type Fault } from '../faults.ts'
import type { Fields } from '../fields.ts'
import { Drawn, goTo, page, type PageCall } from '../page.ts'
import type { View } from '../view.ts'
import { HolidayForm, type Entered } from './holiday-form.tsx'
import { History, Preview, Years } from './holiday-parts.tsx'
import { AdminPage, adminUrl, Verified } from './parts.tsx'

const change = { to: 'manageCalendar', of: 'reach' } as const
const params = z.object({ year: Year })
type Call = PageCall<z.output<typeof params>, unknown>

const mayChange = ({ me }: View) => reachOf('manageCalendar', me?.offices ?? []).length > 0

async function yearPage(call: Call, entered: Entered, found?: { changed?: Changed; faults?: readonly Fault[] }) {
  const { view, params: named } = call
  const title = view.t(`Ngày nghỉ năm ${named.year}`, `Days off in ${named.year}`)
  return (
    <AdminPage view={view} area="holidays" title={title}>
      {found?.changed && <Preview view={view} year={named.year} entered={entered} changed={found.changed} />}
      <HolidayForm view={view} year={named.year} entered={entered} faults={found?.faults ?? []} />
    </AdminPage>
  )
}

/** Of a file the days take the place of what stands in the fields. Throws `invalid` with each wrong line or cell. */
async function enteredIn(fields: Fields): Promise<Entered> {
  const file = fields.file('file')
  const entered = { reason: fields.text('reason'), version: Number(fields.text('version')) || 0 }
  if (!file) return { ...entered, off: fields.text('off'), worked: fields.text('worked') }
  const days = await readHolidays(new Uint8Array(await file.arrayBuffer()))
  return { ...entered, ...listsOf(days) }
}

function listsOf(days: readonly SpecialDay[]): Pick<Entered, 'off' | 'worked'> {
  const those = (worked: boolean) => writeDayList(days.filter((one) => one.worked === worked))
  return { off: those(false), worked: those(true) }
}

function daysIn({ off, worked }: Entered, year: number): SpecialDay[] {
  const read = { off: readDayList(off, year), worked: readDayList(worked, year) }
  const issues = (['off', 'worked'] as const).flatMap((path) => read[path].faults.map((message) => ({ path, message })))
  const [first] = issues
  if (first) throw new AppError('invalid', first.message, { issues })
  const marked = (path: 'off' | 'worked') => read[path].days.map((one) => ({ ...one, worked: path === 'worked' }))
  return [...marked('off'), ...marked('worked')]
}

/** A fault of the list as a whole is told at its first field. */
const atField = (fault: Fault): Fault => (fault.field === 'days' ? { ...fault, field: 'off' } : fault)

async function attempt(call: Call) {
  const { services, fields, at, params: named } = call
  let entered: Entered = {
    off: fields.text('off'),
    worked: fields.text('worked'),
    reason: fields.text('reason'),
    version: Number(fields.text('version')) || 0,
  }
  const { id } = await calendarDepartment(call, 'manageCalendar', undefined)
  try {
    entered = await enteredIn(fields)
    const reason = entered.reason.trim().slice(0, 1000)
    if (reason === '')
      throw new AppError(
        'invalid',
        say('reason: Hãy ghi lý do, ví dụ số thông báo nghỉ.', 'reason: Say why, e.g. the number of the announcement.'),
      )
    const dryRun = fields.text('act') !== 'save'
    const wanted = { ...named, ...entered, reason, department: id, days: daysIn(entered, named.year), dryRun }
    const changed = await changeHolidays(services.db, services.library, {
      ...wanted,
      actor: personOf(call).personId,
      at,
    })
    if (dryRun) return new Drawn(await yearPage(call, entered, { changed }))
    return goTo(`${adminUrl('holidays')}?done=${named.year}&moved=${changed.moved.length}`)
  } catch (error) {
    const faults = refusalOf(error, ['invalid', 'staleVersion', 'conflict']).map(atField)
    const { version } = await withClient(services.db, (client) => presentCalendar(client, services.library, id))
    return yearPage(call, { ...entered, version }, { faults })
  }
}

export const holidayPages = [
  page({
    method: 'get',
    path: '/administration/holidays',
    access: { to: 'seeRoster', of: 'reach' },
    query: z.object({ done: z.string().max(10).optional(), moved: z.coerce.number().int().min(0).catch(0) }),
    async handle({ view, services, query: { done, moved }, ...call }) {
      const { t } = view
      const { id, name } = await calendarDepartment({ services, ...call }, 'seeRoster', undefined)
      const [years, changes] = await withClient(services.db, async (client) => [
        await holidayYears(client, id),
        await holidayHistory(client, id),
      ])
      const told =
        done &&
        t(
          `Đã ghi lịch nghỉ năm ${done}; ${moved} thời hạn đã được dời.`,
          `The days off in ${done} are saved; ${moved} deadlines were moved.`,
        )
      return (
        <AdminPage view={view} area="holidays" title={t('Ngày nghỉ', 'Holidays')} lead={name} done={told}>
          <p>
            {t(
              'Thời hạn theo ngày làm việc trừ thứ bảy, chủ nhật và các ngày dưới đây. Lịch đi kèm hệ thống:',
              'Terms in working days leave out Saturdays, Sundays and the days below. The shipped calendar:',
            )}{' '}
            <Verified view={view} verified={holidays.verified} />
          </p>
          <Years view={view} years={years} changeable={mayChange(view)} />
          <History view={view} rows={changes} />
        </AdminPage>
      )
    },
  }),
  page({
    method: 'get',
    path: '/administration/holidays/{year}',
    access: change,
    params,
    async handle(call) {
      const { services, params: named } = call
      const { id } = await calendarDepartment(call, 'manageCalendar', undefined)
      const [days, { version }] = await withClient(services.db, async (client) => [
        await daysOfYear(client, id, named.year),
        await presentCalendar(client, services.library, id),
      ])
      return yearPage(call, { ...listsOf(days), reason: '', version })
    },
  }),
  page({
    method: 'post',
    path: '/administration/holidays/{year}',
    access: change,
    params,
    files: true,
    handle: attempt,
  }),
]
