// How far the registers of document numbers have come, by issuer, series and year.
import type { Client } from '../with-client.ts'
import { cut, keyIn, type Page } from './page.ts'

export interface RegisterRow {
  issuer: string
  issuerName: string
  series: string
  year: number
  /** The last number given; all from 1 on are given, for a number is drawn with its event or not at all. */
  last: number
}

/** The registers of these organisations, newest year first. */
export async function listRegisters(
  client: Client,
  filter: { issuers: 'all' | string[]; year?: number | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<RegisterRow>> {
  const { issuers, year = null, cursor, limit } = filter
  const [before, series, issuer] = keyIn(cursor, ['int', 'text', 'text'])
  const text = `select c.issuer, o.name as "issuerName", c.series, c.year, c.value as last
    from counters c join organisations o on o.id = c.issuer
    where ($1::text[] is null or c.issuer = any($1)) and ($2::int is null or c.year = $2)
      and ($3::int is null or (-c.year, c.series, c.issuer) > (-$3::int, $4, $5)) order by -c.year, c.series, c.issuer limit $6`
  const values = [issuers === 'all' ? null : issuers, year, before, series, issuer, limit + 1]
  const found = await client.query<RegisterRow & Record<string, unknown>>({ name: 'registers', text, values })
  return cut(found.rows, limit, (row) => [row.year, row.series, row.issuer])
}
