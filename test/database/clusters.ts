// Throwaway clusters, folders and programs for the tests of starting a database; all of them end with the test file.
import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { readPidFile, stopPostmaster } from '../../src/store/embedded/postmaster.ts'
import { temporaryDataDir } from '../../src/store/embedded/temporary-folder.ts'
import { isAlive } from '../../src/store/embedded/data-folder.ts'
import { asAdmin } from '../support/admin.ts'
import { afterFile } from '../support/after-file.ts'

export const isRoot = process.getuid?.() === 0
// The name that the global setup looks for when it clears away what a killed run left.
const prefix = `kiemdinh-test-${process.pid}-`

async function end(folder: string): Promise<void> {
  const running = readPidFile(join(folder, 'postgres'))
  if (running) await stopPostmaster(join(folder, 'postgres'), running.pid, 'immediate')
}

/** A folder that the server's user can reach. */
export function reachableFolder(): string {
  return remember(temporaryDataDir(prefix))
}

/** A folder of mode 700, as root's home and temporary clones are. */
export function privateFolder(): string {
  return remember(mkdtempSync(join(tmpdir(), prefix)))
}

function remember(folder: string): string {
  afterFile(async () => {
    await end(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  })
  return folder
}

/** A file system of that size in a folder, or undefined where the system does not let us mount one. */
export function tinyDisk(size: string): string | undefined {
  const folder = reachableFolder()
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0711`, 'tmpfs', folder]).status !== 0)
    return undefined
  afterFile(async () => {
    await end(folder)
    spawnSync('umount', [folder])
  })
  return folder
}

export const canMount = isRoot && tinyDisk('1m') !== undefined

export type Held = { program: ChildProcess; pid: number; url: string; adopted: boolean }

/** Starts `hold-server.ts` as a process of its own; `env` replaces parts of the environment. */
export async function holdServer(dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<Held> {
  const script = join(import.meta.dirname, 'hold-server.ts')
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit']
  const program = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    env: { ...process.env, ...env },
    stdio,
  })
  afterFile(() => program.kill('SIGKILL'))
  for await (const line of createInterface({ input: program.stdout })) {
    const { pid, url, adopted } = JSON.parse(line)
    return { program, pid, url, adopted }
  }
  throw new Error('the program ended without a server')
}

export async function killNow(program: ChildProcess): Promise<void> {
  program.kill('SIGKILL')
  await once(program, 'exit')
}

export async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** Runs statements on a database, each on its own, and gives the rows of the last. */
export function sql(url: string, ...statements: string[]): Promise<unknown[]> {
  return asAdmin(url, async (client) => {
    let rows: unknown[] = []
    for (const statement of statements) rows = (await client.query(statement)).rows
    return rows
  })
}

/** Every path below a folder with size, owner, mode and time: equal lists mean that nothing was touched. */
export function listing(folder: string): string[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { recursive: true }).map(String).toSorted()
  return ['.', ...names].map((name) => {
    const { size, mode, uid, mtimeMs } = statSync(join(folder, name))
    return `${name} ${size} ${mode.toString(8)} ${uid} ${mtimeMs}`
  })
}
