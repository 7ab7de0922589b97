// The server's own key: what has to be read again (one-time secrets, links that wait to be mailed) is stored sealed with it.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'

/** 32 bytes: from SECRET_KEY, else kept in the data folder, made there (mode 600) at the first start. */
export function readSecretKey({ secretKey, dataDir }: Pick<Config, 'secretKey' | 'dataDir'>): Buffer {
  return createHash('sha256')
    .update(secretKey ?? keptKey(dataDir))
    .digest()
}

function keptKey(dataDir: string): string {
  const path = join(dataDir, 'secret-key')
  try {
    mkdirSync(dataDir, { recursive: true })
    // Two servers that start at once agree: only one of them makes the file, both read it.
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw unusable(path, error)
  }
  const key = read(path)
  if (key.length >= 32) return key
  throw unusable(path, new Error('the file is too short'))
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw unusable(path, error)
  }
}

function unusable(path: string, cause: unknown): AppError {
  return new AppError(
    'configuration',
    say(
      `Không dùng được khóa bí mật ở ${path}. Hãy đặt SECRET_KEY.`,
      `The secret key at ${path} cannot be used. Set SECRET_KEY.`,
    ),
    undefined,
    {
      cause,
    },
  )
}

/** AES-256-GCM: nonce, tag and text in one string. */
export function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** `null` for what was sealed with another key or changed since. */
export function unseal(key: Buffer, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < 28) return null
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
    cipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
