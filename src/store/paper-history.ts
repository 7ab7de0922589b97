// What papers need that the processes of a case do not keep, but their histories do: what was done and said, who signed a decision.
import { z } from 'zod'
import { processId } from '../engine/ids.ts'
import type { Client } from './with-client.ts'

const PlanReview = z.looseObject({
  time: z.enum(['midYear', 'yearEnd', 'extra']),
  reviewedOn: z.iso.date(),
  content: z.string(),
  /** Progress of measures, by their number in the plan. */
  results: z.array(z.looseObject({ measure: z.int(), progress: z.enum(['done', 'underway', 'notDone']) })),
  adjustment: z.string().optional(),
  reviewer: z.string(),
})
export type PlanReview = z.infer<typeof PlanReview>

/** Reviews of the improvement plan, in the order in which they were recorded. */
export async function planReviews(client: Client, cycleId: string): Promise<PlanReview[]> {
  const text = `select entry::json->'payload' as payload from history where process_id = $1 and event = 'recordPlanReview' order by seq`
  const values = [processId(cycleId, 'selfAssessment', '')]
  const found = await client.query<{ payload: unknown }>({ name: 'plan-reviews', text, values })
  return found.rows.map(({ payload }) => PlanReview.parse(payload))
}

/** Who took the last decision on each award, by name. */
export async function signers(client: Client, cycleId: string): Promise<Record<string, string>> {
  const text = `select lower(substr(award, 1, 1)) || substr(award, 2) as award, name from (
      select regexp_replace(event, '^(grant|refuse)', '') as award, entry::json->'actor'->>'name' as name, seq from history
      where process_id = $1 and event ~ '^(grant|refuse)(Accreditation|NationalStandard)$') decided order by seq`
  const values = [processId(cycleId, 'certification', '')]
  const found = await client.query<{ award: string; name: string }>({ name: 'signers', text, values })
  return Object.fromEntries(found.rows.map(({ award, name }) => [award, name]))
}

/** Something done in a process of the case. Papers print of it what no process remembers: minutes, opinions, letters. */
export interface Act {
  process: string
  event: string
  at: string
  actor: { id: string; name: string; role: string }
  payload: unknown
}

/** All that people did in the latest process of each kind, in its order. Criterion sheets speak for themselves. */
export async function caseActs(client: Client, cycleId: string): Promise<Act[]> {
  const text = `with latest as (select distinct on (process) id, process from processes
      where cycle_id = $1 and process <> 'criterionSheet' order by process, length(part) desc, part desc)
    select l.process, h.event, to_json(h.at) #>> '{}' as at, h.entry::json->'payload' as payload,
      json_build_object('id', h.actor_id, 'name', coalesce(h.entry::json->'actor'->>'name', h.actor_id),
        'role', coalesce(h.entry::json->'actor'->>'role', '')) as actor
    from latest l join history h on h.process_id = l.id where h.actor_id <> 'system' order by h.at, l.process, h.seq`
  return (await client.query<Act & Record<string, unknown>>({ name: 'case-acts', text, values: [cycleId] })).rows
}
