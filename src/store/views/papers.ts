// What a case leaves on paper: submissions with their versions, the history of its processes, awards in the register, notices.
import type { Submission } from '../../domain/case.ts'
import type { Office } from '../../domain/permissions.ts'
import { reachOf } from '../../domain/permissions.ts'
import type { Client } from '../with-client.ts'
import { cut, keyIn, searched, type Page } from './page.ts'

export interface SubmissionRow {
  kind: Submission['kind']
  version: number
  at: string
  hash: string
}

export async function listSubmissions(client: Client, cycle: string): Promise<SubmissionRow[]> {
  const text = `select kind, version, to_json(at) #>> '{}' as at, hash from submissions where cycle_id = $1 order by at, kind, version`
  return (await client.query<SubmissionRow & Record<string, unknown>>({ name: 'submissions', text, values: [cycle] }))
    .rows
}

/** What was handed over, as it was frozen; `null` when there is none. */
export async function findSubmission(
  client: Client,
  cycle: string,
  kind: string,
  version: number,
): Promise<Submission | null> {
  const text = 'select content from submissions where cycle_id = $1 and kind = $2 and version = $3'
  return (
    (await client.query<{ content: Submission }>({ name: 'submission', text, values: [cycle, kind, version] })).rows[0]
      ?.content ?? null
  )
}

export interface HistoryRow {
  process: string
  seq: number
  at: string
  event: string
  actorId: string
  actorName: string | null
  /** The code of the evidence it was about. */
  evidence: string | null
  hash: string
}

/** Who did what when, newest first. The payloads stay with those who may read the thing itself. */
export async function caseHistory(
  client: Client,
  {
    cycle,
    process,
    cursor,
    limit,
  }: { cycle: string; process?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<HistoryRow>> {
  const [at, id, seq] = keyIn(cursor, ['instant', 'text', 'int'])
  const text = `select h.process_id as process, h.seq, to_json(h.at) #>> '{}' as at, h.event, h.actor_id as "actorId", w.name as "actorName", h.hash,
      case when h.event in ('attachEvidence', 'grantEvidence', 'withdrawGrant') then h.entry::json #>> '{payload,code}'
        when h.event = 'reviseEvidence' then h.entry::json #>> '{payload,item,code}' end as evidence
    from processes p join history h on h.process_id = p.id left join people w on w.id = h.actor_id
    where p.cycle_id = $1 and ($2::text is null or p.id = $2) and ($2::text is not null or p.process <> 'criterionSheet')
      and ($3::timestamptz is null or (h.at, h.process_id, h.seq) < ($3, $4, $5::int))
    order by h.at desc, h.process_id desc, h.seq desc limit $6`
  const values = [cycle, process, at, id, seq, limit + 1]
  const found = await client.query<HistoryRow & Record<string, unknown>>({ name: 'case-history', text, values })
  return cut(found.rows, limit, (row) => [row.at, row.process, row.seq])
}

export interface AwardRow {
  number: string
  award: string
  school: string
  schoolName: string
  /** None for a certificate from before the system. */
  cycle: string | null
  grade: number
  decision: string
  issuedAt: string
  expiresAt: string
  status: string
  department: string
}

export interface AwardFilter {
  /** `null` = anybody: the public register. */
  offices: readonly Office[] | null
  search?: string | undefined
  school?: string | undefined
  award?: string | undefined
  status?: string | undefined
  /** In force at this instant. */
  validAt?: string | undefined
  /** Kind of its school. */
  kind?: string | undefined
  /** In force and ends before this instant. */
  endsBefore?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** The register of awards, newest first. */
export async function listAwards(client: Client, filter: AwardFilter): Promise<Page<AwardRow>> {
  const reach = filter.offices === null ? 'all' : reachOf('seeSchool', filter.offices)
  const [issuedAt, number] = keyIn(filter.cursor, ['instant', 'text'])
  const text = `select a.number, a.award, a.school_id as school, o.name as "schoolName", a.cycle_id as cycle, a.grade, a.decision,
      to_json(a.issued_at) #>> '{}' as "issuedAt", to_json(a.expires_at) #>> '{}' as "expiresAt", a.status, a.department_id as department
    from awards a join organisations o on o.id = a.school_id join schools s on s.id = a.school_id
    where ($1::text[] is null or s.id = any($1) or s.commune_id = any($1) or s.department_id = any($1) or s.province_id = any($1))
      and ($2::text is null or o.name_key like ${searched('$2')}) and ($3::text is null or a.school_id = $3)
      and ($4::text is null or a.award = $4) and ($5::text is null or a.status = $5)
      and ($6::timestamptz is null or (a.expires_at > $6 and a.issued_at <= $6))
      and ($7::timestamptz is null or (a.issued_at, a.number) < ($7, $8))
      and ($9::text is null or s.kind = $9) and ($10::timestamptz is null or (a.expires_at < $10 and a.status in ('valid', 'inRemedy', 'suspended')))
    order by a.issued_at desc, a.number desc limit $11`
  const { search, school, award, status, validAt, kind, endsBefore, limit } = filter
  const key = [issuedAt, number]
  const values = [
    reach === 'all' ? null : reach,
    search,
    school,
    award,
    status,
    validAt,
    ...key,
    kind,
    endsBefore,
    limit + 1,
  ]
  const found = await client.query<AwardRow & Record<string, unknown>>({ name: 'list-awards', text, values })
  return cut(found.rows, limit, (row) => [row.issuedAt, row.number])
}

export interface NoticeRow {
  id: string
  process: string
  schoolName: string
  period: string
  message: string
  at: string
  readAt: string | null
}

/** A person's notices, newest first. */
export async function myNotices(
  client: Client,
  { person, unread, cursor, limit }: { person: string; unread: boolean; cursor?: string | undefined; limit: number },
): Promise<Page<NoticeRow>> {
  const [id] = keyIn(cursor, ['bigint'])
  const text = `select n.id::text, n.process_id as process, o.name as "schoolName", c.period, n.message, to_json(n.at) #>> '{}' as at,
      to_json(n.read_at) #>> '{}' as "readAt"
    from (select * from notices where person_id = $1 and (not $2 or read_at is null) and ($3::bigint is null or id < $3) order by id desc limit $4) n
      join processes p on p.id = n.process_id join cycles c on c.id = p.cycle_id join organisations o on o.id = c.school_id order by n.id desc`
  const values = [person, unread, id, limit + 1]
  const found = await client.query<NoticeRow & Record<string, unknown>>({ name: 'my-notices', text, values })
  return cut(found.rows, limit, (row) => [row.id])
}

/** Marks a person's notices as read up to that one; answers how many. */
export async function readNotices(client: Client, person: string, upTo: string, at: string): Promise<number> {
  const text = 'update notices set read_at = $3 where person_id = $1 and id <= $2 and read_at is null'
  return (await client.query({ text, values: [person, upTo, at] })).rowCount ?? 0
}

/** Marks one of a person's notices as read; whether there was such a one to read. */
export async function readNotice(client: Client, person: string, id: string, at: string): Promise<boolean> {
  const text = 'update notices set read_at = coalesce(read_at, $3) where person_id = $1 and id = $2'
  return ((await client.query({ text, values: [person, id, at] })).rowCount ?? 0) > 0
}
