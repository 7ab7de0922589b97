// Restores a backup into an empty database: the file is checked whole before anything is written, and loaded all or nothing.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { AppError } from '../../domain/errors.ts'
import { say, joined } from '../../domain/text.ts'
import type { Database } from '../connect.ts'
import type { FileStore } from '../files/file-store.ts'
import { migrate } from '../migrate.ts'
import { migrations } from '../migrations/index.ts'
import { inTransaction, withClient, type Client } from '../with-client.ts'
import type { Header } from './format.ts'
import { openBackup, verifyBackup } from './read.ts'
import { advanceSequences, copyIn, driverOf, numberedFromZero, plainForms, tablesOf, type Table } from './tables.ts'

export interface Restored {
  at: string
  rows: Record<string, number>
  files: number
}

/**
 * Brings the empty database to the backup's own version, loads it, then brings it to this program's. `files` = where contents go;
 * null = they are left in the file. Throws `invalid` for a damaged file, one of a newer program, or a database that is not empty.
 */
export async function restoreBackup(
  db: Database,
  { path, files }: { path: string; files: FileStore | null },
): Promise<Restored> {
  const { header } = await verifyBackup(path)
  refuseNewer(header)
  await withClient(db, (client) => refuseFilled(client, header))
  await migrate(
    db,
    migrations.filter(({ name }) => header.migrations.includes(name)),
  )
  const restored: Restored = { at: header.at, rows: {}, files: 0 }
  await inTransaction(db, (client) => numberedFromZero(client, () => load(client, path, files, restored)))
  await migrate(db)
  await withClient(db, (client) => client.query('analyze'))
  return restored
}

function refuseNewer({ migrations: names }: Header): void {
  const known = new Set(migrations.map(({ name }) => name))
  const foreign = names.filter((name) => !known.has(name))
  if (foreign.length > 0)
    throw new AppError(
      'invalid',
      say(
        `Bản sao lưu của chương trình mới hơn (có ${foreign.join(', ')}). Hãy cài bản kiemdinh mới hơn.`,
        `The backup is of a newer program (it has ${foreign.join(', ')}). Install a newer kiemdinh.`,
      ),
    )
}

const elsewhere = say(
  'Hãy khôi phục vào một cơ sở dữ liệu mới (DATABASE_URL khác, hoặc DATA_DIR khác).',
  'Restore into a new database (another DATABASE_URL, or another DATA_DIR).',
)

/** Throws `invalid` when anything is written there, or its tables are newer than the backup's. */
async function refuseFilled(client: Client, header: Header): Promise<void> {
  for (const { name } of await tablesOf(client)) {
    const { rows } = await client.query(`select 1 from "${name}" limit 1`)
    if (rows.length > 0)
      throw new AppError(
        'invalid',
        joined([
          say(
            `Cơ sở dữ liệu không trống: bảng ${name} đã có dữ liệu.`,
            `The database is not empty: the table ${name} has rows.`,
          ),
          elsewhere,
        ]),
      )
  }
  const there = await client.query<{ found: string | null }>(`select to_regclass('schema_migrations')::text as found`)
  if (there.rows[0]?.found === null) return
  const applied = await client.query<{ name: string }>('select name from schema_migrations')
  if (applied.rows.some(({ name }) => !header.migrations.includes(name)))
    throw new AppError(
      'invalid',
      joined([
        say('Cơ sở dữ liệu trống nhưng mới hơn bản sao lưu.', 'The database is empty, but newer than the backup.'),
        elsewhere,
      ]),
    )
}

async function load(client: Client, path: string, files: FileStore | null, restored: Restored): Promise<void> {
  await client.query(plainForms)
  const expected = new Map((await tablesOf(client)).map((table) => [table.name, table]))
  const { parts } = await openBackup(path)
  for await (const part of parts) {
    if (part.kind === 'table') {
      const table = { name: part.name, columns: part.columns }
      refuseOther(table, expected.get(part.name))
      const copied = driverOf(client).query(copyFrom(copyIn(table)))
      await pipeline(Readable.from(part.rows), copied)
      restored.rows[part.name] = copied.rowCount
    } else if (files) {
      const kept = await files.put(Readable.from(part.bytes))
      if (kept.sha256 !== part.sha256)
        throw new AppError(
          'invalid',
          say(
            `Nội dung tệp ${part.sha256} không đúng mã của nó.`,
            `The content of the file ${part.sha256} does not have that hash.`,
          ),
        )
      restored.files++
    } else for await (const _chunk of part.bytes);
  }
  const missing = [...expected.keys()].filter((name) => !(name in restored.rows))
  if (missing.length > 0)
    throw new AppError(
      'invalid',
      say(`Bản sao lưu thiếu bảng ${missing.join(', ')}.`, `The backup lacks the table ${missing.join(', ')}.`),
    )
  await advanceSequences(client, [...expected.values()])
}

/** What the file names must be what this version of the tables has. */
function refuseOther({ name, columns }: Table, expected: Table | undefined): void {
  const same = expected && columns.toSorted().join() === expected.columns.toSorted().join()
  if (!same)
    throw new AppError(
      'invalid',
      say(
        `Bản sao lưu có bảng ${name} không như phiên bản mà nó ghi.`,
        `The table ${name} of the backup is not of the version that it names.`,
      ),
    )
}
