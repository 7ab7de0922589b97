// Evidence the team asks the school for: each request with its state and what the school answered, and asking for more.
import { z } from 'zod'
import { params } from '../../http/schemas.ts'
import { caseActs } from '../../store/paper-history.ts'
import { withClient } from '../../store/with-client.ts'
import { caseUrl, page, sendUrl } from '../page.ts'
import { Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { statusOf } from './asked-beside.tsx'
import { ReviewFrame } from './head.tsx'
import { loadReview, offers, type Review, type ReviewCall } from './load.ts'

const Supplied = z.object({
  answers: z.array(z.object({ number: z.number(), evidence: z.array(z.string()), note: z.string().optional() })),
})

interface Answer {
  at: string
  evidence: string[]
  note: string | undefined
}

/** What the school answered, by the number of the request. */
async function answersOf({ services }: ReviewCall, { found }: Review): Promise<Map<number, Answer>> {
  const acts = await withClient(services.db, (client) => caseActs(client, found.id))
  const all = acts
    .filter(({ event }) => event === 'supplyEvidence')
    .flatMap(({ at, payload }) => (Supplied.safeParse(payload).data?.answers ?? []).map((one) => ({ ...one, at })))
  return new Map(all.map(({ number, evidence, note, at }) => [number, { at, evidence, note }]))
}

function Item({ view, review, item, answer }: ItemProps) {
  const { t } = view
  const { number, criterion, what, status } = item
  const [word, tone] = statusOf(view, status)
  return (
    <li class="wide">
      <div>
        <h3>
          {t(`Yêu cầu ${number}`, `Request ${number}`)} · {t('tiêu chí', 'criterion')} {criterion}
        </h3>
        <p lang="vi">{what}</p>
        {answer && (
          <p>
            {answer.evidence.map((code) => (
              <>
                <a href={`${caseUrl(review.found.id)}/evidence/${encodeURIComponent(code.replaceAll(/[[\]()]/g, ''))}`}>
                  {code}
                </a>{' '}
              </>
            ))}
            {answer.note && <span lang="vi">{answer.note}</span>}{' '}
            <time datetime={answer.at}>{view.day(answer.at)}</time>
          </p>
        )}
      </div>
      <span class={tone}>{word}</span>
    </li>
  )
}

interface ItemProps {
  view: View
  review: Review
  item: Review['matters']['evidenceItems'][number]
  answer: Answer | undefined
}

export const requestPages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/review/requests',
    access: { to: 'review', of: 'cycle' },
    params: params.cycle,
    async handle(call) {
      const { view } = call
      const { t } = view
      const review = await loadReview(call)
      const { evidenceItems } = review.matters
      const answers = await answersOf(call, review)
      const open = evidenceItems.filter(({ status }) => status === 'open').length
      const ask = (event: string, text: string, tone: string) =>
        offers(review, event) && (
          <a class={tone} href={sendUrl(review.about.id, event)}>
            {text}
          </a>
        )
      return (
        <ReviewFrame view={view} review={review} part="requests" title={t('Yêu cầu minh chứng', 'Evidence requests')}>
          <div class="head">
            <p class="lead">
              {t(
                `${evidenceItems.length} yêu cầu, ${open} đang chờ trường trả lời.`,
                `${evidenceItems.length} requests, ${open} wait for the school.`,
              )}
            </p>
            <div class="buttons">
              {ask('requestEvidence', t('Yêu cầu bổ sung minh chứng', 'Request evidence'), 'button')}
              {ask('endEvidenceRequest', t('Không chờ minh chứng nữa', 'Wait no longer'), 'button quiet')}
            </div>
          </div>
          {evidenceItems.length === 0 ? (
            <Nothing title={t('Đoàn chưa yêu cầu minh chứng nào.', 'Nothing has been asked for.')}>
              {t(
                'Trưởng đoàn hoặc thư ký gửi yêu cầu cho trường; trường trả lời từng yêu cầu bằng mã minh chứng hoặc lý do không có.',
                'The lead or the secretary asks the school, which answers each request with evidence codes or says why there is none.',
              )}
            </Nothing>
          ) : (
            <>
              <h2 class="unseen">{t('Danh sách yêu cầu', 'Requests')}</h2>
              <ul class="list">
                {evidenceItems.map((item) => (
                  <Item view={view} review={review} item={item} answer={answers.get(item.number)} />
                ))}
              </ul>
            </>
          )}
        </ReviewFrame>
      )
    },
  }),
]
