// Papers are long work too, and one that was made is found again by the hash of what it was made of.
import type { Client } from '../with-client.ts'

const papers = `
  alter table jobs drop constraint jobs_kind_check,
    add constraint jobs_kind_check check (kind in ('import', 'package', 'simulation', 'paper'));
  create index jobs_paper on jobs ((coalesce(result->>'key', input->>'key'))) where kind = 'paper';`

export function up(client: Client): Promise<unknown> {
  return client.query(papers)
}
