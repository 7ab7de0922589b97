// The days off of a year from a workbook or JSON: one row a day.
import { z } from 'zod'
import { readTables, type Table } from '../tables.ts'

const HolidaysFile = z.strictObject({
  days: z
    .array(
      z.strictObject({
        day: z.iso.date('phải là một ngày, ví dụ 02/09/2026'),
        name: z.string().max(200).default(''),
        worked: z.boolean().default(false),
      }),
    )
    .max(120),
})

export const holidayTables: readonly Table[] = [
  {
    key: 'days',
    sheet: 'Ngày nghỉ',
    columns: [
      { field: 'day', title: 'Ngày', is: 'day' },
      { field: 'name', title: 'Tên' },
      { field: 'worked', title: 'Làm bù', is: 'flag' },
    ],
  },
]

/** Throws `invalid` with every fault at its cell. */
export async function readHolidays(bytes: Uint8Array): Promise<z.output<typeof HolidaysFile>['days']> {
  return (await readTables(bytes, holidayTables, HolidaysFile)).file.days
}
