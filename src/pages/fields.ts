// What a form sent: texts and files by the name of their field, in the order in which they were sent.
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { unkeepable } from '../domain/keepable.ts'

export interface Fields {
  /** The last value of that name, '' when there is none. */
  text(name: string): string
  /** All values of that name. */
  all(name: string): string[]
  has(name: string): boolean
  file(name: string): File | null
  /** All files of that name that hold something. */
  files(name: string): File[]
  /** Every text field. */
  entries(): [string, string][]
}

const most = 5000

/** The version a form was opened at, when it says one. */
export function versionIn(text: string): number | undefined {
  const version = Number(text)
  return Number.isSafeInteger(version) && version > 0 ? version : undefined
}

/** Throws `invalid` for text that cannot be kept and for a form with more fields than any of ours. */
export function fieldsOf(form: FormData | null): Fields {
  const given = [...(form ?? new FormData()).entries()]
  if (given.length > most)
    throw new AppError('invalid', say('Biểu mẫu có quá nhiều mục.', 'The form has too many fields.'))
  const texts = given.flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value.replaceAll('\r\n', '\n')]] : [],
  )
  const broken = unkeepable(texts)
  if (broken) throw new AppError('invalid', broken.message)
  const all = (name: string) => texts.filter(([key]) => key === name).map(([, value]) => value)
  const files = (name: string) =>
    given.flatMap(([key, value]) => (key === name && value instanceof File && value.size > 0 ? [value] : []))
  return {
    all,
    text: (name) => all(name).at(-1) ?? '',
    has: (name) => texts.some(([key]) => key === name),
    entries: () => texts,
    file: (name) => files(name).at(-1) ?? null,
    files,
  }
}
