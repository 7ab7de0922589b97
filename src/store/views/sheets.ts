// Criterion sheets as people read them: the list of a case and one sheet, each shown only to those who may see it.
import { SheetContent } from '../../domain/case.ts'
import { seesSheet, type ReviewStage, type SheetOwner } from '../../domain/policy.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { hasTag, type StateValue } from '../../engine/definition.ts'
import { findDefinition } from '../../../workflows/index.ts'
import { level4Sheet } from '../library.ts'
import type { Client } from '../with-client.ts'
import type { Ground } from './standing.ts'

export interface SheetRow {
  process: string
  kind: 'school' | 'reviewer' | 'team'
  criterion: string
  assessor: string | null
  /** Round of review; 0 for a sheet of the school. */
  round: number
  state: string
  ended: boolean
  version: number
  updatedAt: string
}

const columns = `p.id as process, h.kind, h.criterion, h.assessor, coalesce((p.context->>'round')::int, case when h.kind = 'school' then 0 else 1 end) as round,
  p.state, p.ended, p.version, to_json(p.updated_at) #>> '{}' as "updatedAt"`

/** The sheets of a case that this person may read, by criterion. */
export async function listSheets(client: Client, ground: Ground): Promise<SheetRow[]> {
  const text = `select ${columns} from sheets h join processes p on p.id = h.process_id where h.cycle_id = $1 order by h.criterion, h.kind, round, p.id`
  const found = await client.query<SheetRow & Record<string, unknown>>({
    name: 'list-sheets',
    text,
    values: [ground.cycleId],
  })
  return seenOf(client, ground, found.rows)
}

/** One sheet with what is written on it; `null` when it is not there or not theirs to read. */
export async function findSheet(
  client: Client,
  process: string,
  ground: Ground,
): Promise<(SheetRow & { content: SheetContent }) | null> {
  const text = `select ${columns}, h.content from sheets h join processes p on p.id = h.process_id where p.id = $1`
  const found = await client.query<SheetRow & { content: SheetContent } & Record<string, unknown>>({
    name: 'find-sheet',
    text,
    values: [process],
  })
  const [sheet] = await seenOf(client, ground, found.rows)
  if (!sheet) return null
  // A sheet that nobody has saved yet is stored empty.
  return { ...sheet, content: SheetContent.parse(sheet.content) }
}

/** Why a sheet that is written on was returned or opened again; `null` where it was not. */
export async function whyWrittenAgain(client: Client, process: string): Promise<string | null> {
  const text = `select context->>'reason' as reason from processes where id = $1 and state = 'drafting'
    and ((context->>'returned')::int > 0 or (context->>'reopened')::int > 0)`
  type Row = { reason: string | null }
  const found = await client.query<Row>({ name: 'why-written-again', text, values: [process] })
  return found.rows[0]?.reason ?? null
}

/** By what reasons the team's sheets of a round that were opened again have been agreed since. */
export async function reasonsAgain(
  client: Client,
  cycle: string,
  round: number,
): Promise<{ criterion: string; reason: string }[]> {
  const text = `select h.criterion, p.context->>'reason' as reason from sheets h join processes p on p.id = h.process_id
    where h.cycle_id = $1 and h.kind = 'team' and (p.context->>'round')::int = $2 and p.state = 'agreed'
      and (p.context->>'reopened')::int > 0 and p.context->>'reason' is not null order by h.criterion`
  type Row = { criterion: string; reason: string }
  return (await client.query<Row>({ name: 'reasons-again', text, values: [cycle, round] })).rows
}

/** The sheets of a case that this person may read, with what is written on them; of one criterion when it is named. */
export async function listSheetContents(
  client: Client,
  ground: Ground,
  criterion: string | null = null,
): Promise<WrittenSheet[]> {
  const sheets = await written(client, ground, criterion, { name: 'sheet-contents', content: 'h.content' })
  // A sheet that nobody has saved yet is stored empty.
  return sheets.map((sheet) => ({ ...sheet, content: SheetContent.parse(sheet.content) }))
}

