// The roster of reviewers: who may be called into a team or council, how busy they are, and what stands between them and a school.
import { conflictsOf, type ConflictFacts } from '../../domain/conflict.ts'
import type { Text } from '../../domain/text.ts'
import type { Client } from '../with-client.ts'
import { conflictColumns } from './conflict-facts.ts'
import { cut, keyIn, searched, type Page } from './page.ts'

export interface ReviewerRow {
  id: string
  name: string
  organisation: string
  organisationName: string
  educationSector: boolean
  yearsInSector: number
  trained: boolean
  /** Cases under review in which they sit now. */
  running: number
  /** Cases reviewed before. */
  reviewed: number
  /** Of a named school: why they may not review it. */
  conflicts: Text[]
}

export interface RosterFilter {
  /** Departments whose province it is about, or all. */
  reach: 'all' | string[]
  school?: string | undefined
  search?: string | undefined
  at: string
  cursor?: string | undefined
  limit: number
}

const review = `m.role in ('teamLead', 'teamSecretary', 'reviewer')`
const count = (which: string) =>
  `(select count(distinct m.cycle_id)::int from case_members m where m.person_id = p.id and ${review} and ${which})`

/** Everybody trained, or who has reviewed, in the departments and below, and in the communes beside; by name. */
export async function listRoster(client: Client, filter: RosterFilter): Promise<Page<ReviewerRow>> {
  const { reach, school = null, search = null, at, cursor, limit } = filter
  const [name, id] = keyIn(cursor, ['text', 'text'])
  const text = `select p.id, p.name, o.id as organisation, o.name as "organisationName", p.education_sector as "educationSector", p.trained,
      coalesce(extract(year from age($1::timestamptz, p.sector_since))::int, 0) as "yearsInSector",
      ${count('(m.until is null or m.until > $1)')} as running, ${count('m.until <= $1')} as reviewed,
      ${conflictColumns('$2', '$1')}
    from people p join organisations o on o.id = p.organisation_id
    where (p.trained or exists (select 1 from case_members m where m.person_id = p.id and ${review}))
      and ($3::text[] is null or o.id = any($3) or o.parent_id = any($3)
        or o.parent_id in (select d.parent_id from organisations d where d.id = any($3)))
      and ($4::text is null or name_key(p.name) like ${searched('$4')}) and ($5::text is null or (p.name, p.id) > ($5, $6))
    order by p.name, p.id limit $7`
  const values = [at, school, reach === 'all' ? null : reach, search, name, id, limit + 1]
  type Row = Omit<ReviewerRow, 'conflicts'> & ConflictFacts & Record<string, unknown>
  const found = await client.query<Row>({ name: 'roster', text, values })
  const { items, next } = cut(found.rows, limit, (row) => [row.name, row.id])
  return { items: items.map((row) => reviewer(row, school !== null)), next }
}

function reviewer(row: Omit<ReviewerRow, 'conflicts'> & ConflictFacts, ofSchool: boolean): ReviewerRow {
  const { workedAtSchool, interests, reviewedByThem, ...known } = row
  const facts = { name: known.name, workedAtSchool, interests, reviewedByThem }
  return { ...known, conflicts: ofSchool ? conflictsOf(facts) : [] }
}
