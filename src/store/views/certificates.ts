// Certificates with what their paper and credential say, their copies, and the places that the status lists show as withdrawn.
import { SchoolData } from '../../domain/case.ts'
import { listSize, type StatusPurpose } from '../../domain/credential.ts'
import type { Client } from '../with-client.ts'
import { iso } from './own-access.ts'

export interface CertificateRow {
  number: string
  award: 'accreditation' | 'nationalStandard'
  grade: number
  decision: string
  /** Day of the decision; null for a certificate from before the system. */
  decidedOn: string | null
  /** Instants, ISO. */
  issuedAt: string
  expiresAt: string
  /** As it counts at the instant of the question. */
  status: 'valid' | 'inRemedy' | 'suspended' | 'revoked' | 'expired' | 'superseded'
  /** Why it is put right, suspended or revoked; for the department. */
  reason: string | null
  department: { id: string; name: string }
  school: { id: string; code: string | null; name: string; data: SchoolData }
  cycle: { id: string; set: string; procedure: string } | null
  place: number
  /** Number of the last copy; 0 = none was made yet. */
  copies: number
}

interface Wanted {
  at: string
  number?: string | undefined
  department?: string | undefined
  cycle?: string | undefined
  /** Only of schools under these organisations. */
  reach?: 'all' | readonly string[] | undefined
}

/** Certificates of that number or case, by department and number; at most 50. */
export async function findCertificates(client: Client, wanted: Wanted): Promise<CertificateRow[]> {
  const text = `select a.number, a.award, a.grade, a.decision, p.context->>(a.award || 'DecidedOn') as "decidedOn",
      ${iso('a.issued_at')} as "issuedAt", ${iso('a.expires_at')} as "expiresAt",
      case when a.status in ('valid', 'inRemedy', 'suspended') and a.expires_at <= $1 then 'expired' else a.status end as status, a.reason,
      json_build_object('id', d.id, 'name', d.name) as department,
      json_build_object('id', s.id, 'code', o.code, 'name', o.name, 'data', s.data) as school,
      case when c.id is not null then json_build_object('id', c.id, 'set', c.set_id, 'procedure', c.procedure_id) end as cycle,
      a.list_place as place,
      (select coalesce(max(copy), 0) from certificate_copies k where k.department_id = a.department_id and k.number = a.number) as copies
    from awards a join schools s on s.id = a.school_id join organisations o on o.id = s.id
    join organisations d on d.id = a.department_id left join cycles c on c.id = a.cycle_id
    left join processes p on p.id = a.cycle_id || '/certification'
    where ($2::text is null or a.number = $2) and ($3::text is null or a.department_id = $3) and ($4::text is null or a.cycle_id = $4)
      and ($2::text is not null or $4::text is not null)
      and ($5::text[] is null or s.id = any($5) or s.commune_id = any($5) or s.department_id = any($5) or s.province_id = any($5))
    order by a.department_id, a.issued_at, a.number limit 50`
  const { at, number, department, cycle, reach = 'all' } = wanted
  const values = [at, number, department, cycle, reach === 'all' ? null : reach]
  const found = await client.query<CertificateRow & Record<string, unknown>>({ name: 'certificates', text, values })
  return found.rows.map((row) => ({
    ...row,
    school: { ...row.school, data: SchoolData.parse(row.school.data) },
  }))
}

export interface CopyRow {
  copy: number
  madeAt: string
  reason: 'lost' | 'damaged' | 'renamed' | null
  schoolName: string
  sha256: string
  voidAt: string | null
}

type Key = Pick<CertificateRow, 'number' | 'department'>

/** Every copy of a certificate, the first one first. */
export async function copiesOf(client: Client, { number, department }: Key): Promise<CopyRow[]> {
  const text = `select copy, ${iso('made_at')} as "madeAt", reason, school_name as "schoolName", sha256,
      ${iso('void_at')} as "voidAt" from certificate_copies where department_id = $1 and number = $2 order by copy`
  const values = [department.id, number]
  return (await client.query<CopyRow & Record<string, unknown>>({ name: 'certificate-copies', text, values })).rows
}

/** The signed paper that counts; `null` when none was made yet. */
export async function currentCopy(client: Client, { number, department }: Key): Promise<Buffer | null> {
  const text = `select pdf from certificate_copies where department_id = $1 and number = $2 and void_at is null`
  const found = await client.query<{ pdf: Buffer }>({
    name: 'certificate-paper',
    text,
    values: [department.id, number],
  })
  return found.rows[0]?.pdf ?? null
}

/** The certificate and copy that a signed paper is, by the hash of its bytes; `null` for none of ours. */
export async function copyWithHash(
  client: Client,
  sha256: string,
): Promise<{ number: string; department: string; void: boolean } | null> {
  const text = `select number, department_id as department, void_at is not null as void from certificate_copies where sha256 = $1 limit 1`
  type Row = { number: string; department: string; void: boolean }
  return (await client.query<Row>({ name: 'copy-with-hash', text, values: [sha256] })).rows[0] ?? null
}

const withdrawn: Readonly<Record<StatusPurpose, readonly string[]>> = {
  revocation: ['revoked', 'superseded'],
  suspension: ['suspended'],
}

/** The places within that list whose bit is set, and whether there is such a list at all. */
export async function withdrawnPlaces(
  client: Client,
  { purpose, list }: { purpose: StatusPurpose; list: number },
): Promise<{ exists: boolean; places: number[] }> {
  const text = `select (select coalesce(max(list_place), 0) from awards) as last,
      (select coalesce(array_agg(list_place - $2::int), '{}') from awards where status = any($1) and list_place >= $2 and list_place < $3) as places`
  const values = [withdrawn[purpose], list * listSize, (list + 1) * listSize]
  const found = await client.query<{ last: number; places: number[] }>({ name: 'withdrawn', text, values })
  const { last = 0, places = [] } = found.rows[0] ?? {}
  return { exists: list === 0 || last >= list * listSize, places }
}
