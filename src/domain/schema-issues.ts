// What a schema finds wrong, in sentences people understand: the same for files written by hand and for requests.
import { z } from 'zod'
import { joined, labelled, say, type Text } from './text.ts'

/** One fault of data that came from outside. An unknown key is told at the key itself. */
export interface SchemaIssue {
  path: PropertyKey[]
  message: Text
}

type Read<T> = { ok: true; data: T } | { ok: false; issues: SchemaIssue[] }

/** Data through its schema: what it makes of them, or every fault in both languages. */
export function readAs<S extends z.ZodType>(schema: S, data: unknown): Read<z.output<S>> {
  const parsed = schema.safeParse(data, { error: vietnamese })
  if (parsed.success) return { ok: true, data: parsed.data }
  // A schema finds the same faults in the same order each time.
  const inEnglish = schema.safeParse(data, { error: english }).error?.issues ?? []
  const issues = parsed.error.issues.flatMap((issue, index) =>
    pathsOf(issue).map((path) => ({ path, message: textOf(issue.message, inEnglish[index]?.message) })),
  )
  return { ok: false, issues }
}

const ownWords = new Map<string, string>()

/** A schema's own sentence, for its `error`. It comes before all that is said here. */
export function schemaSays(vi: string, en: string): string {
  ownWords.set(vi, en)
  return vi
}

function textOf(vi: string, en = vi): Text {
  return say(vi, vi === en ? (ownWords.get(vi) ?? vi) : en)
}

interface Words {
  locale: (issue: z.core.$ZodRawIssue) => ReturnType<z.core.$ZodErrorMap>
  types: Readonly<Record<string, string>>
  or: string
  other: string
  missing: string
  empty: string
  day: string
  form: string
  noForm: string
  unknown(names: string): string
  more(count: number): string
  atLeast(count: number): string
  atMost(count: unknown): string
  oneOf(values: string): string
  /** A number that is too small or too large; without `isSame` the bound itself is too. */
  bound(side: 'small' | 'big', bound: unknown, isSame: boolean): string
  items(side: 'small' | 'big', count: number): string
  must(wanted: string, found: string): string
}

const inVietnamese: Words = {
  locale: z.locales.vi().localeError,
  types: {
    string: 'chuỗi',
    number: 'số',
    int: 'số nguyên',
    boolean: 'true hoặc false',
    array: 'danh sách',
    object: 'nhóm mục',
    record: 'nhóm mục',
    null: 'để trống',
    infinite: 'số vô hạn hoặc không phải số',
  },
  or: ', hoặc ',
  other: 'giá trị khác',
  missing: 'Thiếu giá trị bắt buộc.',
  empty: 'Không được để trống.',
  day: 'Cần một ngày có thật, viết như 2026-11-30.',
  form: 'Chưa đúng dạng yêu cầu.',
  noForm: 'Giá trị không thuộc dạng nào được phép ở đây.',
  unknown: (names) => `Không có mục tên ${names}.`,
  more: (count) => ` và ${count} mục khác`,
  atLeast: (count) => `Phải có ít nhất ${count} ký tự.`,
  atMost: (count) => `Dài quá ${String(count)} ký tự.`,
  oneOf: (values) => `Cần một trong: ${values}.`,
  bound: (side, bound, isSame) =>
    `Phải ${side === 'small' ? 'lớn hơn' : 'nhỏ hơn'} ${isSame ? 'hoặc bằng ' : ''}${String(bound)}.`,
  items: (side, count) => (side === 'small' ? `Cần ít nhất ${count} mục.` : `Không quá ${count} mục.`),
  must: (wanted, found) => `Phải là ${wanted}, đang là ${found}.`,
}

const inEnglishWords: Words = {
  locale: z.locales.en().localeError,
  types: {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a group of fields',
    record: 'a group of fields',
    null: 'empty',
    infinite: 'endless or no number',
  },
  or: ' or ',
  other: 'something else',
  missing: 'A value is needed.',
  empty: 'This may not be empty.',
  day: 'A day that exists is needed, written as 2026-11-30.',
  form: 'This has not the form that is asked for.',
  noForm: 'The value has none of the forms allowed here.',
  unknown: (names) => `There is no field named ${names}.`,
  more: (count) => ` and ${count} others`,
  atLeast: (count) => `At least ${count} characters are needed.`,
  atMost: (count) => `Longer than ${String(count)} characters.`,
  oneOf: (values) => `One of these is needed: ${values}.`,
  bound: (side, bound, isSame) =>
    `Must be ${side === 'small' ? 'more than' : 'less than'} ${isSame ? 'or equal to ' : ''}${String(bound)}.`,
  items: (side, count) =>
    side === 'small'
      ? `At least ${count} ${count === 1 ? 'item is' : 'items are'} needed.`
      : `No more than ${count} items.`,
  must: (wanted, found) => `Must be ${wanted}, is ${found}.`,
}

