// Where files of evidence are kept: each under the SHA-256 of its content, on a local disk or in an S3-compatible store.
import type { Readable } from 'node:stream'
import { localStore } from './local.ts'
import { s3Store, type S3Settings } from './s3.ts'

export interface StoredContent {
  sha256: string
  /** Bytes. */
  size: number
}

/** Both ends are included, as in a Range header. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * Content lives under its own hash, so nothing is ever overwritten and the same file is kept once. Every method throws
 * `serviceUnavailable` when the store cannot be reached.
 */
export interface FileStore {
  /** Keeps what the stream brings; answered only once it is safe. */
  put(content: Readable): Promise<StoredContent>
  /** The content or a part of it. Throws `notFound` when there is none of this hash. */
  get(sha256: string, range?: ByteRange): Promise<Readable>
  has(sha256: string): Promise<boolean>
  /** For content that nothing refers to any more; what is not there is no error. */
  delete(sha256: string): Promise<void>
}

/** The store that the settings name: S3 where there is one, else the folder. */
export function fileStoreOf(settings: { filesDir: string; s3: S3Settings | null }): FileStore {
  return settings.s3 ? s3Store(settings.s3, settings.filesDir) : localStore(settings.filesDir)
}
