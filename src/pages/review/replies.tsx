// What school and team say to each other about a draft: the sending, each point with its evidence, each answer.
import { saidOf } from '../../domain/draft-reply.ts'
import type { Services } from '../../http/services.ts'
import type { Act } from '../../store/paper-history.ts'
import { draftRounds, type DraftRound } from '../../store/views/drafts.ts'
import type { Ground } from '../../store/views/standing.ts'
import { withClient } from '../../store/with-client.ts'
import { caseUrl } from '../page.ts'
import type { View } from '../view.ts'

export const draftsUrl = (cycle: string, round?: number) =>
  `${caseUrl(cycle)}/drafts${round === undefined ? '' : `?round=${round}`}`

interface Props {
  view: View
  cycle: string
  rounds: readonly DraftRound[]
}

/** All rounds in short, each with the way to its draft. */
export function Replies({ view, cycle, rounds }: Props) {
  const { t } = view
  return (
    <section class="card" id="replies">
      <h2>{t('Phản hồi của trường', 'Replies of the school')}</h2>
      {rounds.length === 0 && <p class="hint">{t('Chưa gửi dự thảo cho trường.', 'No draft was sent yet.')}</p>}
      {rounds.map((round) => (
        <div>
          <h3>
            <a href={draftsUrl(cycle, round.number)}>{t(`Vòng ${round.number}`, `Round ${round.number}`)}</a>
          </h3>
          <Talk view={view} round={round} />
        </div>
      ))}
    </section>
  )
}

/** What the school holds against the draft, while it is answered. */
export async function pointsBeside({ db }: Services, { cycleId }: Ground, view: View) {
  const round = (await withClient(db, (client) => draftRounds(client, cycleId ?? ''))).at(-1)
  if (!round) return null
  const { t } = view
  return (
    <section class="card">
      <h2>{t('Ý kiến của trường', 'What the school says')}</h2>
      <Talk view={view} round={round} />
      <p>
        <a href={draftsUrl(cycleId ?? '', round.number)} target="_blank" rel="noopener">
          {t('Dự thảo đã gửi (thẻ mới)', 'The draft as it was sent (new tab)')}
        </a>
      </p>
    </section>
  )
}

export function Talk({ view, round: { sent, replies } }: { view: View; round: DraftRound }) {
  return (
    <ul class="talk">
      {[sent, ...replies].map((act) => (
        <li>
          <p>
            {act.actor.id !== 'system' && <strong>{act.actor.name} </strong>}
            <time datetime={act.at}>{view.moment(act.at)}</time>
          </p>
          <Said view={view} act={act} />
        </li>
      ))}
    </ul>
  )
}

function Said({ view, act }: { view: View; act: Act }) {
  const { t } = view
  const words: Record<string, string> = {
    sendDraft: t('Gửi dự thảo cho trường', 'Sent the draft'),
    notifyResult: t('Thông báo kết quả cho trường', 'Notified the result'),
    acceptDraft: t('Trường đồng ý với dự thảo', 'The school agrees'),
    replyDeadlinePassed: t(
      'Hết hạn, trường không có ý kiến: coi như đồng ý',
      'The term passed without a reply: taken as agreement',
    ),
    disagreeWithDraft: t('Trường không đồng ý', 'The school disagrees'),
    answerDisagreement: t('Đoàn trả lời', 'The team answers'),
  }
  const { letter, points, answers } = saidOf(act.payload)
  return (
    <>
      <p>
        {words[act.event]}
        {letter && ` (${t('văn bản', 'letter')} ${letter.number}, ${view.day(letter.date)})`}
      </p>
      {points.map(({ criterion, reason, evidence }) => (
        <p class="said" lang="vi">
          <strong>{criterion}:</strong> {reason} {evidence.join(' ')}
        </p>
      ))}
      {answers.map(({ criterion, decision, reason }) => (
        <p class="said" lang="vi">
          <strong>
            {criterion}: {decision === 'keep' ? t('giữ kết quả', 'kept') : t('thay đổi kết quả', 'changed')}.
          </strong>{' '}
          {reason}
        </p>
      ))}
    </>
  )
}
