// What is wrong with long work is told in both languages; what was told before stays as it is, in either.
import type { Client } from '../with-client.ts'

const both = (told: string) => `jsonb_build_object('vi', ${told}, 'en', ${told})`
const faults = `update jobs set fault = jsonb_build_object('message', ${both(`fault->'message'`)},
  'issues', (select coalesce(jsonb_agg(jsonb_build_object('path', one->'path', 'message', ${both(`one->'message'`)}) order by n), '[]')
    from jsonb_array_elements(fault->'issues') with ordinality as all_of (one, n))) where fault is not null`

export function up(client: Client): Promise<unknown> {
  return client.query(faults)
}
