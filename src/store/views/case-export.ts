// Everything that belongs to one case, row by row, as a package of it carries it. Instants are ISO in UTC to the millisecond.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Client } from '../with-client.ts'

export type Row = Record<string, unknown>

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Everybody whom the case names, and who holds an office over it today: without them it could not go on elsewhere. */
const people = `select actor_id as id from history where process_id in (select id from processes where cycle_id = $1)
  union select person_id from case_members where cycle_id = $1
  union select actor_id from evidence_revisions where cycle_id = $1
  union select person_id from evidence_grants where cycle_id = $1
  union select granted_by from evidence_grants where cycle_id = $1
  union select k.made_by from certificate_copies k join awards a using (department_id, number) where a.cycle_id = $1
  union select o.person_id from offices o join schools s on s.id = (select school_id from cycles where id = $1)
    where o.until is null and o.organisation_id in (s.id, s.commune_id, s.department_id, s.province_id)`

const organisations = `with recursive named as (
    select s.id from cycles c join schools s on s.id = c.school_id where c.id = $1
    union select unnest(array[s.commune_id, s.department_id, s.province_id]) from cycles c join schools s on s.id = c.school_id where c.id = $1
    union select organisation_id from people where id in (${people})
    union select o.parent_id from organisations o join named n on n.id = o.id)
  select id, kind, name, parent_id as parent, code from organisations where id in (select id from named) order by id collate "C"`

/** Part of a case -> its rows, always in the same order. */
const statements = {
  organisations,
  schools: `select id, kind, status, founded_on::text as "foundedOn", commune_id as commune, department_id as department,
      province_id as province, via_commune as "viaCommune", cohort_completed as "cohortCompleted", conditions_met as "conditionsMet",
      declared_years as "declaredYears", data, changes
    from schools where id = (select school_id from cycles where id = $1)`,
  people: `select id, name, organisation_id as organisation, education_sector as "educationSector", sector_since::text as "sectorSince", trained
    from people where id in (${people}) order by id collate "C"`,
  offices: `select o.person_id as person, o.role, o.organisation_id as organisation, ${iso('o.since')} as since, ${iso('o.until')} as until
    from offices o join schools s on s.id = (select school_id from cycles where id = $1)
    where o.person_id in (${people}) and o.organisation_id in (s.id, s.commune_id, s.department_id, s.province_id)
    order by o.person_id collate "C", o.role, o.organisation_id collate "C", o.since`,
  employments: `select person_id as person, since::text, until::text from employments
    where person_id in (${people}) and school_id = (select school_id from cycles where id = $1) order by person_id collate "C", since`,
  members: `select person_id as person, role, ${iso('since')} as since, ${iso('until')} as until from case_members
    where cycle_id = $1 order by person_id collate "C", role, since`,
  processes: `select id, process, edition, hash, part, value, context, state, ended, version, head, ${iso('updated_at')} as "updatedAt"
    from processes where cycle_id = $1 order by id collate "C"`,
  sheets: `select process_id as process, kind, criterion, assessor, content, version from sheets where cycle_id = $1 order by process_id collate "C"`,
  deadlines: `select d.process_id as process, d.state, d.event, ${iso('d.due_at')} as "dueAt", d.unit, d.uncovered, d.status, d.remaining, d.late,
      ${iso('d.fired_at')} as "firedAt", d.error from deadlines d join processes p on p.id = d.process_id where p.cycle_id = $1 order by d.id`,
  effects: `select process_id as process, seq, n, effect, status, attempts, error, ${iso('done_at')} as "doneAt" from effects
    where cycle_id = $1 order by process_id collate "C", seq, n`,
  evidence: `select first_code as "firstCode", item from evidence where cycle_id = $1 order by order_key collate "C", first_code collate "C"`,
  revisions: `select first_code as "firstCode", revision, file, actor_id as actor, ${iso('at')} as at from evidence_revisions
    where cycle_id = $1 order by order_key(first_code) collate "C", first_code collate "C", revision`,
  origins: `select origin, first_code as "firstCode" from evidence_origins where cycle_id = $1 order by origin collate "C"`,
  grants: `select id, first_code as "firstCode", person_id as person, reason, granted_by as "grantedBy", ${iso('at')} as at, ${iso('until')} as until
    from evidence_grants where cycle_id = $1 order by id collate "C"`,
  submissions: `select kind, version, ${iso('at')} as at, hash from submissions where cycle_id = $1 order by kind, version`,
  awards: `select number, award, department_id as department, grade, decision, ${iso('issued_at')} as "issuedAt",
      ${iso('expires_at')} as "expiresAt", status, reason from awards where cycle_id = $1 order by department_id collate "C", number collate "C"`,
  /** The award that this case follows, with the circular it was issued under. */
  followed: `select a.number, a.award, a.department_id as department, a.grade, a.decision, ${iso('a.issued_at')} as "issuedAt",
      ${iso('a.expires_at')} as "expiresAt", a.status, a.reason, coalesce(a.regime, before.procedure_id) as regime
    from cycles c join awards a on a.number = c.follows and a.school_id = c.school_id left join cycles before on before.id = a.cycle_id
    where c.id = $1 order by a.department_id collate "C"`,
  /** Papers of certificates as they were signed, each with its hash; their bytes are read apart. */
  copies: `select a.award, k.number, k.department_id as department, k.copy, k.reason, k.note, ${iso('k.made_at')} as "madeAt", k.made_by as "madeBy",
      k.school_name as "schoolName", k.sha256, ${iso('k.void_at')} as "voidAt"
    from certificate_copies k join awards a using (department_id, number) where a.cycle_id = $1
    order by k.department_id collate "C", k.number collate "C", k.copy`,
  documents: `select process_id as process, seq, n, form, ${iso('at')} as at from documents where cycle_id = $1 order by process_id collate "C", seq, n`,
  publications: `select u.process_id as process, u.seq, u.n, u.what, ${iso('u.at')} as at from publications u join processes p on p.id = u.process_id
    where p.cycle_id = $1 order by u.process_id collate "C", u.seq, u.n`,
  /** How far the registers had counted, so that no number is given twice. */
  counters: `select k.issuer, k.series, k.year, k.value from counters k join schools s on s.id = (select school_id from cycles where id = $1)
    where k.issuer in (s.id, s.commune_id, s.department_id, s.province_id) order by k.issuer collate "C", k.series collate "C", k.year`,
} as const

