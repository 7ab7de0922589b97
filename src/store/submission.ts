// Freezes what is handed over: school data, sheets, evidence revisions and the heads of the histories, with their hash.
import { createHash } from 'node:crypto'
import { Submission, type EvidenceItem, type SchoolData } from '../domain/case.ts'
import type { LoadedProcess } from '../engine/ports.ts'
import { caseGists, caseSheets } from './case-sheets.ts'
import type { Library } from './library.ts'
import { readResults } from './standing-results.ts'
import { onDossier, suppliedTo } from './supply.ts'
import { together } from './together.ts'
import type { Client } from './with-client.ts'

type Kind = Submission['kind']

/** Writes the next version of that kind of submission of this case. What it holds never changes afterwards. */
export async function freezeSubmission(
  client: Client,
  library: Library,
  process: LoadedProcess,
  kind: Kind,
  at: string,
): Promise<void> {
  const { cycleId, place } = process
  const version = await nextVersion(client, cycleId, kind)
  const now = await submissionOf(client, library, cycleId, { kind, version, at })
  const content = kind === 'dossier' ? await dossierOf(client, library, process, now) : await onDossier(client, now)
  const text = JSON.stringify(content)
  const hash = createHash('sha256').update(text).digest('hex')
  const insert = `insert into submissions (cycle_id, school_id, kind, version, at, content, hash) values ($1, $2, $3, $4, $5, $6, $7)`
  await client.query({ text: insert, values: [cycleId, place.schoolId, kind, version, at, text, hash] })
  if (kind !== 'decision') await readResults(client, library, cycleId)
}

/** The school hands over what it has; what reaches the review later is what was asked for. */
async function dossierOf(client: Client, library: Library, process: LoadedProcess, now: Submission) {
  if (process.stored.process !== 'externalReview') return now
  const { pattern } = library.procedure(process.procedureId).evidenceCode
  return suppliedTo(client, process.id, now, pattern)
}

async function nextVersion(client: Client, cycleId: string, kind: Kind): Promise<number> {
  const text = `select coalesce(max(version), 0) + 1 as version from submissions where cycle_id = $1 and kind = $2`
  return (await client.query<{ version: number }>({ text, values: [cycleId, kind] })).rows[0]?.version ?? 1
}

interface CycleRow {
  id: string
  period: string
  set: string
  procedure: string
  data: SchoolData
}

/** The case as it stands now, in the form of a submission; with `gists` what its sheets say is left out, for who asks only how far it is. */
export async function submissionOf(
  client: Client,
  library: Library,
  cycleId: string,
  { gists = false, ...frame }: Pick<Submission, 'kind' | 'version' | 'at'> & { gists?: boolean },
): Promise<Submission> {
  const ofCycle = `select c.id, c.period, c.set_id as set, c.procedure_id as procedure, s.data from cycles c join schools s on s.id = c.school_id where c.id = $1`
  const ofProcesses = `select distinct on (process) id, process, head, context from processes
    where cycle_id = $1 and process <> 'criterionSheet' order by process, length(part) desc, part desc`
  const ofEvidence = `select item from evidence where cycle_id = $1 order by criterion, code`
  type ProcessRow = { id: string; process: string; head: string; context: Record<string, unknown> }
  const [cycles, processes, evidence, sheets] = await together(client, () => [
    client.query<CycleRow & Record<string, unknown>>({ text: ofCycle, values: [cycleId] }),
    client.query<ProcessRow>({ text: ofProcesses, values: [cycleId] }),
    client.query<{ item: EvidenceItem }>({ text: ofEvidence, values: [cycleId] }),
    (gists ? caseGists : caseSheets)(client, cycleId, 'reported'),
  ])
  const { data, ...cycle } = one(cycles.rows)
  return Submission.parse({
    ...frame,
    cycle: { ...cycle, setHash: library.setHash(cycle.set) },
    school: data,
    sheets,
    evidence: evidence.rows.map(({ item }) => item),
    heads: Object.fromEntries(processes.rows.map(({ id, head }) => [id, head])),
    processes: Object.fromEntries(processes.rows.map(({ process, context }) => [process, context])),
  })
}

function one<T>(rows: readonly T[]): T {
  const [first] = rows
  if (first === undefined) throw new Error('The cycle of a process is not stored')
  return first
}
