// The criterion sheets of a case as facts, submissions and reports read them.
import type { SheetContent } from '../domain/case.ts'
import type { LoadedProcess } from '../engine/ports.ts'
import type { Client } from './with-client.ts'

export interface FactQuery {
  process: LoadedProcess
  payload: unknown
  at: string
}

/** What facts about the school of a case are read by. */
export interface SchoolQuery {
  process: Pick<LoadedProcess, 'cycleId' | 'place'>
  at: string
}

export interface CaseSheet {
  kind: 'school' | 'reviewer' | 'team'
  criterion: string
  assessor: string | null
  state: string
  content: SheetContent
}

/** The round of review whose sheets count: the one at work, or the last that has reported (the one at work before any has). */
export type Round = 'running' | 'reported'

/**
 * The sheets of a case, of one criterion when it is named: those of the school, and of one round of review. The review itself
 * works on the running round. Everybody else reads the reported one, so that a decision rests on a whole report while a
 * re-review is at work, and again when it is dropped. Other rounds stay as they were written, for the record; sheets of
 * reviewers who were replaced are left out.
 */
export async function caseSheets(
  client: Client,
  cycleId: string,
  round: Round,
  criterion: string | null = null,
): Promise<CaseSheet[]> {
  const [name, of] = criterion === null ? ['case-sheets', ''] : ['criterion-sheets', 'and s.criterion = $3']
  const values = [cycleId, round === 'running', ...(criterion === null ? [] : [criterion])]
  const text = counted('s.content', of)
  return (await client.query<CaseSheet & Record<string, unknown>>({ name, text, values })).rows
}

/** The same sheets with a gist in place of each text: enough for ratings and codes of evidence. */
export async function caseGists(client: Client, cycleId: string, round: Round): Promise<CaseSheet[]> {
  const values = [cycleId, round === 'running']
  const text = counted('s.gist as content')
  return (await client.query<CaseSheet & Record<string, unknown>>({ name: 'case-gists', text, values })).rows
}

export type RatedSheet = Omit<CaseSheet, 'content'> & { content: Pick<SheetContent, 'ratings'> }

/** The same sheets without their texts, which are long and say nothing to the rules. */
export async function caseRatings(client: Client, cycleId: string, round: Round): Promise<RatedSheet[]> {
  const text = counted(`json_build_object('ratings', s.ratings) as content`)
  const values = [cycleId, round === 'running']
  return (await client.query<RatedSheet & Record<string, unknown>>({ name: 'case-ratings', text, values })).rows
}

const counted = (content: string, of = '') => `
  with review as (select context from processes where cycle_id = $1 and process = 'externalReview'
      order by length(part) desc, part desc limit 1),
    counted as (select coalesce(case when $2 then null else context->'reportedRounds'->>-1 end, context->>'round')::int as round from review)
    select s.kind, s.criterion, s.assessor, p.state, ${content} from sheets s join processes p on p.id = s.process_id
    where s.cycle_id = $1 ${of}
      and (s.kind = 'school' or (p.context->>'round')::int = coalesce((select round from counted), 1))
      and (s.assessor is null or exists (select 1 from case_members m
        where m.cycle_id = $1 and m.person_id = s.assessor and m.until is null)) order by p.id`
