// The one error class of the product: a code from a closed list, a sentence a person understands, details for machines.

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

/** Thrown by everything that is not pure. The message is Vietnamese, for people; details carry the rest. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly details: unknown

  constructor(code: ErrorCode, message: string, details?: unknown, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.details = details
  }
}
