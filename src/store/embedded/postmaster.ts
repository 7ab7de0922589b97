// One postmaster of a cluster folder: what its pid file says, starting it, asking whether it answers, stopping it.
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Binaries } from './binaries.ts'
import type { ClusterFolder } from './data-folder.ts'
import { clusterUser, isAlive, passwordFile, serverEnvironment } from './data-folder.ts'

/** Where a server listens: a socket folder or a loopback address. */
export type Endpoint = { host: string; port: number; password?: string }
export type Running = { pid: number; endpoint: Endpoint }
export type Answer = 'ready' | 'starting' | 'silent'

/** What `postmaster.pid` says, or undefined when there is none or its process is gone. */
export function readPidFile(cluster: string): Running | undefined {
  const lines = readText(join(cluster, 'postmaster.pid'))?.split('\n') ?? []
  const [pid, , , port, socketFolder, address] = lines.map((line) => line.trim())
  if (!pid || !port || !isAlive(Number(pid))) return undefined
  if (socketFolder) return { pid: Number(pid), endpoint: { host: socketFolder, port: Number(port) } }
  if (!address) return undefined
  const password = readText(join(cluster, passwordFile))?.trim() ?? ''
  return { pid: Number(pid), endpoint: { host: address, port: Number(port), password } }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Asks a server whether it answers and serves this very cluster folder. */
export async function ask(endpoint: Endpoint, pid: number): Promise<Answer> {
  const client = new pg.Client({ ...endpoint, user: clusterUser, database: 'postgres', connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const found = await client.query<{ pid: string }>(
      `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) pid`,
    )
    return found.rows[0]?.pid.trim() === String(pid) ? 'ready' : 'silent'
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === '57P03' ? 'starting' : 'silent'
  } finally {
    await client.end().catch(() => undefined)
  }
}

export type Launch = {
  folder: ClusterFolder
  binaries: Binaries
  settings: Readonly<Record<string, string>>
}
export type Launched = { pid: number; exited: () => boolean; log: () => string }

/**
 * Starts `postgres` in a session of its own, so that Ctrl-C reaches our program first and it can stop in order.
 * On Linux the kernel sends it SIGINT (a clean stop) when our program dies, however it dies.
 */
export function launch({ folder, binaries, settings }: Launch): Launched {
  const { cluster, user } = folder
  const logFile = join(cluster, 'server.log')
  const output = openSync(logFile, 'a', 0o600)
  if (user) chownSync(logFile, user.uid, user.gid)
  const start = statSync(logFile).size
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [...parentDeathSignal(), binaries.postgres, '-D', cluster, ...options]
  const child = spawn(command[0] ?? binaries.postgres, command.slice(1), {
    ...user,
    cwd: cluster,
    env: serverEnvironment(),
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  let exited = false
  const ended = () => {
    exited = true
  }
  child.once('exit', ended)
  child.once('error', ended)
  child.unref()
  return { pid: child.pid ?? 0, exited: () => exited, log: () => readFrom(logFile, start) }
}

let deathSignal: string[] | undefined

/** The signal follows the thread that spawned the child, so a launcher belongs in the main thread, not in a worker. */
function parentDeathSignal(): string[] {
  if (deathSignal) return deathSignal
  const works =
    process.platform === 'linux' &&
    spawnSync('setpriv', ['--pdeathsig', 'INT', 'true'], { stdio: 'ignore' }).status === 0
  deathSignal = works ? ['setpriv', '--pdeathsig', 'INT', '--'] : []
  return deathSignal
}

function readFrom(path: string, start: number): string {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size <= start) return ''
  const file = openSync(path, 'r')
  const buffer = Buffer.alloc(Math.min(size - start, 64 * 1024))
  const length = readSync(file, buffer, 0, buffer.length, size - buffer.length)
  closeSync(file)
  return buffer.toString('utf8', 0, length)
}

/** Stops a postmaster and waits for its end: `fast` rolls back and checkpoints, `immediate` is a crash on purpose. */
export async function stopPostmaster(cluster: string, pid: number, mode: 'fast' | 'immediate'): Promise<void> {
  // The pid file names it still: a number that the system gave to another program meanwhile is never signalled.
  if (readPidFile(cluster)?.pid !== pid) return
  process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
  const deadline = Date.now() + 60_000
  while (isAlive(pid)) {
    if (Date.now() > deadline) throw new Error(`postgres ${pid} does not stop`)
    await sleep(10)
  }
}
