// The roster is read by name, a part at a time: without this index a prepared statement reckons for everybody before it sorts.
import type { Client } from '../with-client.ts'

export function up(client: Client): Promise<unknown> {
  return client.query('create index people_by_name on people (name, id)')
}
