// The database a server works on, by DATABASE_URL or embedded, and the settings that choose it.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { migrations } from '../../src/store/migrations/index.ts'
import { withClient } from '../../src/store/with-client.ts'
import { emptyDatabase } from '../support/database.ts'
import { reachableFolder } from './clusters.ts'

it('DATABASE_URL selects one’s own server, is migrated there, and makes no data folder', async () => {
  const { url } = await emptyDatabase()
  const dataDir = join(reachableFolder(), 'data')
  const config = readConfig({ DATABASE_URL: url, DATA_DIR: dataDir })
  const db = await openDatabase(config)
  const applied = await withClient(db, (client) => client.query('select name from schema_migrations order by name'))
  expect(applied.rows).toEqual(migrations.map(({ name }) => ({ name })))
  expect(existsSync(dataDir)).toBe(false)
  await db.close()
})

it('without DATABASE_URL the server is the embedded one in DATA_DIR, and closing ends it', async () => {
  const dataDir = join(reachableFolder(), 'data')
  const db = await openDatabase(readConfig({ DATA_DIR: dataDir, DATABASE_URL: '' }))
  expect(await db.sequelize.query('select 1 as one', { plain: true })).toEqual({ one: 1 })
  await db.close()
  await db.close()
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
})

it('settings have defaults', () => {
  expect(readConfig({})).toMatchObject({
    databaseUrl: undefined,
    dataDir: './data',
    poolMax: 10,
    logLevel: 'info',
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://127.0.0.1:3000',
    filesDir: 'data/files',
    s3: null,
    oidc: null,
    smtpUrl: undefined,
    behindProxy: false,
    webhooksToPrivate: false,
  })
})

it('every wrong setting is named, all at once, without repeating a password', () => {
  const wrong = () =>
    readConfig({ DATABASE_URL: 'mysql://a:bi-mat@b/c', PORT: '99999', DATABASE_POOL: 'x', LOG_LEVEL: 'loud' })
  expect(wrong).toThrow(
    /DATABASE_URL phải có dạng postgres:.*DATABASE_POOL phải là số nguyên từ 1 đến 500.*LOG_LEVEL.*PORT/,
  )
  expect(wrong).not.toThrow(/bi-mat/)
})
