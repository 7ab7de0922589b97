// A server that ends under a running program comes back by itself, and the program's pool finds it.
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Database } from '../../src/store/connect.ts'
import { readPidFile } from '../../src/store/embedded/postmaster.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { inTransaction } from '../../src/store/with-client.ts'
import { holdServer, killNow, reachableFolder, untilGone } from './clusters.ts'

const open = (dataDir: string) => openDatabase({ databaseUrl: undefined, dataDir, poolMax: 2 })
const pidOf = (dataDir: string) => readPidFile(join(dataDir, 'postgres'))?.pid ?? 0
const query = (db: Database, text: string) => inTransaction(db, async (client) => (await client.query(text)).rows)

/** As a caller does: what fails as `databaseUnavailable` is tried again, anything else is a fault. */
async function retried(db: Database, text: string): Promise<unknown[]> {
  for (;;) {
    try {
      return await query(db, text)
    } catch (error) {
      expect(error).toMatchObject({ code: 'databaseUnavailable' })
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

it('a killed server is started again, with every accepted row', async () => {
  const dataDir = reachableFolder()
  const db = await open(dataDir)
  await query(db, 'create table kept (n int); insert into kept values (7)')
  const pid = pidOf(dataDir)
  process.kill(pid, 'SIGKILL')
  await untilGone(pid)
  expect(await retried(db, 'select n from kept')).toEqual([{ n: 7 }])
  expect(pidOf(dataDir)).not.toBe(pid)
  await db.close()
  expect(pidOf(dataDir)).toBe(0)
})

it('a program that shares the server of another one goes on when that other one is killed', async () => {
  const dataDir = reachableFolder()
  const other = await holdServer(dataDir)
  const db = await open(dataDir)
  await query(db, 'create table kept (n int); insert into kept values (7)')
  await killNow(other.program)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(await retried(db, 'select n from kept')).toEqual([{ n: 7 }])
  await db.close()
  expect(pidOf(dataDir)).toBe(0)
})

it('a closed database stays closed', async () => {
  const dataDir = reachableFolder()
  const db = await open(dataDir)
  await db.close()
  await new Promise((resolve) => setTimeout(resolve, 1200))
  expect(pidOf(dataDir)).toBe(0)
})
