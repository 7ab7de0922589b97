// A thousand schools for the numbers of the server: one real case with sheets and evidence, copied row by row under other names.
import { createHash } from 'node:crypto'
import type { Product } from '../src/compose.ts'
import { saveSheet } from '../src/commands/sheets/save.ts'
import { begin } from '../src/engine/begin.ts'
import { dispatch } from '../src/engine/dispatch.ts'
import type { Engine } from '../src/engine/ports.ts'
import { inTransaction, withClient, type Client } from '../src/store/with-client.ts'
import { benchTime, principalOf, processOf } from './seed.ts'

export const schoolCount = 1_000
/** Pieces of evidence of a case, about as many as the sample schools have. */
const evidenceCount = 140
const original = 'bench-1'

/** The n-th copy, from 1. */
export const copy = (n: number): { cycle: string; session: string } => ({
  cycle: `truong-${n}.2025-2026`,
  session: `bench-session-${n}`,
})
export const officerSession = 'bench-session-officer'

/** Every so many schools has a dossier that waits for the department. */
const everyReviewed = 5
const review = (column: string) => `(${column} not like '%/externalReview' or n % ${everyReviewed} = 0)`

/** The rows of one school in these tables, parents first; \`n\` is the number of the copy. */
const tables: readonly (readonly [string, string])[] = [
  ['organisations', 'id = $1'],
  ['schools', 'id = $1'],
  ['people', 'organisation_id = $1'],
  ['offices', 'organisation_id = $1'],
  ['accounts', `person_id like '%.' || $1`],
  ['cycles', 'school_id = $1'],
  ['case_members', `cycle_id like $1 || '.%'`],
  ['processes', `school_id = $1 and ${review('t.id')}`],
  ['history', `school_id = $1 and ${review('process_id')}`],
  ['sheets', 'school_id = $1'],
  ['deadlines', `school_id = $1 and ${review('process_id')}`],
  ['evidence', 'school_id = $1'],
  ['evidence_revisions', `cycle_id like $1 || '.%'`],
]

/** Writes the case of the first school up to its rating, and copies it with all its rows; `at` is the instant of the sessions. */
export async function seedThousand({ db, engine, library }: Product, at: string): Promise<void> {
  const actor = principalOf(1)
  await dispatch(engine, { process: processOf(1), event: 'beginRating', payload: {}, actor, key: 'begin-rating' })
  const text = 'Nhà trường thực hiện đầy đủ, có minh chứng kèm theo [H1-1.1-001]. '.repeat(40)
  for (const criterion of library.criteriaOf('vn-trung-hoc/2018').filter((id) => id !== 'M4')) {
    const process = `${original}.2025-2026/criterionSheet/school/${criterion}`
    const content = { currentState: { '1': text }, strengths: text, weaknesses: '', plan: text }
    await saveSheet(db, engine, library, { process, content, actor, at: benchTime })
  }
  await beginReview(engine)
  await withClient(db, (client) => putEvidence(client))
  await withClient(db, (client) => putAccounts(client, at))
  await inTransaction(db, async (client) => {
    // The copies are as whole as the original: nobody needs to ask each row for its parent.
    await client.query('set local session_replication_role = replica')
    for (const [table, where] of tables) await copyRows(client, table, where)
  })
  // What triggers write of such rows, which were silent meanwhile.
  await withClient(db, (client) => client.query('select put_waits(id) from processes where not ended'))
  await withClient(db, (client) => client.query('select refresh_standing(id) from cycles; select count_province()'))
  await withClient(db, (client) => putSessions(client, at))
  await withClient(db, (client) => client.query('analyze'))
}

/** As registering for a review begins it: the dossier lies at the department. */
async function beginReview(engine: Engine): Promise<void> {
  await engine.store.transact(async (unit) => {
    const { process } = await unit.load(processOf(1), null, null, benchTime)
    if (!process) throw new Error('The sample case is not there')
    const input = { round: 1, viaCommune: false, requested: ['accreditation'], requestedGrade: 2, requestedTier: null }
    const run = { part: '', sheet: null }
    await unit.begin([begin(engine, process, 'externalReview', input, benchTime, run).beginning])
  })
}

async function putEvidence(client: Client): Promise<void> {
  const item = `jsonb_build_object('code', 'H1-' || c || '-' || lpad(n::text, 3, '0'), 'title', 'Biên bản họp số ' || n || ' của nhà trường',
    'criterion', c, 'confidentiality', 'internal', 'issuer', 'Nhà trường', 'number', n || '/BB', 'revision', 1,
    'file', jsonb_build_object('name', 'a.pdf', 'type', 'application/pdf', 'size', 1000, 'sha256', repeat('0', 64)))`
  await client.query(`insert into evidence (cycle_id, school_id, code, first_code, criterion, item)
    select '${original}.2025-2026', '${original}', item->>'code', item->>'code', item->>'criterion', item from (
      select ${item} as item from generate_series(1, ${evidenceCount}) n, lateral (select '1.' || 1 + n % 10 as c) k) made`)
}

async function putAccounts(client: Client, at: string): Promise<void> {
  await client.query({
    text: `insert into accounts (person_id, email, status, created_at) select $1, $1 || '@mau.test', 'active', $2`,
    values: [principalOf(1), at],
  })
  await client.query(`insert into people (id, name, organisation_id) values ('officer', 'Đỗ Văn Viên', 'so')`)
  await client.query(
    `insert into offices (person_id, role, organisation_id, since) values ('officer', 'qualityOfficer', 'so', '2020-01-01')`,
  )
  await client.query({
    text: `insert into accounts (person_id, email, status, created_at) values ('officer', 'officer@mau.test', 'active', $1)`,
    values: [at],
  })
}

/** Every column but those that PostgreSQL makes itself; the school's id is changed wherever it stands. */
async function copyRows(client: Client, table: string, where: string): Promise<void> {
  const columns = await client.query<{ name: string; type: string }>({
    text: `select quote_ident(attname) as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''`,
    values: [table],
  })
  const names = columns.rows.map(({ name }) => name)
  const values = columns.rows.map(
    ({ name, type }) => `replace(t.${name}::text, '${original}', 'truong-' || n)::${type}`,
  )
  const literal = where.replaceAll('$1', `'${original}'`)
  await client.query(
    `insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from ${table} t, generate_series(1, ${schoolCount}) n where ${literal}`,
  )
}

async function putSessions(client: Client, at: string): Promise<void> {
  const hash = (secret: string) => createHash('sha256').update(secret).digest('hex')
  const people = Array.from({ length: schoolCount }, (_, n) => [hash(copy(n + 1).session), `principal.truong-${n + 1}`])
  const rows = [...people, [hash(officerSession), 'officer']]
  await client.query({
    text: `insert into sessions (id_hash, person_id, created_at, last_seen_at, expires_at, strong)
      select r->>0, r->>1, $2, $2, $2::timestamptz + interval '1 hour', true from jsonb_array_elements($1) r`,
    values: [JSON.stringify(rows), at],
  })
}
