// The product's own database inside an embedded cluster, and who is connected to the cluster.
import pg from 'pg'

/** Makes a database when it is missing; two programs may do so at once. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  await withAdmin(adminUrl, async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (found.rowCount) return
    try {
      await client.query(`create database ${pg.escapeIdentifier(name)}`)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code !== '42P04' && code !== '23505') throw error
    }
  })
}

/** How many programs' sessions there are beside the one that asks; 0 when the server does not answer any more. */
export async function otherClients(adminUrl: string): Promise<number> {
  const sql = `select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`
  try {
    return await withAdmin(adminUrl, async (client) => (await client.query<{ n: number }>(sql)).rows[0]?.n ?? 0)
  } catch {
    return 0
  }
}

async function withAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
