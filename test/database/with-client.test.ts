// Named statements on Sequelize's own pool: what is committed, what is rolled back, what happens to a broken connection.
import { expect, it } from 'vitest'
import type { Client } from '../../src/store/with-client.ts'
import { inTransaction, withClient } from '../../src/store/with-client.ts'
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
