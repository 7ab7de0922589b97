// Renumbers the evidence of one criterion in the order wished: every citation changes with it, the old code stays beside the new.
import { EvidenceItem } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { renameCitations } from '../../domain/evidence-citations.ts'
import { evidenceCode } from '../../domain/evidence-code.ts'
import type { Actor } from '../../domain/process.ts'
import type { Engine, LoadedProcess, Unit } from '../../engine/ports.ts'
import { keepingRefusals } from '../../engine/refusals.ts'
import type { Database } from '../../store/connect.ts'
import type { Library } from '../../store/library.ts'
import { unitOf } from '../../store/process-store.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { once } from '../once.ts'
import { authorize, record } from '../record.ts'
import { keepers, type RegisterRow } from './register.ts'

export interface RenumberEvidence {
  cycle: string
  criterion: string
  /** All codes of the criterion as they are now, in the order in which they shall be numbered. */
  order: readonly string[]
  reason: string
  actor: string
  at: string
  /** The same key renumbers once. */
  key?: string
}

interface Renumbered {
  /** Old code -> new code, of those that changed. */
  codes: Record<string, string>
  /** Criteria whose sheets now cite otherwise. */
  sheets: string[]
}

/**
 * Throws `notAllowed` once a dossier was handed over: what reviewers hold in hand keeps its codes. `invalid` for an order that is
 * not one of just these codes, `forbidden`, `keyReused`.
 */
export function renumberEvidence(
  db: Database,
  engine: Engine,
  library: Library,
  input: RenumberEvidence,
): Promise<Renumbered> {
  const { actor, cycle, at } = input
  const attempt = { at, actorId: actor, processId: `${cycle}/selfAssessment`, event: 'renumberEvidence' }
  return keepingRefusals(engine, attempt, () => renumber(db, engine, library, input))
}

function renumber(db: Database, engine: Engine, library: Library, input: RenumberEvidence): Promise<Renumbered> {
  const { cycle, criterion, order, reason, at, key } = input
  return inTransaction(db, async (client) => {
    const unit = unitOf(client, library)
    // Loading the self-assessment locks the whole case: no sheet is saved in between.
    const { process, actor } = await authorize(unit, `${cycle}/selfAssessment`, input.actor, keepers, at)
    const content = ['renumberEvidence', cycle, criterion, order, reason, actor.id]
    return once(client, { key, content, at }, async () => {
      await refuseAfterSubmission(client, cycle)
      if (reason.trim() === '')
        throw new AppError(
          'invalid',
          say('Cần nêu lý do đánh lại mã minh chứng.', 'A reason for renumbering the evidence is needed.'),
        )
      const { kind, pattern } = engine.procedure(process.procedureId).evidenceCode
      const register = await registerOf(client, cycle, criterion)
      const names = newNames(register, order, (serial) => evidenceCode(kind, criterion, serial))
      await renameRegister(client, cycle, register, names)
      const rename = (text: string) => renameCitations(text, pattern, names)
      const sheets = await renameSheets(client, unit, process, rename, { actor, at })
      await renameSchoolTexts(client, process, rename)
      const codes = Object.fromEntries(names)
      const payload = { criterion, codes, reason, sheets }
      await record(client, process, { event: 'renumberEvidence', payload, actor, at })
      return { codes, sheets }
    })
  })
}

async function refuseAfterSubmission(client: Client, cycle: string): Promise<void> {
  const text = `select 1 from submissions where cycle_id = $1 and kind = 'dossier' limit 1`
  if ((await client.query({ text, values: [cycle] })).rows.length > 0)
    throw new AppError(
      'notAllowed',
      say(
        'Hồ sơ đã nộp nên mã minh chứng được giữ nguyên; chỉ bổ sung được minh chứng mới.',
        'The dossier was handed in, so the evidence codes stay as they are; only new evidence can be added.',
      ),
    )
}

async function registerOf(client: Client, cycle: string, criterion: string): Promise<RegisterRow[]> {
  const text = 'select first_code as "firstCode", item from evidence where cycle_id = $1 and criterion = $2'
  const found = await client.query<RegisterRow & Record<string, unknown>>({ text, values: [cycle, criterion] })
  return found.rows.map(({ firstCode, item }) => ({ firstCode, item: EvidenceItem.parse(item) }))
}

