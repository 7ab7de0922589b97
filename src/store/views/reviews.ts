// The reviews a person takes part in, and what is kept of one review beside its process: independence, the plan of the visit.
import { z } from 'zod'
import { conflictsOf, type ConflictFacts } from '../../domain/conflict.ts'
import { reviewRoles } from '../../domain/roles.ts'
import { schemaSays } from '../../domain/schema-issues.ts'
import type { Text } from '../../domain/text.ts'
import type { Client } from '../with-client.ts'
import { conflictColumns } from './conflict-facts.ts'
import { counted } from './sheets.ts'

export interface ReviewRow {
  cycle: string
  process: string
  edition: string
  state: string
  ended: boolean
  schoolName: string
  period: string
  roles: string[]
  round: number
  dueAt: string | null
  late: boolean
  /** One's own sheets of the round. */
  sheets: number
  handedIn: number
  /** When one declared to be independent of the school. */
  independentAt: string | null
  /** A conflict one has declared in this case. */
  declared: boolean
  /** What is known against one's judging this school. */
  conflicts: Text[]
}

/** `latest` = the latest external review of each case in `$cases`. */
const latest = `latest as (select distinct on (cycle_id) id, cycle_id, edition, state, ended, context,
    coalesce((context->>'round')::int, 1) as round from processes where process = 'externalReview' and cycle_id in (select cycle_id from mine)
    order by cycle_id, length(part) desc, part desc)`

/** The cases in which this person is a reviewer today, those that end first at the top. At most 200. */
export async function myReviews(
  client: Client,
  { person, at, cycle }: { person: string; at: string; cycle?: string | undefined },
): Promise<ReviewRow[]> {
  const text = `with mine as (select m.cycle_id, array_agg(distinct m.role) as roles from case_members m where m.person_id = $1 and m.role = any($2)
      and m.since <= $3 and (m.until is null or m.until > $3) and ($4::text is null or m.cycle_id = $4) group by m.cycle_id), ${latest},
    own as (select h.cycle_id, count(*)::int as sheets, count(*) filter (where p.state <> 'drafting')::int as handed_in
      from latest l join sheets h on h.cycle_id = l.cycle_id join processes p on p.id = h.process_id
      where h.assessor = $1 and coalesce((p.context->>'round')::int, 1) = l.round and ${counted} group by h.cycle_id)
    select l.cycle_id as cycle, l.id as process, l.edition, l.state, l.ended, o.name as "schoolName", c.period, mine.roles, l.round,
      to_json(d.due_at) #>> '{}' as "dueAt", coalesce(d.due_at < $3, false) as late, coalesce(own.sheets, 0) as sheets,
      coalesce(own.handed_in, 0) as "handedIn", to_json(i.at) #>> '{}' as "independentAt",
      coalesce(l.context->'conflicts' @> jsonb_build_array(jsonb_build_object('personId', $1::text)), false) as declared,
      (select row_to_json(f) from (select p.name, ${conflictColumns('s.id', '$3')} from people p where p.id = $1) f) as facts
    from mine join latest l on l.cycle_id = mine.cycle_id join cycles c on c.id = l.cycle_id join schools s on s.id = c.school_id
      join organisations o on o.id = s.id left join own on own.cycle_id = l.cycle_id
      left join review_independence i on i.cycle_id = l.cycle_id and i.round = l.round and i.person_id = $1
      left join lateral (select min(due_at) as due_at from deadlines where process_id = l.id and status = 'running') d on true
    order by l.ended, d.due_at nulls last, o.name, l.cycle_id limit 200`
  type Row = Omit<ReviewRow, 'conflicts'> & { facts: ConflictFacts }
  const values = [person, reviewRoles, at, cycle]
  const found = await client.query<Row & Record<string, unknown>>({ name: 'my-reviews', text, values })
  return found.rows.map(({ facts, ...row }) => ({ ...row, conflicts: conflictsOf(facts) }))
}

/** The round of the running review of a case; 1 before there is one. */
export async function roundOf(client: Client, cycle: string): Promise<number> {
  const text = `select coalesce((context->>'round')::int, 1) as round from processes where cycle_id = $1 and process = 'externalReview'
    order by length(part) desc, part desc limit 1`
  return (await client.query<{ round: number }>({ name: 'round-of', text, values: [cycle] })).rows[0]?.round ?? 1
}

/** Who of the running round declared to be independent, and when. */
export async function independenceOf(client: Client, cycle: string): Promise<{ person: string; at: string }[]> {
  const text = `select person_id as person, to_json(at) #>> '{}' as at from review_independence where cycle_id = $1 and round = $2
    order by at, person_id`
  const values = [cycle, await roundOf(client, cycle)]
  return (await client.query<{ person: string; at: string }>({ name: 'independence', text, values })).rows
}

const Time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, schemaSays('Cần giờ, viết như 08:30.', 'A time is needed, written as 08:30.'))

/** One part of a visit: when, who meets whom, where, about which criteria. */
export const VisitSession = z.strictObject({
  heldOn: z.iso.date(),
  starts: Time,
  ends: Time,
  what: z.string().trim().min(1).max(500),
  place: z.string().trim().max(300).default(''),
  /** Whom of the school they meet. */
  meets: z.string().trim().max(500).default(''),
  /** Ids of those of the team who go. */
  members: z.array(z.string().max(300)).max(30).default([]),
  criteria: z.array(z.string().max(64)).max(100).default([]),
})
export type VisitSession = z.infer<typeof VisitSession>

export interface VisitRow extends VisitSession {
  id: string
  version: number
}

/** The plan of the visit of the running round, in its order. */
export async function visitPlan(client: Client, cycle: string): Promise<VisitRow[]> {
  const text = `select id, held_on::text as "heldOn", starts, ends, what, place, meets, members, criteria, version from visit_sessions
    where cycle_id = $1 and round = $2 and removed_at is null order by held_on, starts, id limit 500`
  const values = [cycle, await roundOf(client, cycle)]
  return (await client.query<VisitRow & Record<string, unknown>>({ name: 'visit-plan', text, values })).rows
}
