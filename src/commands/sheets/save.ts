// Saves the texts and ratings of a criterion sheet. Two people on different criteria never meet; on the same one the second sees the first's.
import { SheetContent } from '../../domain/case.ts'
import { mergeSheet } from '../../domain/merge-sheet.ts'
import { checkRatings } from '../../domain/scoring/score.ts'
import { AppError } from '../../domain/errors.ts'
import { say, joined } from '../../domain/text.ts'
import { readAs, sentenceOf, toldFaults } from '../../domain/schema-issues.ts'
import type { Role } from '../../domain/roles.ts'
import { hasTag } from '../../engine/definition.ts'
import type { Engine } from '../../engine/ports.ts'
import { keepingRefusals } from '../../engine/refusals.ts'
import type { Database } from '../../store/connect.ts'
import type { Library } from '../../store/library.ts'
import { unitOf } from '../../store/process-store.ts'
import { learnSets } from '../../store/publish-sets.ts'
import { isSheetOpen, ratedNodes } from '../../store/sheet-facts.ts'
import { contentAt } from '../../store/views/sheet-versions.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { authorize, record } from '../record.ts'

export interface SaveSheet {
  process: string
  content: unknown
  actor: string
  at: string
  /** The version the writer began from. */
  expectedVersion?: number
  /** When others have saved since: take what only one side changed, and refuse only where both did. */
  merge?: boolean
}

export interface SavedSheet {
  version: number
  /** What is stored, when others' changes are in it. */
  content?: SheetContent
}

/** Who writes on sheets; whose sheet it is, the policy says. */
export const writers: readonly Role[] = [
  'workingGroup',
  'councilMember',
  'councilSecretary',
  'councilChair',
  'reviewer',
  'teamSecretary',
  'teamLead',
]

/**
 * Answers the sheet's new version. Throws `staleVersion` with all that is needed to lose nothing (details: version, the present
 * `content`, `base` the writer began from, `conflicts` field by field, and `merged`); `notAllowed` when the sheet is not being
 * written; `invalid` with the fields.
 */
export async function saveSheet(db: Database, engine: Engine, library: Library, input: SaveSheet): Promise<SavedSheet> {
  const { actor, process, at } = input
  return keepingRefusals(engine, { at, actorId: actor, processId: process, event: 'saveSheet' }, () =>
    save(db, engine, library, input),
  )
}

function save(db: Database, engine: Engine, library: Library, input: SaveSheet): Promise<SavedSheet> {
  return inTransaction(db, async (client) => {
    const unit = unitOf(client, library)
    const { process, actor } = await authorize(unit, input.process, input.actor, writers, input.at)
    const { sheet } = process
    if (!sheet) throw new AppError('notFound', say('Không tìm thấy phiếu.', 'The sheet was not found.'))
    const definition = engine.definition(process.stored.process, process.stored.edition)
    if (!hasTag(definition, process.stored.value, 'writable') || !(await isSheetOpen(client, process))) {
      throw new AppError('notAllowed', say('Phiếu này hiện không sửa được.', 'This sheet cannot be changed now.'))
    }
    await learnSets(client, library, process.setId)
    const mine = parseContent(library, process.setId, sheet.criterion, input.content)
    const { expectedVersion = process.version } = input
    const isStale = expectedVersion !== process.version
    const content = isStale ? await withOthers(client, process, mine, { ...input, expectedVersion }) : mine
    const text =
      'update sheets set content = $2, version = version + 1 where process_id = $1 and content is distinct from $2::jsonb'
    const { rowCount } = await client.query({ name: 'save-sheet', text, values: [process.id, JSON.stringify(content)] })
    // What says the same is no new version.
    if (rowCount === 0) return isStale ? { version: process.version, content } : { version: process.version }
    const version = await record(client, process, { event: 'saveSheet', payload: content, actor, at: input.at })
    return isStale ? { version, content } : { version }
  })
}

/** The writer's content with what others saved meanwhile. Throws `staleVersion`. */
async function withOthers(
  client: Client,
  { id, version }: { id: string; version: number },
  mine: SheetContent,
  { expectedVersion, merge = false }: { expectedVersion: number; merge?: boolean },
): Promise<SheetContent> {
  const content = (await contentAt(client, id, version)) ?? SheetContent.parse({})
  const base = expectedVersion < version ? await contentAt(client, id, expectedVersion) : null
  const { content: merged, conflicts } = mergeSheet(base, mine, content)
  if (merge && conflicts.length === 0) return merged
  const sentence =
    conflicts.length > 0
      ? say(
          'Phiếu đã được người khác lưu trước, và hai bên cùng sửa một mục. Hãy xem cả hai bản rồi chọn.',
          'Somebody else saved this sheet before you, and both changed the same field. Look at both versions and choose.',
        )
      : say(
          'Phiếu đã được người khác lưu trước. Hãy xem bản mới rồi lưu lại phần của bạn.',
          'Somebody else saved this sheet before you. Look at the new version, then save your part again.',
        )
  throw new AppError('staleVersion', sentence, { version, content, base, conflicts, merged })
}

function parseContent(library: Library, setId: string, criterion: string, input: unknown): SheetContent {
  const parsed = readAs(SheetContent, input)
  if (!parsed.ok) {
    const issues = parsed.issues.slice(0, toldFaults.listed)
    const { vi, en } = sentenceOf(parsed.issues)
    throw new AppError('invalid', say(`Phiếu chưa đúng: ${vi}`, `The sheet is wrong: ${en}`), { issues })
  }
  const set = library.set(setId)
  const own = new Set([criterion, ...ratedNodes(set, criterion).map(({ id }) => id)])
  const foreign = Object.keys(parsed.data.ratings).filter((id) => !own.has(id))
  if (foreign.length > 0)
    throw new AppError(
      'invalid',
      say(
        `Không thuộc tiêu chí ${criterion}: ${foreign.slice(0, 10).join(', ')}.`,
        `Not of criterion ${criterion}: ${foreign.slice(0, 10).join(', ')}.`,
      ),
    )
  const problems = checkRatings(set, parsed.data.ratings as Record<string, boolean | number | null>)
  if (problems.length > 0) throw new AppError('invalid', joined(problems.map(({ message }) => message)), { problems })
  return parsed.data
}
