// The school's replies by rounds: each draft that was sent, what the school said to it point by point, and what the team answered.
import { z } from 'zod'
import type { Act } from '../../store/paper-history.ts'
import type { View } from '../view.ts'

const Points = z.object({
  points: z.array(z.object({ criterion: z.string(), reason: z.string(), evidence: z.array(z.string()).catch([]) })),
})
const Answers = z.object({
  answers: z.array(z.object({ criterion: z.string(), decision: z.enum(['keep', 'change']), reason: z.string() })),
})
const sent = ['sendDraft', 'notifyResult']
const said = ['acceptDraft', 'disagreeWithDraft', 'recordSilence', 'answerDisagreement']

/** The acts of each round; another draft begins another. */
function roundsOf(acts: readonly Act[]): Act[][] {
  const rounds: Act[][] = []
  for (const act of acts.filter(({ process }) => process === 'externalReview')) {
    if (sent.includes(act.event)) rounds.push([act])
    else if (said.includes(act.event)) rounds.at(-1)?.push(act)
  }
  return rounds
}

export function Replies({ view, acts }: { view: View; acts: readonly Act[] }) {
  const { t } = view
  const rounds = roundsOf(acts)
  return (
    <section class="card" id="replies">
      <h2>{t('Phản hồi của trường', 'Replies of the school')}</h2>
      {rounds.length === 0 && <p class="hint">{t('Chưa gửi dự thảo cho trường.', 'No draft was sent yet.')}</p>}
      {rounds.map((round, index) => (
        <div>
          <h3>{t(`Vòng ${index + 1}`, `Round ${index + 1}`)}</h3>
          <ul class="talk">
            {round.map((act) => (
              <li>
                <p>
                  <strong>{act.actor.name}</strong> <time datetime={act.at}>{view.moment(act.at)}</time>
                </p>
                <Said view={view} act={act} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function Said({ view, act }: { view: View; act: Act }) {
  const { t } = view
  const words: Record<string, string> = {
    sendDraft: t('Gửi dự thảo cho trường', 'Sent the draft'),
    notifyResult: t('Thông báo kết quả cho trường', 'Notified the result'),
    acceptDraft: t('Trường đồng ý với dự thảo', 'The school agrees'),
    recordSilence: t('Trường không có ý kiến', 'The school has no comment'),
    disagreeWithDraft: t('Trường không đồng ý', 'The school disagrees'),
    answerDisagreement: t('Đoàn trả lời', 'The team answers'),
  }
  const points = Points.safeParse(act.payload).data?.points ?? []
  const answers = Answers.safeParse(act.payload).data?.answers ?? []
  return (
    <>
      <p>{words[act.event] ?? act.event}</p>
      {points.map(({ criterion, reason, evidence }) => (
        <p class="said" lang="vi">
          {criterion}: {reason} {evidence.join(' ')}
        </p>
      ))}
      {answers.map(({ criterion, decision, reason }) => (
        <p class="said" lang="vi">
          {criterion}: {decision === 'keep' ? t('giữ kết quả', 'kept') : t('thay đổi kết quả', 'changed')}. {reason}
        </p>
      ))}
    </>
  )
}
