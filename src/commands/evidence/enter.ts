// Enters a piece of evidence in the register of a case: the system gives the code, the file becomes revision 1.
import { EvidenceItem } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import { say, type Text } from '../../domain/text.ts'
import { evidenceCode } from '../../domain/evidence-code.ts'
import type { Engine, LoadedProcess } from '../../engine/ports.ts'
import { codesWith } from '../../store/files/uploads.ts'
import { level4Sheet, type Library } from '../../store/library.ts'
import type { Client } from '../../store/with-client.ts'
import { fileOf, keepRevision, type Details, type FileSource } from './register.ts'

export interface Entry {
  criterion: string
  details: Details
  file: FileSource
  /** The codes it had elsewhere. */
  formerCodes?: readonly string[]
  /** The same file may be in the register a second time. */
  allowDuplicate?: boolean
}

/** Under the lock of the self-assessment. Throws `invalid` for a criterion that gives no codes, `conflict` for a file that is there. */
export async function enter(
  client: Client,
  { engine, library }: { engine: Engine; library: Library },
  process: LoadedProcess,
  { criterion, details, file: source, formerCodes = [], allowDuplicate = false }: Entry,
  { actor, at }: { actor: string; at: string },
): Promise<EvidenceItem> {
  const { cycleId: cycle, place } = process
  refuseUnknown(library, process.setId, criterion)
  const { kind } = engine.procedure(process.procedureId).evidenceCode
  const code = evidenceCode(kind, criterion, await nextSerial(client, cycle, criterion))
  const file = await fileOf(client, source, { cycle, actor, at, code })
  const codes = allowDuplicate ? [] : await codesWith(client, cycle, file.sha256)
  if (codes.length > 0)
    throw new AppError(
      'conflict',
      say(
        `Tệp này đã có trong danh mục, mang mã ${codes.join(', ')}. Hãy dẫn lại mã đó.`,
        `This file is in the register already, with the code ${codes.join(', ')}. Cite that code.`,
      ),
      {
        duplicates: codes,
      },
    )
  const item = EvidenceItem.parse({ ...details, code, formerCodes, criterion, revision: 1, file })
  const text = `insert into evidence (cycle_id, school_id, first_code, code, criterion, item) values ($1, $2, $3, $3, $4, $5)`
  await client.query({ text, values: [cycle, place.schoolId, code, criterion, JSON.stringify(item)] })
  await keepRevision(client, cycle, { firstCode: code, item }, { actor, at })
  return item
}

/** What in a criterion stands against giving it codes, as a sentence; `null` = nothing. */
export function faultOfCriterion(library: Library, setId: string, criterion: string): Text | null {
  if (criterion === level4Sheet)
    return say(
      'Minh chứng của tiêu chí Mức 4 mang mã của tiêu chí Mức 1 đến 3 mà nó thuộc về; phiếu Mức 4 dẫn lại mã đó.',
      'Evidence on level 4 has the code of the criterion of levels 1 to 3 it belongs to; the sheet of level 4 cites that code.',
    )
  return library.criteriaOf(setId).includes(criterion)
    ? null
    : say(`Bộ tiêu chuẩn không có tiêu chí “${criterion}”.`, `The criteria set has no criterion “${criterion}”.`)
}

function refuseUnknown(library: Library, setId: string, criterion: string): void {
  const fault = faultOfCriterion(library, setId, criterion)
  if (fault !== null) throw new AppError('invalid', fault)
}

/** The row of the process is locked, so two people never get the same serial. */
async function nextSerial(client: Client, cycle: string, criterion: string): Promise<number> {
  const text = 'select count(*)::int + 1 as serial from evidence where cycle_id = $1 and criterion = $2'
  return (await client.query<{ serial: number }>({ text, values: [cycle, criterion] })).rows[0]?.serial ?? 1
}

/** Whether what came from there is in the register already: its code, or `null`. */
export async function codeOfOrigin(client: Client, cycle: string, origin: string): Promise<string | null> {
  const text = `select e.code from evidence_origins o join evidence e on e.cycle_id = o.cycle_id and e.first_code = o.first_code
    where o.cycle_id = $1 and o.origin = $2`
  return (await client.query<{ code: string }>({ text, values: [cycle, origin] })).rows[0]?.code ?? null
}

/** Remembers where an entry came from, so that it comes from there once. */
export async function keepOrigin(client: Client, cycle: string, origin: string, firstCode: string): Promise<void> {
  const text = 'insert into evidence_origins (cycle_id, origin, first_code) values ($1, $2, $3)'
  await client.query({ text, values: [cycle, origin, firstCode] })
}
