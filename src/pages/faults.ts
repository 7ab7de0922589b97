// What an error says of a form: a sentence for each field, whatever shape the error's details have.
import { AppError, type ErrorCode } from '../domain/errors.ts'

export interface Fault {
  /** The id of the field, when the error names one. */
  field?: string
  message: string
}

interface Issue {
  path: string | readonly PropertyKey[]
  message: string | { vi: string }
}

/** The issues of an error, or its sentence at the field `otherwise`. */
export function faultsOf(error: AppError, otherwise?: string): Fault[] {
  const issues = (error.details as { issues?: readonly Issue[] } | undefined)?.issues ?? []
  if (issues.length === 0) return [named(error.message, otherwise)]
  return issues.map(({ path, message }) => {
    const field = typeof path === 'string' ? path : path.map(String).join('.')
    const sentence = typeof message === 'string' ? message : message.vi
    return field === '' ? { message: sentence } : { field, message: sentence }
  })
}

/** What a person is told beside the form of an error with one of these codes; any other is thrown on. */
export function refusalOf(error: unknown, codes: readonly ErrorCode[]): Fault[] {
  if (error instanceof AppError && codes.includes(error.code)) return faultsOf(error)
  throw error
}

/** What a schema says of a form whose fields bear the names of its parts. */
export function issuesOf({
  issues,
}: {
  issues: readonly { path: readonly PropertyKey[]; message: string }[]
}): Fault[] {
  return issues.map(({ path, message }) => ({ field: String(path[0]), message }))
}

/** `email: Email này đã có tài khoản.` is the sentence of the field `email`. */
function named(sentence: string, otherwise: string | undefined): Fault {
  const [, field, message] = /^([a-z]\w*): (.+)$/s.exec(sentence) ?? []
  if (field !== undefined && message !== undefined) return { field, message }
  return { message: sentence, ...(otherwise ? { field: otherwise } : {}) }
}
