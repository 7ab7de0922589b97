// The drafts of a review by rounds, for both sides: the text as it was sent, what changed since the round before, and what was said.
import { z } from 'zod'
import type { SheetContent } from '../../domain/case.ts'
import type { CriteriaSet } from '../../domain/criteria/schema.ts'
import { notFound } from '../../domain/errors.ts'
import { criterionLevels } from '../../domain/scoring/score.ts'
import { groundOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { compareWords } from '../../reports/render/compare.ts'
import { ratingsOf } from '../../store/facts.ts'
import { findCase } from '../../store/views/cases.ts'
import { draftRounds, type DraftRound } from '../../store/views/drafts.ts'
import { withClient } from '../../store/with-client.ts'
import { CaseHead } from '../cases/head.tsx'
import { Frame } from '../frame.tsx'
import { page } from '../page.ts'
import { Changed } from '../parts/changed.tsx'
import { Nothing } from '../parts/say.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { Level } from '../sheets/board-parts.tsx'
import { texts } from '../sheets/form.ts'
import { subjectsOf } from '../sheets/parts.ts'
import { textNames } from '../sheets/sheet-fields.tsx'
import type { View } from '../view.ts'
import { draftsUrl, Talk } from './replies.tsx'

type Level = number | 'incomplete' | undefined

interface Told {
  content: SheetContent
  level: Level
}

interface Row {
  id: string
  title: string
  now: Told
  /** In the draft before; `null` in the first. */
  before: Told | null
}

/** The criteria of a draft in the order of the set, each beside what the draft before said of it. */
function rowsOf(view: View, set: CriteriaSet, round: DraftRound, earlier: DraftRound | undefined): Row[] {
  const tell = (of: DraftRound) => {
    const levels = criterionLevels(set, ratingsOf(set, of.sheets))
    return new Map(
      of.sheets.map(({ criterion, content }) => [criterion, { content, level: levels[criterion] }] as const),
    )
  }
  const [present, past] = [tell(round), earlier && tell(earlier)]
  return subjectsOf(set).flatMap(({ id, title }) => {
    const now = present.get(id)
    return now ? [{ id, title: view.say(title), now, before: past?.get(id) ?? null }] : []
  })
}

const isChanged = ({ now, before }: Row) =>
  before !== null && (before.level !== now.level || texts.some((name) => before.content[name] !== now.content[name]))

function Criterion({ view, row: { id, title, now, before } }: { view: View; row: Row }) {
  const { t } = view
  const moved = before !== null && before.level !== now.level
  return (
    <div class="demand">
      <h3>
        {id === 'M4' ? '' : id} {title}
      </h3>
      <p>
        {moved && (
          <>
            <span class="unseen">{t('Vòng trước: ', 'Round before: ')}</span>
            <Level view={view} level={before.level} /> →{' '}
          </>
        )}
        <Level view={view} level={now.level} />
      </p>
      {texts
        .filter((name) => now.content[name] !== '' || (before && before.content[name] !== ''))
        .map((name) => (
          <div>
            <strong>{t(...textNames[name])}</strong>
            <Changed view={view} words={compareWords(before?.content[name] ?? now.content[name], now.content[name])} />
          </div>
        ))}
    </div>
  )
}

function Draft({ view, round, rows }: { view: View; round: DraftRound; rows: readonly Row[] }) {
  const { t } = view
  const changed = rows.filter(isChanged)
  const rest = rows.filter((row) => !isChanged(row))
  const list = (all: readonly Row[]) => all.map((row) => <Criterion view={view} row={row} />)
  if (round.number === 1)
    return (
      <section class="card">
        <h2>{t('Dự thảo đã gửi', 'The draft as it was sent')}</h2>
        {list(rows)}
      </section>
    )
  return (
    <section class="card">
      <h2>
        {t(`Khác với vòng ${round.number - 1}`, `Other than round ${round.number - 1}`)} ({changed.length})
      </h2>
      {changed.length === 0 && <p class="hint">{t('Không có gì khác.', 'Nothing differs.')}</p>}
      {list(changed)}
      {rest.length > 0 && (
        <details>
          <summary>{t(`Giữ như vòng trước (${rest.length})`, `As in the round before (${rest.length})`)}</summary>
          {list(rest)}
        </details>
      )}
    </section>
  )
}

export const draftPages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/drafts',
    access: { to: 'seeDrafts', of: 'cycle' },
    params: params.cycle,
    query: z.object({ round: z.coerce.number().int().min(1).max(1000).optional() }),
    async handle({ view, services, params: { cycle }, query, ...call }) {
      const { t } = view
      const [found, rounds] = await withClient(services.db, async (client) => [
        await findCase(client, cycle),
        await draftRounds(client, cycle),
      ])
      const round = query.round === undefined ? rounds.at(-1) : rounds[query.round - 1]
      if (!found || (query.round !== undefined && !round)) throw notFound()
      const title = t('Dự thảo và phản hồi', 'Drafts and replies')
      return (
        <Frame view={view} title={`${title} · ${found.schoolName}`} place="cases">
          <CaseHead view={view} found={found} place="drafts" ground={groundOf(call)} />
          {round ? (
            <>
              <Tabs
                label={t('Các vòng', 'Rounds')}
                here={String(round.number)}
                tabs={rounds.map(({ number, sent }) => [
                  String(number),
                  draftsUrl(cycle, number),
                  `${t('Vòng', 'Round')} ${number} · ${view.day(sent.at)}`,
                ])}
              />
              <div class="columns">
                <div>
                  <Draft
                    view={view}
                    round={round}
                    rows={rowsOf(view, services.library.set(found.set), round, rounds[round.number - 2])}
                  />
                </div>
                <aside>
                  <section class="card">
                    <h2>{t('Trường và đoàn trao đổi', 'What was said')}</h2>
                    <Talk view={view} round={round} />
                  </section>
                </aside>
              </div>
            </>
          ) : (
            <Nothing title={t('Đoàn chưa gửi dự thảo nào cho trường.', 'The team has sent no draft yet.')}>
              {t(
                'Dự thảo hiện ở đây khi đoàn gửi; trường trả lời từ trang Tiến trình của hồ sơ.',
                'It shows here once it is sent; the school replies from the page Progress.',
              )}
            </Nothing>
          )}
        </Frame>
      )
    },
  }),
]
