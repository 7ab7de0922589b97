// The ratings of a sheet beside its content: whoever scores a case reads them without unpacking texts of many kilobytes.
import type { Client } from '../with-client.ts'

const ratings = `
  alter table sheets add column ratings jsonb generated always as (content->'ratings') stored;`

export async function up(client: Client): Promise<void> {
  await client.query(ratings)
}
