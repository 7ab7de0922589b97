// Checks the histories of a package row by row: the chain of hashes first, then every step anew by the program's definitions.
import { findDefinition } from '../../workflows/index.ts'
import type { Procedure } from '../domain/procedure.ts'
import { chainHash, chainStart, Entry } from '../engine/entry.ts'
import { replay, type HistoryRow, type ReplayLaw } from '../engine/replay.ts'
import type { StateValue } from '../engine/definition.ts'
import { canonicalLine } from './canonical.ts'
import { parsed } from './check-files.ts'
import type { Finding } from './findings.ts'
import { HistoryLine, names, type CaseFile } from './format.ts'
import type { OpenedPackage } from './read.ts'
import { readLines } from './read-lines.ts'
import { newStory, tell, type Story } from './story.ts'

const longestRow = 16 * 1024 * 1024

type Process = CaseFile['processes'][number]
interface Row {
  line: HistoryLine
  entry: Entry
}

export interface HistoryCheck {
  rows: number
  story: Story
  /** Process -> those of the hashes asked for that its history has. */
  heads: Map<string, Set<string>>
}

/** `wanted`: heads that submissions keep, by process. Processes of an edition in `unknown` are not stepped. */
export async function checkHistory(
  opened: OpenedPackage,
  file: CaseFile,
  law: { procedure: Procedure; unknown: ReadonlySet<string>; wanted: ReadonlyMap<string, ReadonlySet<string>> },
  found: Finding[],
): Promise<HistoryCheck> {
  const check: HistoryCheck = { rows: 0, story: newStory(), heads: new Map() }
  const replayLaw: ReplayLaw = { definition: findDefinition, procedure: () => law.procedure }
  const sheets = new Map(file.sheets.map((sheet) => [sheet.process, sheet]))
  const lines = readLines(await opened.stream(names.history), longestRow)[Symbol.asyncIterator]()
  for (const process of file.processes) {
    const rows = await rowsOf(process, lines, found)
    if (rows === null) continue
    check.rows += rows.length
    const wanted = law.wanted.get(process.id)
    if (wanted)
      check.heads.set(process.id, new Set(rows.map(({ line }) => line.hash).filter((hash) => wanted.has(hash))))
    const known = rows.every(({ entry }) => !law.unknown.has(`${process.process} ${entry.edition}`))
    if (known) found.push(...stepped(process, rows, replayLaw))
    found.push(...sheetFault(process, rows, sheets.get(process.id)))
    tell(
      check.story,
      process,
      rows.map(({ entry }) => entry),
    )
  }
  const { done } = await lines.next()
  if (!done) found.push({ file: names.history, message: `có dòng không thuộc quy trình nào của ${names.case}.` })
  return check
}

/** The rows of one process, or `null` when one of them was changed: what follows it proves nothing. */
async function rowsOf(process: Process, lines: AsyncIterator<string>, found: Finding[]): Promise<Row[] | null> {
  const rows: Row[] = []
  let whole = true
  let head = chainStart
  for (let seq = 1; seq <= process.version; seq++) {
    const next = await lines.next()
    if (!whole) continue
    const fault = (message: string) => {
      found.push({ file: names.history, process: process.id, row: seq, message })
      whole = false
    }
    if (next.done) {
      fault('không có: lịch sử bị cắt ngắn.')
      break
    }
    const line = parsed(HistoryLine, next.value)
    if (!line || canonicalLine(line) !== next.value) fault('không đọc được, hoặc đã bị sửa.')
    else if (line.process !== process.id || line.seq !== seq)
      fault(`ở chỗ này lại là dòng ${line.seq} của ${line.process}.`)
    else {
      head = chainHash(line.entry, head)
      const entry = parsed(Entry, line.entry)
      if (head !== line.hash) fault('đã bị sửa: mã băm không khớp với dòng này và dòng trước.')
      else if (!entry) fault('không đúng dạng của một dòng lịch sử.')
      else rows.push({ line, entry })
    }
  }
  return whole ? rows : null
}

function stepped({ id, version, head, ...stored }: Process, rows: readonly Row[], law: ReplayLaw): Finding[] {
  const history = rows.map(({ line, entry }): HistoryRow => {
    return {
      seq: line.seq,
      at: entry.at,
      event: entry.event,
      actorId: entry.actor.id,
      entry: line.entry,
      hash: line.hash,
    }
  })
  const { process, edition, hash, context, ended } = stored
  const value = stored.value as StateValue
  const fault = (seq: number, what: string): Finding => {
    const message = `dựng lại không ra điều đã ghi (${what}).`
    return seq === 0
      ? { file: names.case, process: id, message }
      : { file: names.history, process: id, row: seq, message }
  }
  try {
    const row = { id, version, head, stored: { process, edition, hash, value, context, ended } }
    return replay(row, history, law).map(({ seq, what }) => fault(seq, what))
  } catch (error) {
    return [fault(0, error instanceof Error ? error.message.slice(0, 300) : 'lỗi không rõ')]
  }
}

/** What a sheet holds is what was saved last. */
function sheetFault(process: Process, rows: readonly Row[], sheet: CaseFile['sheets'][number] | undefined): Finding[] {
  if (process.process !== 'criterionSheet') return []
  const saved = rows.findLast(({ entry }) => entry.event === 'saveSheet')?.entry.payload ?? {}
  if (sheet && canonicalLine(sheet.content) === canonicalLine(saved)) return []
  return [{ file: names.case, process: process.id, message: 'nội dung phiếu không phải nội dung được lưu lần cuối.' }]
}
