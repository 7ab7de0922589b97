// Starts PostgreSQL inside a data folder, or adopts the one already running there; the launcher of the whole product.
import { existsSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { prepareBinaries } from './binaries.ts'
import type { ClusterFolder } from './data-folder.ts'
import { checkFolder, clusterFolder, clusterUser, initialise } from './data-folder.ts'
import { ensureDatabase, otherClients } from './ensure-database.ts'
import { explainLog, isPidFileRace } from './explain-start.ts'
import type { Endpoint, Launched, Running } from './postmaster.ts'
import { ask, launch, readPidFile, stopPostmaster } from './postmaster.ts'
import { serverUser } from './server-user.ts'
import { socketFolder } from './temporary-folder.ts'

export type EmbeddedOptions = {
  /** The product's data folder; the cluster lies in `postgres` below it. */
  dataDir: string
  log?: (line: string) => void
  /** PostgreSQL settings for the run, by name. They do not reach a server that is adopted. */
  settings?: Readonly<Record<string, string>>
  /** Listen on 127.0.0.1 with a password instead of a private socket; the only way on Windows. */
  tcp?: boolean
}

export type Embedded = {
  dataDir: string
  pid: number
  /** True when the server was running already: another program's, or one that a killed program left behind. */
  adopted: boolean
  /** Of the product's own database, for node-postgres, Sequelize, graphile-worker and psql. */
  url: string
  urlOf(database: string): string
  /** Without a mode an adopted server stays up while anyone else is connected to it. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>
}

/** How long a start waits for a server that is going away, and for one that repairs itself after a crash. */
const raceMs = 10_000
const recoveryMs = 600_000
const socketBytes = 103

/**
 * Returns when the server answers. Calling it again, also from another process, finds the same server.
 * Throws AppError (`configuration`, `databaseUnavailable`) with the way out; a refused start has written nothing.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const log = options.log ?? (() => undefined)
  const folder = clusterFolder(options.dataDir, serverUser())
  const binaries = prepareBinaries(folder.user)
  checkFolder(folder, binaries.major)
  if (!existsSync(folder.cluster)) {
    log(`Tạo cơ sở dữ liệu mới trong ${folder.dataDir}`)
    initialise(folder, binaries)
  }
  const found = await adopt(folder.cluster)
  if (found) return handle(folder, found, true)
  const started = await startUntil(folder, binaries, options, Date.now() + raceMs)
  log(`PostgreSQL ${binaries.major} đang chạy (${started.adopted ? 'có sẵn' : 'mới'}, pid ${started.running.pid})`)
  return handle(folder, started.running, started.adopted)
}

async function adopt(cluster: string): Promise<Running | undefined> {
  const deadline = Date.now() + recoveryMs
  while (Date.now() < deadline) {
    const running = readPidFile(cluster)
    const answer = running && (await ask(running.endpoint, running.pid))
    if (answer === 'ready') return running
    if (answer !== 'starting') return undefined
    await sleep(50)
  }
  return undefined
}

type Started = { running: Running; adopted: boolean }

async function startUntil(
  folder: ClusterFolder,
  binaries: Binaries,
  options: EmbeddedOptions,
  deadline: number,
): Promise<Started> {
  const listen = await chooseEndpoint(folder, options)
  const fixed = { timezone: 'UTC', log_timezone: 'UTC', unix_socket_permissions: '0700' }
  for (;;) {
    const child = launch({ folder, binaries, settings: { ...fixed, ...options.settings, ...listen.settings } })
    const running = await untilReady(folder.cluster, child)
    if (running) return { running, adopted: false }
    const failure = child.log()
    if (!isPidFileRace(failure) || Date.now() > deadline) {
      listen.discard()
      throw explainLog(failure, folder.dataDir)
    }
    await sleep(100)
    const other = await adopt(folder.cluster)
    if (!other) continue
    listen.discard()
    return { running: other, adopted: true }
  }
}

async function untilReady(cluster: string, child: Launched): Promise<Running | undefined> {
  const deadline = Date.now() + recoveryMs
  while (!child.exited() && Date.now() < deadline) {
    const running = readPidFile(cluster)
    if (running?.pid === child.pid && (await ask(running.endpoint, running.pid)) === 'ready') return running
    await sleep(10)
  }
  return undefined
}

type Listening = { settings: Record<string, string>; discard: () => void }

/** A socket inside the cluster folder (mode 700) is reachable by the server's user and root alone, so it needs no password. */
async function chooseEndpoint({ cluster, user }: ClusterFolder, options: EmbeddedOptions): Promise<Listening> {
  if (options.tcp || process.platform === 'win32') {
    const port = options.settings?.['port'] ?? String(await freePort())
    return { settings: { listen_addresses: '127.0.0.1', unix_socket_directories: '', port }, discard: () => undefined }
  }
  const fits = Buffer.byteLength(`${cluster}/.s.PGSQL.5432`) <= socketBytes && !/[",]/.test(cluster)
  const socket = fits ? cluster : socketFolder(user, cluster)
  const discard = () => {
    if (!fits) rmSync(socket, { recursive: true, force: true })
  }
  return { settings: { listen_addresses: '', unix_socket_directories: `"${socket}"`, port: '5432' }, discard }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function handle(
  { dataDir, cluster }: ClusterFolder,
  { pid, endpoint }: Running,
  adopted: boolean,
): Promise<Embedded> {
  const urlOf = (database: string) => databaseUrl(endpoint, database)
  await ensureDatabase(urlOf('postgres'), clusterUser)
  return {
    dataDir,
    pid,
    adopted,
    url: urlOf(clusterUser),
    urlOf,
    async stop(mode) {
      if (!mode && adopted && (await otherClients(urlOf('postgres'))) > 0) return
      await stopPostmaster(cluster, pid, mode ?? 'fast')
      if (endpoint.host.startsWith('/') && endpoint.host !== cluster)
        rmSync(endpoint.host, { recursive: true, force: true })
    },
  }
}

function databaseUrl({ host, port, password }: Endpoint, database: string): string {
  if (!host.startsWith('/')) return `postgresql://${clusterUser}:${password ?? ''}@${host}:${port}/${database}`
  return `postgresql://${clusterUser}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
}
