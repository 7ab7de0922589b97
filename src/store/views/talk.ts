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
  body: string
  evidence: string[]
  observedOn: string
  at: string
  version: number
}

/** A reviewer's own observations, and once everybody has scored those of the whole team. */
export async function listObservations(
  client: Client,
  { cycle, person, everybody }: { cycle: string; person: string; everybody: boolean },
): Promise<ObservationRow[]> {
  const text = `select b.id, b.author_id as author, w.name as "authorName", b.criterion, b.kind, b.body, b.evidence,
      b.observed_on::text as "observedOn", to_json(b.at) #>> '{}' as at, b.version
    from observations b join people w on w.id = b.author_id
    where b.cycle_id = $1 and b.withdrawn_at is null and ($3 or b.author_id = $2) order by b.criterion nulls first, b.at, b.id limit 2000`
  const values = [cycle, person, everybody]
  return (await client.query<ObservationRow & Record<string, unknown>>({ name: 'list-observations', text, values }))
    .rows
}
