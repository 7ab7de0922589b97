// What a case's processes remember, and every deadline of the case.
import { readableMatters } from '../../domain/matters.ts'
import { rolesFor } from '../../domain/permissions.ts'
import type { Client } from '../with-client.ts'
import { beforeReview, reviewStage } from './sheets.ts'
import type { Ground } from './standing.ts'

export interface MattersView {
  id: string
  process: string
  edition: string
  version: number
  matters: Readonly<Record<string, unknown>>
}

/** The part of a process's context that this person may read; `null` when there is none. */
export async function findMatters(
  client: Client,
  process: string,
  { standing, place, cycleId }: Ground,
): Promise<MattersView | null> {
  const text = `select id, process, edition, version, context from processes where id = $1 and process <> 'criterionSheet'`
  type Row = Omit<MattersView, 'matters'> & { context: Record<string, unknown> }
  const row = (await client.query<Row & Record<string, unknown>>({ name: 'matters', text, values: [process] })).rows[0]
  if (!row) return null
  const { context, ...about } = row
  // Only what the review remembers is told by how far it is.
  const isReview = row.process === 'externalReview' && cycleId !== null
  const stage = isReview ? await reviewStage(client, cycleId) : beforeReview
  const matters = readableMatters(row.process, context, rolesFor('seeCase', standing, place), stage)
  return matters && { ...about, matters }
}

export interface DeadlineRow {
  process: string
  event: string
  state: string
  dueAt: string
  status: 'running' | 'held' | 'fired' | 'ended' | 'stuck'
  late: boolean
  /** Years without a calendar of holidays that the term passes: only weekends were counted. */
  uncovered: string[]
}

/** The deadlines of a case, running ones first. */
export async function caseDeadlines(client: Client, cycle: string): Promise<DeadlineRow[]> {
  const text = `select d.process_id as process, d.event, d.state, to_json(d.due_at) #>> '{}' as "dueAt", d.status, d.late, d.uncovered
    from processes p join deadlines d on d.process_id = p.id where p.cycle_id = $1 and p.process <> 'criterionSheet'
    order by d.status <> 'running', d.due_at, d.id limit 500`
  return (await client.query<DeadlineRow & Record<string, unknown>>({ name: 'case-deadlines', text, values: [cycle] }))
    .rows
}
