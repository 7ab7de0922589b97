// Brings a database to the newest schema: ours by umzug, the job queue's by graphile-worker, once for any number of servers.
import { Logger, runMigrations } from 'graphile-worker'
import { Umzug } from 'umzug'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import type { Database } from './connect.ts'
import { explainFailure, originOf } from './explain-failure.ts'
import type { Migration } from './migrations/index.ts'
import { migrations as released } from './migrations/index.ts'
import type { Client } from './with-client.ts'
import { withClient } from './with-client.ts'

/** Any number, the same in every server: it names the lock under which one server migrates while the others wait. */
const lockKey = 5_926_118_204

const silent = new Logger(() => () => undefined)

/**
 * Runs the migrations that are missing, each in a transaction of its own together with its record, and returns their names.
 * Throws `configuration` when the database is newer than this program, `databaseUnavailable` when it cannot be changed.
 */
export async function migrate(db: Database, migrations: readonly Migration[] = released): Promise<string[]> {
  try {
    return await withClient(db, (client) => underLock(client, () => migrateLocked(db, client, migrations)))
  } catch (error) {
    if (isOutside(error)) throw explainFailure(error, db.target)
    throw error
  }
}

/** Out of disk, or not allowed: the server's state, not a fault in a migration. */
function isOutside(error: unknown): boolean {
  const origin = originOf(error)
  return origin instanceof Error && 'code' in origin && /^(53...|42501)$/.test(String(origin.code))
}

async function underLock<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query({ text: 'select pg_advisory_lock($1)', values: [lockKey] })
  try {
    return await work()
  } finally {
    // On a lost connection the server has let the lock go by itself, and the error of the work is the news.
    await client.query({ text: 'select pg_advisory_unlock($1)', values: [lockKey] }).catch(() => undefined)
  }
}

async function migrateLocked(db: Database, client: Client, migrations: readonly Migration[]): Promise<string[]> {
  await client.query(
    `create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())`,
  )
  const applied = await appliedNames(client)
  refuseNewer(applied, migrations)
  await runMigrations({ connectionString: db.url, logger: silent })
  const umzug = new Umzug({
    migrations: migrations.map(({ name, up }) => ({ name, up: () => applyOne(client, name, up) })),
    logger: undefined,
    // The record is written inside the migration's own transaction, where a crash cannot part the two.
    storage: { executed: () => appliedNames(client), logMigration: async () => {}, unlogMigration: refuseUndo },
  })
  return (await umzug.up()).map(({ name }) => name)
}

async function appliedNames(client: Client): Promise<string[]> {
  const found = await client.query<{ name: string }>('select name from schema_migrations order by name')
  return found.rows.map(({ name }) => name)
}

async function applyOne(client: Client, name: string, up: Migration['up']): Promise<void> {
  await client.query('begin')
  try {
    await up(client)
    await client.query({ text: 'insert into schema_migrations (name) values ($1)', values: [name] })
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

function refuseNewer(applied: readonly string[], migrations: readonly Migration[]): void {
  const known = new Set(migrations.map(({ name }) => name))
  const foreign = applied.filter((name) => !known.has(name))
  if (foreign.length === 0) return
  throw new AppError(
    'configuration',
    say(
      `Cơ sở dữ liệu mới hơn chương trình này (đã có ${foreign.join(', ')}). Hãy cài bản kiemdinh mới hơn.`,
      `The database is newer than this program (it has ${foreign.join(', ')}). Install a newer kiemdinh.`,
    ),
    { english: 'the database has migrations that this program does not know', foreign },
  )
}

async function refuseUndo(): Promise<void> {
  throw new Error('a released migration is never undone; write a new one')
}