/** Old code -> new code. Throws `invalid` with what is too much or missing. */
function newNames(register: readonly RegisterRow[], order: readonly string[], codeOf: (serial: number) => string) {
  const codes = register.map(({ item }) => item.code)
  const odd = [
    ...order.filter((code, index) => !codes.includes(code) || order.indexOf(code) < index),
    ...codes.filter((code) => !order.includes(code)),
  ]
  if (odd.length > 0)
    throw new AppError(
      'invalid',
      say(
        `Thứ tự mới phải gồm mỗi mã của tiêu chí đúng một lần; cần xem lại: ${odd.join(', ')}.`,
        `The new order must hold every code of the criterion exactly once; look again at: ${odd.join(', ')}.`,
      ),
      { odd },
    )
  const names = order.map((code, index) => [code, codeOf(index + 1)] as const).filter(([from, to]) => from !== to)
  if (names.length === 0)
    throw new AppError(
      'invalid',
      say(
        'Thứ tự mới giống thứ tự hiện có, không có mã nào đổi.',
        'The new order is the present one; no code changes.',
      ),
    )
  return new Map(names)
}

async function renameRegister(
  client: Client,
  cycle: string,
  register: readonly RegisterRow[],
  names: ReadonlyMap<string, string>,
): Promise<void> {
  const renamed = register.flatMap(({ firstCode, item }) => {
    const code = names.get(item.code)
    return code ? [{ firstCode, code, item: { ...item, code, formerCodes: [...item.formerCodes, item.code] } }] : []
  })
  // One statement, so that codes may change places.
  const text = `update evidence e set code = n.code, item = n.item
    from jsonb_to_recordset($2) as n ("firstCode" text, code text, item jsonb)
    where e.cycle_id = $1 and e.first_code = n."firstCode"`
  await client.query({ text, values: [cycle, JSON.stringify(renamed)] })
}

/** Answers the criteria. Each sheet gets its row of history, as if its writer had saved it. */
async function renameSheets(
  client: Client,
  unit: Unit,
  { cycleId }: LoadedProcess,
  rename: (text: string) => string,
  { actor, at }: { actor: Actor; at: string },
): Promise<string[]> {
  const text = 'select process_id as id, criterion, content from sheets where cycle_id = $1 order by process_id'
  const found = await client.query<{ id: string; criterion: string; content: unknown }>({ text, values: [cycleId] })
  const changed: string[] = []
  for (const { id, criterion, content } of found.rows) {
    const renamed = inTexts(content, rename)
    if (JSON.stringify(renamed) === JSON.stringify(content)) continue
    const { process } = await unit.load(id, actor.id, null, at)
    if (!process) throw new Error(`${id} has a sheet and no process`)
    const update = 'update sheets set content = $2, version = version + 1 where process_id = $1'
    await client.query({ text: update, values: [id, JSON.stringify(renamed)] })
    await record(client, process, { event: 'saveSheet', payload: renamed, actor, at })
    changed.push(criterion)
  }
  return changed
}

/** What the report says of the school as a whole; its texts are those of the case opened last. */
async function renameSchoolTexts(
  client: Client,
  { cycleId, place }: LoadedProcess,
  rename: (text: string) => string,
): Promise<void> {
  const text = `select data from schools where id = $1
    and $2 = (select id from cycles where school_id = $1 order by opened_at desc, id desc limit 1) for update`
  const [row] = (await client.query<{ data: unknown }>({ text, values: [place.schoolId, cycleId] })).rows
  if (!row) return
  const renamed = JSON.stringify(inTexts(row.data, rename))
  if (renamed === JSON.stringify(row.data)) return
  // A new version, so that nobody who edits the old texts saves them over the new codes.
  const update = 'update schools set data = $2, version = version + 1 where id = $1'
  await client.query({ text: update, values: [place.schoolId, renamed] })
}

/** The same value with every text in it renamed. */
function inTexts(value: unknown, rename: (text: string) => string): unknown {
  if (typeof value === 'string') return rename(value)
  if (Array.isArray(value)) return value.map((one) => inTexts(one, rename))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inTexts(one, rename)]))
}
