// The folder of an embedded cluster: checked before anything is written, made whole or not at all.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { AppError } from '../../domain/errors.ts'
import type { Binaries } from './binaries.ts'
import { explainFolder, explainLog, unreachable } from './explain-start.ts'
import type { ServerUser } from './server-user.ts'
import { canReach } from './server-user.ts'

/** The PostgreSQL part of a data folder; `DATA_DIR` itself also holds the evidence files. */
export type ClusterFolder = { dataDir: string; cluster: string; user: ServerUser }

/** The name of the superuser of every embedded cluster, and of its database. */
export const clusterUser = 'kiemdinh'
export const passwordFile = 'kiemdinh.password'

/** Says where a cluster lies and who runs it. An existing cluster keeps its owner, as PostgreSQL insists on it. */
export function clusterFolder(dataDir: string, user: ServerUser): ClusterFolder {
  const absolute = resolve(dataDir)
  const cluster = join(absolute, 'postgres')
  const found = existsSync(cluster) ? statSync(cluster) : undefined
  const owner = user && found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : user
  return { dataDir: absolute, cluster, user: owner }
}

/** Refuses a folder that cannot work before anything in it is touched, and says what to do instead. */
export function checkFolder({ dataDir, cluster, user }: ClusterFolder, major: number): void {
  const ancestor = nearestExisting(dataDir)
  if (!statSync(ancestor).isDirectory()) throw explainFolder(fault('ENOTDIR'), dataDir)
  if (user && !canReach(user, ancestor, 'x')) throw unreachable(dataDir, ancestor, user.uid)
  if (!existsSync(cluster)) {
    if (!canReach(undefined, ancestor, 'w')) throw explainFolder(fault('EACCES'), dataDir)
    return
  }
  const version = readVersion(cluster)
  if (version === String(major)) return
  const sentence = version
    ? `dữ liệu ở đó do PostgreSQL ${version} tạo ra, còn bản này chạy PostgreSQL ${major}`
    : `${cluster} không phải là dữ liệu của PostgreSQL, hoặc không đọc được`
  throw new AppError(
    'configuration',
    `Không dùng được thư mục dữ liệu ${dataDir}: ${sentence}. Hãy đặt DATA_DIR tới một thư mục khác.`,
    { english: `the cluster is of version ${version ?? 'unknown'}, the server is ${major}`, dataDir },
  )
}

function fault(code: string): Error {
  return Object.assign(new Error(code), { code })
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path))
}

function readVersion(cluster: string): string | undefined {
  try {
    return readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  } catch {
    return undefined
  }
}

/** Makes the cluster in a draft folder and moves it into place, so a killed or failed start leaves nothing half-made. */
export function initialise(folder: ClusterFolder, binaries: Binaries): void {
  const { dataDir, cluster, user } = folder
  const made = makeFolders(dataDir, user)
  const draft = join(dataDir, `postgres.draft-${process.pid}`)
  const password = `${draft}.password`
  try {
    removeDeadDrafts(dataDir)
    rmSync(draft, { recursive: true, force: true })
    mkdirSync(draft, { mode: 0o700 })
    writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
    if (user) for (const path of [draft, password]) chownSync(path, user.uid, user.gid)
    runInitdb(folder, binaries, draft, password)
    renameSync(password, join(draft, passwordFile))
    moveIntoPlace(draft, cluster)
  } catch (error) {
    throw explainFolder(error, dataDir)
  } finally {
    rmSync(draft, { recursive: true, force: true })
    rmSync(password, { force: true })
    if (!existsSync(cluster)) removeEmpty(made)
  }
}

/** As root the folders are open for passing through, as another user runs the server below them; never for reading. */
function makeFolders(dataDir: string, user: ServerUser): string[] {
  const missing: string[] = []
  for (let path = dataDir; !existsSync(path); path = dirname(path)) missing.push(path)
  try {
    for (const path of missing.toReversed()) {
      mkdirSync(path, { recursive: true })
      chmodSync(path, user ? 0o711 : 0o700)
    }
  } catch (error) {
    removeEmpty(missing)
    throw explainFolder(error, dataDir)
  }
  return missing
}

function removeEmpty(folders: readonly string[]): void {
  for (const path of folders) {
    try {
      rmdirSync(path)
    } catch {
      return
    }
  }
}

function removeDeadDrafts(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const pid = /^postgres\.draft-(\d+)/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) rmSync(join(dataDir, name), { recursive: true, force: true })
  }
}

/** Whether a process of that id exists, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** `builtin C.UTF-8`: the speed of C, but upper and lower case of Vietnamese letters; sort names by "vi-x-icu". */
function runInitdb({ dataDir, user }: ClusterFolder, { initdb }: Binaries, draft: string, password: string): void {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const auth = ['--auth-local=trust', '--auth-host=scram-sha-256', `--pwfile=${password}`]
  const result = spawnSync(initdb, ['-D', draft, `--username=${clusterUser}`, ...locale, ...auth], {
    ...user,
    cwd: '/',
    env: serverEnvironment(),
    encoding: 'utf8',
  })
  if (result.error) throw result.error
  if (result.status !== 0) throw explainLog(`${result.stdout}\n${result.stderr}`, dataDir)
}

/** A server inherits nothing of ours but the path: PG* variables or a locale would change how it behaves. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', ...windowsEnvironment() }
}

function windowsEnvironment(): NodeJS.ProcessEnv {
  if (process.platform !== 'win32') return {}
  return { SystemRoot: process.env['SystemRoot'], TEMP: process.env['TEMP'] }
}

function moveIntoPlace(draft: string, cluster: string): void {
  try {
    renameSync(draft, cluster)
  } catch (error) {
    // Two programs may start on a new folder at once: the first one's cluster stays, the second's draft goes.
    if (!existsSync(join(cluster, 'PG_VERSION'))) throw error
  }
}
