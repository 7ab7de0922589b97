// A province of any size for the bench, written row by row by PostgreSQL itself: cases in every step, with sheets, deadlines, awards.
import { createHash } from 'node:crypto'
import { stateName, type StateValue } from '../src/engine/definition.ts'
import type { Database } from '../src/store/connect.ts'
import { inTransaction, withClient, type Client } from '../src/store/with-client.ts'
import { selfAssessment2018 } from '../workflows/self-assessment/vn-2018.ts'
import { externalReview2018 } from '../workflows/external-review/vn-2018.ts'

export const provinceSession = 'bench-province'
/** Criteria of a school, each with a sheet and a result: 1.4 million in 50,000 schools. */
const criteria = 28
/** As many as a province has after the communes were merged, and sixteen schools in each before it is full. */
const communesOf = (schools: number) => Math.min(168, Math.ceil(schools / 16))

interface Place {
  process: string
  value: StateValue
}

const statesOf = ({ process, drawing }: { process: string; drawing: { states?: object } }): Place[] =>
  Object.entries(drawing.states ?? {})
    .filter(([, state]) => (state as { type?: string }).type !== 'final')
    .map(([value]) => ({ process, value }))
const certified = (accreditation: StateValue, nationalStandard: StateValue): Place => ({
  process: 'certification',
  value: { active: { accreditation, nationalStandard, complaint: 'none' } },
})

/** Where the furthest process of a case may stand; every case is in one of these, by turns. */
const places: readonly Place[] = [
  ...statesOf(selfAssessment2018),
  ...statesOf(externalReview2018),
  certified('awaitingDecision', 'awaitingProposal'),
  certified({ inForce: 'valid' }, 'awaitingDecision'),
  certified({ inForce: 'valid' }, { inForce: 'valid' }),
  certified({ inForce: 'inRemedy' }, 'notRequested'),
]

/** Fills the database, whose provinces and sets are there already, with that many schools of one department. */
export async function seedProvince(db: Database, schools: number, at: string): Promise<void> {
  await inTransaction(db, async (client) => {
    // Rows are whole as they are written; the triggers' work is done in one go below.
    await client.query('set local session_replication_role = replica')
    await putSchools(client, schools)
    await putProcesses(client, schools)
    await putTerms(client, at)
  })
  await withClient(db, async (client) => {
    await client.query('analyze')
    await client.query(`select refresh_standing(id) from cycles where id like 'l-%'`)
    await client.query(
      `select put_waits(id) from processes where school_id like 'l-%' and process <> 'criterionSheet' and not ended`,
    )
    await client.query(
      `insert into province_changes select department_id, commune_id, kind, '-', 'school', kind, 1 from schools where id like 'l-%'`,
    )
    await client.query(`insert into province_changes select a.department_id, s.commune_id, s.kind, '-', 'ending',
      a.award || '|' || to_char(a.expires_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM'), 1 from awards a join schools s on s.id = a.school_id where a.school_id like 'l-%'`)
    await client.query(`update standings set own_level = hashtext(cycle_id) & 3, review_level = (hashtext(cycle_id) >> 2) & 3,
      results = array(select (1 + c / 6) || '.' || (1 + c % 6) || '|' || ((hashtext(cycle_id || c) >> 3) & 3) from generate_series(0, ${criteria - 1}) c)
      where cycle_id like 'l-%'`)
    await client.query('select count_province()')
    await putOfficer(client, at)
    await client.query('vacuum analyze')
  })
}

async function putSchools(client: Client, schools: number): Promise<void> {
  const communes = communesOf(schools)
  const n = `generate_series(1, ${schools}) n`
  const kind = `(array['kindergarten','primary','lowerSecondary','upperSecondary'])[1 + n % 4]`
  await client.query(
    `insert into organisations (id, kind, name, parent_id) select 'l-xa-' || n, 'commune', 'UBND xã Số ' || n, 'tinh' from generate_series(1, ${communes}) n`,
  )
  await client.query(
    `insert into organisations (id, kind, name, parent_id) select 'l-' || n, 'school', 'Trường Mẫu Số ' || n, 'so' from ${n}`,
  )
  await client.query(`insert into schools (id, kind, founded_on, commune_id, department_id, province_id, data)
    select 'l-' || n, ${kind}, '1990-09-05', 'l-xa-' || (1 + n % ${communes}), 'so', 'tinh', '{}' from ${n}`)
  await client.query(`insert into cycles (id, school_id, province_id, period, set_id, set_hash, procedure_id, opened_at)
    select 'l-' || n || '.2025-2026', 'l-' || n, 'tinh', '2025-2026', 'vn-trung-hoc/2018', '', 'vn-2018', timestamptz '2025-09-05' + n * interval '1 second' from ${n}`)
}

