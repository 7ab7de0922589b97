// Reads recorded cycles of one edition for the simulator, a portion at a time: memory does not grow with the province.
import { caseRatings } from './case-sheets.ts'
import type { RecordedCycle } from '../domain/criteria/simulate.ts'
import type { Database } from './connect.ts'
import { ratingsOf, schoolFactValues } from './facts.ts'
import type { Library } from './library.ts'
import { withClient, type Client } from './with-client.ts'

interface CycleRow {
  id: string
  school_id: string
  department_id: string
  commune_id: string | null
  province_id: string
  procedure_id: string
}

const portion = 100

/**
 * Cycles of the set `from` with what the team agreed, or while no team has, what the school agreed. Cycles in which nothing is
 * agreed are left out. Only reads; each portion is a short transaction of its own.
 */
export async function* recordedCycles(
  db: Database,
  library: Library,
  { set, at, within }: { set: string; at: string; within: 'all' | readonly string[] },
): AsyncGenerator<RecordedCycle> {
  let after = ''
  for (;;) {
    const rows: { row: CycleRow; recorded: RecordedCycle | null }[] = await withClient(db, async (client) => {
      const found: { row: CycleRow; recorded: RecordedCycle | null }[] = []
      for (const row of await nextRows(client, set, after, within))
        found.push({ row, recorded: await recordedOf(client, library, set, row, at) })
      return found
    })
    for (const { recorded } of rows) if (recorded) yield recorded
    const last = rows.at(-1)
    if (!last) return
    after = last.row.id
  }
}

async function nextRows(
  client: Client,
  set: string,
  after: string,
  within: 'all' | readonly string[],
): Promise<CycleRow[]> {
  const text = `select c.id, c.school_id, s.department_id, s.commune_id, s.province_id, c.procedure_id from cycles c join schools s on s.id = c.school_id
    where c.set_id = $1 and c.id > $2 and ($3::text[] is null or s.id = any($3) or s.commune_id = any($3) or s.department_id = any($3) or s.province_id = any($3))
    order by c.id limit ${portion}`
  const values = [set, after, within === 'all' ? null : within]
  return (await client.query<CycleRow & Record<string, unknown>>({ name: 'recorded-cycles', text, values })).rows
}

async function recordedOf(
  client: Client,
  library: Library,
  set: string,
  row: CycleRow,
  at: string,
): Promise<RecordedCycle | null> {
  const agreed = (await caseRatings(client, row.id, 'reported')).filter(({ state }) => state === 'agreed')
  const team = agreed.filter(({ kind }) => kind === 'team')
  const counted = team.length > 0 ? team : agreed.filter(({ kind }) => kind === 'school')
  if (counted.length === 0) return null
  const place = {
    schoolId: row.school_id,
    departmentId: row.department_id,
    communeId: row.commune_id,
    provinceId: row.province_id,
  }
  const facts = await schoolFactValues(client, { process: { cycleId: row.id, place }, at })
  return { cycle: row.id, school: row.school_id, ratings: ratingsOf(library.set(set), counted), facts }
}
