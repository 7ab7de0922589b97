// Named statements on Sequelize's own pool: what is committed, what is rolled back, what happens to a broken connection.
import { expect, it } from 'vitest'
import { together } from '../../src/store/together.ts'
import type { Client } from '../../src/store/with-client.ts'
import { inSnapshot, inTransaction, withClient } from '../../src/store/with-client.ts'
import { asAdmin } from '../support/admin.ts'
import { freshDatabase } from '../support/database.ts'

const insert = (client: Client, n: number) =>
  client.query({ name: 'insert-n', text: 'insert into t values ($1)', values: [n] })

async function databaseWithTable(poolMax = 2) {
  const db = await freshDatabase({ poolMax })
  const query = (text: string) => withClient(db, async (client) => (await client.query(text)).rows)
  await query('create table t (n int primary key deferrable initially deferred)')
  return { db, query, all: () => query('select n from t order by n') }
}

const backend = async (client: Client) =>
  (await client.query<{ pid: number }>('select pg_backend_pid() pid')).rows[0]?.pid ?? 0

it('what a transaction did is there for everyone once it returned', async () => {
  const { db, all } = await databaseWithTable()
  expect(await inTransaction(db, async (client) => (await insert(client, 1)).rowCount)).toBe(1)
  expect(await all()).toEqual([{ n: 1 }])
})

it('an error rolls back and comes out as it was', async () => {
  const { db, all } = await databaseWithTable()
  const stop = new Error('stop')
  const done = inTransaction(db, async (client) => {
    await insert(client, 1)
    throw stop
  })
  await expect(done).rejects.toBe(stop)
  expect(await all()).toEqual([])
})

it('a COMMIT that fails is an error, and the connection goes on', async () => {
  const { db, all } = await databaseWithTable(1)
  const twice = inTransaction(db, async (client) => {
    await insert(client, 1)
    await insert(client, 1)
  })
  await expect(twice).rejects.toMatchObject({ code: '23505' })
  expect(await all()).toEqual([])
})

it('a COMMIT that PostgreSQL turns into a rollback is an error', async () => {
  const { db, all } = await databaseWithTable()
  const done = inTransaction(db, async (client) => {
    await insert(client, 1)
    await client.query('select 1/0').catch(() => undefined)
  })
  await expect(done).rejects.toThrow(/rolled back at COMMIT/)
  expect(await all()).toEqual([])
})

it('a connection lost in the middle is databaseUnavailable, and the pool serves the next one', async () => {
  const { db, all } = await databaseWithTable(1)
  const done = inTransaction(db, async (client) => {
    await insert(client, 1)
    const pid = await backend(client)
    await asAdmin(db.url, (admin) => admin.query('select pg_terminate_backend($1)', [pid]))
    await insert(client, 2)
  })
  await expect(done).rejects.toMatchObject({ code: 'databaseUnavailable' })
  expect(await all()).toEqual([])
})

it('the error of the work stays the news when its connection is lost as well', async () => {
  const { db, all } = await databaseWithTable(1)
  const stop = new Error('stop')
  const done = inTransaction(db, async (client) => {
    const pid = await backend(client)
    await asAdmin(db.url, (admin) => admin.query('select pg_terminate_backend($1)', [pid]))
    throw stop
  })
  await expect(done).rejects.toBe(stop)
  expect(await all()).toEqual([])
})

it('a connection lost while nobody used it is replaced without anyone noticing', async () => {
  const { db, query } = await databaseWithTable(1)
  const pid = await withClient(db, backend)
  await asAdmin(db.url, (admin) => admin.query('select pg_terminate_backend($1)', [pid]))
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await query('select 1 as one')).toEqual([{ one: 1 }])
})

it('a refused statement keeps its connection', async () => {
  const { db } = await databaseWithTable(1)
  const pid = await withClient(db, backend)
  await expect(withClient(db, (client) => client.query('select nothing'))).rejects.toMatchObject({ code: '42703' })
  expect(await withClient(db, backend)).toBe(pid)
})

it('twenty transactions share a pool of two without error', async () => {
  const { db, all } = await databaseWithTable(2)
  await Promise.all(Array.from({ length: 20 }, (_, n) => inTransaction(db, (client) => insert(client, n))))
  expect(await all()).toHaveLength(20)
})

it('reads sent together answer each its own, also inside each other and when one asks again', async () => {
  const { db } = await databaseWithTable(1)
  const number = async (client: Client, n: number) =>
    (await client.query<{ n: number }>({ name: 'number', text: 'select $1::int as n', values: [n] })).rows[0]?.n
  const told = await withClient(db, (client) =>
    together(client, () => [
      number(client, 1),
      together(client, () => [number(client, 2), number(client, 3)]),
      number(client, 4).then((n = 0) => number(client, n + 1)),
      'no read',
      number(client, 6),
    ]),
  )
  expect(told).toEqual([1, [2, 3], 5, 'no read', 6])
})

it('one of several reads that fails is the error of all, and the connection serves the next one', async () => {
  const { db, all } = await databaseWithTable(1)
  await inTransaction(db, (client) => insert(client, 1))
  const pids = new Set<number>()
  const several = (client: Client) =>
    together(client, () => [
      backend(client).then((pid) => pids.add(pid)),
      client.query({ name: 'wrong', text: 'select 1/$1::int', values: [0] }),
      client.query('select n from t'),
    ])
  for (const reading of [withClient, inSnapshot])
    await expect(reading(db, several)).rejects.toMatchObject({ code: '22012' })
  pids.add(await withClient(db, backend))
  expect(pids.size).toBe(1)
  expect(await all()).toEqual([{ n: 1 }])
})

it('a snapshot writes nothing, and shows nothing that was committed after it began', async () => {
  const { db } = await databaseWithTable(2)
  await expect(inSnapshot(db, (client) => insert(client, 1))).rejects.toMatchObject({ code: '25006' })
  const seen = await inSnapshot(db, async (client) => {
    const before = (await client.query('select n from t')).rows
    await inTransaction(db, (other) => insert(other, 2))
    return [before, (await client.query('select n from t')).rows]
  })
  expect(seen).toEqual([[], []])
})
