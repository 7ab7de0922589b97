// The observations that were sent, with photos and what findings rest on.
import type { ObservationRow } from '../../store/views/talk.ts'
import { reviewUrl } from '../page.ts'
import { Nothing } from '../parts/say.tsx'
import { Sure } from '../parts/sure.tsx'
import type { View } from '../view.ts'
import type { Review } from './load.ts'
import { kinds, methods } from './observation-words.ts'

export function ObservationList({
  view,
  review,
  rows,
}: {
  view: View
  review: Review
  rows: readonly ObservationRow[]
}) {
  const { t } = view
  const by = new Map(rows.map((row) => [row.id, row]))
  return (
    <section id="observations" aria-label={t('Ghi chép đã gửi', 'Notes')}>
      <h2>
        {review.stage.allScored ? t('Ghi chép của đoàn', 'Notes of the team') : t('Ghi chép của tôi', 'My notes')}
      </h2>
      {rows.length === 0 ? (
        <Nothing title={t('Chưa có ghi chép nào.', 'No notes yet.')}>
          {t(
            'Mở trang này trước khi đến trường: sau đó trang dùng được cả khi mất mạng.',
            'Open this page before the visit: from then on it works without a network.',
          )}
        </Nothing>
      ) : (
        <ul class="list">
          {rows.map((row) => (
            <Note view={view} review={review} row={row} from={row.drawnFrom.flatMap((id) => by.get(id) ?? [])} />
          ))}
        </ul>
      )}
    </section>
  )
}

interface NoteProps {
  view: View
  review: Review
  row: ObservationRow
  from: readonly ObservationRow[]
}

function Note({ view, review, row, from }: NoteProps) {
  const { t } = view
  const mine = row.author === review.me.personId
  const url = reviewUrl(review.found.id, 'observations')
  const photo = (id: string) => `/api/cycles/${encodeURIComponent(review.found.id)}/observations/${row.id}/photos/${id}`
  return (
    <li>
      <p>
        <span class={row.kind === 'finding' ? 'chip good' : row.kind === 'question' ? 'chip warn' : 'chip'}>
          {t(...kinds[row.kind])}
        </span>{' '}
        {row.criterion && `${t('Tiêu chí', 'Criterion')} ${row.criterion} · `}
        {t(...methods[row.method])} · {view.day(row.observedOn)} {row.observedTime} {row.place && `· ${row.place}`}
        {!mine && ` · ${row.authorName}`}
      </p>
      <p class="said" lang="vi">
        {row.body}
      </p>
      {row.evidence.length > 0 && <p>{row.evidence.join(', ')}</p>}
      {from.length > 0 && (
        <p class="hint">
          {t('Rút ra từ: ', 'Drawn from: ')}
          {from.map(({ body }) => `“${body.slice(0, 60)}”`).join('; ')}
        </p>
      )}
      {row.photos.length > 0 && (
        <p class="photos">
          {row.photos.map(({ id, name }) => (
            <a href={photo(id)} target="_blank" rel="noopener">
              <img src={photo(id)} alt={name} loading="lazy" width="96" height="72" />
            </a>
          ))}
        </p>
      )}
      {mine && (
        <div class="buttons">
          <a class="button quiet small" href={`${url}?edit=${row.id}#add`}>
            {t('Sửa', 'Change')}
            <span class="unseen">: {row.body.slice(0, 40)}</span>
          </a>
          <Sure
            action={`${url}/${row.id}/withdraw`}
            words={t('Rút', 'Withdraw')}
            of={row.body.slice(0, 40)}
            sure={t('Rút hẳn ghi chép này', 'Withdraw this note for good')}
          />
        </div>
      )}
    </li>
  )
}
