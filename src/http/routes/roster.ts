// The roster of reviewers and the registers of document numbers, for the department.
import { z } from 'zod'
import { reachOf } from '../../domain/permissions.ts'
import { Text } from '../../domain/text.ts'
import { pageOf, paging } from '../../store/views/page.ts'
import { listRegisters } from '../../store/views/registers.ts'
import { listRoster } from '../../store/views/roster.ts'
import { withClient } from '../../store/with-client.ts'
import { personOf, route } from '../route.ts'
import { Id, Search } from '../schemas.ts'

const Reviewer = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    organisation: z.string(),
    organisationName: z.string(),
    educationSector: z.boolean(),
    yearsInSector: z.int(),
    trained: z.boolean(),
    running: z.int(),
    reviewed: z.int(),
    conflicts: z.array(Text),
  })
  .meta({ id: 'Reviewer' })

const Register = z
  .strictObject({
    issuer: z.string(),
    issuerName: z.string(),
    series: z.string(),
    year: z.int(),
    last: z.int(),
  })
  .meta({ id: 'Register' })

export const rosterRoutes = [
  route({
    method: 'get',
    path: '/api/roster',
    tag: 'roster',
    summary: { vi: 'Người có thể tham gia đánh giá', en: 'The roster of reviewers' },
    access: { to: 'seeRoster', of: 'reach' },
    query: z.strictObject({ school: Id.optional(), search: Search.optional(), ...paging }),
    response: pageOf(Reviewer),
    handle({ services, query, at, ...call }) {
      const reach = reachOf('seeRoster', personOf(call).offices)
      return withClient(services.db, (client) => listRoster(client, { reach, at, ...query }))
    },
  }),
  route({
    method: 'get',
    path: '/api/registers',
    tag: 'registers',
    summary: { vi: 'Sổ số văn bản theo nơi cấp và năm', en: 'Registers of numbers by issuer and year' },
    access: { to: 'seeRegisters', of: 'reach' },
    query: z.strictObject({ year: z.coerce.number().int().min(1900).max(9999).optional(), ...paging }),
    response: pageOf(Register),
    handle({ services, query, ...call }) {
      const issuers = reachOf('seeRegisters', personOf(call).offices)
      return withClient(services.db, (client) => listRegisters(client, { issuers, ...query }))
    },
  }),
]
