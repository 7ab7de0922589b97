// Imports existing certificates with their printed terms into the register: they have no case in this system.
import { dayOf, endOfDay, startOfDay } from '../../domain/calendar/add.ts'
import { say, type Text } from '../../domain/text.ts'
import type { Database } from '../../store/connect.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { permitAnywhere } from '../permit.ts'
import type { CertificatesFile, FileCertificate } from './certificates-file.ts'
import { noSchool, twice } from './fault.ts'
import {
  changesAnything,
  entryOf,
  oneAtATime,
  refuseFaults,
  reportOf,
  type Added,
  type Changed,
  type ImportFault,
  type ImportReport,
  type ImportRequest,
} from './report.ts'

interface Row {
  number: string
  department: string
  school: string
  award: string
  grade: number
  decision: string
  regime: string
  issuedAt: string
  expiresAt: string
  status: string
  reason: string | null
}

type StoredRow = Omit<Row, 'regime'> & { regime: string | null; cycle: string | null }

interface School {
  id: string
  code: string | null
  department: string
}

/**
 * A certificate is known by the department that keeps its register and its number. Those that this system issued are never
 * written over. Throws `forbidden`, and `invalid` with every fault at its place; then nothing is written.
 */
export function importCertificates(db: Database, request: ImportRequest<CertificatesFile>): Promise<ImportReport> {
  const { file, at, dryRun, actor, now, written } = request
  return inTransaction(db, async (client) => {
    const within = await permitAnywhere(client, 'importData', { person: actor, at: now })
    await oneAtATime(client)
    const plan = await planned(client, file.certificates, within, dayOf(now))
    refuseFaults(plan.faults, at)
    const report = reportOf(dryRun, plan.added, plan.changed, plan.same)
    if (dryRun) return report
    await write(client, plan.rows)
    if (changesAnything(report)) await journal(client, entryOf('importCertificates', report, { actor, now }))
    await written?.(client, report)
    return report
  })
}

interface Plan {
  rows: Row[]
  added: Added[]
  changed: Changed[]
  same: number
  faults: ImportFault[]
}

async function planned(
  client: Client,
  certificates: readonly FileCertificate[],
  within: 'all' | readonly string[],
  today: string,
): Promise<Plan> {
  const plan: Plan = { rows: [], added: [], changed: [], same: 0, faults: [] }
  const schools = await schoolsOf(client, certificates, within)
  const stored = await storedRows(client, certificates)
  const seen = new Set<string>()
  for (const [index, given] of certificates.entries()) {
    const fault = (field: string, message: Text) => plan.faults.push({ path: ['certificates', index, field], message })
    const school = schools.get(given.school)
    if (!school) {
      fault('school', noSchool(given.school))
      continue
    }
    const key = JSON.stringify([school.department, given.number])
    const before = stored.get(key)
    if (seen.has(key)) fault('number', twice(say(`Số ${given.number}`, `Number ${given.number}`)))
    seen.add(key)
    if (given.issuedOn > today) fault('issuedOn', say('Ngày cấp chưa tới.', 'The day of issue is still to come.'))
    if (before && before.cycle !== null) fault('number', ownNumber(given.number))
    if (before && before.school !== school.id) fault('school', ofAnother(given.number))
    take(plan, before, rowOf(given, school, before))
  }
  return plan
}

const ownNumber = (number: string) =>
  say(
    `Số ${number} do hệ thống cấp, không nhập đè.`,
    `The system itself gave number ${number}: an import does not write over it.`,
  )
const ofAnother = (number: string) =>
  say(`Số ${number} đã cấp cho trường khác.`, `Number ${number} was given to another school.`)

function rowOf(given: FileCertificate, { id: school, department }: School, before: StoredRow | undefined): Row {
  const { number, award, grade, decision, regime, issuedOn, expiresOn } = given
  const { status = before?.status ?? 'valid', reason = before?.reason ?? null } = given
  const terms = { issuedAt: startOfDay(issuedOn), expiresAt: endOfDay(expiresOn) }
  return { number, department, school, award, grade, decision, regime, ...terms, status, reason }
}

function take(plan: Plan, before: StoredRow | undefined, row: Row): void {
  const key = row.number
  if (!before) plan.added.push({ kind: 'certificate', key })
  const changes = Object.entries(row).filter(([field, value]) => before && before[field as keyof Row] !== value)
  for (const [field, after] of changes)
    plan.changed.push({ kind: 'certificate', key, field, before: before?.[field as keyof Row], after })
  if (before && changes.length === 0) plan.same++
  else plan.rows.push(row)
}

async function schoolsOf(
  client: Client,
  certificates: readonly FileCertificate[],
  within: 'all' | readonly string[],
): Promise<Map<string, School>> {
  const text = `select s.id, o.code, s.department_id as department from schools s join organisations o on o.id = s.id
    where (o.code = any($1) or s.id = any($1)) and ($2::text[] is null or s.department_id = any($2))`
  const values = [certificates.map(({ school }) => school), within === 'all' ? null : within]
  const { rows } = await client.query<School & Record<string, unknown>>({ text, values })
  // A code is what files speak of; an id answers where no code does.
  return new Map([
    ...rows.map((row) => [row.id, row] as const),
    ...rows.flatMap((row) => (row.code ? [[row.code, row] as const] : [])),
  ])
}

async function storedRows(client: Client, certificates: readonly FileCertificate[]): Promise<Map<string, StoredRow>> {
  const text = `select number, department_id as department, school_id as school, award, grade, decision, regime, issued_at, expires_at,
    status, reason, cycle_id as cycle from awards where number = any($1) for update`
  type Read = StoredRow & { issued_at: Date; expires_at: Date }
  const values = [certificates.map(({ number }) => number)]
  const { rows } = await client.query<Read & Record<string, unknown>>({ text, values })
  return new Map(
    rows.map(({ issued_at, expires_at, ...row }) => [
      JSON.stringify([row.department, row.number]),
      { ...row, issuedAt: issued_at.toISOString(), expiresAt: expires_at.toISOString() },
    ]),
  )
}

async function write(client: Client, rows: readonly Row[]): Promise<void> {
  const text = `insert into awards (number, department_id, school_id, award, grade, decision, regime, issued_at, expires_at, status, reason)
    select number, department, school, award, grade, decision, regime, "issuedAt", "expiresAt", status, reason
    from jsonb_to_recordset($1) as a(number text, department text, school text, award text, grade int, decision text, regime text,
      "issuedAt" timestamptz, "expiresAt" timestamptz, status text, reason text)
    on conflict (department_id, number) do update set award = excluded.award, grade = excluded.grade, decision = excluded.decision,
      regime = excluded.regime, issued_at = excluded.issued_at, expires_at = excluded.expires_at, status = excluded.status,
      reason = excluded.reason where awards.cycle_id is null`
  await client.query({ text, values: [JSON.stringify(rows)] })
}