async function putProcesses(client: Client, schools: number): Promise<void> {
  const columns =
    'id, cycle_id, school_id, process, edition, hash, part, value, context, state, ended, version, head, updated_at'
  const order = ['selfAssessment', 'externalReview', 'certification']
  const rows = places.flatMap(({ process, value }, index) => {
    const place = order.indexOf(process)
    const earlier = order
      .slice(0, place)
      .map((name) => ({ index, process: name, value: 'reported', state: 'reported', ended: true }))
    return [...earlier, { index, process, value, state: stateName(value), ended: false }]
  })
  await client.query({
    text: `insert into processes (${columns}) select 'l-' || n || '.2025-2026/' || r.process, 'l-' || n || '.2025-2026', 'l-' || n, r.process, 'vn-2018', '', '',
      r.value, '{}', r.state, r.ended, 1, '', '2025-09-05' from generate_series(1, ${schools}) n
      join jsonb_to_recordset($1) as r(index int, process text, value jsonb, state text, ended boolean) on r.index = n % ${places.length}`,
    values: [JSON.stringify(rows)],
  })
  const sheets = `generate_series(1, ${schools}) n, generate_series(0, ${criteria - 1}) c, lateral (select (1 + c / 6) || '.' || (1 + c % 6) as id) k`
  await client.query(`insert into processes (${columns}) select 'l-' || n || '.2025-2026/criterionSheet/school/' || k.id, 'l-' || n || '.2025-2026', 'l-' || n,
    'criterionSheet', 'v1', '', 'school/' || k.id, '"agreed"', '{}', 'agreed', true, 1, '', '2025-09-05' from ${sheets}`)
  await client.query(`insert into sheets (process_id, cycle_id, school_id, kind, criterion, content)
    select 'l-' || n || '.2025-2026/criterionSheet/school/' || k.id, 'l-' || n || '.2025-2026', 'l-' || n, 'school', k.id, '{}' from ${sheets}`)
}

/** Every third running case has a deadline, one in twenty has passed it; those with an award in force have its certificate. */
async function putTerms(client: Client, at: string): Promise<void> {
  const due = `$1::timestamptz + ((hashtext(id) & 255) - 12) * interval '1 day'`
  await client.query({
    text: `insert into deadlines (process_id, school_id, state, event, due_at, unit, status)
      select id, school_id, split_part(state, ' ', 1), 'reviewOverdue', ${due}, 'days', case when ${due} < $1 then 'fired' else 'running' end
      from processes where school_id like 'l-%' and process <> 'criterionSheet' and not ended and hashtext(id) % 3 = 0`,
    values: [at],
  })
  await client.query({
    text: `insert into awards (number, award, school_id, department_id, cycle_id, grade, decision, issued_at, expires_at)
      select 'L-' || cycle_id, 'accreditation', school_id, 'so', cycle_id, 2, '1/QĐ', $1::timestamptz - interval '1 year', $1::timestamptz + (hashtext(id) & 1023) * interval '1 day'
      from processes where school_id like 'l-%' and process = 'certification' and state like '%accreditation.inForce%'`,
    values: [at],
  })
}

async function putOfficer(client: Client, at: string): Promise<void> {
  await client.query(`insert into people (id, name, organisation_id) values ('l-officer', 'Đỗ Văn Viên', 'so')`)
  await client.query(
    `insert into offices (person_id, role, organisation_id, since) values ('l-officer', 'qualityOfficer', 'so', '2020-01-01')`,
  )
  await client.query({
    text: `insert into accounts (person_id, email, status, created_at) values ('l-officer', 'l-officer@mau.test', 'active', $1)`,
    values: [at],
  })
  await client.query({
    text: `insert into sessions (id_hash, person_id, created_at, last_seen_at, expires_at, strong)
      values ($2, 'l-officer', $1, $1, $1::timestamptz + interval '5 hours', true)`,
    values: [at, createHash('sha256').update(provinceSession).digest('hex')],
  })
}
