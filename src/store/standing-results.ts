// What a case reached, read off what was handed over: its levels and the level of each criterion, for the counts of the province.
import type { FrozenSheet, Submission } from '../domain/case.ts'
import { checkRatings, criterionLevels, schoolLevel, score } from '../domain/scoring/score.ts'
import type { Database } from './connect.ts'
import { ratingsOf } from './facts.ts'
import type { Library } from './library.ts'
import { learnSets } from './publish-sets.ts'
import { inTransaction, withClient, type Client } from './with-client.ts'

type Kind = Submission['kind']
interface Reached {
  level: number | null
  /** `criterion|level`; `?` where it cannot be told. */
  results: string[]
}

/** Of the latest dossier and the latest report of a review; the report's results count where there is one. */
export async function readResults(client: Client, library: Library, cycleId: string): Promise<void> {
  const own = await reached(client, library, cycleId, 'dossier')
  const review = await reached(client, library, cycleId, 'externalReport')
  const text = `update standings set own_level = $2, review_level = $3, results = $4, unread = false where cycle_id = $1`
  const values = [cycleId, own?.level, review?.level, (review ?? own)?.results ?? []]
  await client.query({ name: 'standing-results', text, values })
}

async function reached(client: Client, library: Library, cycleId: string, kind: Kind): Promise<Reached | null> {
  const text = `select content->'cycle'->>'set' as set, content->'sheets' as sheets from submissions
    where cycle_id = $1 and kind = $2 order by version desc limit 1`
  type Row = { set: string; sheets: FrozenSheet[] }
  const row = (await client.query<Row>({ name: 'submitted-sheets', text, values: [cycleId, kind] })).rows[0]
  if (!row) return null
  await learnSets(client, library, row.set)
  const whose = kind === 'dossier' ? 'school' : 'team'
  return scored(
    library,
    row.set,
    row.sheets.filter((sheet) => sheet.kind === whose),
  )
}

function scored(library: Library, setId: string, sheets: readonly FrozenSheet[]): Reached {
  const set = library.set(setId)
  const ratings = ratingsOf(set, sheets)
  if (checkRatings(set, ratings).length > 0) return { level: null, results: [] }
  const level = schoolLevel(score(set, ratings, {}, { trace: false }))
  const results = Object.entries(criterionLevels(set, ratings)).map(
    ([criterion, one]) => `${criterion}|${one === 'incomplete' ? '?' : one}`,
  )
  return { level: level === 'incomplete' ? null : level, results }
}

const batch = 200

/** Cases whose submissions came in by another way (a package, a backup, an older version); answers how many were read. */
export async function readMissingResults(db: Database, library: Library): Promise<number> {
  const text = `select cycle_id as id from standings where unread order by cycle_id limit ${batch}`
  const found = await withClient(db, (client) => client.query<{ id: string }>({ name: 'unread-results', text }))
  for (const { id } of found.rows) await inTransaction(db, (client) => readResults(client, library, id))
  return found.rows.length
}

/** Adds the changes since the last time to the counts. One at a time; whoever comes meanwhile leaves it to the first. */
export async function countProvince(db: Database): Promise<void> {
  const text = `select case when pg_try_advisory_xact_lock(hashtextextended('count_province', 7)) then count_province() end`
  await inTransaction(db, (client) => client.query({ name: 'count-province', text }))
}
