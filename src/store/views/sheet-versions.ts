// What a criterion sheet said before: every version is in its history, with who made it.
import { SheetContent } from '../../domain/case.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { seesSheetVersions } from '../../domain/policy.ts'
import type { Client } from '../with-client.ts'
import { cut, keyIn, type Page } from './page.ts'
import { stageFor, type SheetRow } from './sheets.ts'
import type { Ground } from './standing.ts'

export interface SheetVersion {
  /** As `If-Match` names it: every act on the sheet makes one, whether or not it changed the text. */
  version: number
  at: string
  actorId: string
  actorName: string | null
  /** `saveSheet` wrote on it; else an event of the sheet's process. */
  event: string
}

const columns = `h.seq as version, to_json(h.at) #>> '{}' as at, h.actor_id as "actorId", w.name as "actorName", h.event`

/** Whether this person may read what the sheet said before. */
export async function maySeeVersions(client: Client, sheet: SheetRow, ground: Ground): Promise<boolean> {
  const { standing, place } = ground
  const stage = await stageFor(client, ground, [sheet])
  return seesSheetVersions(standing, rolesFor('seeCase', standing, place), sheet, stage)
}

/** The versions of a sheet, newest first. */
export async function listVersions(
  client: Client,
  { process, cursor, limit }: { process: string; cursor?: string | undefined; limit: number },
): Promise<Page<SheetVersion>> {
  const [before] = keyIn(cursor, ['int'])
  const text = `select ${columns} from history h left join people w on w.id = h.actor_id
    where h.process_id = $1 and ($2::int is null or h.seq < $2) order by h.seq desc limit $3`
  const values = [process, before, limit + 1]
  const found = await client.query<SheetVersion & Record<string, unknown>>({ name: 'sheet-versions', text, values })
  return cut(found.rows, limit, (row) => [row.version])
}

/** One version with all that the sheet said then; `null` for one that never was. */
export async function findVersion(
  client: Client,
  process: string,
  version: number,
): Promise<(SheetVersion & { content: SheetContent }) | null> {
  const text = `select ${columns} from history h left join people w on w.id = h.actor_id where h.process_id = $1 and h.seq = $2`
  const values = [process, version]
  const found = await client.query<SheetVersion & Record<string, unknown>>({ name: 'sheet-version', text, values })
  const [row] = found.rows
  const content = row && (await contentAt(client, process, version))
  return row && content ? { ...row, content } : null
}

/** What the sheet said at that version of its process; it begins empty. `null` for a version that never was. */
export async function contentAt(client: Client, process: string, version: number): Promise<SheetContent | null> {
  if (version < 1) return null
  const text = `select entry::json->'payload' as content from history
    where process_id = $1 and seq <= $2 and event = 'saveSheet' order by seq desc limit 1`
  const found = await client.query<{ content: unknown }>({ name: 'sheet-at', text, values: [process, version] })
  return SheetContent.parse(found.rows[0]?.content ?? {})
}
