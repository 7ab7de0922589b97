// The database a server works on: its own by DATABASE_URL, else the embedded one in DATA_DIR, migrated and ready.
import type { Config } from '../config.ts'
import type { Database } from './connect.ts'
import { connect } from './connect.ts'
import { keepRunning } from './embedded/keep-running.ts'
import { migrate } from './migrate.ts'

export type OpenOptions = Pick<Config, 'databaseUrl' | 'dataDir' | 'poolMax'> & {
  log?: (line: string) => void
  /** Settings of the embedded server, such as `fsync=off` for a throwaway one. */
  settings?: Readonly<Record<string, string>>
  /** Brought to this program's version; true unless told. */
  migrated?: boolean
}

/** Starts what has to be started and connects; `migrated: false` leaves the tables as they are. `close` ends the pool and the embedded server, in that order. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { databaseUrl, dataDir, poolMax, log, settings, migrated = true } = options
  const ready = (db: Database) => (migrated ? migratedOf(db) : db)
  if (databaseUrl) return ready(await connect(databaseUrl, { poolMax }))
  const embedded = await keepRunning({ dataDir, ...(log ? { log } : {}), ...(settings ? { settings } : {}) })
  try {
    const db = await connect(embedded.url, { poolMax })
    const closeBoth = async () => {
      await db.close()
      await embedded.stop()
    }
    return await ready({ ...db, close: closeBoth })
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

async function migratedOf(db: Database): Promise<Database> {
  try {
    await migrate(db)
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}
