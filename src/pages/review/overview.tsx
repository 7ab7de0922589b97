// The first page of a review: where it stands and what can be done now, the team with what each has handed in, and independence.
import { z } from 'zod'
import { declareIndependence } from '../../commands/review/declare-independence.ts'
import { personOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { scoringProgress } from '../../store/views/moderation.ts'
import { independenceOf } from '../../store/views/reviews.ts'
import { withClient } from '../../store/with-client.ts'
import { findDefinition } from '../../../workflows/index.ts'
import { doneLabel, leadsOf } from '../cases/labels.ts'
import { ProcessPart } from '../cases/process-part.tsx'
import { goTo, page, reviewUrl, safePath, sendUrl } from '../page.ts'
import { Done } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { roleIn } from '../words.ts'
import { ReviewFrame } from './head.tsx'
import { loadReview, type Review } from './load.ts'

interface TeamProps {
  view: View
  review: Review
  progress: Awaited<ReturnType<typeof scoringProgress>>
  independent: ReadonlySet<string>
}

function Team({ view, review: { matters, appraisal, about }, progress, independent }: TeamProps) {
  const { t, say } = view
  const paper = appraisal ? t('phiếu ý kiến', 'opinion') : t('báo cáo sơ bộ', 'preliminary report')
  return (
    <section class="card">
      <h2>{appraisal ? t('Hội đồng thẩm định', 'Appraisal council') : t('Đoàn đánh giá ngoài', 'Review team')}</h2>
      <ul class="codes">
        {progress.map(({ id, name, role, sheets, handedIn }) => (
          <li>
            <span>
              {name} <small>{say(roleIn(about.edition, role))}</small>
            </span>
            <span>
              {matters.conflicts.some(({ personId }) => personId === id) && (
                <span class="chip bad">{t('xung đột lợi ích', 'conflict')}</span>
              )}{' '}
              {independent.has(id) && <span class="chip good">{t('đã cam kết', 'independent')}</span>}{' '}
              {matters.reported.includes(id) && <span class="chip good">{paper}</span>}{' '}
              {sheets > 0 && (
                <span class={handedIn === sheets ? 'chip good' : 'chip none'}>
                  {t(`${handedIn}/${sheets} phiếu`, `${handedIn}/${sheets} sheets`)}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What to do next, each with where it is done: the map below is long on a phone. */
function Next({ view, review }: { view: View; review: Review }) {
  const { mine, stage, found, about } = review
  const { t, say } = view
  if (mine.ended) return null
  const left = mine.sheets - mine.handedIn
  const isModerated = about.state === 'moderating' || (stage.allScored && about.state === 'scoring')
  const steps = [
    ...(left > 0
      ? [[reviewUrl(found.id, 'scores'), t(`Chấm tiếp: còn ${left} phiếu`, `Go on scoring: ${left} sheets left`)]]
      : []),
    ...(isModerated
      ? [[reviewUrl(found.id, 'moderation'), t('Mở bảng thống nhất kết quả', 'Open the moderation table')]]
      : []),
    ...nextEvents(review).map(({ event, label }) => [sendUrl(about.id, event), say(label)]),
  ]
  if (steps.length === 0) return null
  return (
    <ul class="actions">
      {steps.map(([href, words], index) => (
        <li>
          <a class={index === 0 ? 'button' : 'button quiet'} href={href}>
            {words}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** What leads on from here, and one's own paper until it is handed in. */
function nextEvents({ about, matters, me }: Review) {
  const definition = findDefinition(about.process, about.edition)
  const leads = definition ? leadsOf(definition, about.state) : () => 0
  const isOwed = (event: string) => ownPapers.includes(event) && !matters.reported.includes(me.personId)
  return about.allowed.filter(({ event }) => leads(event) === 2 || isOwed(event))
}

const ownPapers = ['submitPreliminaryReport', 'submitOpinion']

export const overviewPages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/review',
    access: { to: 'review', of: 'cycle' },
    params: params.cycle,
    query: z.object({ done: z.string().max(100).optional() }),
    async handle(call) {
      const { view, services } = call
      const review = await loadReview(call)
      const [progress, independent] = await withClient(services.db, async (client) => [
        await scoringProgress(client, review.found.id),
        new Set((await independenceOf(client, review.found.id)).map(({ person }) => person)),
      ])
      const { t, say } = view
      const done = call.query.done === undefined ? null : doneLabel(view, review.found, call.query.done)
      return (
        <ReviewFrame view={view} review={review} part="" title={t('Đánh giá', 'Review')}>
          {call.query.done === 'independence' && (
            <Done>{t('Đã ghi cam kết của bạn.', 'Your declaration is recorded.')}</Done>
          )}
          {done && <Done>{t(`Đã ghi nhận: ${done}.`, `Recorded: ${done}.`)}</Done>}
          <div class="columns">
            <div>
              <section class="card">
                <h2>{t('Vai của tôi', 'My part')}</h2>
                <p>{review.mine.roles.map((role) => say(roleIn(review.about.edition, role))).join(', ')}</p>
                <Next view={view} review={review} />
              </section>
              <ProcessPart view={view} shown={review.about} />
            </div>
            <aside>
              <Team view={view} review={review} progress={progress} independent={independent} />
            </aside>
          </div>
        </ReviewFrame>
      )
    },
  }),
  page({
    method: 'post',
    path: '/cases/{cycle}/review/independence',
    access: { to: 'review', of: 'cycle' },
    params: params.cycle,
    async handle({ services, params: { cycle }, fields, at, ...call }) {
      await declareIndependence(services.db, { cycle, person: personOf(call).personId, at })
      const back = safePath(fields.text('back'))
      return goTo(back === '/' || back === reviewUrl(cycle) ? `${reviewUrl(cycle)}?done=independence` : back)
    },
  }),
]
