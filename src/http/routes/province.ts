// The province in numbers and as a list: what the pages of the department draw, for whoever draws it otherwise.
import { z } from 'zod'
import { SchoolKind } from '../../domain/facts.ts'
import { pageOf, paging } from '../../store/views/page.ts'
import { criterionCounts, departmentsOf, measures, provinceCounts, type Counts } from '../../store/views/province.ts'
import { listStandings } from '../../store/views/standings.ts'
import { withClient } from '../../store/with-client.ts'
import { reachOf } from '../../domain/permissions.ts'
import { personOf, route } from '../route.ts'
import { Search, Word } from '../schemas.ts'

const Numbers = z.record(z.string(), z.int())
const filter = { kind: SchoolKind.optional(), commune: Word.optional(), period: Word.optional() }
const Key = z.string().max(300).optional()

const StandingCase = z
  .strictObject({
    cycle: z.string(),
    schoolName: z.string(),
    kind: z.string(),
    commune: z.string().nullable(),
    period: z.string(),
    procedure: z.string(),
    step: z.string().nullable(),
    lateSince: z.string().nullable(),
    ownLevel: z.int().nullable(),
    reviewLevel: z.int().nullable(),
  })
  .meta({ id: 'StandingCase' })

const plain = (counts: Counts) => Object.fromEntries(counts)

export const provinceRoutes = [
  route({
    method: 'get',
    path: '/api/province',
    tag: 'province',
    summary: {
      vi: 'Số hồ sơ theo bước, mức, loại trường, hạn; `set` thêm kết quả từng tiêu chí của bộ đó',
      en: 'Numbers of cases by step, level, kind and deadline; `set` adds the results by criterion under that set',
    },
    access: { to: 'seeProvince', of: 'reach' },
    query: z.strictObject({ ...filter, set: Word.optional() }),
    response: z.strictObject({
      counts: z.strictObject(Object.fromEntries(measures.map((name) => [name, Numbers]))),
      criteria: Numbers,
    }),
    handle: ({ services, query: { set, ...asked }, ...call }) =>
      withClient(services.db, async (client) => {
        const departments = await departmentsOf(client, reachOf('seeProvince', personOf(call).offices))
        const counts = await provinceCounts(client, departments, asked)
        const criteria = set === undefined ? new Map() : await criterionCounts(client, departments, set, asked)
        return {
          counts: Object.fromEntries(measures.map((name) => [name, plain(counts[name])])),
          criteria: plain(criteria),
        }
      }),
  }),
  route({
    method: 'get',
    path: '/api/province/cases',
    tag: 'province',
    summary: { vi: 'Hồ sơ theo các điều kiện của biểu đồ', en: 'The cases behind any of those numbers' },
    access: { to: 'seeProvince', of: 'reach' },
    query: z.strictObject({
      ...filter,
      ...paging,
      step: Key,
      at: Key,
      late: z.enum(['true', 'false']).optional(),
      own: Word.optional(),
      review: Word.optional(),
      set: Word.optional(),
      result: Word.optional(),
      search: Search.optional(),
    }),
    response: pageOf(StandingCase),
    handle: ({ services, query: { late, ...query }, ...call }) =>
      withClient(services.db, async (client) => {
        const departments = await departmentsOf(client, reachOf('seeProvince', personOf(call).offices))
        return listStandings(client, departments, { ...query, late: late === 'true' })
      }),
  }),
]
