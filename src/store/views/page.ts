// Lists by the page: a cursor is the sort key of the last row shown, so that rows which come or go in between shift nothing.
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { unkeepable } from '../../domain/keepable.ts'

export interface Page<T> {
  items: T[]
  /** Send it back as `cursor` for what follows; `null` at the end. */
  next: string | null
}

/** The query of every list. */
export const paging = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

/** The schema of a list's answer. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.strictObject({ items: z.array(item), next: z.string().nullable() })
}

/** Cuts the row that was read beyond the limit; `keyOf` is what the query sorts by. */
export function cut<T>(
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => readonly (string | number | null)[],
): Page<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? encode(keyOf(last)) : null }
}

function encode(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

const kinds = {
  text: z
    .string()
    .max(300)
    .refine((text) => unkeepable(text, []) === null),
  /** A list whose rows may have none puts those last, as `infinity`. */
  instant: z.union([z.iso.datetime({ offset: true }).regex(/^(?!0000)/), z.literal('infinity')]),
  /** PostgreSQL's `int` and `bigint`. */
  int: z.coerce.number().int().min(0).max(2_147_483_647),
  bigint: z.string().regex(/^\d{1,18}$/),
}

/** The key inside a cursor, of these kinds; nulls for the first page. Throws `invalid` for a cursor of another list. */
export function keyIn(cursor: string | undefined, of: readonly (keyof typeof kinds)[]): (string | null)[] {
  if (cursor === undefined) return of.map(() => null)
  try {
    const key = z
      .array(z.unknown())
      .length(of.length)
      .parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return of.map((kind, index) => String(kinds[kind].parse(key[index])))
  } catch (error) {
    throw new AppError(
      'invalid',
      say('cursor: không phải con trỏ của danh sách này.', 'cursor: is no cursor of this list.'),
      undefined,
      { cause: error },
    )
  }
}

/** The LIKE pattern of a search without diacritics: what people type is text, never a pattern. */
export function searched(parameter: string): string {
  return `'%' || regexp_replace(name_key(${parameter}), '([\\\\%_])', '\\\\\\1', 'g') || '%'`
}
