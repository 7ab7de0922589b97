// One connection of Sequelize's own pool for named statements: the hot path keeps the pool and skips the models' cost.
import type { QueryResult, QueryResultRow } from 'pg'
import { AppError } from '../domain/errors.ts'
import type { Database } from './connect.ts'
import { codeOf, explainFailure, originOf } from './explain-failure.ts'
import { together } from './together.ts'
import { announce, channel, takeTouched } from './touched.ts'

/** A statement; with a name it is prepared once a connection. Values go to PostgreSQL as node-postgres sends them. */
export type Statement = { name?: string; text: string; values?: unknown[] }

/** A borrowed connection. Dates come back as Date, bigint and numeric as text, json parsed. */
export type Client = {
  query<Row extends QueryResultRow = QueryResultRow>(statement: Statement | string): Promise<QueryResult<Row>>
}

/**
 * Runs `work` on one connection of the pool; a connection that broke is destroyed, never given to the next one.
 * A connection that cannot be had or is lost on the way, and a server out of disk or memory, is AppError
 * `databaseUnavailable` with the driver's error as its cause; any other error is thrown as it was.
 */
export async function withClient<T>(db: Database, work: (client: Client) => Promise<T>): Promise<T> {
  return borrowing(db, work)
}

/**
 * BEGIN, `work`, COMMIT; any error rolls back and is thrown. A COMMIT that fails, or that PostgreSQL turned into a rollback
 * because `work` went on after a failed statement, is thrown too: returning means committed. When the connection is lost
 * at COMMIT nobody knows whether it happened; the caller repeats the whole under the same key.
 */
export async function inTransaction<T>(db: Database, work: (client: Client) => Promise<T>): Promise<T> {
  const { answer, cycles } = await transaction(db, async (client) => {
    await client.query('BEGIN')
    takeTouched(client)
    const given = await work(client)
    return { answer: given, cycles: takeTouched(client) }
  })
  const notify = { name: 'notify', text: 'select pg_notify($1, cycle) from unnest($2::text[]) cycle' }
  announce(db, cycles, (all) => withClient(db, (client) => client.query({ ...notify, values: [channel, all] })))
  return answer
}

/** One picture of the database for all that `work` reads, without a lock: it waits for nobody and cannot write. */
export function inSnapshot<T>(db: Database, work: (client: Client) => Promise<T>): Promise<T> {
  const begin = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'
  return transaction(db, async (client) => (await together(client, () => [client.query(begin), work(client)]))[1])
}

/** `work` begins the transaction itself. */
async function transaction<T>(db: Database, work: (client: Client) => Promise<T>): Promise<T> {
  return borrowing(db, async (client, condemn) => {
    let answer: T
    try {
      answer = await work(client)
    } catch (error) {
      // A connection that refuses ROLLBACK is lost, and the server rolls back by itself; the first error stays the news.
      await client.query('ROLLBACK').catch(condemn)
      throw error
    }
    const committed = await client.query('COMMIT')
    if (committed.command === 'COMMIT') return answer
    throw new Error('the transaction was rolled back at COMMIT: a statement in it had failed before')
  })
}

type Work<T> = (client: Client, condemn: () => void) => Promise<T>

async function borrowing<T>(db: Database, work: Work<T>): Promise<T> {
  const pool = db.sequelize.connectionManager
  const connection = await pool.getConnection({ type: 'write' }).catch((error: unknown) => {
    throw explainFailure(error, db.target)
  })
  let broken = false
  const condemn = () => {
    broken = true
  }
  try {
    return await work(asClient(connection), condemn)
  } catch (error) {
    if (isConnectionLost(error)) condemn()
    throw isUnavailable(error) ? explainFailure(error, db.target) : error
  } finally {
    // Nobody waits for the farewell of a connection that is broken.
    if (broken) void pool.destroyConnection(connection).catch(() => undefined)
    else pool.releaseConnection(connection)
  }
}

/** Whether an error means that the connection is gone, as against a statement that PostgreSQL refused. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof AppError) return false
  const origin = originOf(error)
  if (/^(08...|57P0[1-3]|ECONNRESET|ECONNREFUSED|EPIPE|ENOTCONN|ETIMEDOUT)$/.test(codeOf(origin) ?? '')) return true
  const signs = /connection terminated|connection error and is not queryable|client was closed/i
  return origin instanceof Error && signs.test(origin.message)
}

/** Class 53 of PostgreSQL: disk full, out of memory, too many connections. */
function isUnavailable(error: unknown): boolean {
  return isConnectionLost(error) || /^53...$/.test(codeOf(originOf(error)) ?? '')
}

/** Sequelize types its connections as `object`; with the postgres dialect over `pg` each one is a `pg.Client`. */
function asClient(connection: object): Client {
  return connection as Client
}
