// Takes evidence over from an earlier cycle of the same school: the file stays the same, the old code is kept beside the new one.
import { EvidenceItem } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import { say, joined, labelled } from '../../domain/text.ts'
import type { Engine, LoadedProcess } from '../../engine/ports.ts'
import { keepingRefusals } from '../../engine/refusals.ts'
import type { Database } from '../../store/connect.ts'
import type { Library } from '../../store/library.ts'
import { unitOf } from '../../store/process-store.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { authorize, record } from '../record.ts'
import { codeOfOrigin, enter, faultOfCriterion, keepOrigin } from './enter.ts'
import { keepers, type RegisterRow } from './register.ts'

export interface CopyEvidence {
  cycle: string
  /** The earlier cycle. */
  from: string
  /** Codes of the earlier cycle, in the order in which they get their new ones. */
  codes: readonly string[]
  actor: string
  at: string
}

export interface CopiedEvidence {
  /** The code in the earlier cycle. */
  from: string
  code: string
  /** False = it had been taken over before. */
  isNew: boolean
}

/** All or none. Throws `notFound` for a cycle or code that is not there, `invalid` for criteria the present set does not have. */
export function copyEvidence(
  db: Database,
  engine: Engine,
  library: Library,
  input: CopyEvidence,
): Promise<CopiedEvidence[]> {
  const { actor, cycle, at } = input
  const attempt = { at, actorId: actor, processId: `${cycle}/selfAssessment`, event: 'copyEvidence' }
  return keepingRefusals(engine, attempt, () => copy(db, engine, library, input))
}

function copy(db: Database, engine: Engine, library: Library, input: CopyEvidence): Promise<CopiedEvidence[]> {
  const { cycle, from, at } = input
  return inTransaction(db, async (client) => {
    const unit = unitOf(client, library)
    const { process, actor } = await authorize(unit, `${cycle}/selfAssessment`, input.actor, keepers, at)
    const rows = await earlierRows(client, process, input)
    refuseCriteria(library, process.setId, rows)
    const copied: CopiedEvidence[] = []
    const items: EvidenceItem[] = []
    for (const { firstCode, item } of rows) {
      const { code: old, criterion, file, formerCodes, revision: _, ...details } = item
      const origin = `${from}#${firstCode}`
      const known = await codeOfOrigin(client, cycle, origin)
      if (known !== null) {
        copied.push({ from: old, code: known, isNew: false })
        continue
      }
      const entry = { criterion, details, file, formerCodes: [...formerCodes, old] }
      const made = await enter(client, { engine, library }, process, entry, { actor: actor.id, at })
      await keepOrigin(client, cycle, origin, made.code)
      items.push(made)
      copied.push({ from: old, code: made.code, isNew: true })
    }
    if (items.length > 0) await record(client, process, { event: 'copyEvidence', payload: { from, items }, actor, at })
    return copied
  })
}

async function earlierRows(client: Client, { place }: LoadedProcess, input: CopyEvidence): Promise<RegisterRow[]> {
  const { cycle, from, codes } = input
  const ofSchool = 'select 1 from cycles where id = $1 and school_id = $2 and id <> $3'
  if ((await client.query({ text: ofSchool, values: [from, place.schoolId, cycle] })).rows.length === 0)
    throw new AppError('notFound', say('Trường không có chu kỳ trước này.', 'The school has no such earlier cycle.'))
  const text = `select e.first_code as "firstCode", e.item from unnest($2::text[]) with ordinality as asked (code, place)
    join evidence e on e.cycle_id = $1 and e.code = asked.code order by asked.place`
  const found = await client.query<RegisterRow & Record<string, unknown>>({ text, values: [from, codes] })
  const rows = found.rows.map(({ firstCode, item }) => ({ firstCode, item: EvidenceItem.parse(item) }))
  const missing = codes.filter((code) => !rows.some(({ item }) => item.code === code))
  if (missing.length > 0)
    throw new AppError(
      'notFound',
      say(
        `Chu kỳ trước không có minh chứng mang mã ${missing.join(', ')}.`,
        `The earlier cycle has no evidence with the code ${missing.join(', ')}.`,
      ),
    )
  return rows
}

function refuseCriteria(library: Library, setId: string, rows: readonly RegisterRow[]): void {
  const faults = rows.flatMap(({ item }) => {
    const fault = faultOfCriterion(library, setId, item.criterion)
    return fault === null ? [] : [{ path: item.code, message: fault }]
  })
  if (faults.length > 0)
    throw new AppError('invalid', joined(faults.map(({ path, message }) => labelled(path, message))), {
      issues: faults,
    })
}
