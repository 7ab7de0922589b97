// The days off by which terms in working days are counted: as they stand, what was changed, and changing a year of one's department.
import { z } from 'zod'
import { changeHolidays } from '../../commands/calendars/change.ts'
import { AppError, notFound } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { reachOf } from '../../domain/permissions.ts'
import { tablesTemplate } from '../../exchange/tables-template.ts'
import { holidayTables } from '../../exchange/holidays/read.ts'
import { holidays } from '../../store/library.ts'
import { presentCalendar, type SpecialDay } from '../../store/calendars.ts'
import { holidayHistory, holidayYears } from '../../store/views/holidays.ts'
import { departmentsIn } from '../../store/views/yearly.ts'
import { withClient } from '../../store/with-client.ts'
import { personOf, route, type Call } from '../route.ts'
import { Id } from '../schemas.ts'
import { dispositionOf } from '../uploads/range.ts'

const Day = z.strictObject({
  day: z.iso.date(),
  name: z.string().trim().max(200).default(''),
  /** A Saturday or Sunday that is worked; else a day off. */
  worked: z.boolean().default(false),
})
const ShownDay = z.strictObject({ day: z.string(), name: z.string(), worked: z.boolean() })
export const Year = z.coerce.number().int().min(2000).max(2100)

const Moved = z.strictObject({
  cycle: z.string(),
  schoolName: z.string(),
  period: z.string(),
  process: z.string(),
  edition: z.string(),
  event: z.string(),
  from: z.string(),
  to: z.string(),
})

/** The department whose calendar this person reads or changes. Throws `notFound`; `conflict` when it must be named. */
export async function calendarDepartment(
  { services, principal, at }: Pick<Call<unknown, unknown, unknown>, 'services' | 'principal' | 'at'>,
  to: 'manageCalendar' | 'seeRoster',
  department: string | undefined,
): Promise<{ id: string; name: string }> {
  const reach = reachOf(to, personOf({ principal }).offices)
  const [found, other] = await withClient(services.db, (client) => departmentsIn(client, { reach, department, at }))
  if (!found) throw notFound()
  if (other)
    throw new AppError(
      'conflict',
      say('Có nhiều sở: hãy ghi thêm department.', 'There are several departments: add department.'),
    )
  return found
}

const those = (days: readonly SpecialDay[], worked: boolean) =>
  days.filter((one) => one.worked === worked).map(({ day }) => day)

export const holidayRoutes = [
  route({
    method: 'get',
    path: '/api/holidays',
    tag: 'rules',
    summary: {
      vi: 'Ngày nghỉ lễ, tết theo năm, của một sở hoặc dùng chung',
      en: 'Days off by year, of a department or as shipped',
    },
    access: { to: 'person' },
    /** None = the shipped calendar, over which departments enter theirs. */
    query: z.strictObject({ department: Id.optional() }),
    response: z.strictObject({
      /** Of the department's calendar; what changes it must name it. */
      version: z.int(),
      /** Whether somebody has compared the shipped days with the announcements. */
      verified: z.boolean(),
      years: z.record(z.string(), z.array(z.string())),
      /** Saturdays and Sundays that are worked. */
      worked: z.record(z.string(), z.array(z.string())),
      names: z.record(z.string(), z.string()),
    }),
    async handle({ services: { db, library }, query: { department = '' } }) {
      const [years, { version }] = await withClient(db, async (client) => [
        await holidayYears(client, department),
        await presentCalendar(client, library, department),
      ])
      const of = (worked: boolean) =>
        Object.fromEntries(years.map(({ year, days }) => [String(year), those(days, worked)]))
      const named = years.flatMap(({ days }) => days.filter(({ name }) => name !== ''))
      const names = Object.fromEntries(named.map(({ day, name }) => [day, name]))
      return { version, verified: holidays.verified, years: of(false), worked: of(true), names }
    },
  }),
  route({
    method: 'get',
    path: '/api/holidays/changes',
    tag: 'rules',
    summary: { vi: 'Các lần sửa lịch nghỉ của Sở', en: "The changes of the department's days off" },
    access: { to: 'seeRoster', of: 'reach' },
    query: z.strictObject({ department: Id.optional() }),
    response: z.strictObject({
      items: z.array(
        z.strictObject({
          version: z.int(),
          year: z.int(),
          days: z.array(ShownDay),
          reason: z.string(),
          actor: z.string(),
          at: z.string(),
          moved: z.int(),
        }),
      ),
    }),
    async handle(call) {
      const { id } = await calendarDepartment(call, 'seeRoster', call.query.department)
      return { items: await withClient(call.services.db, (client) => holidayHistory(client, id)) }
    },
  }),
  route({
    method: 'get',
    path: '/api/holidays/template',
    tag: 'rules',
    summary: { vi: 'Sổ tính trống để điền ngày nghỉ', en: 'The empty workbook to fill in days off' },
    access: { to: 'manageCalendar', of: 'reach' },
    handle: async () =>
      new Response(new Blob([new Uint8Array(await tablesTemplate(holidayTables))]), {
        headers: {
          'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'content-disposition': dispositionOf('attachment', 'ngay-nghi.xlsx'),
        },
      }),
  }),
  route({
    method: 'put',
    path: '/api/holidays/{year}',
    tag: 'rules',
    summary: {
      vi: 'Sửa ngày nghỉ của một năm; thời hạn đang chạy được tính lại',
      en: 'Change the days off of a year; running terms are counted anew',
    },
    access: { to: 'manageCalendar', of: 'reach' },
    params: z.object({ year: Year }),
    body: z.strictObject({
      /** Needed only by whom several departments are under. */
      department: Id.optional(),
      /** The whole year as it is to be. */
      days: z.array(Day).max(120),
      reason: z.string().trim().min(1).max(1000),
      version: z.int().min(0).max(1_000_000),
      /** Says what would move and writes nothing. */
      dryRun: z.boolean().default(false),
    }),
    response: z.strictObject({
      version: z.int(),
      added: z.array(ShownDay),
      removed: z.array(ShownDay),
      moved: z.array(Moved),
    }),
    async handle(call) {
      const { services, params, body, at } = call
      const { id } = await calendarDepartment(call, 'manageCalendar', body.department)
      const change = { ...body, ...params, department: id, actor: personOf(call).personId, at }
      const { moved, ...done } = await changeHolidays(services.db, services.library, change)
      return { ...done, moved: moved.map(({ id: _id, ...term }) => term) }
    },
  }),
]