/** The same with a gist in place of each text: enough for ratings and codes of evidence, and nothing to show to people. */
export function listSheetGists(
  client: Client,
  ground: Ground,
  criterion: string | null = null,
): Promise<WrittenSheet[]> {
  return written(client, ground, criterion, { name: 'sheet-gists', content: 'h.gist as content' })
}

type WrittenSheet = SheetRow & { content: SheetContent }

async function written(
  client: Client,
  ground: Ground,
  criterion: string | null,
  read: { name: string; content: string },
): Promise<WrittenSheet[]> {
  const text = `select ${columns}, ${read.content} from sheets h join processes p on p.id = h.process_id where h.cycle_id = $1
    and ($2::text is null or h.criterion = $2) order by h.criterion, h.kind, round, p.id`
  type Row = WrittenSheet & Record<string, unknown>
  const found = await client.query<Row>({ name: read.name, text, values: [ground.cycleId, criterion] })
  return seenOf(client, ground, found.rows)
}

/** Those of a case's sheets that this person may read. */
async function seenOf<S extends SheetOwner>(client: Client, ground: Ground, sheets: readonly S[]): Promise<S[]> {
  const stage = await stageFor(client, ground, sheets)
  return sheets.filter((sheet) => maySee(ground, sheet, stage))
}

/** The stage that decides who reads these sheets; those of the school are read or not at any stage, so nobody asks for theirs. */
export async function stageFor(
  client: Client,
  { cycleId }: Ground,
  sheets: readonly SheetOwner[],
): Promise<ReviewStage> {
  const isAsked = cycleId !== null && sheets.some(({ kind }) => kind !== 'school')
  return isAsked ? reviewStage(client, cycleId) : beforeReview
}

export const beforeReview: ReviewStage = { allScored: false, allReported: false, draftSent: false }

/** Whether this person may read a sheet. */
export function maySee({ standing, place }: Ground, sheet: SheetOwner, stage: ReviewStage): boolean {
  return seesSheet(standing, rolesFor('seeCase', standing, place), sheet, stage)
}

/** Sheets that count: those of the level-4 items only where the school asks for level 4, as nobody has to fill them in else. */
export const countedIn = (sheet: string) => `(${sheet}.criterion <> '${level4Sheet}' or exists (select 1 from sheets l
  join processes lp on lp.id = l.process_id where l.cycle_id = ${sheet}.cycle_id and l.kind = 'school'
    and l.criterion = ${sheet}.criterion and lp.state = 'agreed'))`
export const counted = countedIn('h')

/** How far the latest review of a case has come. */
export async function reviewStage(client: Client, cycle: string): Promise<ReviewStage> {
  const text = `with review as (select edition, value, coalesce((context->>'round')::int, 1) as round,
        not exists (select 1 from jsonb_array_elements(context->'team') t
          where not coalesce(context->'reported', '[]') ? (t->>'personId')) as reported from processes
      where cycle_id = $1 and process = 'externalReview' order by length(part) desc, part desc limit 1)
    select r.edition, r.value, r.reported, exists (select 1 from sheets h join processes p on p.id = h.process_id
        where h.cycle_id = $1 and h.kind = 'reviewer' and coalesce((p.context->>'round')::int, 1) = r.round) as opened,
      exists (select 1 from sheets h join processes p on p.id = h.process_id join case_members m on m.cycle_id = $1
          and m.person_id = h.assessor and m.until is null
        where h.cycle_id = $1 and h.kind = 'reviewer' and coalesce((p.context->>'round')::int, 1) = r.round and p.state = 'drafting'
          and ${counted}) as drafting
    from review r`
  type Row = { edition: string; value: StateValue; reported: boolean; opened: boolean; drafting: boolean }
  const row = (await client.query<Row>({ name: 'review-stage', text, values: [cycle] })).rows[0]
  const definition = row && findDefinition('externalReview', row.edition)
  if (!row || !definition) return beforeReview
  return {
    allScored: row.opened && !row.drafting,
    allReported: row.opened && row.reported,
    draftSent: hasTag(definition, row.value, 'draftSent'),
  }
}
