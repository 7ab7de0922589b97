// Puts the rows of a packaged case into the database as they were. What organisations, schools and people are there already stay.
import type { Client } from '../store/with-client.ts'
import type { CaseFile } from './format.ts'

type Part = keyof CaseFile

/** In the order in which they refer to each other. `$1` = the rows of the part, `c` = its cycle and school. */
const statements: readonly (readonly [Part, string])[] = [
  [
    'organisations',
    `insert into organisations (id, kind, name, parent_id, code) select id, kind, name, parent, code
      from jsonb_to_recordset($1) as r(id text, kind text, name text, parent text, code text) on conflict (id) do nothing`,
  ],
  [
    'schools',
    `insert into schools (id, kind, status, founded_on, commune_id, department_id, province_id, via_commune, cohort_completed,
        conditions_met, declared_years, data, changes)
      select id, kind, status, "foundedOn", commune, department, province, "viaCommune", "cohortCompleted", "conditionsMet",
        "declaredYears", data, changes
      from jsonb_to_recordset($1) as r(id text, kind text, status text, "foundedOn" date, commune text, department text, province text,
        "viaCommune" boolean, "cohortCompleted" boolean, "conditionsMet" boolean, "declaredYears" int, data jsonb, changes jsonb)
      on conflict (id) do nothing`,
  ],
  [
    'people',
    `insert into people (id, name, organisation_id, education_sector, sector_since, trained)
      select id, name, organisation, "educationSector", "sectorSince", trained
      from jsonb_to_recordset($1) as r(id text, name text, organisation text, "educationSector" boolean, "sectorSince" date, trained boolean)
      on conflict (id) do nothing`,
  ],
  [
    'offices',
    `insert into offices (person_id, role, organisation_id, since, until) select person, role, organisation, since, until
      from jsonb_to_recordset($1) as r(person text, role text, organisation text, since timestamptz, until timestamptz) on conflict do nothing`,
  ],
  [
    'employments',
    `insert into employments (person_id, school_id, since, until) select person, c.school, since, until
      from jsonb_to_recordset($1) as r(person text, since date, until date) cross join c on conflict do nothing`,
  ],
  [
    'cycle',
    `insert into cycles (id, school_id, province_id, period, set_id, set_hash, procedure_id, opened_at, purpose, follows)
      select id, "schoolId", "provinceId", period, set, "setHash", procedure, "openedAt", purpose, follows
      from jsonb_to_recordset($1) as r(id text, "schoolId" text, "provinceId" text, period text, set text, "setHash" text,
        procedure text, "openedAt" timestamptz, purpose text, follows text)`,
  ],
  [
    'members',
    `insert into case_members (cycle_id, person_id, role, since, until) select c.cycle, person, role, since, until
      from jsonb_to_recordset($1) as r(person text, role text, since timestamptz, until timestamptz) cross join c`,
  ],
  [
    'processes',
    `insert into processes (id, cycle_id, school_id, process, edition, hash, part, value, context, state, ended, version, head, updated_at)
      select id, c.cycle, c.school, process, edition, hash, part, value, context, state, ended, version, head, "updatedAt"
      from jsonb_to_recordset($1) as r(id text, process text, edition text, hash text, part text, value jsonb, context jsonb, state text,
        ended boolean, version int, head text, "updatedAt" timestamptz) cross join c`,
  ],
  [
    'sheets',
    `insert into sheets (process_id, cycle_id, school_id, kind, criterion, assessor, content, version)
      select process, c.cycle, c.school, kind, criterion, assessor, content, version
      from jsonb_to_recordset($1) as r(process text, kind text, criterion text, assessor text, content jsonb, version int) cross join c`,
  ],
  [
    'deadlines',
    `insert into deadlines (process_id, school_id, state, event, due_at, unit, uncovered, status, remaining, late, fired_at, error)
      select process, c.school, state, event, "dueAt", unit, uncovered, status, remaining, late, "firedAt", error
      from jsonb_to_recordset($1) as r(process text, state text, event text, "dueAt" timestamptz, unit text, uncovered text[], status text,
        remaining double precision, late boolean, "firedAt" timestamptz, error text) cross join c`,
  ],
  [
    'effects',
    `insert into effects (process_id, seq, n, cycle_id, effect, status, attempts, error, done_at)
      select process, seq, n, c.cycle, effect, status, attempts, error, "doneAt"
      from jsonb_to_recordset($1) as r(process text, seq int, n int, effect jsonb, status text, attempts int, error text, "doneAt" timestamptz) cross join c`,
  ],
  [
    'evidence',
    `insert into evidence (cycle_id, school_id, first_code, code, criterion, item)
      select c.cycle, c.school, "firstCode", item->>'code', item->>'criterion', item from jsonb_to_recordset($1) as r("firstCode" text, item jsonb) cross join c`,
  ],
  [
    'revisions',
    `insert into evidence_revisions (cycle_id, first_code, revision, file, actor_id, at) select c.cycle, "firstCode", revision, file, actor, at
      from jsonb_to_recordset($1) as r("firstCode" text, revision int, file jsonb, actor text, at timestamptz) cross join c`,
  ],
  [
    'origins',
    `insert into evidence_origins (cycle_id, origin, first_code) select c.cycle, origin, "firstCode"
      from jsonb_to_recordset($1) as r(origin text, "firstCode" text) cross join c`,
  ],
  [
    'grants',
    `insert into evidence_grants (id, cycle_id, first_code, person_id, reason, granted_by, at, until)
      select id, c.cycle, "firstCode", person, reason, "grantedBy", at, until
      from jsonb_to_recordset($1) as r(id text, "firstCode" text, person text, reason text, "grantedBy" text, at timestamptz, until timestamptz) cross join c`,
  ],
  [
    'awards',
    `insert into awards (number, award, school_id, department_id, cycle_id, grade, decision, issued_at, expires_at, status, reason)
      select number, award, c.school, department, c.cycle, grade, decision, "issuedAt", "expiresAt", status, reason
      from jsonb_to_recordset($1) as r(number text, award text, department text, grade int, decision text, "issuedAt" timestamptz,
        "expiresAt" timestamptz, status text, reason text) cross join c`,
  ],
  [
    'followed',
    `insert into awards (number, award, school_id, department_id, grade, decision, issued_at, expires_at, status, reason, regime)
      select number, award, c.school, department, grade, decision, "issuedAt", "expiresAt", status, reason, regime
      from jsonb_to_recordset($1) as r(number text, award text, department text, grade int, decision text, "issuedAt" timestamptz,
        "expiresAt" timestamptz, status text, reason text, regime text) cross join c on conflict do nothing`,
  ],
  [
    'documents',
    `insert into documents (process_id, seq, n, cycle_id, form, at) select process, seq, n, c.cycle, form, at
      from jsonb_to_recordset($1) as r(process text, seq int, n int, form text, at timestamptz) cross join c`,
  ],
  [
    'publications',
    `insert into publications (process_id, seq, n, school_id, what, at) select process, seq, n, c.school, what, at
      from jsonb_to_recordset($1) as r(process text, seq int, n int, what text, at timestamptz) cross join c`,
  ],
  [
    'counters',
    `insert into counters (issuer, series, year, value) select issuer, series, year, value
      from jsonb_to_recordset($1) as r(issuer text, series text, year int, value int)
      on conflict (issuer, series, year) do update set value = greatest(counters.value, excluded.value)`,
  ],
]

