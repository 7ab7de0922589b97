// Subscriptions of other systems, their deliveries with what came back, and sending one again.
import { z } from 'zod'
import { createWebhook, endWebhook, redeliver } from '../../commands/webhooks/manage.ts'
import { notFound } from '../../domain/errors.ts'
import { reachOf } from '../../domain/permissions.ts'
import { parse } from '../../http/mount.ts'
import { NewWebhook } from '../../http/routes/webhooks.ts'
import { personOf, sessionOf } from '../../http/route.ts'
import { Id } from '../../http/schemas.ts'
import { findWebhook, listDeliveries, listWebhooks, type WebhookRow } from '../../store/views/webhooks.ts'
import { withClient } from '../../store/with-client.ts'
import { requireUrl } from '../../webhooks/guard.ts'
import { Drawn, goTo, page, type PageCall, withQuery } from '../page.ts'
import { shownIn, type Returned } from '../parts/act.tsx'
import { Input } from '../parts/field.tsx'
import { Faults, More, Nothing } from '../parts/say.tsx'
import { Tabs } from '../parts/tabs.tsx'
import type { View } from '../view.ts'
import { AdminPage, adminUrl, tried } from './parts.tsx'
import { Delivery, End } from './webhook-parts.tsx'
import { SecretOnce } from './secret-once.tsx'

const access = { to: 'manageTokens', of: 'reach' } as const
const params = z.object({ webhook: Id })
const act = 'webhook'

function NewWebhookForm({ view, returned }: { view: View; returned: Returned | undefined }) {
  const { t } = view
  const show = shownIn(returned, act)
  const known = (field: string, otherwise: string) => (returned ? show(field) : show(field, otherwise))
  return (
    <form method="post" action={adminUrl('webhooks')} class="card" novalidate>
      <h2>{t('Đăng ký nơi nhận', 'Subscribe')}</h2>
      <input type="hidden" name="act" value={act} />
      {returned && <Faults view={view} faults={returned.faults.map(({ message }) => ({ message }))} />}
      <Input
        view={view}
        {...show('url')}
        type="url"
        label={t('Địa chỉ https', 'Address (https)')}
        maxlength={2000}
        required
      />
      <Input
        view={view}
        {...known('events', '*')}
        label={t('Sự kiện', 'Events')}
        hint={t(
          'Cách nhau bằng dấu phẩy; * là tất cả, certification.* là mọi việc của quy trình công nhận.',
          'With commas; * is all, certification.* all of that process.',
        )}
        maxlength={2000}
        required
      />
      <button>{t('Đăng ký', 'Subscribe')}</button>
    </form>
  )
}

function Webhook({ view, row }: { view: View; row: WebhookRow }) {
  const { t } = view
  return (
    <li class="wide">
      <div>
        <h3>
          <a href={adminUrl('webhooks', row.id)}>{row.url}</a>
        </h3>
        <p>
          {row.events.map((one) => (one === '*' ? t('Mọi sự kiện', 'All events') : one)).join(', ')} ·{' '}
          {t('từ', 'since')} {view.day(row.createdAt)}
        </p>
      </div>
      <div class="formats">
        {row.endedAt && <span class="chip none">{t('đã dừng', 'ended')}</span>}
        {row.waiting > 0 && <span class="chip warn">{t(`${row.waiting} đang chờ`, `${row.waiting} waiting`)}</span>}
        {row.dead > 0 && <span class="chip bad">{t(`${row.dead} đã thôi gửi`, `${row.dead} given up`)}</span>}
      </div>
    </li>
  )
}

async function webhooksPage(
  call: PageCall<unknown, unknown>,
  shown: { cursor?: string | undefined; done?: string | undefined; returned?: Returned; secret?: string },
) {
  const { view, services } = call
  const reach = reachOf('manageTokens', personOf(call).offices)
  const { items, next } = await withClient(services.db, (client) =>
    listWebhooks(client, { reach, cursor: shown.cursor, limit: 50 }),
  )
  const { t } = view
  return (
    <AdminPage
      view={view}
      area="webhooks"
      title={t('Gửi tin tự động', 'Webhooks')}
      done={shown.done && t('Đã dừng gửi tin tới nơi này.', 'The subscription has ended.')}
    >
      {shown.secret && <SecretOnce view={view} secret={shown.secret} />}
      <div class="columns">
        <section>
          <h2>{t('Các nơi nhận', 'Subscribers')}</h2>
          {items.length === 0 ? (
            <Nothing title={t('Chưa có nơi nhận nào.', 'No subscriber yet.')}>
              {t(
                'Đăng ký địa chỉ của phần mềm cần biết ngay khi có việc mới.',
                'Subscribe the address of software that has to know at once.',
              )}
            </Nothing>
          ) : (
            <ul class="list">
              {items.map((row) => (
                <Webhook view={view} row={row} />
              ))}
            </ul>
          )}
          <More view={view} href={next && `?cursor=${encodeURIComponent(next)}`} />
        </section>
        <aside>
          <NewWebhookForm view={view} returned={shown.returned} />
        </aside>
      </div>
    </AdminPage>
  )
}

