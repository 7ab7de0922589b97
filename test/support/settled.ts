// Feeds and webhooks hold back what an older transaction may still add to, and the cluster of the tests has such of other databases.
import type { SampleCase } from './sample-case.ts'

/** Waits until all that was written so far is told. */
export async function settled({ rows }: Pick<SampleCase, 'rows'>): Promise<void> {
  const [now] = await rows<{ id: string }>('select pg_current_xact_id()::text as id')
  const done = `select pg_snapshot_xmin(pg_current_snapshot()) > '${now?.id ?? '0'}'::xid8 as done`
  while ((await rows<{ done: boolean }>(done))[0]?.done !== true) await new Promise((go) => setTimeout(go, 20))
}