/** Everything but histories and submissions, in the transaction of the caller. */
export async function restoreRows(client: Client, file: CaseFile): Promise<void> {
  const { id, schoolId } = file.cycle
  for (const [part, text] of statements) {
    const rows = part === 'cycle' ? [file.cycle] : file[part]
    const values = [JSON.stringify(rows), id, schoolId]
    await client.query({ text: `with c as (select $2::text as cycle, $3::text as school) ${text}`, values })
  }
}

export interface RestoredRow {
  process: string
  seq: number
  at: string
  event: string
  actor: string
  entry: string
  hash: string
}

/** Rows of histories, byte for byte. */
export async function restoreHistory(client: Client, school: string, rows: readonly RestoredRow[]): Promise<void> {
  const text = `insert into history (process_id, seq, school_id, at, event, actor_id, entry, hash)
    select process, seq, $2, at, event, actor, entry, hash
    from jsonb_to_recordset($1) as r(process text, seq int, at timestamptz, event text, actor text, entry text, hash text)`
  await client.query({ name: 'restore-history', text, values: [JSON.stringify(rows), school] })
}

/** A signed copy of a certificate with its bytes. */
export async function restoreCopy(client: Client, copy: CaseFile['copies'][number], pdf: Buffer): Promise<void> {
  const text = `insert into certificate_copies (department_id, number, copy, reason, note, made_at, made_by, school_name, sha256, void_at, pdf)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`
  const { department, number, reason, note, madeAt, madeBy, schoolName, sha256, voidAt } = copy
  const values = [department, number, copy.copy, reason, note, madeAt, madeBy, schoolName, sha256, voidAt, pdf]
  await client.query({ text, values })
}

/** A submission with the text that its hash is of. */
export async function restoreSubmission(
  client: Client,
  { cycle }: CaseFile,
  { kind, version, at, hash }: CaseFile['submissions'][number],
  content: string,
): Promise<void> {
  const text = `insert into submissions (cycle_id, school_id, kind, version, at, content, hash) values ($1, $2, $3, $4, $5, $6, $7)`
  await client.query({ text, values: [cycle.id, cycle.schoolId, kind, version, at, content, hash] })
}