/** Sentences for what people get wrong most; zod's own for the rest. */
const sentences = (words: Words) => (issue: z.core.$ZodRawIssue) => {
  if (issue.code === 'unrecognized_keys') return words.unknown(listed(issue.keys, words))
  if (issue.code === 'invalid_union') return unionSentence(issue, words)
  if (issue.code === 'too_small' && issue.origin === 'string')
    return Number(issue.minimum) <= 1 ? words.empty : words.atLeast(Number(issue.minimum))
  if (issue.code === 'invalid_format' && issue.input === '') return words.empty
  if (issue.code === 'invalid_format' && issue.format === 'date') return words.day
  if (issue.code === 'invalid_format' && issue.format === 'regex') return words.form
  if (issue.code === 'too_big' && issue.origin === 'string') return words.atMost(issue.maximum)
  if (issue.code === 'too_small') return ofSize(issue, 'small', issue.minimum, words)
  if (issue.code === 'too_big') return ofSize(issue, 'big', issue.maximum, words)
  if (issue.code === 'invalid_value' && issue.values.length > 1)
    return isEmpty(issue.input) ? words.missing : words.oneOf(issue.values.slice(0, 20).map(String).join(', '))
  if (issue.code !== 'invalid_type') return words.locale(issue)
  if (issue.input === undefined) return words.missing
  const found = typeOf(issue.input)
  return words.must(words.types[issue.expected] ?? issue.expected, words.types[found] ?? found)
}

const isEmpty = (input: unknown) => input === undefined || input === ''

type Size = z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig>

function ofSize(issue: Size, side: 'small' | 'big', bound: unknown, words: Words) {
  if (issue.origin === 'array') return words.items(side, Number(bound))
  const isNumber = issue.origin === 'number' || issue.origin === 'int'
  return isNumber ? words.bound(side, bound, issue.inclusive === true) : words.locale(issue)
}

export const vietnamese = sentences(inVietnamese)
const english = sentences(inEnglishWords)

/** Where one of several forms was asked for: which types these are, as far as it is a matter of types. */
function unionSentence({ input, errors = [] }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>, words: Words) {
  if (input === undefined) return words.missing
  const wanted = errors.flatMap(([first]) =>
    first?.code === 'invalid_type' && first.path.length === 0 ? [words.types[first.expected] ?? first.expected] : [],
  )
  if (wanted.length === 0 || wanted.length < errors.length) return words.noForm
  return words.must([...new Set(wanted)].join(words.or), words.types[typeOf(input)] ?? words.other)
}

function typeOf(input: unknown): string {
  if (typeof input === 'number' && !Number.isFinite(input)) return 'infinite'
  return input === null ? 'null' : Array.isArray(input) ? 'array' : typeof input
}

/** What somebody sent may be endless; what they are told is not. */
function listed(keys: readonly string[], words: Words): string {
  const names = keys.slice(0, 5).map((key) => `"${key.length > 60 ? `${key.slice(0, 60)}…` : key}"`)
  return names.join(', ') + (keys.length > 5 ? words.more(keys.length - 5) : '')
}

/** An unknown key is told at the key itself, not at the object around it. */
export function pathsOf(issue: z.core.$ZodIssue): PropertyKey[][] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
}

/** So many faults are told of one input; the first ones are made into a sentence. */
export const toldFaults = { listed: 100, said: 10 }

/** The first faults in one text: all of an input that is wrong throughout nobody reads. */
export function sentenceOf(faults: readonly SchemaIssue[]): Text {
  const more = faults.length - toldFaults.said
  const told = faults
    .slice(0, toldFaults.said)
    .map(({ path, message }) => labelled(path.map(String).join('.').slice(0, 200), message))
  return joined(more > 0 ? [...told, say(`Và ${more} lỗi khác.`, `And ${more} more.`)] : told)
}

/** The first fault of a file, and how many more there are. */
export function firstSentence(faults: readonly { path: string; message: Text }[]): Text {
  const { vi, en } = joined(faults.slice(0, 1).map(({ path, message }) => labelled(path, message)))
  const more = faults.length - 1
  return more > 0 ? say(`${vi} (và ${more} lỗi khác)`, `${en} (and ${more} more)`) : say(vi, en)
}
