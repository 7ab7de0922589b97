// The cases of a province as a list that any chart leads into: filtered by where they stand, what they reached, and by name.
import type { Client } from '../with-client.ts'
import { iso } from './own-access.ts'
import { cut, keyIn, searched, type Page } from './page.ts'
import type { ProvinceFilter } from './province.ts'

export interface StandingRow {
  cycle: string
  schoolName: string
  kind: string
  commune: string | null
  period: string
  procedure: string
  /** `process|edition|state` of the furthest running process; null once all have ended. */
  step: string | null
  /** Since when a deadline is passed. */
  lateSince: string | null
  ownLevel: number | null
  reviewLevel: number | null
}

export interface StandingFilter extends ProvinceFilter {
  /** As in `step` of a row. */
  step?: string | undefined
  /** The same for any state that a running process is in: one leaf. */
  at?: string | undefined
  late?: boolean | undefined
  /** `procedure|level` by the school's own rating, and by the review. */
  own?: string | undefined
  review?: string | undefined
  set?: string | undefined
  /** `criterion|level`, under `set`. */
  result?: string | undefined
  search?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** The longest late first when only late ones are asked for, else by the id of the case. */
export async function listStandings(
  client: Client,
  departments: readonly string[],
  filter: StandingFilter,
): Promise<Page<StandingRow>> {
  const late = filter.late === true
  const [since, id] = late ? keyIn(filter.cursor, ['instant', 'text']) : [null, ...keyIn(filter.cursor, ['text'])]
  const values: unknown[] = [departments]
  const given = (value: unknown) => `$${values.push(value)}`
  const levelOf = (column: string, wanted: string) => {
    const [procedure, level] = wanted.split('|')
    return `n.procedure_id = ${given(procedure)} and n.${column} = ${given(/^\d$/.test(level ?? '') ? Number(level) : -1)}`
  }
  const order = late ? 'n.late_since, n.cycle_id' : 'n.cycle_id'
  // Only what is asked for becomes a condition, so that each combination can start from its own index.
  const conditions = [
    'n.department_id = d.id',
    filter.commune && `n.commune_id = ${given(filter.commune)}`,
    filter.kind && `n.kind = ${given(filter.kind)}`,
    filter.period && `n.period = ${given(filter.period)}`,
    filter.step && `n.step = ${given(filter.step)}`,
    filter.at && `n.places @> array[${given(filter.at)}]`,
    filter.own && levelOf('own_level', filter.own),
    filter.review && levelOf('review_level', filter.review),
    filter.set && `n.set_id = ${given(filter.set)}`,
    filter.result && `n.results @> array[${given(filter.result)}]`,
    // The names first, by their own index; then their cases.
    filter.search &&
      `n.school_id = any (array(select id from organisations where name_key like ${searched(given(filter.search))}))`,
    late && 'n.late_since is not null',
    late && since && `(n.late_since, n.cycle_id) > (${given(since)}, ${given(id)})`,
    !late && id && `n.cycle_id > ${given(id)}`,
  ].filter(Boolean)
  const limit = given(filter.limit + 1)
  const text = `select n.cycle_id as cycle, o.name as "schoolName", n.kind, x.name as commune, n.period, n.procedure_id as procedure, n.step,
      ${iso('n.late_since')} as "lateSince", n.own_level as "ownLevel", n.review_level as "reviewLevel"
    from unnest($1::text[]) d (id) cross join lateral (select n.* from standings n where ${conditions.join(' and ')} order by ${order} limit ${limit}) n
      join organisations o on o.id = n.school_id left join organisations x on x.id = n.commune_id order by ${order} limit ${limit}`
  const found = await client.query<StandingRow & Record<string, unknown>>({ text, values })
  return cut(found.rows, filter.limit, (row) => (late ? [row.lateSince, row.cycle] : [row.cycle]))
}
