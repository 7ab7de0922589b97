// The evidence a review asked for, read beside the school's answer and before the team asks for more.
import type { Services } from '../../http/services.ts'
import { findCase } from '../../store/views/cases.ts'
import { findMatters } from '../../store/views/matters.ts'
import type { Ground } from '../../store/views/standing.ts'
import { withClient } from '../../store/with-client.ts'
import { caseUrl } from '../page.ts'
import type { View } from '../view.ts'
import { Matters } from './load.ts'

type Status = Matters['evidenceItems'][number]['status']

/** How far a request is, with the tone of its chip. */
export function statusOf({ t }: View, status: Status): readonly [word: string, tone: string] {
  if (status === 'open') return [t('đang chờ trường', 'waiting for the school'), 'chip warn']
  return status === 'supplied' ? [t('đã cung cấp', 'supplied'), 'chip good'] : [t('không có', 'missing'), 'chip bad']
}

/** `null` while nothing was asked for. */
export async function askedBeside({ db }: Services, ground: Ground, view: View) {
  const { t } = view
  const items = await withClient(db, async (client) => {
    const found = await findCase(client, ground.cycleId ?? '')
    const review = found?.processes.findLast(({ process }) => process === 'externalReview')
    const known = review && (await findMatters(client, review.id, ground))
    return Matters.parse(known?.matters ?? {}).evidenceItems
  })
  if (items.length === 0) return null
  return (
    <section class="card">
      <h2>{t('Minh chứng đoàn yêu cầu', 'Evidence asked for')}</h2>
      <ul class="talk">
        {items.map(({ number, criterion, what, status }) => {
          const [word, tone] = statusOf(view, status)
          return (
            <li>
              <p>
                <strong>
                  {t(`Yêu cầu ${number}`, `Request ${number}`)} · {t('tiêu chí', 'criterion')} {criterion}
                </strong>{' '}
                <span class={tone}>{word}</span>
              </p>
              <p class="said" lang="vi">
                {what}
              </p>
            </li>
          )
        })}
      </ul>
      <p>
        <a href={`${caseUrl(ground.cycleId ?? '')}/evidence`} target="_blank" rel="noopener">
          {t('Danh mục minh chứng (thẻ mới)', 'The evidence (new tab)')}
        </a>
      </p>
    </section>
  )
}
