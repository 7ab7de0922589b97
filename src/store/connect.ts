// Opens the connection pool of one database and refuses, with a clear sentence, a database that cannot be used.
import pg from 'pg'
import { Sequelize } from 'sequelize'
import type { Target } from './explain-failure.ts'
import { checkServerVersion, explainFailure, oldestMajor } from './explain-failure.ts'
import { withClient } from './with-client.ts'

export type Database = {
  /** For models and plain queries; the hot path uses `with-client`. */
  sequelize: Sequelize
  /** For what opens its own connections: graphile-worker, psql. Holds the password. */
  url: string
  /** The same without the password, for messages. */
  target: Target
  close(): Promise<void>
}

export type ConnectOptions = {
  /** The most connections of this process; 10 unless told. */
  poolMax?: number
  /** How long one attempt may take; 10,000 ms unless told. */
  timeoutMs?: number
}

/** Sequelize (its types do not know the option) would open a second connection only to ask; the real check is ours. */
const beforehand = { databaseVersion: `${oldestMajor}.0.0` }

/**
 * Connects once to prove that the server answers, lets us in and is not too old. Takes postgres:// URLs, also with
 * `?host=/folder` for a unix socket and `?sslmode=`. Throws AppError `databaseUnavailable`; nothing is written.
 */
export async function connect(
  url: string,
  { poolMax = 10, timeoutMs = 10_000 }: ConnectOptions = {},
): Promise<Database> {
  const { target, password, ssl } = readUrl(url)
  const sequelize = new Sequelize(target.database, target.user, password ?? '', {
    host: target.host,
    port: target.port,
    dialect: 'postgres',
    logging: false,
    ...beforehand,
    dialectOptions: {
      connectionTimeoutMillis: timeoutMs,
      application_name: 'kiemdinh',
      keepAlive: true,
      ...(ssl ? { ssl } : {}),
    },
    pool: { max: poolMax, min: 0, idle: 60_000, acquire: 60_000 },
  })
  const db: Database = { sequelize, url, target, close: once(() => sequelize.close()) }
  try {
    checkServerVersion(await serverVersion(db))
    return db
  } catch (error) {
    await db.close().catch(() => undefined)
    throw explainFailure(error, target)
  }
}

/** node-postgres reads URLs (and PG* variables for what they leave out); a client that never connects is its parser. */
function readUrl(url: string): { target: Target; password: string | undefined; ssl: pg.Client['ssl'] } {
  const { host, port, user, database, password, ssl } = new pg.Client({ connectionString: url })
  return { target: { host, port, user: user ?? '', database: database ?? '' }, password: password ?? undefined, ssl }
}

async function serverVersion(db: Database): Promise<number> {
  const sql = `select current_setting('server_version_num')::int as number`
  const result = await withClient(db, (client) => client.query<{ number: number }>(sql))
  return result.rows[0]?.number ?? 0
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined
  return () => (closing ??= close())
}
