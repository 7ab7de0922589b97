// The head of every page of a review: the case, the parts of the review, and the question of independence until it is answered.
import type { Child } from 'hono/jsx'
import { CaseHead } from '../cases/head.tsx'
import { Frame } from '../frame.tsx'
import { reviewUrl, sendUrl } from '../page.ts'
import { Tabs } from '../parts/tabs.tsx'
import type { View } from '../view.ts'
import type { Review } from './load.ts'

type Part = '' | 'scores' | 'observations' | 'visit' | 'requests' | 'moderation' | 'council' | 'report'

interface Props {
  view: View
  review: Review
  part: Part
  title: string
  scripts?: readonly string[]
  children?: Child
}

export function ReviewFrame({ view, review, part, title, scripts = [], children }: Props) {
  const { found, ground, appraisal } = review
  const { t } = view
  const tab = (name: Part, text: string) => [name, reviewUrl(found.id, name), text] as const
  return (
    <Frame view={view} title={`${title} · ${found.schoolName}`} place="reviews" scripts={scripts}>
      <CaseHead view={view} found={found} place="review" ground={ground} />
      <Tabs
        label={t('Các phần của đánh giá', 'Parts of the review')}
        here={part}
        tabs={[
          tab('', t('Việc của đoàn', 'Work')),
          tab('scores', t('Chấm điểm', 'Scores')),
          tab('observations', t('Ghi chép', 'Observations')),
          tab('visit', t('Khảo sát', 'Visit')),
          tab('requests', t('Yêu cầu minh chứng', 'Evidence requests')),
          tab('moderation', t('Thống nhất', 'Moderation')),
          ...(appraisal ? [tab('council', t('Hội đồng', 'Council'))] : []),
          tab('report', t('Báo cáo', 'Report')),
        ]}
      />
      <Independence view={view} review={review} />
      {children}
    </Frame>
  )
}

/** Asked before anything else, on every page, until it is answered; a conflict that is known is shown with the question. */
function Independence({ view, review: { mine, about, found } }: { view: View; review: Review }) {
  const { t, say } = view
  if (mine.ended) return null
  if (mine.declared)
    return (
      <div class="told warn">
        <p>
          {t(
            'Bạn đã khai xung đột lợi ích. Sở sẽ quyết định thay thành viên; trong khi chờ, đoàn không chuyển bước được.',
            'You have declared a conflict of interest. The department decides who takes your place; until then the team does not move on.',
          )}
        </p>
      </div>
    )
  if (mine.independentAt !== null && mine.conflicts.length === 0) return null
  const declare = about.allowed.some(({ event }) => event === 'declareConflict')
  return (
    <section class="card screen" aria-labelledby="independence">
      <h2 id="independence">{t('Trước hết: xung đột lợi ích', 'First: conflict of interest')}</h2>
      {mine.conflicts.length > 0 ? (
        <div class="told bad">
          <div>
            <p>{t('Hệ thống biết điều sau về bạn và trường này:', 'This is known of you and this school:')}</p>
            <ul>
              {mine.conflicts.map((conflict) => (
                <li>{say(conflict)}</li>
              ))}
            </ul>
          </div>
        </div>
      ) : (
        <p>
          {t(
            'Bạn có từng công tác tại trường, có người thân hoặc lợi ích liên quan đến trường không? Không có thì cam kết một lần cho cả đợt đánh giá; có thì khai báo để Sở thay thành viên.',
            'Have you worked at the school, or have you a relative or any interest there? If not, say so once for this review; if so, declare it and the department replaces you.',
          )}
        </p>
      )}
      <div class="buttons">
        {mine.conflicts.length === 0 && (
          <form method="post" action={reviewUrl(found.id, 'independence')}>
            <input type="hidden" name="back" value={view.here} />
            <button>{t('Tôi cam kết không có xung đột lợi ích', 'I have no conflict of interest')}</button>
          </form>
        )}
        {declare && (
          <a class="button quiet" href={sendUrl(about.id, 'declareConflict')}>
            {t('Khai báo xung đột lợi ích', 'Declare a conflict')}
          </a>
        )}
      </div>
    </section>
  )
}
