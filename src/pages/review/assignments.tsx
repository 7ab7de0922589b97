// My assignments: the cases I review, as what, what waits and until when, and whether I still have to say that I am independent.
import { personOf } from '../../http/route.ts'
import { myReviews, type ReviewRow } from '../../store/views/reviews.ts'
import { withClient } from '../../store/with-client.ts'
import { findDefinition } from '../../../workflows/index.ts'
import { stateLabels } from '../cases/labels.ts'
import { Frame } from '../frame.tsx'
import { page, reviewUrl } from '../page.ts'
import { Due, Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { roleIn } from '../words.ts'

function Assignment({ view, row }: { view: View; row: ReviewRow }) {
  const { t, say } = view
  const definition = findDefinition('externalReview', row.edition)
  const state = definition ? stateLabels(definition, row.state).map(say).join('; ') : row.state
  return (
    <li class="wide">
      <div>
        <h3>
          <a href={reviewUrl(row.cycle)}>
            {row.schoolName} · {row.period}
          </a>
        </h3>
        <p>
          {row.roles.map((role) => say(roleIn(row.edition, role))).join(', ')} · {state}
          {row.sheets > 0 &&
            t(` · đã nộp ${row.handedIn}/${row.sheets} phiếu`, ` · ${row.handedIn}/${row.sheets} sheets in`)}
        </p>
        <Independent view={view} row={row} />
      </div>
      {row.ended ? (
        <span class="chip none">{t('Đã kết thúc', 'Ended')}</span>
      ) : (
        <Due view={view} at={row.dueAt} late={row.late} />
      )}
    </li>
  )
}

function Independent({ view, row }: { view: View; row: ReviewRow }) {
  const { t, say } = view
  if (row.ended) return null
  if (row.conflicts.length > 0)
    return (
      <p>
        <span class="chip bad">{t('Có xung đột lợi ích', 'Conflict of interest')}</span>{' '}
        {row.conflicts.map(say).join(' ')}
      </p>
    )
  if (row.declared) return <span class="chip warn">{t('Bạn đã khai xung đột', 'You declared a conflict')}</span>
  if (row.independentAt !== null) return null
  return <span class="chip warn">{t('Cần cam kết không có xung đột lợi ích', 'Independence to be declared')}</span>
}

export const assignmentPages = [
  page({
    method: 'get',
    path: '/reviews',
    access: { to: 'person' },
    async handle({ view, services, at, ...call }) {
      const { t } = view
      const rows = await withClient(services.db, (client) => myReviews(client, { person: personOf(call).personId, at }))
      const running = rows.filter(({ ended }) => !ended).length
      return (
        <Frame view={view} title={t('Các trường tôi đánh giá', 'My reviews')} place="reviews">
          <h1>{t('Các trường tôi đánh giá', 'My reviews')}</h1>
          {rows.length === 0 ? (
            <Nothing
              title={t('Bạn chưa ở đoàn đánh giá hay hội đồng thẩm định nào.', 'You are in no team or council.')}
            >
              {t(
                'Khi Sở phân công, hồ sơ hiện ở đây và bạn nhận được thông báo.',
                'When the department appoints you, the case shows here and you are told.',
              )}
            </Nothing>
          ) : (
            <>
              <p class="lead">
                {t(
                  `${running} đợt đánh giá đang chạy; hạn gần nhất ở trên.`,
                  `${running} running, the nearest deadline first.`,
                )}
              </p>
              <h2 class="unseen">{t('Các hồ sơ', 'The cases')}</h2>
              <ul class="list">
                {rows.map((row) => (
                  <Assignment view={view} row={row} />
                ))}
              </ul>
            </>
          )}
        </Frame>
      )
    },
  }),
]
