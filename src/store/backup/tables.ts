// The tables a backup holds, in an order in which they can be filled, and the statements that copy them.
import type pg from 'pg'
import type { Client } from '../with-client.ts'

export interface Table {
  name: string
  /** Those that are stored as they are: generated ones are made again, and numbers of transactions belong to one cluster. */
  columns: string[]
}

/** They say how a database is, follow from the rest by triggers, or are work that is asked for again; not what was written into it. */
const ofTheDatabase = [
  'schema_migrations',
  'feed_epoch',
  'standings',
  'province_changes',
  'province_counts',
  'jobs',
  'waiting_states',
  'waits',
]

/** Every table of ours that survives a crash; each after those it refers to. */
export async function tablesOf(client: Client): Promise<Table[]> {
  const text = `select c.relname as name, (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype) as columns,
    (select coalesce(array_agg(distinct f.confrelid::regclass::text), '{}') from pg_constraint f
      where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p' and c.relname <> all($1)
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e') order by c.relname`
  type Row = Table & { needs: string[] }
  const { rows } = await client.query<Row & Record<string, unknown>>({ text, values: [ofTheDatabase] })
  const left = new Map(rows.map((row) => [row.name, row]))
  const ordered: Table[] = []
  while (left.size > 0) {
    const ready = [...left.values()].filter(({ needs }) => needs.every((name) => !left.has(name)))
    if (ready.length === 0) throw new Error(`tables refer to each other in a circle: ${[...left.keys()].join(', ')}`)
    for (const { name, columns } of ready) {
      ordered.push({ name, columns })
      left.delete(name)
    }
  }
  return ordered
}

/** `"a", "b"`: names come from the catalogue or are compared with it. */
function listed(columns: readonly string[]): string {
  return columns.map((name) => `"${name}"`).join(', ')
}

export const copyOut = ({ name, columns }: Table): string => `copy "${name}" (${listed(columns)}) to stdout`
export const copyIn = ({ name, columns }: Table): string => `copy "${name}" (${listed(columns)}) from stdin`

/** Both sides write and read instants and texts the same way, whatever the server is set to. */
export const plainForms = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'`

/** COPY needs the driver's own connection; every client of `with-client` is one, lent by the pool. */
export function driverOf(client: Client): pg.Client {
  return client as unknown as pg.Client
}

/** Identity columns go on after the highest number that was loaded. */
export async function advanceSequences(client: Client, tables: readonly Table[]): Promise<void> {
  const text = `select c.relname as table, a.attname as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'public'::regnamespace and a.attidentity <> ''
      and c.relname = any($1)`
  type Row = { table: string; column: string; sequence: string }
  const { rows } = await client.query<Row>({ text, values: [tables.map(({ name }) => name)] })
  for (const { table, column, sequence } of rows)
    await client.query({
      text: `select setval($1::regclass, coalesce(max("${column}"), 1), max("${column}") is not null) from "${table}"`,
      values: [sequence],
    })
}

/** Loads rows whose numbers of transactions were left out: who has to have one reads from the beginning of this cluster. */
export async function numberedFromZero(client: Client, work: () => Promise<void>): Promise<void> {
  const text = `select format('alter table %I alter column %I', c.relname, a.attname) as alter from pg_class c
    join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and a.atttypid = 'xid8'::regtype and a.attnotnull and not a.atthasdef`
  const { rows } = await client.query<{ alter: string }>(text)
  for (const { alter } of rows) await client.query(`${alter} set default '0'`)
  await work()
  for (const { alter } of rows) await client.query(`${alter} drop default`)
}
