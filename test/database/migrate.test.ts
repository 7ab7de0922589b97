// Bringing a database to the newest schema, once for any number of servers.
import { expect, it } from 'vitest'
import { connect } from '../../src/store/connect.ts'
import { migrate } from '../../src/store/migrate.ts'
import { migrations } from '../../src/store/migrations/index.ts'
import type { Database } from '../../src/store/connect.ts'
import type { Migration } from '../../src/store/migrations/index.ts'
import { withClient } from '../../src/store/with-client.ts'
import { emptyDatabase, freshDatabase } from '../support/database.ts'

const names = migrations.map(({ name }) => name)

async function rows(db: Database, text: string): Promise<Record<string, unknown>[]> {
  return (await withClient(db, (client) => client.query(text))).rows
}

it('an empty database gets every migration and the job queue, a second start changes nothing', async () => {
  const db = await emptyDatabase()
  expect(await migrate(db)).toEqual(names)
  expect(await rows(db, `select to_regclass('graphile_worker.jobs') is not null as queue`)).toEqual([{ queue: true }])
  expect(await migrate(db)).toEqual([])
})

it('two servers that start at once migrate once', async () => {
  const first = await emptyDatabase()
  const second = await connect(first.url)
  const slow: Migration = {
    name: '9000-slow',
    up: (client) =>
      client.query('create table made_once (n int); insert into made_once values (1); select pg_sleep(0.3)'),
  }
  const done = await Promise.all([first, second].map((db) => migrate(db, [...migrations, slow])))
  expect(done.map((list) => list.length).toSorted((a, b) => a - b)).toEqual([0, names.length + 1])
  expect(await rows(first, 'select count(*)::int as n from made_once')).toEqual([{ n: 1 }])
  await second.close()
})

it('a migration that fails leaves nothing of itself and keeps those before it', async () => {
  const db = await emptyDatabase()
  const good: Migration = { name: '9000-good', up: (client) => client.query('create table good (n int)') }
  const bad: Migration = { name: '9001-bad', up: (client) => client.query('create table half (n int); select 1/0') }
  await expect(migrate(db, [...migrations, good, bad])).rejects.toThrow(/9001-bad/)
  expect(await rows(db, `select to_regclass('good') is not null as good, to_regclass('half') is null as none`)).toEqual(
    [{ good: true, none: true }],
  )
  expect(await migrate(db, [...migrations, good])).toEqual([])
})

it('a program older than its database refuses to work on it', async () => {
  const db = await emptyDatabase()
  const newer: Migration = { name: '9000-newer', up: (client) => client.query('select 1') }
  await migrate(db, [...migrations, newer])
  await expect(migrate(db)).rejects.toMatchObject({
    code: 'configuration',
    message: expect.stringContaining('9000-newer'),
  })
})

it('names are found without marks, in any case, also when typed with marks apart', async () => {
  const db = await freshDatabase()
  const apart = 'Trường Đông Đô'.normalize('NFD').replaceAll("'", "''")
  expect(await rows(db, `select name_key('Trường THPT ĐỒNG NAI') as a, name_key('${apart}') as b`)).toEqual([
    { a: 'truong thpt dong nai', b: 'truong dong do' },
  ])
})
