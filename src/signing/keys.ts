// The one key store: the department's P12 for papers, an Ed25519 key for credentials and packages. Private keys stay in files.
import { createPrivateKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import { ed25519Key, type Ed25519Key } from './bytes.ts'
import { makeDemonstrationP12, readP12 } from './p12.ts'

export interface SigningKeys {
  ed25519: Ed25519Key
  paper: PaperKey
}

/** What signs PDF. */
export interface PaperKey {
  privateKey: KeyObject
  /** DER; the signer's own first, then those above it. */
  certificates: readonly Buffer[]
  /** Made by the program, trusted by nobody: papers say so. */
  demonstration: boolean
}

type Settings = Pick<Config, 'dataDir' | 'signing'>

/**
 * The keys of the settings; what is not set is read from the data folder, where `initSigningKeys` made it. Throws `configuration` that names the file at fault, never what is in it.
 */
export function readSigningKeys(settings: Settings): SigningKeys {
  return { ed25519: readEd25519(settings), paper: readPaperKey(settings) }
}

/** The same, after what is missing was made. */
export function openSigningKeys(settings: Settings, now: string): SigningKeys {
  initSigningKeys(settings, demonstrationNames, now)
  return readSigningKeys(settings)
}

/** The names under which the demonstration P12 is made. */
export interface DemonstrationNames {
  /** Who signs, e.g. `Sở Giáo dục và Đào tạo tỉnh Mẫu`. */
  signer: string
  issuer: string
}

export const demonstrationNames: DemonstrationNames = {
  signer: 'Sở Giáo dục và Đào tạo (khóa trình diễn)',
  issuer: 'Cơ quan chứng thực trình diễn',
}

/** Makes the keys that are missing in the data folder; answers the files that it made. */
export function initSigningKeys({ dataDir, signing }: Settings, names: DemonstrationNames, now: string): string[] {
  const made: string[] = []
  const keep = (name: string, bytes: () => string | Buffer) => {
    if (writeNew(dataDir, name, bytes)) made.push(join(dataDir, name))
  }
  if (signing.key === null)
    keep(files.key, () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))
  if (signing.p12 === null) {
    keep(files.password, () => randomBytes(24).toString('base64url'))
    keep(files.p12, () => makeDemonstrationP12(names, readKept(dataDir, files.password).toString(), now))
  }
  return made
}

const files = { key: 'signing-key.pem', p12: 'signing-demo.p12', password: 'signing-demo.password' } as const

function readEd25519({ dataDir, signing }: Settings): Ed25519Key {
  const path = signing.key ?? join(dataDir, files.key)
  try {
    const key = createPrivateKey(readFileSync(path))
    if (key.asymmetricKeyType === 'ed25519') return ed25519Key(key)
  } catch (error) {
    throw unusable('SIGNING_KEY', path, error)
  }
  throw unusable('SIGNING_KEY', path, new Error('not an Ed25519 key'))
}

function readPaperKey({ dataDir, signing }: Settings): PaperKey {
  const path = signing.p12 ?? join(dataDir, files.p12)
  try {
    const password = signing.p12 === null ? readKept(dataDir, files.password).toString() : signing.p12Password
    return { ...readP12(readFileSync(path), password), demonstration: signing.p12 === null }
  } catch (error) {
    throw unusable('SIGNING_P12', path, error)
  }
}

const readKept = (dataDir: string, name: string): Buffer => readFileSync(join(dataDir, name))

/** Two servers that start at once agree: the file is there whole or not at all, only one of them makes it, both read it. */
function writeNew(dataDir: string, name: string, bytes: () => string | Buffer): boolean {
  const path = join(dataDir, name)
  if (existsSync(path)) return false
  const draft = `${path}.${process.pid}`
  try {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(draft, bytes(), { mode: 0o600 })
    linkSync(draft, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw unusable('DATA_DIR', path, error)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** The cause says whether the password or the file is wrong; no library puts a key into its errors. */
function unusable(variable: string, path: string, cause: unknown): AppError {
  const told = cause instanceof AppError ? ` ${cause.message}` : ''
  const message = `Không dùng được khóa ký ở ${path} (${variable}).${told}`
  return new AppError('configuration', message, { variable }, { cause })
}
