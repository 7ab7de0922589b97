// Days that files of other systems name: real ones, of this age. PostgreSQL and the calendar know no year 0.
import { z } from 'zod'
import { schemaSays } from '../../domain/schema-issues.ts'

const message = schemaSays(
  'Phải là ngày từ 1900 đến 2199, ví dụ 2026-07-06.',
  'Must be a day from 1900 to 2199, such as 2026-07-06.',
)

export const FileDay = z.iso.date({ error: message }).refine((day) => day >= '1900' && day < '2200', { error: message })

export const FileInstant = z.iso
  .datetime({ offset: true })
  .refine((at) => at >= '1990' && at < '2200', {
    error: schemaSays('Phải là thời điểm từ 1990 đến 2199.', 'Must be an instant from 1990 to 2199.'),
  })
  .transform((at) => new Date(at).toISOString())
