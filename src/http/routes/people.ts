// People and their accounts: entered and invited, suspended, given offices, erased; offices handed on; interests declared.
import { z } from 'zod'
import { schemaSays } from '../../domain/schema-issues.ts'
import { correctPerson } from '../../commands/people/correct.ts'
import { delegateOffice, endDelegation } from '../../commands/people/delegate.ts'
import { erasePerson } from '../../commands/people/erase.ts'
import { declareInterest, withdrawInterest } from '../../commands/people/interests.ts'
import { createPerson, invitePerson } from '../../commands/people/invite.ts'
import { endOffice, giveOffice } from '../../commands/people/name.ts'
import { permitOrganisation } from '../../commands/people/permit-person.ts'
import { resetSecondFactor } from '../../commands/people/reset-second-factor.ts'
import { reinstatePerson, suspendPerson } from '../../commands/people/suspend.ts'
import { InterestKind } from '../../domain/conflict.ts'
import { notFound } from '../../domain/errors.ts'
import { officeRoles } from '../../domain/offices.ts'
import { roles } from '../../domain/roles.ts'
import type { Database } from '../../store/connect.ts'
import { ownDelegations, ownInterests, personPage } from '../../store/views/people.ts'
import { withClient } from '../../store/with-client.ts'
import { personOf, route, type Call } from '../route.ts'
import { Id, Instant } from '../schemas.ts'
import { PersonView } from './organisations.ts'
import { Email } from './session.ts'

const params = z.object({ person: Id })
const Reason = z.string().trim().min(1).max(1000)
const Name = z.string().trim().min(1).max(200)
export const Because = z.strictObject({ reason: Reason })
const OfficeRole = z.enum(roles).refine((role) => officeRoles.includes(role), {
  error: schemaSays(`phải là một trong: ${officeRoles.join(', ')}`, `must be one of: ${officeRoles.join(', ')}`),
})
const office = { role: OfficeRole, organisation: Id, reason: Reason }
/** What pages and API both take. */
export const NewPerson = z.strictObject({
  name: Name,
  email: Email,
  organisation: Id,
  educationSector: z.boolean().default(true),
  sectorSince: z.iso.date().nullable().default(null),
  trained: z.boolean().default(false),
  worked: z
    .array(z.strictObject({ school: Id, since: z.iso.date(), until: z.iso.date().nullable() }))
    .max(50)
    .default([]),
  reason: Reason,
})
export const Correction = z.strictObject({
  name: Name.optional(),
  organisation: Id.optional(),
  educationSector: z.boolean().optional(),
  sectorSince: z.iso.date().nullable().optional(),
  trained: z.boolean().optional(),
  reason: Reason,
})
export const Invitation = z.strictObject({ email: Email.optional(), reason: Reason })
export const Office = z.strictObject(office)
export const Naming = z.strictObject({ ...office, since: Instant.optional(), until: Instant.optional() })
export const Delegation = z.strictObject({ person: Id, ...office, since: Instant.optional(), until: Instant })
export const DelegationEnd = z.strictObject({ person: Id, ...office })
const manage = { to: 'managePeople', of: 'reach' } as const

interface Change {
  person: string
  reason: string
  actor: string
  at: string
}

/** A change of one person with a reason and no other content. */
function changeOf(change: (db: Database, input: Change) => Promise<void>) {
  return ({ services, params: { person }, body, at, ...call }: Call<{ person: string }, unknown, { reason: string }>) =>
    change(services.db, { person, reason: body.reason, actor: personOf(call).personId, at })
}