export type CasePart = keyof typeof statements

export interface CaseRows extends Record<CasePart, Row[]> {
  cycle: Row & { id: string; schoolId: string; period: string; set: string; setHash: string; procedure: string }
  /** The instant of the last change. */
  at: string
}

/** All of it but histories and the texts of submissions. Throws `notFound`. */
export async function readCaseRows(client: Client, cycle: string): Promise<CaseRows> {
  const list = async (text: string) => (await client.query<Row>({ text, values: [cycle] })).rows
  const [found] =
    await list(`select id, school_id as "schoolId", province_id as "provinceId", period, set_id as set, set_hash as "setHash",
    procedure_id as procedure, ${iso('opened_at')} as "openedAt", purpose, follows from cycles where id = $1`)
  if (!found) throw new AppError('notFound', say(`Không có chu kỳ ${cycle}.`, `There is no cycle ${cycle}.`))
  const [last] = await list(
    `select ${iso('max(at)')} as at from history where process_id in (select id from processes where cycle_id = $1)`,
  )
  const parts: Partial<Record<CasePart, Row[]>> = {}
  for (const [part, text] of Object.entries(statements)) parts[part as CasePart] = await list(text)
  const at = String(last?.['at'] ?? found['openedAt'])
  return { ...(parts as Record<CasePart, Row[]>), cycle: found as CaseRows['cycle'], at }
}

export interface HistoryLine {
  seq: number
  entry: string
  hash: string
}

/** The history of one process, the first row first. */
export async function readHistory(client: Client, process: string): Promise<HistoryLine[]> {
  const text = 'select seq, entry, hash from history where process_id = $1 order by seq'
  return (await client.query<HistoryLine & Row>({ name: 'export-history', text, values: [process] })).rows
}

/** The bytes of one signed copy of a certificate; none when it is not there. */
export async function readCopy(client: Client, department: string, number: string, copy: number): Promise<Buffer> {
  const text = 'select pdf from certificate_copies where department_id = $1 and number = $2 and copy = $3'
  const { rows } = await client.query<{ pdf: Buffer }>({ text, values: [department, number, copy] })
  return rows[0]?.pdf ?? Buffer.alloc(0)
}

/** A submission exactly as it was hashed. */
export async function readSubmissionText(
  client: Client,
  cycle: string,
  kind: string,
  version: number,
): Promise<string> {
  const text = 'select content::text as content from submissions where cycle_id = $1 and kind = $2 and version = $3'
  const { rows } = await client.query<{ content: string }>({ text, values: [cycle, kind, version] })
  return rows[0]?.content ?? ''
}
