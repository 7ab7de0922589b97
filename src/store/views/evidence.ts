// The register of evidence as each side reads it: the school as it is now, everybody else as it was handed over last.
import { EvidenceItem, SheetContent, type FrozenSheet } from '../../domain/case.ts'
import { seesEvidence } from '../../domain/policy.ts'
import type { Role } from '../../domain/roles.ts'
import type { Client } from '../with-client.ts'
import { cut, keyIn, searched, type Page } from './page.ts'

/** Who looks, and in which of the two registers: made from the policy alone. */
export interface Viewer {
  person: string
  at: string
  register: 'present' | 'frozen'
  /** Confidentialities shown to them, and those shown when the evidence was opened to them. */
  shown: string[]
  opened: string[]
}

const confidentialities = ['open', 'internal', 'restricted'] as const

/** What the policy lets these roles see. */
export function viewerOf(person: string, roles: readonly Role[], at: string): Viewer {
  const sees = (granted: boolean) =>
    confidentialities.filter((confidentiality) => seesEvidence(roles, { confidentiality, granted }) !== null)
  const present = seesEvidence(roles, { confidentiality: 'open', granted: false }) === 'present'
  return { person, at, register: present ? 'present' : 'frozen', shown: sees(false), opened: sees(true) }
}

/** `items` = what this viewer sees of the case `$1`; `$2` = present or not, `$3` person, `$4` instant, `$5` shown, `$6` opened. */
const items = `with latest as (
    select evidence from submissions where not $2 and cycle_id = $1 and kind = 'dossier' order by version desc limit 1),
  submitted as materialized (select i as item, i->>'code' as code from latest, jsonb_array_elements(latest.evidence) i),
  register as (
    select first_code, code, criterion, order_key, search_key, item from evidence where $2 and cycle_id = $1
    union all
    select e.first_code, s.code, s.item->>'criterion', e.order_key,
        public.name_key(concat_ws(' ', s.code, s.item->>'title', s.item->>'number', s.item->>'issuer')), s.item
      from submitted s join evidence e on e.cycle_id = $1 and e.code = s.code),
  items as (
    select * from register r where r.item->>'confidentiality' = any($5) or (r.item->>'confidentiality' = any($6) and exists (
      select 1 from evidence_grants g where g.cycle_id = $1 and g.first_code = r.first_code and g.person_id = $3 and g.until > $4::timestamptz)))`

function seenBy(cycle: string, { register, person, at, shown, opened }: Viewer): unknown[] {
  return [cycle, register === 'present', person, at, shown, opened]
}

/** The codes of what this viewer sees, for whoever shows evidence inside something else. */
export async function codesSeenBy(client: Client, cycle: string, viewer: Viewer): Promise<Set<string>> {
  const text = `${items} select code from items`
  const found = await client.query<{ code: string }>({ name: 'evidence-seen', text, values: seenBy(cycle, viewer) })
  return new Set(found.rows.map(({ code }) => code))
}

export interface NamedEvidence {
  code: string
  criterion: string
  title: string
}

/** The whole register as this viewer sees it, no more of each piece than it is called by, in the order of the codes. */
export async function evidenceNames(
  client: Client,
  cycle: string,
  viewer: Viewer,
  criterion: string | null = null,
): Promise<NamedEvidence[]> {
  const text = `${items} select code, criterion, item->>'title' as title from items
    where $7::text is null or criterion = $7 order by order_key`
  const values = [...seenBy(cycle, viewer), criterion]
  type Row = NamedEvidence & Record<string, unknown>
  return (await client.query<Row>({ name: 'evidence-names', text, values })).rows
}

