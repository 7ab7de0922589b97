// Publishes the text of a criteria set on behalf of somebody who may: from then on it never changes.
import type { Database } from '../../store/connect.ts'
import type { Library } from '../../store/library.ts'
import { publishText, type Publication } from '../../store/publish-sets.ts'
import { inTransaction } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { permitAnywhere } from '../permit.ts'

/** Throws `forbidden`, `invalid` with every problem at its line, `conflict` when the edition was published otherwise. */
export async function publishSet(
  db: Database,
  library: Library,
  { text, actor, at }: { text: string; actor: string; at: string },
): Promise<Publication> {
  await inTransaction(db, (client) => permitAnywhere(client, 'publishSets', { person: actor, at }))
  return publishText(db, library, { text, file: 'yaml', by: actor, at }, (client, { id, hash }) =>
    journal(client, {
      at,
      actor,
      action: 'publishSet',
      subject: { kind: 'criteriaSet', id },
      details: { hash },
    }),
  )
}
