// The audit trail is read by time: what is only ever added lies in that order, so an index of ranges costs nothing to keep.
import type { Client } from '../with-client.ts'

export function up(client: Client): Promise<unknown> {
  return client.query(
    `create index history_time on history using brin (at); create index journal_time on journal using brin (at)`,
  )
}
