// What is said beside a case: comments of one's own side, and observations of the review.
import type { Client } from '../with-client.ts'

export interface CommentRow {
  id: string
  process: string
  author: string
  authorName: string
  body: string
  mentions: string[]
  at: string
  resolvedAt: string | null
}

/** The comments of one side, oldest first; of one process when it is named. At most 500. */
export async function listComments(
  client: Client,
  { cycle, side, process }: { cycle: string; side: 'school' | 'review'; process?: string | undefined },
): Promise<CommentRow[]> {
  const text = `select c.id, c.process_id as process, c.author_id as author, w.name as "authorName", c.body, c.mentions,
      to_json(c.at) #>> '{}' as at, to_json(c.resolved_at) #>> '{}' as "resolvedAt"
    from comments c join people w on w.id = c.author_id
    where c.cycle_id = $1 and c.side = $2 and ($3::text is null or c.process_id = $3) order by c.at, c.id limit 500`
  const values = [cycle, side, process]
  return (await client.query<CommentRow & Record<string, unknown>>({ name: 'list-comments', text, values })).rows
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
