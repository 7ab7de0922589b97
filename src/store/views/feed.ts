// Changes for other systems, in an order that passes nothing by: see the migration of `changed`.
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Office } from '../../domain/permissions.ts'
import { reachOf } from '../../domain/permissions.ts'
import type { Client, Statement } from '../with-client.ts'
import { iso } from './own-access.ts'

export interface FeedPage<T> {
  items: T[]
  /** For the next question, now or later: what has changed since this page. */
  next: string
  /** There is more to read at once. */
  more: boolean
}

export interface FeedFilter {
  offices: readonly Office[]
  since?: string | undefined
  limit: number
}

export interface FeedCase {
  case: string
  process: string
  edition: string
  school: string
  schoolCode: string | null
  schoolName: string
  commune: string | null
  communeCode: string | null
  department: string
  period: string
  set: string
  procedure: string
  state: string
  ended: boolean
  version: number
  updatedAt: string
  /** Levels the process knows: asked for, reached, or granted; by name. */
  levels: Record<string, number>
  deadlines: { event: string; dueAt: string; late: boolean }[]
}

const reached = (
  office: string,
) => `(${office}::text[] is null or s.commune_id = any(${office}) or s.department_id = any(${office})
  or s.province_id = any(${office}) or s.id = any(${office}))`
const settled = `pg_snapshot_xmin(pg_current_snapshot())`

/** Where each process of each case stands, a process again each time it changes. Sheets are not told; the third part of the cursor is unused. */
export async function feedCases(client: Client, filter: FeedFilter, at: string): Promise<FeedPage<FeedCase>> {
  const text = `select p.cycle_id as case, p.process, p.edition, s.id as school, o.code as "schoolCode", o.name as "schoolName", s.commune_id as commune,
      commune.code as "communeCode", s.department_id as department, c.period, c.set_id as set, c.procedure_id as procedure, p.state, p.ended,
      p.version, ${iso('p.updated_at')} as "updatedAt",
      (select coalesce(json_object_agg(key, value), '{}') from jsonb_each(p.context)
        where key in ('requestedGrade', 'requestedTier', 'accreditationGrade', 'nationalStandardGrade') and jsonb_typeof(value) = 'number') as levels,
      (select coalesce(json_agg(json_build_object('event', d.event, 'dueAt', ${iso('d.due_at')}, 'late', d.due_at <= $6) order by d.due_at, d.id), '[]')
        from deadlines d where d.process_id = p.id and d.status = 'running') as deadlines,
      p.changed::text as changed, p.id as key
    from processes p join cycles c on c.id = p.cycle_id join schools s on s.id = p.school_id join organisations o on o.id = s.id
    left join organisations commune on commune.id = s.commune_id
    where p.process <> 'criterionSheet' and p.changed < ${settled} and (p.changed, p.id) > ($1::xid8, $2) and $3::text is not null
      and ${reached('$4')} order by p.changed, p.id limit $5`
  return readPage<FeedCase>(client, filter, 'seeFeed', (values) => ({
    name: 'feed-cases',
    text,
    values: [...values, at],
  }))
}

export interface FeedCertificate {
  number: string
  award: string
  grade: number
  school: string
  schoolCode: string | null
  schoolName: string
  department: string
  case: string | null
  decision: string
  regime: string
  issuedAt: string
  expiresAt: string
  status: string
  reason: string | null
}

/** The register, a certificate again each time it changes. One that runs out by itself is told by its case, or by its term. */
export async function feedCertificates(client: Client, filter: FeedFilter): Promise<FeedPage<FeedCertificate>> {
  const text = `select a.number, a.award, a.grade, s.id as school, o.code as "schoolCode", o.name as "schoolName", a.department_id as department,
      a.cycle_id as case, a.decision, coalesce(a.regime, c.procedure_id) as regime, ${iso('a.issued_at')} as "issuedAt",
      ${iso('a.expires_at')} as "expiresAt", a.status, a.reason, a.changed::text as changed, a.department_id as key, a.number as key2
    from awards a join schools s on s.id = a.school_id join organisations o on o.id = s.id left join cycles c on c.id = a.cycle_id
    where a.changed < ${settled} and (a.changed, a.department_id, a.number) > ($1::xid8, $2, $3)
      and ${reached('$4')} order by a.changed, a.department_id, a.number limit $5`
  return readPage<FeedCertificate>(client, filter, 'seeFeed', (values) => ({ name: 'feed-certificates', text, values }))
}

type Marked<T> = T & { changed: string; key: string; key2?: string }

/** A cursor of another database, or of this one before it was restored, begins anew: all is told again and nothing is missed. */
async function readPage<T extends object>(
  client: Client,
  { offices, since, limit }: FeedFilter,
  permission: 'seeFeed',
  statementOf: (values: unknown[]) => Statement,
): Promise<FeedPage<T>> {
  const reach = reachOf(permission, offices)
  const epoch = await epochOf(client)
  const given = since === undefined ? null : cursorIn(since)
  const from = given?.epoch === epoch ? given : { changed: '0', key: '', key2: '' }
  const values = [from.changed, from.key, from.key2, reach === 'all' ? null : reach, limit + 1]
  const { rows } = await client.query<Marked<T> & Record<string, unknown>>(statementOf(values))
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const to = last ? { changed: last.changed, key: last.key, key2: last.key2 ?? '' } : from
  const next = Buffer.from(JSON.stringify([epoch, to.changed, to.key, to.key2])).toString('base64url')
  const items = shown.map(({ changed: _changed, key: _key, key2: _key2, ...item }) => item as unknown as T)
  return { items, next, more: rows.length > limit }
}

/** Which numbering of changes this database has. */
export async function epochOf(client: Client): Promise<string> {
  const found = await client.query<{ id: string }>({ name: 'feed-epoch', text: 'select id from feed_epoch' })
  return found.rows[0]?.id ?? ''
}

const Cursor = z.tuple([z.string().max(100), z.string().regex(/^\d{1,19}$/), z.string().max(300), z.string().max(300)])

function cursorIn(text: string): { epoch: string; changed: string; key: string; key2: string } {
  try {
    const [epoch, changed, key, key2] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    if ([key, key2].every((part) => !part.includes('\0') && part.isWellFormed())) return { epoch, changed, key, key2 }
  } catch {
    // Told below in the same words.
  }
  throw new AppError('invalid', say('since: không phải con trỏ của luồng này.', 'since: is no cursor of this feed.'))
}
