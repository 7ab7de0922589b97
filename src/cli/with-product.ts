// Opens the configured database for one command and closes it again, whatever happens.
import { compose, type Product } from '../compose.ts'
import { readConfig } from '../config.ts'
import { openDatabase } from '../store/open-database.ts'

export async function withProduct<T>(work: (product: Product) => Promise<T>): Promise<T> {
  const log = (line: string) => void process.stderr.write(`${line}\n`)
  const db = await openDatabase({ ...readConfig(process.env), log })
  try {
    return await work(await compose(db, () => new Date().toISOString()))
  } finally {
    await db.close()
  }
}
