// Takes over cases that are under way elsewhere: each process begins where the file says, by an entry that says so and why.
import { AppError, roleForbids } from '../../domain/errors.ts'
import type { Actor } from '../../domain/process.ts'
import { say } from '../../domain/text.ts'
import { openSheets, type CaseOf } from '../../engine/begin.ts'
import { stateName } from '../../engine/definition.ts'
import type { Engine } from '../../engine/ports.ts'
import { presentCalendar } from '../../store/calendars.ts'
import type { Database } from '../../store/connect.ts'
import type { Library } from '../../store/library.ts'
import { learnSets } from '../../store/publish-sets.ts'
import { unitOf } from '../../store/process-store.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { refuseForeign, refuseUnusable } from '../cycles/usable-set.ts'
import { journal } from '../journal.ts'
import { permitAnywhere } from '../permit.ts'
import type { CasesFile, FileCase } from './cases-file.ts'
import { CaseFault, noSchool, toCome } from './fault.ts'
import { changesAnything, entryOf, oneAtATime, refuseFaults, reportOf } from './report.ts'
import type { Added, ImportFault, ImportReport, ImportRequest } from './report.ts'
import { beginningsOf } from './stated-case.ts'

interface School {
  id: string
  communeId: string | null
  departmentId: string
  provinceId: string
}

/**
 * All cases of the file or none. A case that was taken over before with the same content is left alone. Throws `forbidden`, and
 * `invalid` with every fault at its JSON path.
 */
export function importCases(
  db: Database,
  engine: Engine,
  library: Library,
  { file, at, dryRun, actor, now, written }: ImportRequest<CasesFile>,
): Promise<ImportReport> {
  return inTransaction(db, async (client) => {
    const within = await permitAnywhere(client, 'importData', { person: actor, at: now })
    await oneAtATime(client)
    await learnSets(client, library)
    const by = await actorOf(client, actor, within)
    const faults: ImportFault[] = []
    const added: Added[] = []
    let same = 0
    for (const [index, given] of file.cases.entries()) {
      const told = { reason: file.reason, actor: by, now, within }
      const outcome = await takeOver(client, engine, library, given, told).catch((error: unknown) => error)
      if (outcome === 'same') same++
      else if (typeof outcome === 'string') added.push({ kind: 'case', key: outcome })
      else faults.push(...faultsOf(outcome, index))
    }
    refuseFaults(faults, at)
    const report = reportOf(dryRun, added, [], same)
    if (dryRun) throw new DryRun(report)
    if (changesAnything(report))
      await journal(client, entryOf('importCases', report, { actor, now, reason: file.reason }))
    await written?.(client, report)
    return report
  }).catch((error: unknown) => {
    if (error instanceof DryRun) return error.report
    throw error
  })
}

/** A dry run does everything and takes it back. */
class DryRun extends Error {
  readonly report: ImportReport
  constructor(report: ImportReport) {
    super('dry run')
    this.report = report
  }
}

/** Whatever is no fault of the file is thrown on. */
function faultsOf(error: unknown, index: number): ImportFault[] {
  if (error instanceof CaseFault) return [{ path: ['cases', index, ...error.path], message: error.sentence }]
  if (error instanceof AppError && error.code === 'invalid')
    return [{ path: ['cases', index, 'set'], message: error.sentence }]
  throw error
}

async function actorOf(client: Client, id: string, within: 'all' | readonly string[]): Promise<Actor> {
  const text = `select p.name, o.role from people p join offices o on o.person_id = p.id
    where p.id = $1 and o.role in ('qualityHead', 'qualityOfficer') and ($2::text[] is null or o.organisation_id = any($2)) order by o.role limit 1`
  const values = [id, within === 'all' ? null : within]
  const row = (await client.query<{ name: string; role: Actor['role'] }>({ text, values })).rows[0]
  if (!row) throw roleForbids()
  return { id, ...row }
}

interface Told {
  reason: string
  actor: Actor
  now: string
  within: 'all' | readonly string[]
}

