// The content store in any S3-compatible service. A file is measured on the local disk first: its hash is its key.
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { AppError } from '../../domain/errors.ts'
import type { FileStore } from './file-store.ts'
import { draftOf } from './hashed-file.ts'
import { notStored, storeAway } from './local.ts'

export interface S3Settings {
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** `dir` is a local folder for what is on its way. */
export function s3Store(settings: S3Settings, dir: string): FileStore {
  const client = clientOf(settings)
  const at = (sha256: string) => ({ Bucket: settings.bucket, Key: `${sha256.slice(0, 2)}/${sha256}` })
  const has = (sha256: string) =>
    reached(() => client.send(new HeadObjectCommand(at(sha256)))).then(
      () => true,
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'notFound') return false
        throw error
      },
    )
  return {
    has,
    async put(content) {
      const { path, sha256, size } = await draftOf(content, dir)
      try {
        // The service holds what arrives against the hash, and so never keeps half a file.
        const checksum = Buffer.from(sha256, 'hex').toString('base64')
        const put = { ...at(sha256), ContentLength: size, ChecksumSHA256: checksum }
        if (!(await has(sha256)))
          await reached(() => client.send(new PutObjectCommand({ ...put, Body: createReadStream(path) })))
      } finally {
        await rm(path, { force: true })
      }
      return { sha256, size }
    },
    get: (sha256, range) =>
      reached(async () => {
        const part = range ? { Range: `bytes=${range.start}-${range.end}` } : {}
        const { Body } = await client.send(new GetObjectCommand({ ...at(sha256), ...part }))
        if (Body instanceof Readable) return Body
        throw new Error('the store answered no stream')
      }),
    delete: async (sha256) => {
      await reached(() => client.send(new DeleteObjectCommand(at(sha256))))
    },
  }
}

function clientOf({ endpoint, region, accessKeyId, secretAccessKey }: S3Settings): S3Client {
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Services other than Amazon's answer to buckets in the path, and not all know checksums in trailers.
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 60_000 },
  })
}

async function reached<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof NotFound || error instanceof NoSuchKey) throw notStored(error)
    throw storeAway(error)
  }
}
