// The parts of a sheet that only reviewers see: all scores at each indicator, one's observations, evidence to ask for.
import type { NodeScores } from '../../store/views/moderation.ts'
import { reviewUrl, sendUrl } from '../page.ts'
import type { View } from '../view.ts'
import type { Loaded } from '../sheets/load.ts'
import type { Beside } from './beside.ts'

/** Who gave what, under the indicator that the team rates. */
export function Scores({ view, beside, node, say }: ScoresProps) {
  const found = beside?.scores?.of.nodes.find(({ id }) => id === node)
  if (!found || !beside?.scores) return null
  return (
    <div class={found.differs ? 'told warn scores' : 'told scores'}>
      <p>
        <strong>
          {found.differs
            ? view.t('Các thành viên chấm khác nhau', 'Members differ')
            : view.t('Cả đoàn chấm như nhau', 'All alike')}
        </strong>
        {': '}
        {groups(found, beside.scores.reviewers, say)}
      </p>
    </div>
  )
}

interface ScoresProps {
  view: View
  beside: Beside | null
  node: string
  say: (rating: unknown) => string
}

/** `Đạt: An, Bình; Không đạt: Chi`, the rating that most gave first; where all gave the same, just that. */
function groups(
  { ratings }: NodeScores,
  reviewers: readonly { id: string; name: string }[],
  say: ScoresProps['say'],
): string {
  const by = new Map<string, string[]>()
  for (const { id, name } of reviewers) {
    if (!Object.hasOwn(ratings, id)) continue
    const words = say(ratings[id] ?? undefined)
    by.set(words, [...(by.get(words) ?? []), name])
  }
  if (by.size === 1) return [...by.keys()].join()
  const largest = [...by].toSorted((a, b) => b[1].length - a[1].length)
  return largest.map(([words, names]) => `${words}: ${names.join(', ')}`).join('; ')
}

interface NotesProps {
  view: View
  loaded: Loaded
  beside: Beside
}

export function Notes({ view, loaded: { sheet, found }, beside: { observations, asks } }: NotesProps) {
  const { t } = view
  const about = `?criterion=${encodeURIComponent(sheet.criterion)}`
  return (
    <section class="card">
      <h2>{t('Ghi chép của tôi', 'My notes')}</h2>
      {observations.length === 0 ? (
        <p class="hint">{t('Chưa có ghi chép nào về tiêu chí này.', 'No notes on this criterion yet.')}</p>
      ) : (
        <ul class="talk">
          {observations.map(({ body, authorName, observedOn, author }) => (
            <li>
              <p>
                {author !== view.me?.personId && <strong>{authorName} </strong>}
                <time datetime={observedOn}>{view.day(observedOn)}</time>
              </p>
              <p class="said" lang="vi">
                {body}
              </p>
            </li>
          ))}
        </ul>
      )}
      <div class="buttons">
        <a
          class="button quiet small"
          href={`${reviewUrl(found.id, 'observations')}${about}#add`}
          data-shortcut="o|Ghi chép về tiêu chí này|Note on this criterion"
        >
          {t('Thêm ghi chép', 'Add a note')}
        </a>
        {asks && (
          <form method="post" action={sendUrl(asks, 'requestEvidence')}>
            <input type="hidden" name="_fill" value="1" />
            <input type="hidden" name="p.items.0.criterion" value={sheet.criterion} />
            <button class="quiet small">{t('Yêu cầu minh chứng', 'Request evidence')}</button>
          </form>
        )}
      </div>
    </section>
  )
}

/** Where a piece of evidence is looked at without leaving the sheet, once its code is pressed; without scripts it opens in a tab. */
export function EvidenceShown({ view: { t } }: { view: View }) {
  return (
    <section class="card" id="evidence-shown" aria-labelledby="evidence-title" tabindex={-1} hidden>
      <div class="head">
        <h2 id="evidence-title"></h2>
        <button type="button" class="quiet small" data-shortcut="Escape|Đóng minh chứng|Close the evidence">
          {t('Đóng', 'Close')}
        </button>
      </div>
      <div></div>
      <p>
        <a target="_blank" rel="noopener">
          {t('Mở trang của minh chứng (thẻ mới)', 'Open its page (new tab)')}
        </a>
      </p>
    </section>
  )
}

/** Rates the indicator one stands at and goes on to the next; works where scripts run. */
export function RatingKeys({ view }: { view: View }) {
  const { t } = view
  return (
    <div class="buttons" id="rating-keys" hidden>
      <button
        type="button"
        class="quiet small"
        data-rate="true"
        data-shortcut="d|Đạt, sang chỉ báo sau|Met, next indicator"
      >
        {t('Đạt', 'Met')} <kbd>D</kbd>
      </button>
      <button
        type="button"
        class="quiet small"
        data-rate="false"
        data-shortcut="x|Không đạt, sang chỉ báo sau|Not met, next indicator"
      >
        {t('Không đạt', 'Not met')} <kbd>X</kbd>
      </button>
      <span class="hint">
        {t(
          'cho chỉ báo đang đánh dấu; J, K sang phiếu sau, trước',
          'for the marked indicator; J, K next and previous sheet',
        )}
      </span>
    </div>
  )
}
