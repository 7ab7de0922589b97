// A cycle says what it is for: a new recognition, or the renewal or upgrade of an award whose successor it is to bring.
import type { Client } from '../with-client.ts'

/** `follows` is the number of that award, one of the same school. */
export function up(client: Client): Promise<unknown> {
  return client.query(`
    alter table cycles
      add column purpose text not null default 'new' check (purpose in ('new', 'renewal', 'upgrade')),
      add column follows text,
      add constraint cycles_follow check ((purpose = 'new') = (follows is null));
  `)
}
