// Signing in and out, who one is, and one's sessions on other devices.
import { z } from 'zod'
import { endOwnSession } from '../../commands/access/end-session.ts'
import { giveSecondFactor } from '../../commands/access/second-factor.ts'
import { signIn } from '../../commands/access/sign-in.ts'
import { needsSecondFactor } from '../../domain/policy.ts'
import { roles } from '../../domain/roles.ts'
import { endSession, type Principal } from '../../store/accounts/principal.ts'
import { ownSessions } from '../../store/views/own-access.ts'
import { withClient } from '../../store/with-client.ts'
import { addressOf } from '../address.ts'
import { personOf, Reply, route, sessionOf } from '../route.ts'
import { givenSession, takenSession } from '../session-cookie.ts'

export const Email = z.email().max(254)
export const Secret = z.string().min(1).max(200)
export const Code = z.string().min(6).max(40)

export const Office = z.strictObject({ role: z.enum(roles), organisationId: z.string() })

const Me = z
  .strictObject({
    person: z.strictObject({ id: z.string(), name: z.string(), email: z.string(), organisationId: z.string() }),
    offices: z.array(Office),
    via: z.enum(['session', 'token']),
    scopes: z.array(z.string()),
    strong: z.boolean().meta({ description: 'Đã dùng xác thực hai bước trong phiên này' }),
    needsSecondFactor: z.boolean().meta({ description: 'Có chức vụ quyết định: phải dùng xác thực hai bước' }),
  })
  .meta({ id: 'Me' })

const Session = z.strictObject({
  id: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  expiresAt: z.string(),
  strong: z.boolean(),
  current: z.boolean(),
})

function meOf({ personId, name, email, organisationId, offices, via, scopes, strong }: Principal): z.input<typeof Me> {
  return {
    person: { id: personId, name, email, organisationId },
    offices,
    via,
    scopes,
    strong,
    needsSecondFactor: offices.some(({ role }) => needsSecondFactor(role)),
  }
}

export const sessionRoutes = [
  route({
    method: 'post',
    path: '/api/session',
    tag: 'session',
    summary: { vi: 'Đăng nhập', en: 'Sign in' },
    access: { to: 'public' },
    body: z.strictObject({ email: z.string().min(1).max(254), password: Secret, code: Code.optional() }),
    response: z.strictObject({ person: z.string() }),
    status: 201,
    async handle({ services, body, raw, at }) {
      const address = addressOf(raw, services.behindProxy) ?? 'local'
      const { person, secret } = await signIn(services.db, services.secretKey, { ...body, address, at })
      const headers = { 'cache-control': 'no-store', 'set-cookie': givenSession(secret, services.publicUrl) }
      return new Reply({ person }, headers, 201)
    },
  }),
  route({
    method: 'get',
    path: '/api/session',
    tag: 'session',
    summary: { vi: 'Tôi là ai', en: 'Who am I' },
    access: { to: 'person' },
    response: Me,
    handle: (call) => Promise.resolve(meOf(personOf(call))),
  }),
  route({
    method: 'delete',
    path: '/api/session',
    tag: 'session',
    summary: { vi: 'Đăng xuất', en: 'Sign out' },
    access: { to: 'person' },
    async handle({ services, ...call }) {
      await endSession(services.db, sessionOf(call).sessionHash)
      return new Response(null, { status: 204, headers: { 'set-cookie': takenSession(services.publicUrl) } })
    },
  }),
  route({
    method: 'post',
    path: '/api/session/code',
    tag: 'session',
    summary: { vi: 'Xác thực hai bước cho phiên đang mở', en: 'Give the second factor in a running session' },
    access: { to: 'person' },
    body: z.strictObject({ code: Code }),
    async handle({ services, body, at, ...call }) {
      const { personId: person, email, sessionHash: session } = sessionOf(call)
      await giveSecondFactor(services.db, services.secretKey, { person, email, session, code: body.code, at })
    },
  }),
  route({
    method: 'get',
    path: '/api/me/sessions',
    tag: 'session',
    summary: { vi: 'Các phiên đăng nhập của tôi', en: 'My sessions' },
    access: { to: 'person' },
    response: z.strictObject({ items: z.array(Session) }),
    async handle({ services, at, ...call }) {
      const { personId, sessionHash } = sessionOf(call)
      return { items: await withClient(services.db, (client) => ownSessions(client, personId, sessionHash, at)) }
    },
  }),
  route({
    method: 'delete',
    path: '/api/me/sessions/{session}',
    tag: 'session',
    summary: { vi: 'Kết thúc một phiên đăng nhập của tôi', en: 'End one of my sessions' },
    access: { to: 'person' },
    params: z.object({ session: z.string().regex(/^[0-9a-f]{16}$/) }),
    async handle({ services, params: { session }, at, ...call }) {
      await endOwnSession(services.db, { person: sessionOf(call).personId, session, at })
    },
  }),
]
