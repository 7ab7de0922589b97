// What headers say of a write: the version it is based on (`If-Match: "5"`) and the key under which it is done once.
import type { Context } from 'hono'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'

/** The version a client says it saw; `undefined` = whatever it is now. Throws `invalid` for an If-Match that is no version. */
export function versionOf(context: Context): number | undefined {
  const given = context.req.header('if-match')
  if (given === undefined || given === '*') return undefined
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(given)?.[1]
  if (version === undefined)
    throw new AppError(
      'invalid',
      say('If-Match phải là phiên bản đã thấy, ví dụ "5".', 'If-Match must be the version seen, such as "5".'),
    )
  return Number(version)
}

/** The key under which a write is done once; `undefined` = every call counts. Throws `invalid` for an empty or endless one. */
export function keyOf(context: Context): string | undefined {
  const given = context.req.header('idempotency-key')?.trim()
  if (given === undefined || (given.length > 0 && given.length <= 200)) return given
  throw new AppError(
    'invalid',
    say('Idempotency-Key phải dài từ 1 đến 200 ký tự.', 'Idempotency-Key must have 1 to 200 characters.'),
  )
}
