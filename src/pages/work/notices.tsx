// What I was told: unread or all, each with the way to what it is about, read one by one or all at once.
import { z } from 'zod'
import { criterionIn, isSheet } from '../../engine/ids.ts'
import { personOf } from '../../http/route.ts'
import { noticeText } from '../../mail/notices.ts'
import { myNotices, readNotice, readNotices, type NoticeRow } from '../../store/views/papers.ts'
import { withClient } from '../../store/with-client.ts'
import { Frame } from '../frame.tsx'
import { caseUrl, goTo, page, safePath, sheetUrl } from '../page.ts'
import { More, Nothing } from '../parts/say.tsx'
import { Tabs } from '../parts/tabs.tsx'
import type { View } from '../view.ts'
import { criterionCode } from '../words.ts'

const noticeId = z.string().regex(/^\d{1,18}$/)

/** The page of what a notice is about. */
export function noticeUrl(process: string): string {
  return isSheet(process) ? sheetUrl(process) : caseUrl(process.split('/')[0] ?? '')
}

/** Of a notice about a sheet. */
function criterionOf(view: View, process: string): string {
  const criterion = isSheet(process) ? criterionIn(process) : ''
  return criterion && `${view.t('Tiêu chí', 'Criterion')} ${view.say(criterionCode(criterion))}`
}

export function NoticeItems({ view, items }: { view: View; items: readonly NoticeRow[] }) {
  const { t } = view
  return (
    <ul class="list">
      {items.map(({ id, process, schoolName, period, message, at, readAt }) => (
        <li class="wide">
          <div>
            <h3>
              <a href={noticeUrl(process)}>{view.say(noticeText(message))}</a>
            </h3>
            <p>{[schoolName, period, criterionOf(view, process)].filter(Boolean).join(' · ')}</p>
            <p>
              <time datetime={at}>{view.moment(at)}</time>{' '}
              {readAt === null && <span class="chip warn">{t('mới', 'new')}</span>}
            </p>
          </div>
          {readAt === null && (
            <form method="post" action={`/notices/${id}/read`}>
              <input type="hidden" name="back" value={view.here} />
              <button
                class="quiet small"
                aria-label={`${t('Đã đọc', 'Read')}: ${view.say(noticeText(message))}, ${schoolName}`}
              >
                {t('Đã đọc', 'Read')}
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Marks all up to the newest one shown: what comes in the meantime stays unread. */
export function ReadAll({ view, newest }: { view: View; newest: NoticeRow | undefined }) {
  if (!newest || view.unread === 0) return null
  return (
    <form method="post" action="/notices/read">
      <input type="hidden" name="upTo" value={newest.id} />
      <input type="hidden" name="back" value={view.here} />
      <button class="quiet small">{view.t('Đánh dấu tất cả đã đọc', 'Mark all as read')}</button>
    </form>
  )
}

export const noticePages = [
  page({
    method: 'get',
    path: '/notices',
    access: { to: 'person' },
    query: z.object({ show: z.enum(['unread', 'all']).catch('unread'), cursor: z.string().max(500).optional() }),
    async handle({ view, services, query: { show, cursor }, ...call }) {
      const person = personOf(call).personId
      const filter = { person, unread: show === 'unread', cursor, limit: 50 }
      const { items, next } = await withClient(services.db, (client) => myNotices(client, filter))
      const { t } = view
      return (
        <Frame view={view} title={t('Thông báo', 'Notices')} place="notices">
          <div class="head">
            <h1>{t('Thông báo', 'Notices')}</h1>
            {cursor === undefined && <ReadAll view={view} newest={items[0]} />}
          </div>
          <Tabs
            label={t('Thông báo nào', 'Which notices')}
            here={show}
            tabs={[
              ['unread', '/notices', t(`Chưa đọc (${view.unread})`, `Unread (${view.unread})`)],
              ['all', '/notices?show=all', t('Tất cả', 'All')],
            ]}
          />
          <h2 class="unseen">{t('Các thông báo', 'The notices')}</h2>
          {items.length === 0 ? (
            <Nothing title={t('Không có thông báo nào ở đây.', 'No notices here.')}>
              {show === 'unread' ? (
                <a href="/notices?show=all">{t('Xem các thông báo đã đọc', 'Look at those already read')}</a>
              ) : (
                t('Khi hồ sơ của bạn có việc mới, tin hiện ở đây.', 'News of your cases shows here.')
              )}
            </Nothing>
          ) : (
            <NoticeItems view={view} items={items} />
          )}
          <More view={view} href={next && `/notices?show=${show}&cursor=${encodeURIComponent(next)}`} />
        </Frame>
      )
    },
  }),
  page({
    method: 'post',
    path: '/notices/read',
    access: { to: 'person' },
    async handle({ services, fields, at, ...call }) {
      const upTo = noticeId.safeParse(fields.text('upTo'))
      if (upTo.success)
        await withClient(services.db, (client) => readNotices(client, personOf(call).personId, upTo.data, at))
      return goTo(safePath(fields.text('back')))
    },
  }),
  page({
    method: 'post',
    path: '/notices/{notice}/read',
    access: { to: 'person' },
    params: z.object({ notice: noticeId }),
    async handle({ services, params: { notice }, fields, at, ...call }) {
      await withClient(services.db, (client) => readNotice(client, personOf(call).personId, notice, at))
      return goTo(safePath(fields.text('back')))
    },
  }),
]
