// Vitest global setup: one PostgreSQL for the whole run, in the temporary folder, with a migrated template to clone.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { connect } from '../../src/store/connect.ts'
import { isAlive } from '../../src/store/embedded/data-folder.ts'
import { readPidFile, stopPostmaster } from '../../src/store/embedded/postmaster.ts'
import { startEmbedded } from '../../src/store/embedded/start-embedded.ts'
import { temporaryDataDir } from '../../src/store/embedded/temporary-folder.ts'
import { migrate } from '../../src/store/migrate.ts'
import { asAdmin, withDatabase } from './admin.ts'
import { browserPath } from '../../scripts/browser-binary.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testDatabase: TestDatabase
  }
}

/** Where tests make their databases: an administrator's URL, the template, and the prefix of every name they make. */
export type TestDatabase = { adminUrl: string; template: string; prefix: string }

// Tests ask what is durable in their own clusters; this one is thrown away.
const throwaway = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/** TEST_DATABASE_URL (of a user who may create databases) selects a server of one's own instead of the embedded one. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await browserPath()
  const own = process.env['TEST_DATABASE_URL']
  const server = own ? { adminUrl: own, stop: async () => {} } : await startThrowaway()
  const prefix = `kiemdinh_test_${randomBytes(4).toString('hex')}`
  const template = `${prefix}_template`
  try {
    await asAdmin(server.adminUrl, (client) => client.query(`create database ${template}`))
    const db = await connect(withDatabase(server.adminUrl, template))
    await migrate(db).finally(() => db.close())
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('testDatabase', { adminUrl: server.adminUrl, template, prefix })
  return async () => {
    if (own) await dropAll(own, prefix)
    await server.stop()
  }
}

async function startThrowaway(): Promise<{ adminUrl: string; stop: () => Promise<void> }> {
  const dataDir = temporaryDataDir(`kiemdinh-test-${process.pid}-`)
  const remove = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  try {
    await sweep(dirname(dataDir))
    const embedded = await startEmbedded({ dataDir, settings: throwaway })
    const atExit = () => {
      // Ctrl-C skips the teardown; nothing of a throwaway cluster needs a clean end.
      process.kill(embedded.pid, 'SIGQUIT')
      remove()
    }
    process.once('exit', atExit)
    const stop = async () => {
      process.off('exit', atExit)
      await embedded.stop('immediate')
      remove()
    }
    return { adminUrl: embedded.urlOf('postgres'), stop }
  } catch (error) {
    remove()
    throw error
  }
}

/** Clears away what runs that were killed left behind: servers, mounted disks, folders. */
async function sweep(temp: string): Promise<void> {
  for (const name of readdirSync(temp)) {
    const pid = /^kiemdinh-test-(\d+)-/.exec(name)?.[1]
    if (!pid || isAlive(Number(pid))) continue
    const folder = join(temp, name)
    const server = readPidFile(join(folder, 'postgres'))
    if (server) await stopPostmaster(join(folder, 'postgres'), server.pid, 'immediate')
    spawnSync('umount', [folder], { stdio: 'ignore' })
    rmSync(folder, { recursive: true, force: true })
  }
}

async function dropAll(adminUrl: string, prefix: string): Promise<void> {
  await asAdmin(adminUrl, async (client) => {
    const sql = 'select datname from pg_database where starts_with(datname, $1)'
    const found = await client.query<{ datname: string }>(sql, [prefix])
    for (const { datname } of found.rows) await client.query(`drop database if exists ${datname} with (force)`)
  })
}
