// Puts a packaged case back into a system that does not have it: checked first, then all of it or nothing.
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { journal } from '../commands/journal.ts'
import { permitAnywhere } from '../commands/permit.ts'
import type { Product } from '../compose.ts'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { Entry } from '../engine/entry.ts'
import type { FileStore } from '../store/files/file-store.ts'
import { publishText } from '../store/publish-sets.ts'
import { inTransaction, type Client } from '../store/with-client.ts'
import { findingLine } from './findings.ts'
import { certificateName, HistoryLine, names, submissionName, type CaseFile } from './format.ts'
import { openPackage, type OpenedPackage } from './read.ts'
import { readLines } from './read-lines.ts'
import { restoreCopy, restoreHistory, restoreRows, restoreSubmission, type RestoredRow } from './restore.ts'
import { verifyOpened } from './verify.ts'

export interface ImportOrder {
  path: string
  /** A person of this system or of the package who may import data. */
  actor: string
  /** The key the asker knows; `null` = none. */
  trusted: string | null
  /** False: everything is tried and taken back. */
  apply: boolean
  now: string
}

export interface ImportedCase {
  cycle: string
  school: string
  processes: number
  rows: number
  evidence: number
  people: number
  /** People with an office that comes back with the case. */
  offices: number
}

/**
 * Throws `invalid` for a package that does not hold, or that does not hold the whole case, `conflict` for a case that is there,
 * `forbidden`, and `UnreadablePackage`.
 */
export async function importPackage(
  product: Pick<Product, 'db' | 'library'>,
  files: FileStore,
  order: ImportOrder,
): Promise<ImportedCase> {
  const opened = await openPackage(order.path)
  try {
    const file = await checked(opened, product, order.trusted)
    if (order.apply) await keepFiles(opened, file, files)
    await publishSet(opened, product, file, order)
    return await restored(opened, product, file, order)
  } finally {
    opened.close()
  }
}

async function checked(
  opened: OpenedPackage,
  { library }: Pick<Product, 'library'>,
  trusted: string | null,
): Promise<CaseFile> {
  const { findings, case: file } = await verifyOpened(opened, library, trusted)
  const [first, ...more] = findings
  if (first || !file) {
    const others = more.length > 0 ? ` (và ${more.length} sai lệch khác)` : ''
    throw new AppError(
      'invalid',
      say(
        `Gói không hợp lệ: ${first ? findingLine(first) : names.case}${others}`,
        `The package is not valid: ${first ? findingLine(first) : names.case}${others}`,
      ),
    )
  }
  if (file.scope !== 'whole' || file.absent.length > 0)
    throw new AppError(
      'invalid',
      say(
        'Gói không chứa toàn bộ hồ sơ nên không khôi phục được hồ sơ từ gói này.',
        'The package does not hold the whole case, so the case cannot be restored from it.',
      ),
    )
  return file
}

/** Files go first: what nobody refers to is tidied up later, a register without its files is not. */
async function keepFiles(opened: OpenedPackage, file: CaseFile, files: FileStore): Promise<void> {
  for (const [sha256, name] of Object.entries(file.files)) {
    if (await files.has(sha256)) continue
    const kept = await files.put(Readable.from(await opened.stream(name)))
    if (kept.sha256 !== sha256)
      throw new AppError(
        'invalid',
        say(`Tệp ${name} không còn như khi được kiểm.`, `The file ${name} is not what it was when it was checked.`),
      )
  }
}

