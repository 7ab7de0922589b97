// My scores: every criterion with the state of my sheet, the level I gave and the school's own, and the next one to score.
import { params } from '../../http/schemas.ts'
import { said } from '../../domain/text.ts'
import { criterionLevels } from '../../domain/scoring/score.ts'
import { ratingsOf } from '../../store/facts.ts'
import { citingSheets } from '../../store/views/evidence.ts'
import { ratedCriteria } from '../../store/views/moderation.ts'
import { listSheetGists, type SheetRow } from '../../store/views/sheets.ts'
import { withClient } from '../../store/with-client.ts'
import { findDefinition } from '../../../workflows/index.ts'
import { stateLabels } from '../cases/labels.ts'
import { page, sheetUrl } from '../page.ts'
import { Nothing } from '../parts/say.tsx'
import { Table } from '../parts/table.tsx'
import { Level } from '../sheets/board-parts.tsx'
import { subjectsOf } from '../sheets/parts.ts'
import type { View } from '../view.ts'
import { ReviewFrame } from './head.tsx'
import { loadReview, type Review, type ReviewCall } from './load.ts'

type Levels = Readonly<Record<string, number | 'incomplete'>>

/** My sheets of the running round, in the order of the set. */
export async function ownSheets(call: ReviewCall, { found, ground, me, mine, set, viewer }: Review) {
  return withClient(call.services.db, async (client) => {
    const counted = await ratedCriteria(client, found.id, mine.round)
    const all = (await listSheetGists(client, ground)).filter(
      ({ assessor, round, criterion }) => assessor === me.personId && round === mine.round && counted.has(criterion),
    )
    const sheets = subjectsOf(set).flatMap(({ id }) => all.find(({ criterion }) => criterion === id) ?? [])
    const school = await citingSheets(client, found.id, viewer)
    return { sheets, school }
  })
}

export const scorePages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/review/scores',
    access: { to: 'review', of: 'cycle' },
    params: params.cycle,
    async handle(call) {
      const { view } = call
      const { t } = view
      const found = await loadReview(call)
      const { sheets, school } = await ownSheets(call, found)
      const levels = (all: readonly { content: unknown }[]): Levels =>
        criterionLevels(found.set, ratingsOf(found.set, all as never) as never)
      const next = sheets.find(({ state }) => state === 'drafting')
      return (
        <ReviewFrame view={view} review={found} part="scores" title={t('Chấm điểm', 'Scores')}>
          {sheets.length === 0 ? (
            <Nothing title={t('Chưa có phiếu nào để chấm.', 'There is nothing to score yet.')}>
              {t(
                'Phiếu mở khi đoàn bắt đầu nghiên cứu hồ sơ.',
                'Sheets open when the team begins to study the dossier.',
              )}
            </Nothing>
          ) : (
            <>
              <Told view={view} review={found} next={next} />
              <Scores view={view} review={found} sheets={sheets} own={levels(sheets)} school={levels(school)} />
            </>
          )}
        </ReviewFrame>
      )
    },
  }),
]

function Told({ view, review: { mine, stage }, next }: { view: View; review: Review; next: SheetRow | undefined }) {
  const { t } = view
  return (
    <div class="head">
      <p class="lead">
        {t(`Đã nộp ${mine.handedIn}/${mine.sheets} phiếu.`, `${mine.handedIn} of ${mine.sheets} sheets are in.`)}{' '}
        {stage.allScored
          ? t('Mọi thành viên đã chấm xong.', 'Everybody has scored.')
          : t(
              'Không ai thấy điểm của người khác cho đến khi mọi thành viên nộp đủ phiếu.',
              'Nobody sees another’s scores until everybody has handed in.',
            )}
      </p>
      {next && (
        <a class="button" href={sheetUrl(next.process)} data-shortcut="n|Chấm phiếu tiếp theo|Score the next sheet">
          {t(`Chấm tiếp: tiêu chí ${next.criterion}`, `Next: criterion ${next.criterion}`)}
        </a>
      )}
    </div>
  )
}

interface ScoresProps {
  view: View
  review: Review
  sheets: readonly SheetRow[]
  own: Levels
  school: Levels
}

function Scores({ view, review, sheets, own, school }: ScoresProps) {
  const { t, say } = view
  const definition = findDefinition('criterionSheet', 'v1')
  const titles = new Map(subjectsOf(review.set).map(({ id, title }) => [id, title]))
  return (
    <Table
      columns={[
        {
          head: t('Tiêu chí', 'Criterion'),
          is: 'name',
          cell: ({ process, criterion }) => (
            <a href={sheetUrl(process)}>
              {criterion === 'M4' ? '' : `${criterion} `}
              {say(titles.get(criterion) ?? said(criterion))}
            </a>
          ),
        },
        {
          head: t('Phiếu của tôi', 'My sheet'),
          cell: ({ state }) => (
            <span class={state === 'drafting' ? 'chip none' : 'chip good'}>
              {definition ? stateLabels(definition, state).map(say).join() : state}
            </span>
          ),
        },
        { head: t('Tôi chấm', 'My score'), cell: ({ criterion }) => <Level view={view} level={own[criterion]} /> },
        {
          head: t('Trường tự đánh giá', 'By the school'),
          cell: ({ criterion }) => <Level view={view} level={school[criterion]} />,
        },
      ]}
      rows={sheets}
    />
  )
}
