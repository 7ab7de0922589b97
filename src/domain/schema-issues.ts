// What a schema finds wrong, in sentences people understand: the same for files written by hand and for requests.
import { z } from 'zod'

const locale = z.locales.vi().localeError
const typeNames: Record<string, string> = {
  string: 'chuỗi',
  number: 'số',
  int: 'số nguyên',
  boolean: 'true hoặc false',
  array: 'danh sách',
  object: 'nhóm mục',
  record: 'nhóm mục',
  null: 'để trống',
}

/** Sentences for what people get wrong most; zod's own Vietnamese for the rest. A schema's own message comes first. */
export function vietnamese(issue: z.core.$ZodRawIssue): ReturnType<typeof locale> {
  if (issue.code === 'unrecognized_keys') return `Không có mục tên "${issue.keys.join('", "')}".`
  if (issue.code !== 'invalid_type') return locale(issue)
  if (issue.input === undefined) return 'Thiếu giá trị bắt buộc.'
  const found = issue.input === null ? 'null' : Array.isArray(issue.input) ? 'array' : typeof issue.input
  return `Phải là ${typeNames[issue.expected] ?? issue.expected}, đang là ${typeNames[found] ?? found}.`
}

/** An unknown key is told at the key itself, not at the object around it. */
export function pathsOf(issue: z.core.$ZodIssue): PropertyKey[][] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
}