export interface EvidenceFilter {
  cycle: string
  viewer: Viewer
  criterion?: string | undefined
  /** Part of code, title, number or issuer, diacritics ignored. */
  search?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** By code, 1.10 after 1.9. */
export async function listEvidence(client: Client, filter: EvidenceFilter): Promise<Page<EvidenceItem>> {
  const { cycle, viewer, criterion, search, cursor, limit } = filter
  const [key] = keyIn(cursor, ['text'])
  const text = `${items} select item, order_key as "orderKey" from items
    where ($7::text is null or criterion = $7) and ($8::text is null or search_key like ${searched('$8')})
      and ($9::text is null or order_key > $9) order by order_key limit $10`
  const values = [...seenBy(cycle, viewer), criterion, search, key, limit + 1]
  type Row = { item: unknown; orderKey: string }
  const found = await client.query<Row>({ name: 'list-evidence', text, values })
  const page = cut(found.rows, limit, ({ orderKey }) => [orderKey])
  return { next: page.next, items: page.items.map(({ item }) => EvidenceItem.parse(item)) }
}

/** One piece of evidence; `null` when there is none that this viewer sees. */
export async function findEvidence(
  client: Client,
  cycle: string,
  code: string,
  viewer: Viewer,
): Promise<{ firstCode: string; item: EvidenceItem } | null> {
  const text = `${items} select first_code as "firstCode", item from items where code = $7`
  type Row = { firstCode: string; item: unknown }
  const values = [...seenBy(cycle, viewer), code]
  const [row] = (await client.query<Row>({ name: 'find-evidence', text, values })).rows
  return row ? { firstCode: row.firstCode, item: EvidenceItem.parse(row.item) } : null
}

export interface RevisionRow {
  revision: number
  file: EvidenceItem['file']
  at: string
  by: string
}

/** The revisions that this viewer may read: all, or those that were ever handed over; the first one first. */
export async function revisionsOf(
  client: Client,
  cycle: string,
  firstCode: string,
  viewer: Viewer,
): Promise<RevisionRow[]> {
  const text = `select r.revision, r.file, to_json(r.at) #>> '{}' as at, r.actor_id as by
    from evidence_revisions r join evidence e on e.cycle_id = r.cycle_id and e.first_code = r.first_code
    where r.cycle_id = $1 and r.first_code = $2 and ($3 or exists (
      select 1 from submissions s where s.cycle_id = $1 and s.kind = 'dossier'
        and s.evidence @> jsonb_build_array(jsonb_build_object('code', e.code, 'revision', r.revision)))) order by r.revision`
  const values = [cycle, firstCode, viewer.register === 'present']
  return (await client.query<RevisionRow & Record<string, unknown>>({ name: 'revisions', text, values })).rows
}

export interface GrantRow {
  id: string
  person: string
  name: string
  reason: string
  at: string
  until: string
}

/** To whom restricted evidence was opened, the latest first. */
export async function grantsOf(client: Client, cycle: string, firstCode: string): Promise<GrantRow[]> {
  const text = `select g.id, g.person_id as person, p.name, g.reason, to_json(g.at) #>> '{}' as at, to_json(g.until) #>> '{}' as until
    from evidence_grants g join people p on p.id = g.person_id where g.cycle_id = $1 and g.first_code = $2 order by g.at desc, g.id limit 200`
  return (await client.query<GrantRow & Record<string, unknown>>({ text, values: [cycle, firstCode] })).rows
}

type Sheet = Pick<FrozenSheet, 'criterion' | 'content'>

/** The school's sheets as this viewer may read them: their ratings, and where evidence is cited. Of their texts no more than that. */
export function citingSheets(
  client: Client,
  cycle: string,
  viewer: Viewer,
  criterion: string | null = null,
): Promise<Sheet[]> {
  return schoolSheets(client, viewer, 'gist', [cycle, criterion])
}

/** The school's sheet of a criterion as this viewer may read it. */
export async function schoolSheet(
  client: Client,
  cycle: string,
  viewer: Viewer,
  criterion: string,
): Promise<Sheet | undefined> {
  return (await schoolSheets(client, viewer, 'content', [cycle, criterion]))[0]
}

async function schoolSheets(
  client: Client,
  viewer: Viewer,
  column: 'gist' | 'content',
  values: [string, string | null],
): Promise<Sheet[]> {
  const present = `select criterion, ${column} as content from sheets
    where cycle_id = $1 and kind = 'school' and ($2::text is null or criterion = $2) order by criterion`
  const frozen = `select i->>'criterion' as criterion, i->'content' as content from (
      select content from submissions where cycle_id = $1 and kind = 'dossier' order by version desc limit 1) s,
    json_array_elements(s.content->'sheets') i where i->>'kind' = 'school' and ($2::text is null or i->>'criterion' = $2) order by 1`
  const isPresent = viewer.register === 'present'
  const statement = { name: isPresent ? `citing-${column}` : 'citing-frozen', text: isPresent ? present : frozen }
  const found = await client.query<{ criterion: string; content: unknown }>({ ...statement, values })
  return found.rows.map(({ criterion: of, content }) => ({ criterion: of, content: SheetContent.parse(content) }))
}

/** All codes of the present register, for its checks. */
export async function presentCodes(client: Client, cycle: string): Promise<{ code: string }[]> {
  const text = 'select code from evidence where cycle_id = $1 order by order_key'
  return (await client.query<{ code: string }>({ name: 'present-codes', text, values: [cycle] })).rows
}

/** The procedure a case is under; `null` when there is no such case. */
export async function procedureOfCycle(client: Client, cycle: string): Promise<string | null> {
  const text = 'select procedure_id as id from cycles where id = $1'
  return (await client.query<{ id: string }>({ name: 'procedure-of', text, values: [cycle] })).rows[0]?.id ?? null
}

/** What was taken over from an earlier cycle: its code there -> its code here. */
export async function copiedFrom(client: Client, cycle: string, from: string): Promise<Map<string, string>> {
  const text = `select there.code as there, here.code as here from evidence there
    join evidence_origins o on o.cycle_id = $1 and o.origin = $2 || '#' || there.first_code
    join evidence here on here.cycle_id = $1 and here.first_code = o.first_code where there.cycle_id = $2`
  const found = await client.query<{ there: string; here: string }>({ text, values: [cycle, from] })
  return new Map(found.rows.map(({ there, here }) => [there, here]))
}
