// The one error class of the product: a code from a closed list, a sentence a person understands, details for machines.
import { labelled, said, say, type Text } from './text.ts'

/** Every way in which the product refuses or fails; only `http/problem.ts` knows which status each one becomes. */
export const errorCodes = [
  'notAllowed',
  'staleVersion',
  'invalid',
  'keyReused',
  'forbidden',
  'notFound',
  'unauthenticated',
  'conflict',
  'tooMany',
  'databaseUnavailable',
  'serviceUnavailable',
  'configuration',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** What only whoever runs the server reads, in its log and terminal: clients are told no more than that it is so. */
type OperatorCode = 'configuration' | 'databaseUnavailable'

/** Thrown by everything that is not pure. The sentence is for people, in both languages; details carry the rest. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly sentence: Text
  readonly details: unknown

  constructor(code: OperatorCode, sentence: Text | string, details?: unknown, options?: ErrorOptions)
  constructor(code: ErrorCode, sentence: Text, details?: unknown, options?: ErrorOptions)
  constructor(code: ErrorCode, sentence: Text | string, details?: unknown, options?: ErrorOptions) {
    const told = typeof sentence === 'string' ? said(sentence) : sentence
    super(told.vi, options)
    this.code = code
    this.sentence = told
    this.details = details
  }
}

/** There is no such thing, or whoever asks may not know of it. */
export function notFound(): AppError {
  return new AppError('notFound', say('Không tìm thấy.', 'Not found.'))
}

/** The thing is known, but not for this role to do. */
export function roleForbids(): AppError {
  return new AppError('forbidden', say('Vai trò của bạn không được làm việc này.', 'Your role may not do this.'))
}

/** `invalid` at one field. */
export function invalidAt(path: string, message: Text, more: object = {}): AppError {
  return new AppError('invalid', labelled(path, message), { issues: [{ path, message }], ...more })
}
