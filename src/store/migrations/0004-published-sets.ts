// A published set keeps the text its hash is taken of and who published it, and its table cannot be emptied either.
import type { Client } from '../with-client.ts'

/** `source` is null for sets published before there was such a column: they are those shipped as files. */
export function up(client: Client): Promise<unknown> {
  return client.query(`
    alter table criteria_sets
      add column source text,
      add column published_by text not null default 'system';
    create trigger sets_stay before truncate on criteria_sets for each statement execute function is_frozen();
  `)
}
