// The public register: what anybody may know of certificates and published results, and nothing else.
import type { SchoolData } from '../../domain/case.ts'
import type { Client } from '../with-client.ts'
import { iso } from './own-access.ts'
import { cut, keyIn, searched, type Page } from './page.ts'

export interface PublicCertificate {
  number: string
  award: 'accreditation' | 'nationalStandard'
  grade: number
  school: string
  schoolName: string
  schoolKind: SchoolData['kind']
  commune: string | null
  issuedOn: string
  expiresOn: string
  /** As it counts at the instant of the question: a term that has run out is over, whatever the row says. */
  status: 'valid' | 'inRemedy' | 'suspended' | 'revoked' | 'expired' | 'superseded'
  department: string
}

const day = (column: string) => `(${column} at time zone 'Asia/Ho_Chi_Minh')::date::text`
const status = (at: string) =>
  `case when a.status in ('valid', 'inRemedy', 'suspended') and a.expires_at <= ${at} then 'expired' else a.status end`
const columns = (
  at: string,
) => `a.number, a.award, a.grade, coalesce(o.code, s.id) as school, o.name as "schoolName", s.kind as "schoolKind",
  commune.name as commune, ${day('a.issued_at')} as "issuedOn", ${day('a.expires_at')} as "expiresOn", ${status(at)} as status, d.name as department`
const tables = `awards a join schools s on s.id = a.school_id join organisations o on o.id = s.id
  join organisations d on d.id = a.department_id left join organisations commune on commune.id = s.commune_id`

export interface RegisterFilter {
  at: string
  /** Part of the school's name, diacritics ignored. */
  search?: string | undefined
  /** Code or id. */
  school?: string | undefined
  commune?: string | undefined
  award?: string | undefined
  grade?: number | undefined
  kind?: string | undefined
  status?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** Newest first. */
export async function publicCertificates(client: Client, filter: RegisterFilter): Promise<Page<PublicCertificate>> {
  const [issued, number, department] = keyIn(filter.cursor, ['instant', 'text', 'text'])
  const text = `select ${columns('$1')}, to_json(a.issued_at) #>> '{}' as "issuedAt", a.department_id as "departmentId" from ${tables}
    where ($2::text is null or o.name_key like ${searched('$2')}) and ($3::text is null or s.id = $3 or o.code = $3)
      and ($4::text is null or s.commune_id = $4 or commune.code = $4) and ($5::text is null or a.award = $5)
      and ($6::int is null or a.grade = $6) and ($7::text is null or s.kind = $7) and ($8::text is null or ${status('$1')} = $8)
      and ($9::timestamptz is null or (a.issued_at, a.number, a.department_id) < ($9, $10, $11))
    order by a.issued_at desc, a.number desc, a.department_id desc limit $12`
  const { at, search, school, commune, award, grade, kind, status: wanted, limit } = filter
  const values = [at, search, school, commune, award, grade, kind, wanted, issued, number, department, limit + 1]
  type Row = PublicCertificate & { issuedAt: string; departmentId: string }
  const found = await client.query<Row & Record<string, unknown>>({ name: 'public-certificates', text, values })
  const page = cut(found.rows, limit, (row) => [row.issuedAt, row.number, row.departmentId])
  return { ...page, items: page.items.map(({ issuedAt: _issuedAt, departmentId: _departmentId, ...shown }) => shown) }
}

/**
 * All of that number: each department counts for itself. Where there is none, those of the number as people type it off a paper:
 * in small letters, with spaces, without the stroke of the Đ.
 */
export async function certificatesNumbered(client: Client, number: string, at: string): Promise<PublicCertificate[]> {
  const numbered = async (name: string, where: string) => {
    const text = `select ${columns('$2')} from ${tables} where ${where} order by a.department_id limit 20`
    return (await client.query<PublicCertificate & Record<string, unknown>>({ name, text, values: [number, at] })).rows
  }
  const found = await numbered('public-number', 'a.number = $1')
  const looksLikeOne = /\d/.test(number) && number.includes('/')
  if (found.length > 0 || !looksLikeOne) return found
  return numbered('public-number-typed', `${asTyped('a.number')} = ${asTyped('$1')}`)
}

const asTyped = (text: string) => `translate(upper(replace(${text}, ' ', '')), 'Đđ', 'DD')`

export interface Published {
  what: string
  cycle: string
  school: string
  schoolName: string
  commune: string | null
  period: string
  publishedAt: string
}

/** What cases have made public, newest first. */
export async function publishedResults(
  client: Client,
  {
    search,
    school,
    what,
    cursor,
    limit,
  }: {
    search?: string | undefined
    school?: string | undefined
    what?: string | undefined
    cursor?: string | undefined
    limit: number
  },
): Promise<Page<Published>> {
  const [at, process, seq, n] = keyIn(cursor, ['instant', 'text', 'int', 'int'])
  const text = `select p.what, run.cycle_id as cycle, coalesce(o.code, s.id) as school, o.name as "schoolName", commune.name as commune, c.period,
      ${iso('p.at')} as "publishedAt", to_json(p.at) #>> '{}' as at, p.process_id as process, p.seq, p.n
    from publications p join schools s on s.id = p.school_id join organisations o on o.id = s.id
    join processes run on run.id = p.process_id join cycles c on c.id = run.cycle_id
    left join organisations commune on commune.id = s.commune_id
    where ($1::text is null or o.name_key like ${searched('$1')}) and ($2::text is null or s.id = $2 or o.code = $2)
      and ($3::text is null or p.what = $3)
      and ($4::timestamptz is null or (p.at, p.process_id, p.seq, p.n) < ($4, $5, $6::int, $7::int))
    order by p.at desc, p.process_id desc, p.seq desc, p.n desc limit $8`
  type Row = Published & { at: string; process: string; seq: number; n: number }
  const values = [search, school, what, at, process, seq, n, limit + 1]
  const found = await client.query<Row & Record<string, unknown>>({ name: 'public-results', text, values })
  const page = cut(found.rows, limit, (row) => [row.at, row.process, row.seq, row.n])
  const shown = page.items.map(({ at: _at, process: _process, seq: _seq, n: _n, ...row }) => row)
  return { ...page, items: shown }
}

/** Whether a case has made that public. */
export async function isPublished(client: Client, cycle: string, what: string): Promise<boolean> {
  const text = `select 1 from publications p join processes run on run.id = p.process_id where run.cycle_id = $1 and p.what = $2 limit 1`
  return (await client.query({ text, values: [cycle, what] })).rows.length > 0
}