/** The id of the new cycle, or `same`. */
async function takeOver(
  client: Client,
  engine: Engine,
  library: Library,
  given: FileCase,
  { within, ...told }: Told,
): Promise<string> {
  const school = await schoolOf(client, given.school, within)
  const id = `${school.id}.${given.period}`
  const { procedure, set } = known(engine, library, given)
  refuseForeign(procedure, set)
  const openedAt = given.processes.map(({ since }) => since).toSorted()[0] ?? told.now
  if (openedAt > told.now) throw new CaseFault(['processes', 0, 'since'], toCome)
  await refuseUnusable(client, library, {
    school: school.id,
    period: given.period,
    procedure: procedure.id,
    set,
    actor: told.actor.id,
    at: openedAt,
  })
  const of: CaseOf = {
    cycleId: id,
    place: {
      schoolId: school.id,
      communeId: school.communeId,
      departmentId: school.departmentId,
      provinceId: school.provinceId,
    },
    procedureId: procedure.id,
    setId: set,
    calendar: await presentCalendar(client, library, school.departmentId),
  }
  const beginnings = beginningsOf(engine, of, given, told)
  if (
    await isThere(
      client,
      id,
      beginnings.map(({ process, entry }) => [process.id, entry.text]),
    )
  )
    return 'same'
  const text = `insert into cycles (id, school_id, province_id, period, set_id, set_hash, procedure_id, opened_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`
  const values = [id, school.id, school.provinceId, given.period, set, library.setHash(set), procedure.id, openedAt]
  await client.query({ text, values })
  const unit = unitOf(client, library)
  await unit.begin(beginnings)
  await appoint(client, id, given, told.now)
  for (const sheets of given.sheets) await openSheets(engine, unit, of, { type: 'openSheets', ...sheets }, told.now)
  return id
}

function known(engine: Engine, library: Library, { procedure, set }: FileCase) {
  if (!library.sets().includes(set))
    throw new CaseFault(['set'], say(`Không có bộ tiêu chuẩn ${set}.`, `There is no criteria set ${set}.`))
  try {
    return { procedure: engine.procedure(procedure), set }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new CaseFault(['procedure'], say(`Không có thủ tục ${procedure}.`, `There is no procedure ${procedure}.`))
  }
}

async function schoolOf(client: Client, name: string, within: 'all' | readonly string[]): Promise<School> {
  const text = `select s.id, s.commune_id as "communeId", s.department_id as "departmentId", s.province_id as "provinceId"
    from schools s join organisations o on o.id = s.id where (o.code = $1 or s.id = $1)
      and ($2::text[] is null or s.department_id = any($2)) order by (o.code = $1) desc nulls last limit 1 for update of s`
  const values = [name, within === 'all' ? null : within]
  const row = (await client.query<School & Record<string, unknown>>({ text, values })).rows[0]
  if (row) return row
  throw new CaseFault(['school'], noSchool(name))
}

/** Whether the case was taken over before with the same content. One that is there otherwise is a fault. */
async function isThere(client: Client, id: string, entries: readonly (readonly [string, string])[]): Promise<boolean> {
  const text = `select c.id, h.process_id as process, h.entry from cycles c left join processes p on p.cycle_id = c.id and p.process <> 'criterionSheet'
    left join history h on h.process_id = p.id and h.seq = 1 where c.id = $1`
  type Row = { process: string | null; entry: string | null }
  const { rows } = await client.query<Row>({ text, values: [id] })
  if (rows.length === 0) return false
  const first = new Map(rows.map(({ process, entry }) => [process, entry]))
  const same = (a: string | null | undefined, b: string) =>
    a !== null && a !== undefined && contentOf(a) === contentOf(b)
  if (entries.every(([process, entry]) => same(first.get(process), entry))) return true
  throw new CaseFault(
    ['period'],
    say(`Trường đã có chu kỳ này (${id}) với nội dung khác.`, `The school has this cycle (${id}) with other content.`),
  )
}

/** What an entry says apart from who wrote it when. */
function contentOf(text: string): string {
  const { kind, definition, procedure, payload, to } = JSON.parse(text) as Record<string, unknown>
  return JSON.stringify({ kind, definition, procedure, payload, to: stateName(to as string) })
}

async function appoint(client: Client, cycle: string, { members, sheets }: FileCase, at: string): Promise<void> {
  const people = [...members.map(({ person }) => person), ...sheets.flatMap(({ persons }) => persons)]
  const found = await client.query<{ id: string }>({
    text: 'select id from people where id = any($1)',
    values: [people],
  })
  const missing = people.find((person) => !found.rows.some(({ id }) => id === person))
  if (missing !== undefined)
    throw new CaseFault(['members'], say(`Không có người mã ${missing}.`, `There is nobody with the id ${missing}.`))
  const text = `insert into case_members (cycle_id, person_id, role, since)
    select distinct $1, m.person, m.role, $3::timestamptz from jsonb_to_recordset($2) as m(person text, role text)`
  await client.query({ text, values: [cycle, JSON.stringify(members), at] })
}
