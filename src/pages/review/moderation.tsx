// The moderation table: the scores of all side by side once they are in, differences first, how far they agree, and what is open.
import { z } from 'zod'
import { params } from '../../http/schemas.ts'
import { personOf } from '../../http/route.ts'
import { moderationTable, scoringProgress, type CriterionScores } from '../../store/views/moderation.ts'
import { withClient } from '../../store/with-client.ts'
import { goTo, page, reviewUrl, sendUrl } from '../page.ts'
import { Done, Note } from '../parts/say.tsx'
import { Tabs } from '../parts/tabs.tsx'
import type { View } from '../view.ts'
import { agreeOnAllAlike } from './agree-alike.ts'
import { ReviewFrame } from './head.tsx'
import { leadsTeam, loadReview, type Review, type ReviewCall } from './load.ts'
import { AgreementFacts, ScoresTable } from './moderation-parts.tsx'

const shows = ['differs', 'open', 'all'] as const
const Query = z.object({ show: z.enum(shows).default('all'), done: z.coerce.number().int().min(0).max(500).optional() })

const isOpen = ({ sheet }: CriterionScores) => sheet?.state !== 'agreed'
/** Members agree on every indicator, and nobody has written on the team's sheet. */
const isPlain = ({ differs, nodes, sheet }: CriterionScores) =>
  sheet?.state === 'drafting' && !differs && nodes.some(({ combined }) => combined !== null)

async function tableOf(call: ReviewCall, { set, ground, viewer, found }: Review) {
  const criteria = call.services.library.criteriaOf(found.set)
  return withClient(call.services.db, (client) => moderationTable(client, { set, criteria, ground, viewer }))
}

/** Before all are in nobody sees a score; what is waited for is told. */
async function waitingPage(call: ReviewCall, review: Review) {
  const { view } = call
  const { t } = view
  const progress = await withClient(call.services.db, (client) => scoringProgress(client, review.found.id))
  return (
    <ReviewFrame view={view} review={review} part="moderation" title={t('Thống nhất kết quả', 'Moderation')}>
      <Note>
        <p>
          {t(
            'Điểm của từng người được giữ kín cho đến khi mọi thành viên nộp đủ phiếu. Khi đó bảng so sánh mở ra cho cả đoàn.',
            'Scores stay hidden until every member has handed in. Then the table opens to the whole team.',
          )}
        </p>
      </Note>
      <ul class="list">
        {progress.map(({ name, sheets, handedIn }) => (
          <li class="wide">
            <span>{name}</span>
            <span class={sheets > 0 && handedIn === sheets ? 'chip good' : 'chip none'}>
              {sheets === 0
                ? t('chưa mở phiếu', 'no sheets yet')
                : t(`đã nộp ${handedIn}/${sheets} phiếu`, `${handedIn}/${sheets} sheets in`)}
            </span>
          </li>
        ))}
      </ul>
    </ReviewFrame>
  )
}

export const moderationPages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/review/moderation',
    access: { to: 'review', of: 'cycle' },
    params: params.cycle,
    query: Query,
    async handle(call) {
      const review = await loadReview(call)
      if (!review.stage.allScored) return waitingPage(call, review)
      const { view, query } = call
      const { t } = view
      const table = await tableOf(call, review)
      const differ = table.criteria.filter(({ differs }) => differs)
      const open = table.criteria.filter(isOpen)
      const ordered = table.criteria.toSorted((a, b) => Number(b.differs) - Number(a.differs))
      const rows = { differs: differ, open, all: ordered }[query.show]
      const plain = leadsTeam(review) ? table.criteria.filter(isPlain).length : 0
      const url = reviewUrl(review.found.id, 'moderation')
      return (
        <ReviewFrame view={view} review={review} part="moderation" title={t('Thống nhất kết quả', 'Moderation')}>
          {query.done !== undefined && (
            <Done>{t(`Đã thống nhất ${query.done} tiêu chí.`, `${query.done} criteria are agreed.`)}</Done>
          )}
          <AgreementFacts view={view} table={table} open={open.length} />
          <Steps view={view} review={review} />
          {plain > 0 && (
            <form method="post" action={url} class="buttons">
              <button>
                {t(
                  `Thống nhất ${plain} tiêu chí cả đoàn chấm như nhau`,
                  `Agree on the ${plain} criteria that all scored alike`,
                )}
              </button>
              <span class="hint">
                {t(
                  'Lời nhận xét lấy từ phiếu của các thành viên, còn sửa được khi viết báo cáo.',
                  'The texts come from the members’ sheets and can be worded when the report is written.',
                )}
              </span>
            </form>
          )}
          <Tabs
            label={t('Lọc tiêu chí', 'Filter')}
            here={query.show}
            tabs={[
              ['all', url, t(`Tất cả (${table.criteria.length})`, `All (${table.criteria.length})`)],
              ['differs', `${url}?show=differs`, t(`Khác nhau (${differ.length})`, `Differ (${differ.length})`)],
              ['open', `${url}?show=open`, t(`Chưa thống nhất (${open.length})`, `Open (${open.length})`)],
            ]}
          />
          <ScoresTable view={view} set={review.set} table={table} rows={rows} />
        </ReviewFrame>
      )
    },
  }),
  page({
    method: 'post',
    path: '/cases/{cycle}/review/moderation',
    access: { to: 'review', of: 'cycle' },
    params: params.cycle,
    async handle(call) {
      const review = await loadReview(call)
      const { criteria } = await tableOf(call, review)
      const done = await agreeOnAllAlike(call, review, criteria.filter(isPlain), personOf(call).personId)
      return goTo(`${reviewUrl(review.found.id, 'moderation')}?done=${done}`)
    },
  }),
]

/** The step that ends the scoring or the moderation, or why it cannot be taken yet. */
function Steps({ view, review: { about } }: { view: View; review: Review }) {
  const steps = ['completeScoring', 'completeStudy', 'completeModeration']
  const open = about.allowed.filter(({ event }) => steps.includes(event))
  const stopped = about.refused.filter(({ event }) => steps.includes(event))
  return (
    <>
      {open.map(({ event, label }) => (
        <p class="buttons">
          <a class="button" href={sendUrl(about.id, event)}>
            {view.say(label)}
          </a>
        </p>
      ))}
      {stopped.map(({ label, reasons }) => (
        <p class="stopped">
          <strong>{view.say(label)}</strong> – {view.t('chưa làm được', 'not yet')}: {reasons.map(view.say).join(' ')}
        </p>
      ))}
    </>
  )
}
