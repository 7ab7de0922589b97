// Evidence may be renumbered before its dossier is handed over: what never changes is the code it was given first.
import type { Client } from '../with-client.ts'

/** Revisions are frozen, so they point at the first code. Codes may change places within one statement. */
export function up(client: Client): Promise<unknown> {
  return client.query(`
    alter table evidence_revisions drop constraint evidence_revisions_cycle_id_code_fkey;
    alter table evidence_revisions rename column code to first_code;
    alter table evidence add column first_code text;
    update evidence set first_code = code;
    alter table evidence drop constraint evidence_pkey, add primary key (cycle_id, first_code),
      add constraint evidence_code unique (cycle_id, code) deferrable initially immediate;
    alter table evidence_revisions add foreign key (cycle_id, first_code) references evidence;
  `)
}
