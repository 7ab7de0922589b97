// The organisations of the province as a tree and a list, and the people of each for whoever manages them.
import { z } from 'zod'
import { permitOrganisation } from '../../commands/people/permit-person.ts'
import { notFound } from '../../domain/errors.ts'
import { roles } from '../../domain/roles.ts'
import { listOrganisations, listPeople, organisationPage } from '../../store/views/people.ts'
import { pageOf, paging } from '../../store/views/page.ts'
import { withClient } from '../../store/with-client.ts'
import { personOf, route } from '../route.ts'
import { Id, Search } from '../schemas.ts'

const params = z.object({ organisation: Id })
const Kind = z.enum(['ministry', 'province', 'department', 'commune', 'school'])

const shape = {
  id: z.string(),
  kind: Kind,
  name: z.string(),
  parent: z.string().nullable(),
  children: z.int(),
}
const Organisation = z.strictObject(shape).meta({ id: 'Organisation' })
const OrganisationPage = z.strictObject({
  ...shape,
  above: z.array(z.strictObject({ id: z.string(), name: z.string() })),
})

export const PersonView = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    organisation: z.string(),
    email: z.string().nullable(),
    status: z.enum(['invited', 'active', 'suspended']).nullable(),
    suspendedReason: z.string().nullable(),
    /** Until when the last invitation can be taken; `null` when none waits. */
    invitedUntil: z.string().nullable(),
    erased: z.boolean(),
    secondFactor: z.boolean(),
    educationSector: z.boolean(),
    sectorSince: z.string().nullable(),
    trained: z.boolean(),
    offices: z.array(
      z.strictObject({
        role: z.enum(roles),
        organisation: z.string(),
        since: z.string(),
        until: z.string().nullable(),
        delegatedBy: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Person' })

export const organisationRoutes = [
  route({
    method: 'get',
    path: '/api/organisations',
    tag: 'organisations',
    summary: { vi: 'Danh sách đơn vị', en: 'Organisations' },
    access: { to: 'person' },
    query: z.strictObject({ search: Search.optional(), kind: Kind.optional(), parent: Id.optional(), ...paging }),
    response: pageOf(Organisation),
    handle: ({ services, query }) => withClient(services.db, (client) => listOrganisations(client, query)),
  }),
  route({
    method: 'get',
    path: '/api/organisations/{organisation}',
    tag: 'organisations',
    summary: { vi: 'Một đơn vị và các cấp trên của nó', en: 'An organisation and what stands above it' },
    access: { to: 'person' },
    params,
    response: OrganisationPage,
    async handle({ services, params: { organisation } }) {
      const found = await withClient(services.db, (client) => organisationPage(client, organisation))
      if (!found) throw notFound()
      return found
    },
  }),
  route({
    method: 'get',
    path: '/api/organisations/{organisation}/people',
    tag: 'people',
    summary: { vi: 'Người của một đơn vị', en: 'The people of an organisation' },
    access: { to: 'managePeople', of: 'reach' },
    params,
    query: z.strictObject({ search: Search.optional(), ...paging }),
    response: pageOf(PersonView),
    async handle({ services, params: { organisation }, query, at, ...call }) {
      const actor = personOf(call).personId
      return withClient(services.db, async (client) => {
        await permitOrganisation(client, organisation, { actor, at })
        return listPeople(client, { organisation, at, ...query })
      })
    },
  }),
]
