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
  infinite: 'số vô hạn hoặc không phải số',
}

/** Sentences for what people get wrong most; zod's own Vietnamese for the rest. A schema's own message comes first. */
export function vietnamese(issue: z.core.$ZodRawIssue): ReturnType<typeof locale> {
  if (issue.code === 'unrecognized_keys') return `Không có mục tên ${listed(issue.keys)}.`
  if (issue.code === 'invalid_union') return unionSentence(issue)
  if (issue.code === 'too_small' && issue.origin === 'string') return tooShort(Number(issue.minimum))
  if (issue.code === 'too_big' && issue.origin === 'string') return `Dài quá ${issue.maximum} ký tự.`
  if (issue.code !== 'invalid_type') return locale(issue)
  if (issue.input === undefined) return 'Thiếu giá trị bắt buộc.'
  const found = typeOf(issue.input)
  return `Phải là ${typeNames[issue.expected] ?? issue.expected}, đang là ${typeNames[found] ?? found}.`
}

const tooShort = (least: number) => (least <= 1 ? 'Không được để trống.' : `Phải có ít nhất ${least} ký tự.`)

/** Where one of several forms was asked for: which types these are, as far as it is a matter of types. */
function unionSentence({ input, errors = [] }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string {
  if (input === undefined) return 'Thiếu giá trị bắt buộc.'
  const wanted = errors.flatMap(([first]) =>
    first?.code === 'invalid_type' && first.path.length === 0 ? [typeNames[first.expected] ?? first.expected] : [],
  )
  if (wanted.length === 0 || wanted.length < errors.length) return 'Giá trị không thuộc dạng nào được phép ở đây.'
  return `Phải là ${[...new Set(wanted)].join(', hoặc ')}, đang là ${typeNames[typeOf(input)] ?? 'giá trị khác'}.`
}

function typeOf(input: unknown): string {
  if (typeof input === 'number' && !Number.isFinite(input)) return 'infinite'
  return input === null ? 'null' : Array.isArray(input) ? 'array' : typeof input
}

/** What somebody sent may be endless; what they are told is not. */
function listed(keys: readonly string[]): string {
  const names = keys.slice(0, 5).map((key) => `"${key.length > 60 ? `${key.slice(0, 60)}…` : key}"`)
  return names.join(', ') + (keys.length > 5 ? ` và ${keys.length - 5} mục khác` : '')
}

/** An unknown key is told at the key itself, not at the object around it. */
export function pathsOf(issue: z.core.$ZodIssue): PropertyKey[][] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
}

/** So many faults are told of one input; the first ones are made into a sentence. */
export const toldFaults = { listed: 100, said: 10 }

/** The first faults in one text: all of an input that is wrong throughout nobody reads. */
export function sentenceOf(faults: readonly { path: string; message: string }[]): string {
  const { said } = toldFaults
  const told = faults.slice(0, said).map(({ path, message }) => (path ? `${path.slice(0, 200)}: ${message}` : message))
  return [...told, ...(faults.length > said ? [`Và ${faults.length - said} lỗi khác.`] : [])].join(' ')
}
