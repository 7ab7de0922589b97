// Publishing copies a shipped criteria set and its hash into the database, where it is frozen; a case reads its set by hash.
import { AppError } from '../domain/errors.ts'
import type { Database } from './connect.ts'
import type { Library } from './library.ts'
import { withClient } from './with-client.ts'

/** Throws `configuration` when a published set was edited: a correction is a new edition. */
export async function publishSets(db: Database, library: Library, at: string): Promise<void> {
  await withClient(db, async (client) => {
    const kept = await client.query<{ id: string; hash: string }>('select id, hash from criteria_sets')
    const published = new Map(kept.rows.map(({ id, hash }) => [id, hash]))
    for (const id of library.sets()) {
      const hash = library.setHash(id)
      const known = published.get(id)
      if (known !== undefined && known !== hash) {
        throw new AppError(
          'configuration',
          `Bộ tiêu chuẩn ${id} đã công bố nay bị sửa. Nội dung sửa phải là một bản mới.`,
        )
      }
      if (known !== undefined) continue
      const text = `insert into criteria_sets (id, hash, content, published_at) values ($1, $2, $3, $4) on conflict do nothing`
      await client.query({ text, values: [id, hash, JSON.stringify(library.set(id)), at] })
    }
  })
}
