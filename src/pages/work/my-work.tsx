// My work: what waits for me, the most urgent first and one click away, and what I was told.
import { z } from 'zod'
import { reachOf } from '../../domain/permissions.ts'
import { reviewRoles } from '../../domain/roles.ts'
import { criterionIn, isSheet } from '../../engine/ids.ts'
import { personOf } from '../../http/route.ts'
import { listCases } from '../../store/views/cases.ts'
import { beginnings } from '../../store/views/beginnings.ts'
import { myNotices, type NoticeRow } from '../../store/views/papers.ts'
import { myWork, type WorkRow } from '../../store/views/work.ts'
import { withClient } from '../../store/with-client.ts'
import { findDefinition } from '../../../workflows/index.ts'
import { Frame } from '../frame.tsx'
import { caseUrl, page, reviewUrl, sheetUrl } from '../page.ts'
import { Due, More, Nothing } from '../parts/say.tsx'
import { stateLabels } from '../cases/labels.ts'
import type { View } from '../view.ts'
import { roleIn } from '../words.ts'
import { FirstSteps } from './first-steps.tsx'
import { NoticeItems, ReadAll } from './notices.tsx'

const limit = 50
const shownNotices = 8

/** Sheets of one case that wait for the same are one line: nobody wants to see 28 of them. */
function groupedWork(items: readonly WorkRow[]): { row: WorkRow; sheets: number }[] {
  const lines: { row: WorkRow; sheets: number }[] = []
  for (const row of items) {
    const same = isSheet(row.process)
      ? lines.find(({ row: one }) => isSheet(one.process) && one.cycle === row.cycle && one.state === row.state)
      : undefined
    if (same) same.sheets += 1
    else lines.push({ row, sheets: isSheet(row.process) ? 1 : 0 })
  }
  return lines
}

/** `isCut`: more sheets of the same line may stand on the page before or after. */
function Work({ view, row, sheets, isCut }: { view: View; row: WorkRow; sheets: number; isCut: boolean }) {
  const { t, say } = view
  const definition = findDefinition(row.name, row.edition)
  const labels = definition ? stateLabels(definition, row.state).map(say).join('; ') : row.state
  const many = sheets > 1
  const to = many ? sheetsOf(row) : sheets === 1 ? sheetUrl(row.process) : pageOf(row)
  const criterion = sheets === 1 ? ` ${criterionIn(row.process)}` : ''
  const count = isCut ? t(`Ít nhất ${sheets}`, `At least ${sheets}`) : String(sheets)
  const what = many
    ? t(`${count} phiếu tiêu chí: ${labels}`, `${count} criterion sheets: ${labels}`)
    : `${definition ? say(definition.name) : row.name}${criterion}: ${labels}`
  return (
    <li class="wide">
      <div>
        <h3>
          <a href={to}>{what}</a>
        </h3>
        <p>
          {row.schoolName} · {row.period} · {t('với vai', 'as')}{' '}
          {row.roles.map((role) => say(roleIn(row.edition, role))).join(', ')}
        </p>
      </div>
      <Due view={view} at={row.dueAt} late={row.late} />
    </li>
  )
}

/** Where many sheets are gone through: of the school, of one reviewer, of the team. */
function sheetsOf({ process, cycle, roles }: WorkRow): string {
  if (process.includes('/criterionSheet/team/')) return reviewUrl(cycle, 'moderation')
  if (process.includes('/criterionSheet/reviewer/')) return reviewUrl(cycle, 'scores')
  return `${caseUrl(cycle)}/board${roles.join() === 'workingGroup' ? '?show=mine' : '?show=open'}`
}

/** Where a process is worked on: a review on the pages of its team. */
function pageOf({ name, roles, cycle }: WorkRow): string {
  const reviews = name === 'externalReview' && roles.some((role) => (reviewRoles as readonly string[]).includes(role))
  return reviews ? reviewUrl(cycle) : caseUrl(cycle)
}

function Notices({ view, items }: { view: View; items: readonly NoticeRow[] }) {
  const { t } = view
  return (
    <aside id="notices">
      <div class="head">
        <h2>{t('Thông báo', 'Notices')}</h2>
        <ReadAll view={view} newest={items[0]} />
      </div>
      {items.length > 0 ? (
        <NoticeItems view={view} items={items} />
      ) : (
        <Nothing title={t('Không có thông báo mới.', 'No new notices.')} />
      )}
      <p>
        <a href="/notices?show=all">{t('Tất cả thông báo', 'All notices')}</a>
      </p>
    </aside>
  )
}

