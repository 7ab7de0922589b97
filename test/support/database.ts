// Databases for tests: each one a fresh clone of the migrated template on a real PostgreSQL, dropped after its test file.
import { inject } from 'vitest'
import type { ConnectOptions, Database } from '../../src/store/connect.ts'
import { connect } from '../../src/store/connect.ts'
import { asAdmin, withDatabase } from './admin.ts'
import { afterFile } from './after-file.ts'

let count = 0

/** A migrated, empty database of its own. `close` also drops it; what a test forgets is closed at the end of its file. */
export function freshDatabase(options: ConnectOptions = {}): Promise<Database> {
  return newDatabase(inject('testDatabase').template, options)
}

/** The same without any schema: for tests of what happens before the first migration. */
export function emptyDatabase(options: ConnectOptions = {}): Promise<Database> {
  return newDatabase('template1', options)
}

async function newDatabase(template: string, options: ConnectOptions): Promise<Database> {
  const { adminUrl, prefix } = inject('testDatabase')
  const name = `${prefix}_${process.pid}_${++count}`
  await asAdmin(adminUrl, (client) => client.query(`create database ${name} template ${template} strategy file_copy`))
  const pool = await connect(withDatabase(adminUrl, name), options)
  let open = true
  const close = async () => {
    if (!open) return
    open = false
    await pool.close()
    await asAdmin(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
  }
  afterFile(close)
  return { ...pool, close }
}
