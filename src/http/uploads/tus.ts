// The tus protocol 1.0.0 (core, creation, termination, expiration) as its clients speak it: headers in, headers out.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { problemOf, problemResponse } from '../problem.ts'

export const tusVersion = '1.0.0'

/** Headers of every answer. */
export const tusHeaders = { 'tus-resumable': tusVersion, 'cache-control': 'no-store' } as const

/** An error to which the protocol gives a status of its own. */
export class TusError extends Error {
  readonly status: number
  readonly error: AppError

  constructor(status: number, error: AppError) {
    super(error.message)
    this.status = status
    this.error = error
  }
}

/** Runs a request of the protocol; what it throws leaves with the headers of the protocol too. */
export async function speakingTus(
  header: (name: string) => string | undefined,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    requireVersion(header('tus-resumable'))
    return await work()
  } catch (error) {
    if (error instanceof TusError)
      return problemResponse(
        header,
        { ...problemOf(error.error), status: error.status },
        { ...tusHeaders, 'tus-version': tusVersion },
      )
    if (!(error instanceof AppError) || error.code === 'configuration') throw error
    return problemResponse(header, problemOf(error), tusHeaders)
  }
}

function requireVersion(version: string | undefined): void {
  if (version === tusVersion) return
  throw new TusError(
    412,
    new AppError('invalid', say(`Tus-Resumable phải là ${tusVersion}.`, `Tus-Resumable must be ${tusVersion}.`)),
  )
}

/** A header of a count of bytes. Throws `invalid`. */
export function bytesIn(name: string, header: string | undefined): number {
  if (header !== undefined && /^\d{1,15}$/.test(header)) return Number(header)
  throw new AppError('invalid', say(`${name}: phải là số byte.`, `${name}: must be a number of bytes.`))
}

/** `filename w6FuaA==,removeLocation dHJ1ZQ==` as names and values. Throws `invalid` for what is not base64 of UTF-8. */
export function metadataIn(header: string | undefined): Record<string, string> {
  if (header === undefined || header.trim() === '') return {}
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    const pairs = header.split(',').map((pair) => {
      const [name = '', value = '', ...rest] = pair.trim().split(' ')
      if (name === '' || rest.length > 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) throw new TypeError(pair)
      return [name, decoder.decode(Buffer.from(value, 'base64'))]
    })
    return Object.fromEntries(pairs) as Record<string, string>
  } catch (error) {
    throw new AppError(
      'invalid',
      say(
        'Upload-Metadata: phải gồm các cặp “tên giá-trị-base64”.',
        'Upload-Metadata: must be pairs of “name base64-value”.',
      ),
      undefined,
      {
        cause: error,
      },
    )
  }
}

/** `Upload-Expires` as HTTP writes a date. */
export const expiresHeader = (expiresAt: string): Record<string, string> => ({
  'upload-expires': new Date(expiresAt).toUTCString(),
})
