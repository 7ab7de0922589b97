// Saves the texts and ratings of a criterion sheet. Two people on different criteria never meet; on the same one the second sees the first's.
import { SheetContent } from '../../domain/case.ts'
import { checkRatings } from '../../domain/scoring/score.ts'
import { AppError } from '../../domain/errors.ts'
import type { Role } from '../../domain/roles.ts'
import { hasTag } from '../../engine/definition.ts'
import type { Engine } from '../../engine/ports.ts'
import { keepingRefusals } from '../../engine/refusals.ts'
import type { Database } from '../../store/connect.ts'
import type { Library } from '../../store/library.ts'
import { unitOf } from '../../store/process-store.ts'
import { ratedNodes } from '../../store/sheet-facts.ts'
import { inTransaction } from '../../store/with-client.ts'
import { authorize, record } from '../record.ts'

export interface SaveSheet {
  process: string
  content: unknown
  actor: string
  at: string
  /** The version the writer began from. */
  expectedVersion?: number
}

const writers: readonly Role[] = [
  'workingGroup',
  'councilMember',
  'councilSecretary',
  'councilChair',
  'reviewer',
  'teamSecretary',
  'teamLead',
]

/**
 * Answers the sheet's new version. Throws `staleVersion` with the present content (details: version, content), so that the
 * second writer loses nothing of theirs; `notAllowed` when the sheet is not being written; `invalid` with the fields.
 */
export async function saveSheet(
  db: Database,
  engine: Engine,
  library: Library,
  input: SaveSheet,
): Promise<{ version: number }> {
  const { actor, process, at } = input
  return keepingRefusals(engine, { at, actorId: actor, processId: process, event: 'saveSheet' }, () =>
    save(db, engine, library, input),
  )
}

function save(db: Database, engine: Engine, library: Library, input: SaveSheet): Promise<{ version: number }> {
  return inTransaction(db, async (client) => {
    const unit = unitOf(client, library)
    const { process, actor } = await authorize(unit, input.process, input.actor, writers, input.at)
    const { sheet } = process
    if (!sheet) throw new AppError('notFound', 'Không tìm thấy phiếu.')
    if (input.expectedVersion !== undefined && input.expectedVersion !== process.version) {
      const present = await client.query<{ content: unknown }>({
        text: 'select content from sheets where process_id = $1',
        values: [process.id],
      })
      const details = { version: process.version, content: present.rows[0]?.content }
      throw new AppError(
        'staleVersion',
        'Phiếu đã được người khác lưu trước. Hãy xem bản mới rồi lưu lại phần của bạn.',
        details,
      )
    }
    const definition = engine.definition(process.stored.process, process.stored.edition)
    const facts = await unit.facts(['sheet'], process, null, input.at)
    if (!facts.sheet.open || !hasTag(definition, process.stored.value, 'writable')) {
      throw new AppError('notAllowed', 'Phiếu này hiện không sửa được.')
    }
    const content = parseContent(library, process.setId, sheet.criterion, input.content)
    const text = 'update sheets set content = $2, version = version + 1 where process_id = $1'
    await client.query({ name: 'save-sheet', text, values: [process.id, JSON.stringify(content)] })
    return { version: await record(client, process, { event: 'saveSheet', payload: content, actor, at: input.at }) }
  })
}

function parseContent(library: Library, setId: string, criterion: string, input: unknown): SheetContent {
  const parsed = SheetContent.safeParse(input)
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.map(String), message }))
    throw new AppError('invalid', `Phiếu chưa đúng: ${issues.map(({ path }) => path.join('.')).join(', ')}.`, {
      issues,
    })
  }
  const set = library.set(setId)
  const own = new Set([criterion, ...ratedNodes(set, criterion).map(({ id }) => id)])
  const foreign = Object.keys(parsed.data.ratings).filter((id) => !own.has(id))
  if (foreign.length > 0)
    throw new AppError('invalid', `Không thuộc tiêu chí ${criterion}: ${foreign.join(', ')}.`, { foreign })
  const problems = checkRatings(set, parsed.data.ratings as Record<string, boolean | number | null>)
  if (problems.length > 0)
    throw new AppError('invalid', problems.map(({ message }) => message.vi).join(' '), { problems })
  return parsed.data
}
