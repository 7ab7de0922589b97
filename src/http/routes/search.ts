// One search over schools, cases, evidence and people, as far as the caller may see them.
import { z } from 'zod'
import { searchAll } from '../../store/views/search.ts'
import { withClient } from '../../store/with-client.ts'
import { personOf, route } from '../route.ts'
import { Search } from '../schemas.ts'
import { CaseRow } from './cases.ts'
import { SchoolRow } from './schools.ts'

export const searchRoutes = [
  route({
    method: 'get',
    path: '/api/search',
    tag: 'search',
    summary: { vi: 'Tìm trường, hồ sơ, minh chứng, người', en: 'Search schools, cases, evidence and people' },
    access: { to: 'person' },
    query: z.strictObject({ q: Search, limit: z.coerce.number().int().min(1).max(50).default(20) }),
    response: z.strictObject({
      schools: z.array(SchoolRow),
      cases: z.array(CaseRow),
      evidence: z.array(
        z.strictObject({
          cycle: z.string(),
          code: z.string(),
          title: z.string(),
          schoolName: z.string(),
          period: z.string(),
        }),
      ),
      people: z.array(
        z.strictObject({ id: z.string(), name: z.string(), organisation: z.string(), organisationName: z.string() }),
      ),
    }),
    async handle({ services, query: { q, limit }, at, ...call }) {
      const { personId: person, offices } = personOf(call)
      return withClient(services.db, (client) => searchAll(client, { person, offices, at, search: q, limit }))
    },
  }),
]
