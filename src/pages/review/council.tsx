// The appraisal council of 2026: who has handed in an opinion, what the opinions say once they may be read, its meeting and notice.
import { z } from 'zod'
import { numberOf } from '../../domain/procedure.ts'
import { seesPaper } from '../../domain/policy.ts'
import { params } from '../../http/schemas.ts'
import { caseActs, type Act } from '../../store/paper-history.ts'
import { withClient } from '../../store/with-client.ts'
import { page, sendUrl } from '../page.ts'
import { Note } from '../parts/say.tsx'
import { paperUrl } from '../parts/take-paper.tsx'
import type { View } from '../view.ts'
import { ReviewFrame } from './head.tsx'
import { loadReview, type Review, type ReviewCall } from './load.ts'

const Opinion = z.object({
  personId: z.string().optional(),
  strengths: z.string(),
  weaknesses: z.string(),
  questions: z.array(z.string()),
  recommend: z.boolean(),
})
type Opinion = z.infer<typeof Opinion>

/** Whether the reader may read every opinion, or the own one alone. */
function seesAll({ mine, stage }: Review): boolean {
  return seesPaper(mine.roles as never, 'opinions', { ...stage, final: false }) === 'all'
}

/** The last opinion of each member of the present council. */
function opinionsIn(acts: readonly Act[]): Map<string, Opinion> {
  const since = acts.findLastIndex(({ event }) => event === 'appointCouncil')
  return new Map(
    acts.slice(since).flatMap((act): [string, Opinion][] => {
      const read = act.event === 'submitOpinion' ? Opinion.safeParse(act.payload).data : undefined
      return read ? [[read.personId ?? act.actor.id, read]] : []
    }),
  )
}

/** One's own, all of them once all are in. */
function opinionsOf(acts: readonly Act[], review: Review): Map<string, Opinion> {
  const all = seesAll(review)
  return new Map([...opinionsIn(acts)].filter(([person]) => all || person === review.me.personId))
}

/** The questions of all opinions, each once: the meeting, held when all are in, votes on these. */
export function questionsOf(acts: readonly Act[]): string[] {
  return [...new Set([...opinionsIn(acts).values()].flatMap(({ questions }) => questions))]
}

function Opinions({ view, review, opinions }: { view: View; review: Review; opinions: ReadonlyMap<string, Opinion> }) {
  const { t } = view
  const { team, reported } = review.matters
  return (
    <>
      <h2>{t('Phiếu ý kiến của thành viên', 'Opinions of the members')}</h2>
      <ul class="list">
        {team.map(({ personId, name }) => {
          const opinion = opinions.get(personId)
          return (
            <li class="wide">
              <div>
                <h3>{name}</h3>
                {opinion && (
                  <>
                    <p lang="vi">
                      {t('Điểm mạnh', 'Strengths')}: {opinion.strengths}
                    </p>
                    <p lang="vi">
                      {t('Hạn chế', 'Weaknesses')}: {opinion.weaknesses}
                    </p>
                    {opinion.questions.length > 0 && (
                      <p lang="vi">
                        {t('Câu hỏi', 'Questions')}: {opinion.questions.join(' ')}
                      </p>
                    )}
                  </>
                )}
              </div>
              <span>
                {opinion && (
                  <span class={opinion.recommend ? 'chip good' : 'chip bad'}>
                    {opinion.recommend ? t('đề nghị công nhận', 'recommends') : t('chưa đề nghị', 'does not')}
                  </span>
                )}{' '}
                <span class={reported.includes(personId) ? 'chip good' : 'chip none'}>
                  {reported.includes(personId) ? t('đã nộp', 'handed in') : t('chưa nộp', 'not yet')}
                </span>
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}

const steps = ['submitOpinion', 'holdMeeting', 'notifyResult', 'recordVisit', 'completeStudy']

function Meeting({ view, review, call }: { view: View; review: Review; call: ReviewCall }) {
  const { t, say } = view
  const { matters, about, found } = review
  const rules = call.services.engine.procedure(found.procedure)
  const share = numberOf(rules, 'appraisal.quorumShare')
  const quorum = share === null ? null : Math.ceil(share * matters.team.length - 0.01)
  const paper = (id: string) => paperUrl(found.id, id)
  const { meeting } = matters
  return (
    <section class="card">
      <h2>{t('Cuộc họp hội đồng', 'The meeting')}</h2>
      {meeting ? (
        <>
          <p>
            {t('Họp ngày ', 'Held on ')}
            {view.day(meeting.heldOn)}:{' '}
            {meeting.recommend
              ? t(`đề nghị công nhận Mức độ ${meeting.tier}`, `recommends tier ${meeting.tier}`)
              : t('không đề nghị công nhận', 'does not recommend')}
            .
          </p>
          <p>
            <a href={paper('appraisal-minutes')} target="_blank" rel="noopener">
              {t('Biên bản họp (Mẫu số 5)', 'Minutes (form 5)')}
            </a>
          </p>
        </>
      ) : (
        <p class="hint">{t('Hội đồng chưa họp.', 'The council has not met yet.')}</p>
      )}
      {quorum !== null && (
        <p class="hint">
          {t(
            `Cuộc họp hợp lệ khi có ít nhất ${quorum}/${matters.team.length} thành viên.`,
            `At least ${quorum} of ${matters.team.length} members have to be present.`,
          )}
        </p>
      )}
      <ul class="actions">
        {about.allowed
          .filter(({ event }) => steps.includes(event))
          .map(({ event, label }) => (
            <li>
              <a class="button" href={sendUrl(about.id, event)}>
                {say(label)}
              </a>
            </li>
          ))}
      </ul>
      {about.refused
        .filter(({ event }) => steps.includes(event))
        .map(({ label, reasons }) => (
          <p class="stopped">
            <strong>{say(label)}</strong>: {reasons.map(say).join(' ')}
          </p>
        ))}
    </section>
  )
}

export const councilPages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/review/council',
    access: { to: 'review', of: 'cycle' },
    params: params.cycle,
    async handle(call) {
      const { view, services } = call
      const { t } = view
      const review = await loadReview(call)
      const acts = await withClient(services.db, (client) => caseActs(client, review.found.id))
      return (
        <ReviewFrame view={view} review={review} part="council" title={t('Hội đồng thẩm định', 'Appraisal council')}>
          {review.appraisal && !seesAll(review) && (
            <Note>
              <p>
                {t(
                  'Ý kiến của từng người được giữ kín cho đến khi mọi thành viên chấm xong và nộp phiếu ý kiến.',
                  'Opinions stay hidden until every member has scored and handed in an opinion.',
                )}
              </p>
            </Note>
          )}
          <div class="columns">
            <div>
              {review.appraisal ? (
                <Opinions view={view} review={review} opinions={opinionsOf(acts, review)} />
              ) : (
                <Note>
                  <p>
                    {t(
                      'Quy trình 2018 không có hội đồng thẩm định.',
                      'The procedure of 2018 has no appraisal council.',
                    )}
                  </p>
                </Note>
              )}
            </div>
            <aside>{review.appraisal && <Meeting view={view} review={review} call={call} />}</aside>
          </div>
        </ReviewFrame>
      )
    },
  }),
]