const managing = [
  route({
    method: 'post',
    path: '/api/people',
    tag: 'people',
    summary: { vi: 'Thêm một người và gửi lời mời', en: 'Enter a person and invite them' },
    access: manage,
    body: NewPerson,
    response: z.strictObject({ id: z.string() }),
    status: 201,
    handle: ({ services, body, at, ...call }) =>
      createPerson(services.db, services.secretKey, { ...body, actor: personOf(call).personId, at }),
  }),
  route({
    method: 'get',
    path: '/api/people/{person}',
    tag: 'people',
    summary: { vi: 'Một người với tài khoản và chức vụ', en: 'A person with account and offices' },
    access: manage,
    params,
    response: PersonView,
    async handle({ services, params: { person }, at, ...call }) {
      const actor = personOf(call).personId
      return withClient(services.db, async (client) => {
        const found = await personPage(client, person, at)
        if (!found) throw notFound()
        await permitOrganisation(client, found.organisation, { actor, at })
        return found
      })
    },
  }),
  route({
    method: 'patch',
    path: '/api/people/{person}',
    tag: 'people',
    summary: { vi: 'Cập nhật thông tin một người', en: 'Bring up to date what is known of a person' },
    access: manage,
    params,
    body: Correction,
    async handle({ services, params: { person }, body, at, ...call }) {
      await correctPerson(services.db, { person, ...body, actor: personOf(call).personId, at })
    },
  }),
  route({
    method: 'post',
    path: '/api/people/{person}/second-factor-reset',
    tag: 'people',
    summary: { vi: 'Gỡ xác thực hai bước đã mất', en: 'Take away a second factor that is lost' },
    access: manage,
    params,
    body: Because,
    handle: changeOf(resetSecondFactor),
  }),
  route({
    method: 'post',
    path: '/api/people/{person}/invitation',
    tag: 'people',
    summary: { vi: 'Gửi lại lời mời', en: 'Invite again' },
    access: manage,
    params,
    body: Invitation,
    async handle({ services, params: { person }, body, at, ...call }) {
      await invitePerson(services.db, services.secretKey, { person, ...body, actor: personOf(call).personId, at })
    },
  }),
  route({
    method: 'post',
    path: '/api/people/{person}/suspension',
    tag: 'people',
    summary: { vi: 'Tạm khóa tài khoản', en: 'Suspend an account' },
    access: manage,
    params,
    body: Because,
    handle: changeOf(suspendPerson),
  }),
  route({
    method: 'post',
    path: '/api/people/{person}/reinstatement',
    tag: 'people',
    summary: { vi: 'Mở lại tài khoản', en: 'Reinstate an account' },
    access: manage,
    params,
    body: Because,
    handle: changeOf(reinstatePerson),
  }),
  route({
    method: 'post',
    path: '/api/people/{person}/erasure',
    tag: 'people',
    summary: { vi: 'Xóa dữ liệu cá nhân', en: "Erase a person's data" },
    access: manage,
    params,
    body: Because,
    handle: changeOf(erasePerson),
  }),
  route({
    method: 'post',
    path: '/api/people/{person}/offices',
    tag: 'people',
    summary: { vi: 'Giao chức vụ', en: 'Give an office' },
    access: manage,
    params,
    body: Naming,
    async handle({ services, params: { person }, body, at, ...call }) {
      await giveOffice(services.db, { person, ...body, actor: personOf(call).personId, at })
    },
  }),
  route({
    method: 'post',
    path: '/api/people/{person}/offices/end',
    tag: 'people',
    summary: { vi: 'Thôi chức vụ', en: 'End an office' },
    access: manage,
    params,
    body: Office,
    async handle({ services, params: { person }, body, at, ...call }) {
      await endOffice(services.db, { person, ...body, actor: personOf(call).personId, at })
    },
  }),
]

const own = [
  route({
    method: 'get',
    path: '/api/me/delegations',
    tag: 'people',
    summary: { vi: 'Các chức vụ tôi đang ủy quyền', en: 'Offices I have delegated' },
    access: { to: 'person' },
    response: z.strictObject({
      items: z.array(
        z.strictObject({
          person: z.string(),
          name: z.string(),
          role: z.enum(roles),
          organisation: z.string(),
          since: z.string(),
          until: z.string().nullable(),
        }),
      ),
    }),
    async handle({ services, at, ...call }) {
      const { personId } = personOf(call)
      return { items: await withClient(services.db, (client) => ownDelegations(client, personId, at)) }
    },
  }),
  route({
    method: 'post',
    path: '/api/me/delegations',
    tag: 'people',
    summary: { vi: 'Ủy quyền một chức vụ của tôi có thời hạn', en: 'Delegate an office of mine for a time' },
    access: { to: 'person' },
    body: Delegation,
    async handle({ services, body, at, ...call }) {
      await delegateOffice(services.db, { ...body, actor: personOf(call).personId, at })
    },
  }),
  route({
    method: 'post',
    path: '/api/me/delegations/end',
    tag: 'people',
    summary: { vi: 'Rút ủy quyền', en: 'Take a delegation back' },
    access: { to: 'person' },
    body: DelegationEnd,
    async handle({ services, body, at, ...call }) {
      await endDelegation(services.db, { ...body, actor: personOf(call).personId, at })
    },
  }),
  route({
    method: 'get',
    path: '/api/interests',
    tag: 'people',
    summary: { vi: 'Lợi ích liên quan tôi đã khai', en: 'Interests I have declared' },
    access: { to: 'person' },
    response: z.strictObject({
      items: z.array(
        z.strictObject({
          id: z.string(),
          school: z.string(),
          schoolName: z.string(),
          kind: InterestKind,
          note: z.string(),
          declaredAt: z.string(),
          withdrawnAt: z.string().nullable(),
        }),
      ),
    }),
    async handle({ services, ...call }) {
      const { personId } = personOf(call)
      return { items: await withClient(services.db, (client) => ownInterests(client, personId)) }
    },
  }),
  route({
    method: 'post',
    path: '/api/interests',
    tag: 'people',
    summary: { vi: 'Khai lợi ích liên quan đến một trường', en: 'Declare an interest in a school' },
    access: { to: 'person' },
    body: z.strictObject({ school: Id, kind: InterestKind, note: z.string().trim().max(2000).default('') }),
    response: z.strictObject({ id: z.string() }),
    status: 201,
    handle: ({ services, body, at, ...call }) =>
      declareInterest(services.db, { person: personOf(call).personId, ...body, at }),
  }),
  route({
    method: 'post',
    path: '/api/interests/{interest}/withdrawal',
    tag: 'people',
    summary: { vi: 'Rút khai báo lợi ích liên quan', en: 'Withdraw a declared interest' },
    access: { to: 'person' },
    params: z.object({ interest: z.string().regex(/^[1-9]\d{0,17}$/) }),
    body: Because,
    async handle({ services, params: { interest }, body, at, ...call }) {
      await withdrawInterest(services.db, { person: personOf(call).personId, interest, reason: body.reason, at })
    },
  }),
]

export const peopleRoutes = [...managing, ...own]
