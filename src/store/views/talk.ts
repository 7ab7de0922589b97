// What is said beside a case: comments of one's own side, and observations of the review.
import { rolesOfSide, type Side, type SheetOwner } from '../../domain/policy.ts'
import type { Client } from '../with-client.ts'
import { cut, keyIn, type Page } from './page.ts'
import { maySee, stageFor } from './sheets.ts'
import type { Ground } from './standing.ts'

export interface CommentRow {
  id: string
  process: string
  author: string
  authorName: string
  body: string
  mentions: string[]
  at: string
  resolvedAt: string | null
  resolvedBy: string | null
}

export interface CommentFilter {
  ground: Ground
  side: Side
  process?: string | undefined
  /** On every sheet of it. */
  criterion?: string | undefined
  /** Only those that are not settled. */
  open: boolean
  cursor?: string | undefined
  limit: number
}

/** The comments of one side, oldest first. What is said on a sheet is for those who may read the sheet. */
export async function listComments(client: Client, filter: CommentFilter): Promise<Page<CommentRow>> {
  const { ground, side, process, criterion, open, cursor, limit } = filter
  const [at, id] = keyIn(cursor, ['instant', 'text'])
  const text = `select c.id, c.process_id as process, c.author_id as author, w.name as "authorName", c.body, c.mentions,
      to_json(c.at) #>> '{}' as at, to_json(c.resolved_at) #>> '{}' as "resolvedAt", c.resolved_by as "resolvedBy",
      case when h.kind is not null then json_build_object('kind', h.kind, 'assessor', h.assessor) end as sheet
    from comments c join people w on w.id = c.author_id left join sheets h on h.process_id = c.process_id
    where c.cycle_id = $1 and c.side = $2 and ($3::text is null or c.process_id = $3) and ($4::text is null or h.criterion = $4)
      and (not $5 or c.resolved_at is null) and ($6::timestamptz is null or (c.at, c.id) > ($6, $7)) order by c.at, c.id limit $8`
  const values = [ground.cycleId, side, process, criterion, open, at, id, limit + 1]
  type Row = CommentRow & { sheet: SheetOwner | null } & Record<string, unknown>
  const found = await client.query<Row>({ name: 'list-comments', text, values })
  const page = cut(found.rows, limit, (row) => [row.at, row.id])
  const sheets = page.items.flatMap(({ sheet }) => sheet ?? [])
  const stage = await stageFor(client, ground, sheets)
  const seen = page.items.flatMap(({ sheet, ...comment }) =>
    sheet === null || maySee(ground, sheet, stage) ? [comment] : [],
  )
  return { next: page.next, items: seen }
}

/** The people `$1` = cycle, `$2` = roles of the side, `$3` = instant, `$4` = side that talk there, by their role. */
export const partnersOf = `select m.person_id, m.role from case_members m
    where m.cycle_id = $1 and m.role = any($2) and m.since <= $3 and (m.until is null or m.until > $3)
  union select o.person_id, o.role from cycles c join schools s on s.id = c.school_id
    join offices o on o.organisation_id = case $4 when 'school' then s.id else s.department_id end
    where c.id = $1 and o.role = any($2) and o.since <= $3 and (o.until is null or o.until > $3)`

export interface PartnerRow {
  personId: string
  name: string
  roles: string[]
}

/** Whom a comment may mention, by name. */
export async function listPartners(
  client: Client,
  { cycle, side, at }: { cycle: string; side: Side; at: string },
): Promise<PartnerRow[]> {
  const text = `select p.id as "personId", p.name, array_agg(distinct w.role) as roles from (${partnersOf}) w
    join people p on p.id = w.person_id group by p.id order by p.name, p.id`
  const values = [cycle, rolesOfSide[side], at, side]
  return (await client.query<PartnerRow & Record<string, unknown>>({ name: 'talk-partners', text, values })).rows
}

export interface ObservationRow {
  id: string
  author: string
  authorName: string
  criterion: string | null
  kind: 'observation' | 'finding' | 'question'
  method: 'interview' | 'documents' | 'watching' | 'lesson' | 'other'
  body: string
  place: string
  evidence: string[]
  observedOn: string
  observedTime: string | null
  /** Ids of the observations a finding rests on. */
  drawnFrom: string[]
  photos: { id: string; name: string }[]
  at: string
  version: number
}

interface Reach {
  cycle: string
  person: string
  /** Everybody has scored: the whole team's are shown. */
  everybody: boolean
}

/** A reviewer's own observations, and once everybody has scored those of the whole team. */
export async function listObservations(client: Client, { cycle, person, everybody }: Reach): Promise<ObservationRow[]> {
  const text = `select b.id, b.author_id as author, w.name as "authorName", b.criterion, b.kind, b.method, b.body, b.place, b.evidence,
      b.observed_on::text as "observedOn", b.observed_time as "observedTime", b.drawn_from as "drawnFrom",
      (select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name) order by f.at, f.id), '[]') from observation_photos f
        where f.observation_id = b.id) as photos, to_json(b.at) #>> '{}' as at, b.version
    from observations b join people w on w.id = b.author_id
    where b.cycle_id = $1 and b.withdrawn_at is null and ($3 or b.author_id = $2) order by b.criterion nulls first, b.at, b.id limit 2000`
  const values = [cycle, person, everybody]
  return (await client.query<ObservationRow & Record<string, unknown>>({ name: 'list-observations', text, values }))
    .rows
}

/** The file of a photo; `null` where there is none that this person may see. */
export async function findPhoto(
  client: Client,
  { cycle, person, everybody, observation, photo }: Reach & { observation: string; photo: string },
): Promise<{ name: string; type: string; size: number; sha256: string } | null> {
  const text = `select f.name, f.type, f.size::float8 as size, f.sha256 from observation_photos f join observations b on b.id = f.observation_id
    where b.cycle_id = $1 and b.withdrawn_at is null and ($3 or b.author_id = $2) and b.id = $4 and f.id = $5`
  type Row = { name: string; type: string; size: number; sha256: string }
  const values = [cycle, person, everybody, observation, photo]
  return (await client.query<Row>({ name: 'find-photo', text, values })).rows[0] ?? null
}