async function publishSet(
  opened: OpenedPackage,
  { db, library }: Pick<Product, 'db' | 'library'>,
  { cycle }: CaseFile,
  { apply, now }: ImportOrder,
): Promise<void> {
  if (library.sets().includes(cycle.set)) return
  const set = cycle.set
  if (!apply)
    throw new AppError(
      'invalid',
      say(
        `Hệ thống chưa có bộ tiêu chuẩn ${set}; --apply sẽ công bố bộ đó từ gói.`,
        `The system has no criteria set ${set}; --apply will publish it from the package.`,
      ),
    )
  const text = await opened.text(names.criteria)
  const { hash } = await publishText(db, library, { text, file: names.criteria, by: 'system', at: now })
  if (hash !== cycle.setHash)
    throw new AppError(
      'invalid',
      say(
        `Bộ tiêu chuẩn ${set} công bố từ gói không ra đúng mã băm.`,
        `The criteria set ${set} published from the package has another hash.`,
      ),
    )
}

/** What a dry run throws to take everything back. */
class TakenBack extends Error {}

async function restored(
  opened: OpenedPackage,
  { db }: Pick<Product, 'db'>,
  file: CaseFile,
  { actor, apply, now }: ImportOrder,
): Promise<ImportedCase> {
  let rows = 0
  const told = (): ImportedCase => ({
    cycle: file.cycle.id,
    school: String(file.schools[0]?.data['name']),
    processes: file.processes.length,
    rows,
    evidence: file.evidence.length,
    people: file.people.length,
    offices: new Set(file.offices.filter(({ until }) => until === null).map(({ person }) => person)).size,
  })
  try {
    return await inTransaction(db, async (client) => {
      await refuseKnown(client, file)
      await restoreRows(client, file)
      rows = await history(opened, client, file)
      for (const one of file.submissions)
        await restoreSubmission(client, file, one, await opened.text(submissionName(one.kind, one.version)))
      for (const one of file.copies)
        await restoreCopy(client, one, await buffer(Readable.from(await opened.stream(certificateName(one)))))
      await permitAnywhere(client, 'importData', { person: actor, at: now })
      if (!apply) throw new TakenBack()
      const subject = { kind: 'import' as const, id: file.cycle.id }
      await journal(client, { at: now, actor, action: 'importPackage', subject, details: { ...told() } })
      return told()
    })
  } catch (error) {
    if (error instanceof TakenBack) return told()
    throw error
  }
}

async function refuseKnown(client: Client, { cycle, organisations }: CaseFile): Promise<void> {
  const there = `select id from cycles where id = $1 or (school_id = $2 and period = $3 and set_id = $4)`
  const values = [cycle.id, cycle.schoolId, cycle.period, cycle.set]
  if ((await client.query({ text: there, values })).rows.length > 0)
    throw new AppError(
      'conflict',
      say(`Hệ thống đã có hồ sơ ${cycle.id}.`, `The system has the case ${cycle.id} already.`),
    )
  const other = `select o.id from organisations o join jsonb_to_recordset($1) as r(id text, kind text, code text)
    on (o.id = r.id and o.kind <> r.kind) or (o.code = r.code and o.kind = r.kind and o.id <> r.id) limit 1`
  const found = await client.query<{ id: string }>({ text: other, values: [JSON.stringify(organisations)] })
  const [first] = found.rows
  if (first)
    throw new AppError(
      'conflict',
      say(
        `Hệ thống đã có đơn vị khác mang mã của một đơn vị trong gói: ${first.id}.`,
        `The system has another organisation with an id of the package: ${first.id}.`,
      ),
    )
}

async function history(opened: OpenedPackage, client: Client, file: CaseFile): Promise<number> {
  let batch: RestoredRow[] = []
  let bytes = 0
  let count = 0
  const flush = async () => {
    if (batch.length > 0) await restoreHistory(client, file.cycle.schoolId, batch)
    count += batch.length
    batch = []
    bytes = 0
  }
  for await (const line of readLines(await opened.stream(names.history), Infinity)) {
    const { process, seq, entry, hash } = HistoryLine.parse(JSON.parse(line))
    const { at, event, actor } = Entry.parse(JSON.parse(entry))
    batch.push({ process, seq, at, event, actor: actor.id, entry, hash })
    bytes += entry.length
    if (batch.length >= 500 || bytes > 4_000_000) await flush()
  }
  await flush()
  return count
}
