// Enters a whole register at once: each row with a key of its own, so that the same list sent again changes nothing.
import type { EvidenceItem } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import { say, type Text } from '../../domain/text.ts'
import type { Engine, LoadedProcess } from '../../engine/ports.ts'
import { keepingRefusals } from '../../engine/refusals.ts'
import type { Database } from '../../store/connect.ts'
import { codesWith, myUploads, type UploadRow } from '../../store/files/uploads.ts'
import type { Library } from '../../store/library.ts'
import { unitOf } from '../../store/process-store.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { authorize, record } from '../record.ts'
import { codeOfOrigin, enter, faultOfCriterion, keepOrigin } from './enter.ts'
import { keepers, type Details } from './register.ts'

export interface RegisterEntry {
  /** What the row is known by, e.g. its code in the paper register. */
  key: string
  /** The code on paper; kept beside the one that the system gives when they differ. */
  paperCode: string | null
  criterion: string
  details: Details
  /** The name of an uploaded file of the actor. */
  fileName: string
}

export interface ImportRegister {
  cycle: string
  rows: readonly RegisterEntry[]
  /** Says what would happen, and changes nothing. */
  dryRun: boolean
  actor: string
  at: string
}

/** What is wrong with a row, `row` counted from 0. */
export interface RowFault {
  row: number
  field: 'key' | 'criterion' | 'fileName'
  message: Text
}

export interface ImportedRegister {
  /** Nothing was changed when there is one. */
  faults: RowFault[]
  /** By row: the code it gets or has. */
  entries: { row: number; paperCode: string | null; code: string; isNew: boolean }[]
}

class DryRun extends Error {
  readonly answer: ImportedRegister
  constructor(answer: ImportedRegister) {
    super('dry run')
    this.answer = answer
  }
}

/** All rows or none. A dry run does the same work and takes it back. Throws `forbidden`, `notFound`. */
export async function importRegister(
  db: Database,
  engine: Engine,
  library: Library,
  input: ImportRegister,
): Promise<ImportedRegister> {
  const { actor, cycle, at } = input
  const attempt = { at, actorId: actor, processId: `${cycle}/selfAssessment`, event: 'importEvidence' }
  try {
    return await keepingRefusals(engine, attempt, () => importAll(db, engine, library, input))
  } catch (error) {
    if (error instanceof DryRun) return error.answer
    throw error
  }
}

function importAll(db: Database, engine: Engine, library: Library, input: ImportRegister): Promise<ImportedRegister> {
  const { cycle, rows, dryRun, at } = input
  return inTransaction(db, async (client) => {
    const unit = unitOf(client, library)
    const { process, actor } = await authorize(unit, `${cycle}/selfAssessment`, input.actor, keepers, at)
    const known = new Map<string, string>()
    for (const { key } of rows) {
      const code = await codeOfOrigin(client, cycle, originOf(key))
      if (code !== null) known.set(key, code)
    }
    const uploads = await myUploads(client, cycle, actor.id, at)
    const faults = await faultsOf(client, library, process, rows, known, uploads)
    if (faults.length > 0) return { faults, entries: [] }
    const items: EvidenceItem[] = []
    const entries: ImportedRegister['entries'] = []
    for (const [row, entry] of rows.entries()) {
      const { key, paperCode } = entry
      const code = known.get(key)
      if (code === undefined) {
        const item = await enterRow(client, { engine, library }, process, entry, uploads, { actor: actor.id, at })
        items.push(item)
        entries.push({ row, paperCode, code: item.code, isNew: true })
      } else entries.push({ row, paperCode, code, isNew: false })
    }
    if (items.length > 0) await record(client, process, { event: 'importEvidence', payload: { items }, actor, at })
    if (dryRun) throw new DryRun({ faults, entries })
    return { faults, entries }
  })
}

const originOf = (key: string): string => `register:${key}`

async function enterRow(
  client: Client,
  law: { engine: Engine; library: Library },
  process: LoadedProcess,
  { key, paperCode, criterion, details, fileName }: RegisterEntry,
  uploads: readonly UploadRow[],
  by: { actor: string; at: string },
): Promise<EvidenceItem> {
  const upload = uploads.find(({ name }) => sameName(name, fileName))
  if (!upload) throw new AppError('notFound', say(`Không có tệp “${fileName}”.`, `There is no file “${fileName}”.`))
  const item = await enter(client, law, process, { criterion, details, file: { upload: upload.id } }, by)
  await keepOrigin(client, process.cycleId, originOf(key), item.code)
  if (paperCode === null || paperCode === item.code) return item
  const kept = { ...item, formerCodes: [paperCode] }
  const text = 'update evidence set item = $3 where cycle_id = $1 and first_code = $2'
  await client.query({ text, values: [process.cycleId, item.code, JSON.stringify(kept)] })
  return kept
}

function sameName(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase()
}

async function faultsOf(
  client: Client,
  library: Library,
  { cycleId, setId }: LoadedProcess,
  rows: readonly RegisterEntry[],
  known: ReadonlyMap<string, string>,
  uploads: readonly UploadRow[],
): Promise<RowFault[]> {
  const faults: RowFault[] = []
  const used = new Map<string, number>()
  for (const [row, { key, criterion, fileName }] of rows.entries()) {
    const first = rows.findIndex((one) => one.key === key)
    if (first < row)
      faults.push({
        row,
        field: 'key',
        message: say(`Trùng với dòng trước: “${key}”.`, `The same as a row before: “${key}”.`),
      })
    if (known.has(key)) continue
    const message = faultOfCriterion(library, setId, criterion)
    if (message !== null) faults.push({ row, field: 'criterion', message })
    const fault = await faultOfFile(client, cycleId, fileName, uploads, used)
    if (fault !== null) faults.push({ row, field: 'fileName', message: fault })
  }
  return faults
}

/** `used` counts the content that earlier rows take, by hash. */
async function faultOfFile(
  client: Client,
  cycle: string,
  fileName: string,
  uploads: readonly UploadRow[],
  used: Map<string, number>,
): Promise<Text | null> {
  const fitting = uploads.filter(({ name }) => sameName(name, fileName))
  const [upload] = fitting
  if (!upload)
    return say(
      `Chưa có tệp “${fileName}” trong các tệp bạn đã tải lên cho hồ sơ này.`,
      `The file “${fileName}” is not among those you have sent up for this case.`,
    )
  if (fitting.length > 1)
    return say(
      `Có ${fitting.length} tệp đã tải lên cùng tên “${fileName}”; hãy hủy bớt.`,
      `${fitting.length} files with the name “${fileName}” were sent up; drop the others.`,
    )
  if (upload.status !== 'ready' || upload.sha256 === null)
    return say(upload.reason ?? `Tệp “${fileName}” chưa tải lên xong.`, `The file “${fileName}” cannot be used yet.`)
  const codes = await codesWith(client, cycle, upload.sha256)
  if (codes.length > 0)
    return say(
      `Tệp này đã có trong danh mục, mang mã ${codes.join(', ')}. Hãy dẫn lại mã đó.`,
      `This file is in the register as ${codes.join(', ')}. Cite that code.`,
    )
  const times = (used.get(upload.sha256) ?? 0) + 1
  used.set(upload.sha256, times)
  return times > 1
    ? say(
        'Tệp này đã dùng ở một dòng trước; mỗi tệp chỉ mang một mã.',
        'A row before has this file; a file has one code only.',
      )
    : null
}
