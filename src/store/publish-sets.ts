// Publishing copies a criteria set with its text and hash into the database, where it is frozen; a case reads its set by hash.
import type { AnySet } from '../domain/criteria/framework.ts'
import { checkedSchemaOf } from '../domain/criteria/load.ts'
import { setKey } from '../domain/criteria/schema.ts'
import { AppError } from '../domain/errors.ts'
import { say, said } from '../domain/text.ts'
import type { Database } from './connect.ts'
import { hashOf, type Library } from './library.ts'
import { inTransaction, withClient, type Client } from './with-client.ts'
import { formatProblem, parseYamlFile } from './yaml-file.ts'

/** Publishes the shipped sets that are missing, and takes in those published from other files. Throws `conflict` for an edited one. */
export async function publishSets(db: Database, library: Library, at: string): Promise<void> {
  await withClient(db, async (client) => {
    const kept = await client.query<{ id: string; hash: string }>('select id, hash from criteria_sets')
    const published = new Map(kept.rows.map(({ id, hash }) => [id, hash]))
    for (const id of library.sets()) {
      const hash = library.setHash(id)
      const known = published.get(id)
      if (known !== undefined) refuseEdited(id, known, hash)
      else await insert(client, { id, hash, text: library.setText(id), set: library.any(id), by: 'system', at })
    }
    await learnSets(client, library)
  })
}

/** Takes in that set if another server published it since this program started. */
export async function learnSet(db: Database, library: Library, id: string): Promise<void> {
  if (!library.sets().includes(id)) await withClient(db, (client) => learnSets(client, library))
}

/** Takes in what was published from other files since this program started: all of it, or `wanted` if it is not known yet. */
export async function learnSets(client: Client, library: Library, wanted?: string): Promise<void> {
  const known = library.sets()
  if (wanted !== undefined && known.includes(wanted)) return
  const text = `select id, hash, coalesce(source, content::text) as text from criteria_sets where id <> all($1)`
  const found = await client.query<{ id: string; hash: string; text: string }>({ text, values: [[...known]] })
  library.add(found.rows)
}

export interface Publication {
  id: string
  hash: string
  /** False when the same content was published before. */
  fresh: boolean
}

/**
 * Publishes the text of a file; a draft becomes published by it. `by` is a person's id or `system`. Throws `invalid` with
 * every problem and its line, `notFound` for a person nobody knows, `conflict` when the edition was published otherwise.
 * `within` is done in the same transaction, when it is new.
 */
export async function publishText(
  db: Database,
  library: Library,
  { text: written, file, by, at }: { text: string; file: string; by: string; at: string },
  within: (client: Client, made: Publication) => Promise<void> = () => Promise.resolve(),
): Promise<Publication> {
  const text = asPublished(written)
  const parsed = parseYamlFile(checkedSchemaOf, text, file)
  if (!parsed.ok) throw new AppError('invalid', said(parsed.problems.map(formatProblem).join('\n')), parsed)
  const [id, hash] = [setKey(parsed.value), hashOf(text)]
  const fresh = await inTransaction(db, async (client) => {
    if (by !== 'system') await person(client, by)
    if (await insert(client, { id, hash, text, set: parsed.value, by, at })) {
      await within(client, { id, hash, fresh: true })
      return true
    }
    const kept = await client.query<{ hash: string }>({
      text: 'select hash from criteria_sets where id = $1',
      values: [id],
    })
    refuseEdited(id, kept.rows[0]?.hash ?? '', hash)
    return false
  })
  library.add([{ id, text, hash }])
  return { id, hash, fresh }
}

/** The text with the status that publishing gives it. */
export function asPublished(text: string): string {
  return text.replace(/^(status: *)(['"]?)draft\2/m, '$1published')
}

/** Whether it is new; what is there is never touched. */
async function insert(
  client: Client,
  { id, hash, text, set, by, at }: { id: string; hash: string; text: string; set: AnySet; by: string; at: string },
): Promise<boolean> {
  const added = await client.query({
    text: `insert into criteria_sets (id, hash, content, source, published_by, published_at) values ($1, $2, $3, $4, $5, $6)
      on conflict do nothing returning id`,
    values: [id, hash, JSON.stringify(set), text, by, at],
  })
  return added.rows.length > 0
}

function refuseEdited(id: string, published: string, now: string): void {
  if (published === now) return
  const [set = '', edition = ''] = id.split('/')
  const [year, correction = 0] = edition.split('.')
  const next = `${set}@${year}.${Number(correction) + 1}`
  throw new AppError(
    'conflict',
    say(
      `Bộ tiêu chuẩn ${id} đã công bố nay bị sửa. Nội dung đã công bố không bao giờ đổi: đính chính là một bản mới, ví dụ ${next}.`,
      `The published criteria set ${id} was changed. What is published never changes: a correction is a new edition, such as ${next}.`,
    ),
  )
}

async function person(client: Client, id: string): Promise<void> {
  const found = await client.query({ text: 'select 1 from people where id = $1', values: [id] })
  if (found.rows.length === 0)
    throw new AppError('notFound', say(`Không có người nào mang mã “${id}”.`, `There is nobody with the id “${id}”.`))
}
