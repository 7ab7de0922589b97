// The province at a glance: where the cases stand, what they reached, what is late, what ends; each chart leads into its list.
import { z } from 'zod'
import { reachOf } from '../../domain/permissions.ts'
import { personOf } from '../../http/route.ts'
import { Word } from '../../http/schemas.ts'
import {
  communeCounts,
  criterionCounts,
  departmentsOf,
  endingAwards,
  nearDeadlines,
  provinceCounts,
} from '../../store/views/province.ts'
import { recognisedByKind } from '../../store/views/recognised.ts'
import { listStandings } from '../../store/views/standings.ts'
import { together } from '../../store/together.ts'
import { withClient } from '../../store/with-client.ts'
import { page } from '../page.ts'
import { filterQuery } from './filter.tsx'
import { ProvincePage } from './province-page.tsx'

const shown = 8

export const provincePages = [
  page({
    method: 'get',
    path: '/province',
    access: { to: 'seeProvince', of: 'reach' },
    query: z.object({ ...filterQuery, set: Word.optional() }),
    async handle({ view, services, query: { set: wanted, ...filter }, at, ...call }) {
      const found = await withClient(services.db, async (client) => {
        const departments = await departmentsOf(client, reachOf('seeProvince', personOf(call).offices))
        const { kind, commune } = filter
        const [counts, communes, recognised, late, due, ending] = await together(client, () => [
          provinceCounts(client, departments, filter),
          communeCounts(client, departments, filter),
          recognisedByKind(client, departments, { kind, commune, at }),
          listStandings(client, departments, { ...filter, late: true, limit: shown }),
          nearDeadlines(client, departments, { kind, commune, at, days: 14, limit: shown }),
          endingAwards(client, departments, { kind, commune, at, limit: shown }),
        ])
        const set = wanted && counts.set.has(wanted) ? wanted : mostOf(counts.set)
        const results =
          set === null ? new Map<string, number>() : await criterionCounts(client, departments, set, filter)
        return { counts, set, results, communes, recognised, late: late.items, due, ending }
      })
      const { library } = services
      const criteria = found.set === null ? null : library.set(found.set)
      const known = library.sets().filter((set) => found.counts.set.has(set))
      const names = new Map(known.map((set) => [set, library.any(set).name]))
      return <ProvincePage view={view} filter={filter} found={found} criteria={criteria} names={names} />
    },
  }),
]

/** The set that most cases have results under. */
function mostOf(sets: ReadonlyMap<string, number>): string | null {
  return [...sets].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null
}
