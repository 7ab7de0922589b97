// Subscriptions of other systems to what happens, the deliveries that were given up, and sending one again.
import { z } from 'zod'
import { schemaSays } from '../../domain/schema-issues.ts'
import { createWebhook, endWebhook, redeliver } from '../../commands/webhooks/manage.ts'
import { notFound } from '../../domain/errors.ts'
import { reachOf } from '../../domain/permissions.ts'
import { pageOf, paging } from '../../store/views/page.ts'
import { listDeliveries, listWebhooks } from '../../store/views/webhooks.ts'
import { withClient } from '../../store/with-client.ts'
import { requireUrl } from '../../webhooks/guard.ts'
import { personOf, Reply, route, sessionOf } from '../route.ts'
import { Id } from '../schemas.ts'

const access = { to: 'manageTokens', of: 'reach' } as const
const params = z.object({ webhook: Id })
const Pattern = z.string().regex(/^(\*|[A-Za-z]{1,50}\.(\*|[A-Za-z]{1,50}))$/, {
  error: schemaSays(
    'Phải là *, hoặc quy trình.* hoặc quy trình.sự kiện, ví dụ certification.*.',
    'Must be *, or process.* or process.event, such as certification.*.',
  ),
})

export const NewWebhook = z.strictObject({
  url: z.string().max(2000),
  events: z.array(Pattern).min(1).max(50),
  organisation: Id.optional(),
})

const Webhook = z
  .strictObject({
    id: z.string(),
    organisation: z.string(),
    url: z.string(),
    events: z.array(z.string()),
    createdBy: z.string(),
    createdAt: z.string(),
    endedAt: z.string().nullable(),
    waiting: z.int(),
    dead: z.int(),
  })
  .meta({ id: 'Webhook' })

const status = z.enum(['waiting', 'delivered', 'dead'])
const Delivery = z
  .strictObject({
    id: z.string(),
    event: z.string(),
    body: z.string(),
    createdAt: z.string(),
    status,
    attempts: z.int(),
    nextAt: z.string().nullable(),
    answer: z.int().nullable(),
    error: z.string().nullable(),
    deliveredAt: z.string().nullable(),
  })
  .meta({ id: 'Delivery' })

export const webhookRoutes = [
  route({
    method: 'get',
    path: '/api/webhooks',
    tag: 'webhooks',
    summary: { vi: 'Các đăng ký nhận tin', en: 'Subscriptions' },
    access,
    query: z.strictObject(paging),
    response: pageOf(Webhook),
    async handle({ services, query, ...call }) {
      const reach = reachOf('manageTokens', personOf(call).offices)
      return withClient(services.db, (client) => listWebhooks(client, { ...query, reach }))
    },
  }),
  route({
    method: 'post',
    path: '/api/webhooks',
    tag: 'webhooks',
    summary: { vi: 'Đăng ký nhận tin qua địa chỉ https', en: 'Subscribe an https address' },
    access,
    body: NewWebhook,
    response: z.strictObject({ id: z.string(), secret: z.string() }),
    status: 201,
    async handle({ services, body, at, ...call }) {
      const { personId: actor } = sessionOf(call)
      requireUrl(body.url, services.webhooksToPrivate ?? false)
      const made = await createWebhook(services.db, { ...body, actor, at, key: services.secretKey })
      return new Reply(made, { 'cache-control': 'no-store' }, 201)
    },
  }),
  route({
    method: 'delete',
    path: '/api/webhooks/{webhook}',
    tag: 'webhooks',
    summary: { vi: 'Dừng đăng ký', en: 'End a subscription' },
    access,
    params,
    handle: ({ services, params: { webhook }, at, ...call }) =>
      endWebhook(services.db, { webhook, actor: personOf(call).personId, at }),
  }),
  route({
    method: 'get',
    path: '/api/webhooks/{webhook}/deliveries',
    tag: 'webhooks',
    summary: {
      vi: 'Các lần gửi; status=dead là những lần đã thôi gửi',
      en: 'Deliveries; status=dead are those given up',
    },
    access,
    params,
    query: z.strictObject({ ...paging, status: status.optional() }),
    response: pageOf(Delivery),
    async handle({ services, params: { webhook }, query, ...call }) {
      const reach = reachOf('manageTokens', personOf(call).offices)
      const found = await withClient(services.db, (client) => listDeliveries(client, { ...query, webhook, reach }))
      if (!found) throw notFound()
      return found
    },
  }),
  route({
    method: 'post',
    path: '/api/webhooks/{webhook}/deliveries/{delivery}/again',
    tag: 'webhooks',
    summary: { vi: 'Gửi lại một lần gửi', en: 'Send a delivery again' },
    access,
    params: z.object({ webhook: Id, delivery: Id }),
    handle: ({ services, params: { webhook, delivery }, at, ...call }) =>
      redeliver(services.db, { webhook, delivery, actor: personOf(call).personId, at }),
  }),
]
