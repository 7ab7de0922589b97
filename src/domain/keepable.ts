// What no database keeps: text with a NUL or half of a character, and data nested without end. Told before anything else looks at it.
import { say, type Text } from './text.ts'

/** Deeper than any form; what goes by itself through all of it must not run out of room. */
const deepest = 64

/** The first place of such text in plain data, with a sentence; `null` = all can be kept. */
export function unkeepable(
  data: unknown,
  path: readonly PropertyKey[] = [],
): { path: readonly PropertyKey[]; message: Text } | null {
  if (typeof data === 'string') {
    if (!data.includes('\0') && data.isWellFormed()) return null
    return { path, message: say('Có ký tự không hợp lệ.', 'There is a character that cannot be kept.') }
  }
  if (typeof data !== 'object' || data === null) return null
  if (path.length >= deepest) return { path: path.slice(0, 3), message: say('Lồng quá nhiều lớp.', 'Nested too deep.') }
  for (const [key, value] of Object.entries(data)) {
    const found = unkeepable(key, path) ?? unkeepable(value, [...path, Array.isArray(data) ? Number(key) : key])
    if (found) return found
  }
  return null
}
