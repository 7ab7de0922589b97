// What an error says of a form: a sentence for each field, whatever shape the error's details have.
import { AppError, type ErrorCode } from '../domain/errors.ts'
import type { SchemaIssue } from '../domain/schema-issues.ts'
import { say, type Text } from '../domain/text.ts'

export interface Fault {
  /** The id of the field, when the error names one. */
  field?: string
  message: Text
}

interface Issue {
  path: string | readonly PropertyKey[]
  message: Text
}

/** The issues of an error, or its sentence at the field `otherwise`. */
export function faultsOf(error: AppError, otherwise?: string): Fault[] {
  const issues = (error.details as { issues?: readonly Issue[] } | undefined)?.issues ?? []
  if (issues.length === 0) return [named(error.sentence, otherwise)]
  return issues.map(({ path, message }) => {
    const field = typeof path === 'string' ? path : path.map(String).join('.')
    return field === '' ? { message } : { field, message }
  })
}

/** What a person is told beside the form of an error with one of these codes; any other is thrown on. */
export function refusalOf(error: unknown, codes: readonly ErrorCode[]): Fault[] {
  if (error instanceof AppError && codes.includes(error.code)) return faultsOf(error)
  throw error
}

/** What a schema says of a form whose fields bear the names of its parts; `before` comes before each name. */
export function issuesOf(issues: readonly SchemaIssue[], before = ''): Fault[] {
  return issues.map(({ path, message }) => ({ field: before + path.map(String).join('.'), message }))
}

/** `email: Email này đã có tài khoản.` is the sentence of the field `email`. */
function named({ vi, en }: Text, otherwise: string | undefined): Fault {
  const [label = '', field] = /^([a-z]\w*): /.exec(vi) ?? []
  if (field !== undefined) return { field, message: say(vi.slice(label.length), en.slice(label.length)) }
  return { message: say(vi, en), ...(otherwise ? { field: otherwise } : {}) }
}
