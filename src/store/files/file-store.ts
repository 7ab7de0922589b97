// Where files of evidence are kept: each under the SHA-256 of its content, on a local disk or in an S3-compatible store.
import type { Readable } from 'node:stream'
import { localStore } from './local.ts'
import type { S3Settings } from './s3.ts'

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
export function fileStoreOf({ filesDir, s3 }: { filesDir: string; s3: S3Settings | null }): FileStore {
  return s3 ? whenAsked(async () => (await import('./s3.ts')).s3Store(s3, filesDir)) : localStore(filesDir)
}

/** A store that is made when it is first asked: the client of S3 is a large library, and few servers need it. */
function whenAsked(make: () => Promise<FileStore>): FileStore {
  let made: Promise<FileStore> | undefined
  const store = () => (made ??= make())
  return {
    put: async (...content) => (await store()).put(...content),
    get: async (...what) => (await store()).get(...what),
    has: async (sha256) => (await store()).has(sha256),
    delete: async (sha256) => (await store()).delete(sha256),
  }
}
