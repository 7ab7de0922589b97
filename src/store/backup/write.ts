// Writes a backup from one snapshot, while everybody goes on working: what is committed before it is in, what comes later is not.
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Database } from '../connect.ts'
import { explainFailure } from '../explain-failure.ts'
import type { FileStore } from '../files/file-store.ts'
import { isConnectionLost } from '../with-client.ts'
import { endOfRows, type Footer, type Header } from './format.ts'
import { copyOut, plainForms, tablesOf } from './tables.ts'

export interface BackupSummary extends Footer {
  /** Contents that the database names and the store does not have. */
  missing: string[]
}

/**
 * `files` = the store whose contents go in too; null = the database alone. The file appears under its name when it is whole.
 * Throws `invalid` when there is such a file already.
 */
export async function writeBackup(
  db: Database,
  { path, files, at }: { path: string; files: FileStore | null; at: string },
): Promise<BackupSummary> {
  const part = `${path}.part`
  await refuseExisting(path)
  const summary: BackupSummary = { rows: {}, files: 0, sha256: '', missing: [] }
  try {
    await inSnapshot(db, async (connection) => {
      const content = sealed(contentOf(connection, files, at, summary), summary)
      await pipeline(Readable.from(content), createGzip({ level: 6 }), createWriteStream(part, { mode: 0o600 }))
    })
    const written = await open(part, 'r+')
    await written.sync().finally(() => written.close())
    await rename(part, path)
    return summary
  } catch (error) {
    await rm(part, { force: true })
    throw explained(error, path)
  }
}

/** A disk that is full, a folder that is not there: the caller's matter, told in a sentence. */
function explained(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = { ENOENT: 'không có thư mục này', EACCES: 'không được phép ghi', ENOSPC: 'hết chỗ trên đĩa' }[code]
  if (why === undefined) return error
  return new AppError(
    'invalid',
    say(`Không ghi được ${path}: ${why}.`, `${path} cannot be written: ${why}.`),
    undefined,
    { cause: error },
  )
}

async function refuseExisting(path: string): Promise<void> {
  const found = await open(path, 'r').catch(() => null)
  if (!found) return
  await found.close()
  throw new AppError(
    'invalid',
    say(`Tệp ${path} đã có. Hãy đặt tên khác.`, `The file ${path} is there already. Choose another name.`),
  )
}

/** A connection of its own: when the file cannot be written on, it is cut in the middle of a COPY and of no use to anybody else. */
async function inSnapshot(db: Database, work: (connection: pg.Client) => Promise<void>): Promise<void> {
  const connection = new pg.Client({ connectionString: db.url, application_name: 'kiemdinh backup' })
  connection.on('error', () => undefined)
  try {
    await connection.connect()
    await connection.query('begin isolation level repeatable read, read only')
    await connection.query(plainForms)
    await work(connection)
  } catch (error) {
    throw isConnectionLost(error) ? explainFailure(error, db.target) : error
  } finally {
    await connection.end().catch(() => undefined)
  }
}

async function* sealed(content: AsyncIterable<Buffer>, summary: BackupSummary): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for await (const chunk of content) {
    hash.update(chunk)
    yield chunk
  }
  summary.sha256 = hash.digest('hex')
  const { missing: _missing, ...footer } = summary
  yield line(footer)
}

const line = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`)

async function* contentOf(
  connection: pg.Client,
  files: FileStore | null,
  at: string,
  summary: BackupSummary,
): AsyncGenerator<Buffer> {
  const applied = await connection.query<{ name: string }>('select name from schema_migrations order by name')
  const migrations = applied.rows.map(({ name }) => name)
  yield line({ kiemdinh: 'backup', version: 1, at, migrations, files: files !== null } satisfies Header)
  if (files) yield* filesOf(connection, files, summary)
  for (const table of await tablesOf(connection)) {
    yield line({ table: table.name, columns: table.columns })
    const copied = connection.query(copyTo(copyOut(table)))
    for await (const chunk of copied) yield chunk as Buffer
    yield Buffer.from(`${endOfRows}\n`)
    summary.rows[table.name] = copied.rowCount
  }
}

/** Contents that evidence, a finished upload, a photo or a published report of this snapshot names. */
async function* filesOf(connection: pg.Client, files: FileStore, summary: BackupSummary): AsyncGenerator<Buffer> {
  const text = `select file->>'sha256' as sha256 from evidence_revisions where file->>'sha256' is not null
    union select sha256 from uploads where sha256 is not null and status in ('received', 'ready')
    union select sha256 from observation_photos union select sha256 from published_papers order by 1`
  for (const { sha256 } of (await connection.query<{ sha256: string }>(text)).rows) {
    if (!(await files.has(sha256))) {
      summary.missing.push(sha256)
      continue
    }
    yield line({ file: sha256 })
    for await (const chunk of await files.get(sha256)) {
      const bytes = Buffer.from(chunk as Uint8Array)
      yield Buffer.concat([line({ bytes: bytes.length }), bytes])
    }
    yield line({ bytes: 0 })
    summary.files++
  }
}
