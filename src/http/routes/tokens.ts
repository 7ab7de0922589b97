// Tokens of machines: made for a purpose and a time, seen and revoked; the secret is shown once.
import { z } from 'zod'
import { createToken, revokeToken } from '../../commands/access/tokens.ts'
import { reachOf } from '../../domain/permissions.ts'
import { listTokens, tokenScopes } from '../../store/views/own-access.ts'
import { pageOf, paging } from '../../store/views/page.ts'
import { withClient } from '../../store/with-client.ts'
import { Reply, route, sessionOf } from '../route.ts'
import { Id, Instant } from '../schemas.ts'

const Scope = z.enum(tokenScopes)

export const NewToken = z.strictObject({
  name: z.string().trim().min(1).max(200),
  scopes: z.array(Scope).min(1).max(tokenScopes.length),
  expiresAt: Instant,
})

const Token = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    person: z.string(),
    personName: z.string(),
    scopes: z.array(Scope),
    createdAt: z.string(),
    expiresAt: z.string(),
    revokedAt: z.string().nullable(),
    lastUsedAt: z.string().nullable(),
  })
  .meta({ id: 'Token' })

export const tokenRoutes = [
  route({
    method: 'get',
    path: '/api/tokens',
    tag: 'tokens',
    summary: { vi: 'Mã truy cập của tôi, hoặc của đơn vị tôi quản lý', en: 'My tokens, or those I watch over' },
    access: { to: 'person' },
    query: z.strictObject({ of: z.enum(['me', 'reach']).default('me'), ...paging }),
    response: pageOf(Token),
    async handle({ services, query, ...call }) {
      const { personId: person, offices } = sessionOf(call)
      const { of, cursor, limit } = query
      const reach = of === 'reach' ? reachOf('manageTokens', offices) : null
      return withClient(services.db, (client) => listTokens(client, { person, reach, cursor, limit }))
    },
  }),
  route({
    method: 'post',
    path: '/api/tokens',
    tag: 'tokens',
    summary: { vi: 'Tạo mã truy cập', en: 'Create a token' },
    access: { to: 'person' },
    body: NewToken,
    response: z.strictObject({ id: z.string(), secret: z.string() }),
    status: 201,
    async handle({ services, body, at, ...call }) {
      const made = await createToken(services.db, { person: sessionOf(call).personId, ...body, at })
      return new Reply(made, { 'cache-control': 'no-store' }, 201)
    },
  }),
  route({
    method: 'delete',
    path: '/api/tokens/{token}',
    tag: 'tokens',
    summary: { vi: 'Thu hồi mã truy cập', en: 'Revoke a token' },
    access: { to: 'person' },
    params: z.object({ token: Id }),
    async handle({ services, params: { token }, at, ...call }) {
      await revokeToken(services.db, { token, person: sessionOf(call).personId, at })
    },
  }),
]
