// Versions in headers: `ETag: "5"` goes out with a thing, `If-Match: "5"` comes back with a change of it.
import type { Context } from 'hono'
import { AppError } from '../domain/errors.ts'

/** The version a client says it saw; `undefined` = whatever it is now. Throws `invalid` for an If-Match that is no version. */
export function versionOf(context: Context): number | undefined {
  const given = context.req.header('if-match')
  if (given === undefined || given === '*') return undefined
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(given)?.[1]
  if (version === undefined) throw new AppError('invalid', 'If-Match phải là phiên bản đã thấy, ví dụ "5".')
  return Number(version)
}