function Idle({ view, cases }: { view: View; cases: number }) {
  const { t, me } = view
  const school = me?.offices.find(({ role }) => role === 'principal')
  return (
    <Nothing title={t('Không có việc nào đang chờ bạn.', 'Nothing is waiting for you.')}>
      {cases > 0 ? (
        <a href="/cases">{t('Xem các hồ sơ của bạn', 'See your cases')}</a>
      ) : school ? (
        <>
          {t('Trường chưa có chu kỳ nào. ', 'The school has no cycle yet. ')}
          <a href={`/schools/${encodeURIComponent(school.organisationId)}`}>
            {t('Mở chu kỳ tự đánh giá đầu tiên', 'Open the first cycle')}
          </a>
        </>
      ) : me && reachOf('openCycle', me.offices).length > 0 ? (
        <a href="/administration/organisations?kind=school">
          {t('Tìm một trường để mở chu kỳ', 'Find a school to open a cycle for')}
        </a>
      ) : (
        t('Khi có việc, nó hiện ở đây và bạn nhận được thư.', 'When there is, it shows here and you get a mail.')
      )}
    </Nothing>
  )
}

export const workPages = [
  page({
    method: 'get',
    path: '/',
    access: { to: 'person' },
    query: z.object({ cursor: z.string().max(500).optional() }),
    async handle({ view, services, query, at, ...call }) {
      const me = personOf(call)
      const founding = reachOf('managePeople', me.offices)
      const [work, notices, cases, begun] = await withClient(services.db, async (client) => {
        const seen = await listCases(client, { person: me.personId, offices: me.offices, at, limit: 1 })
        const first = seen.items.length === 0 && reachOf('importData', me.offices).length > 0
        return [
          await myWork(client, { person: me.personId, at, limit, cursor: query.cursor }),
          await myNotices(client, { person: me.personId, unread: true, limit: shownNotices }),
          seen,
          first
            ? await beginnings(client, { person: me.personId, departments: Array.isArray(founding) ? founding : [] })
            : null,
        ] as const
      })
      const late = work.items.filter((row) => row.late).length
      const { t } = view
      return (
        <Frame view={view} title={t('Việc của tôi', 'My work')} place="work">
          <div class="head">
            <div>
              <h1>{t('Việc của tôi', 'My work')}</h1>
              <p class="lead">
                {begun
                  ? t(
                      'Chưa có hồ sơ nào; làm lần lượt các bước dưới đây.',
                      'No case yet; take the steps below in turn.',
                    )
                  : summary(view, work.items.length, late, work.next !== null)}
              </p>
            </div>
          </div>
          <div class="columns">
            <section>
              <h2 class="unseen">{t('Việc đang chờ', 'Waiting')}</h2>
              {begun ? (
                <FirstSteps view={view} begun={begun} />
              ) : work.items.length === 0 ? (
                <Idle view={view} cases={cases.items.length} />
              ) : (
                <ul class="list">
                  {groupedWork(work.items).map((line, index, { length }) => {
                    const isCut =
                      (index === 0 && query.cursor !== undefined) || (index === length - 1 && work.next !== null)
                    return <Work view={view} {...line} isCut={isCut} />
                  })}
                </ul>
              )}
              <More view={view} href={work.next && `/?cursor=${encodeURIComponent(work.next)}`} />
            </section>
            <Notices view={view} items={notices.items} />
          </div>
        </Frame>
      )
    },
  }),
]

function summary({ t }: View, shown: number, late: number, isMore: boolean): string {
  if (shown === 0) return t('Mọi việc đã xong.', 'Everything is done.')
  const overdue = late > 0 ? t(`, ${late} việc quá hạn`, `, ${late} overdue`) : ''
  const count = isMore ? t(`Hơn ${shown}`, `More than ${shown}`) : String(shown)
  return t(`${count} việc đang chờ${overdue}; việc gấp ở trên.`, `${count} waiting${overdue}; the most urgent first.`)
}