const statuses = ['all', 'waiting', 'dead', 'delivered'] as const

export const webhookPages = [
  page({
    method: 'get',
    path: '/administration/webhooks',
    access,
    query: z.object({ cursor: z.string().max(500).optional(), done: z.string().max(20).optional() }),
    handle: (call) => webhooksPage(call, call.query),
  }),
  page({
    method: 'post',
    path: '/administration/webhooks',
    access,
    async handle(call) {
      const { services, fields, at } = call
      const events = fields
        .text('events')
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean)
      const outcome = await tried(call, () => {
        const given = parse(NewWebhook, { url: fields.text('url').trim(), events })
        requireUrl(given.url, services.webhooksToPrivate ?? false)
        return createWebhook(services.db, { ...given, actor: sessionOf(call).personId, at, key: services.secretKey })
      })
      if ('returned' in outcome) return webhooksPage(call, outcome)
      return new Drawn(await webhooksPage(call, { secret: outcome.ok.secret }))
    },
  }),
  page({
    method: 'get',
    path: '/administration/webhooks/{webhook}',
    access,
    params,
    query: z.object({
      status: z.enum(statuses).catch('all'),
      cursor: z.string().max(500).optional(),
      done: z.string().max(20).optional(),
    }),
    async handle({ view, services, params: { webhook }, query: { status, cursor, done }, ...call }) {
      const reach = reachOf('manageTokens', personOf(call).offices)
      const filter = { webhook, reach, status: status === 'all' ? undefined : status, cursor, limit: 50 }
      const [own, found] = await withClient(services.db, async (client) => [
        await findWebhook(client, filter),
        await listDeliveries(client, filter),
      ])
      if (!own || !found) throw notFound()
      const { t } = view
      const url = adminUrl('webhooks', webhook)
      const names = [
        t('Tất cả', 'All'),
        t('Đang chờ', 'Waiting'),
        t('Đã thôi gửi', 'Given up'),
        t('Đã nhận', 'Delivered'),
      ]
      return (
        <AdminPage
          view={view}
          area="webhooks"
          title={t('Các lần gửi', 'Deliveries')}
          lead={own.url}
          done={done && t('Tin này sẽ được gửi lại ngay.', 'It is sent again at once.')}
        >
          <Tabs
            label={t('Lần gửi nào', 'Which deliveries')}
            here={status}
            tabs={statuses.map((one, n) => [one, `${url}?status=${one}`, names[n] ?? one])}
          />
          <h2 class="unseen">{t('Danh sách', 'The list')}</h2>
          {found.items.length === 0 ? (
            <Nothing title={t('Không có lần gửi nào ở đây.', 'No delivery here.')} />
          ) : (
            <ul class="list">
              {found.items.map((row) => (
                <Delivery view={view} webhook={webhook} row={row} />
              ))}
            </ul>
          )}
          <More view={view} href={found.next && withQuery('', { status, cursor: found.next })} />
          <End view={view} action={`${url}/end`} ended={own.endedAt} />
        </AdminPage>
      )
    },
  }),
  page({
    method: 'post',
    path: '/administration/webhooks/{webhook}/end',
    access,
    params,
    async handle({ services, params: { webhook }, at, ...call }) {
      await endWebhook(services.db, { webhook, actor: sessionOf(call).personId, at })
      return goTo(`${adminUrl('webhooks')}?done=ended`)
    },
  }),
  page({
    method: 'post',
    path: '/administration/webhooks/{webhook}/{delivery}/again',
    access,
    params: z.object({ webhook: Id, delivery: Id }),
    async handle({ services, params: { webhook, delivery }, at, ...call }) {
      await redeliver(services.db, { webhook, delivery, actor: sessionOf(call).personId, at })
      return goTo(`${adminUrl('webhooks', webhook)}?done=again`)
    },
  }),
]
