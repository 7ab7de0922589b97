// The cases of the province as a list: filtered by school, place, step, level, criterion and name; every chart leads here.
import { z } from 'zod'
import { reachOf } from '../../domain/permissions.ts'
import { personOf } from '../../http/route.ts'
import type { Services } from '../../http/services.ts'
import { communeCounts, departmentsOf, provinceCounts } from '../../store/views/province.ts'
import { listStandings, type StandingRow } from '../../store/views/standings.ts'
import { withClient } from '../../store/with-client.ts'
import { Frame } from '../frame.tsx'
import { caseUrl, page } from '../page.ts'
import { Due, More, Nothing } from '../parts/say.tsx'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'
import { kindName } from '../words.ts'
import { Filter, listQuery } from './filter.tsx'
import { Places } from './places.tsx'
import { levelName, listUrl, stepName } from './steps.ts'

const Query = z.object({ ...listQuery, cursor: z.string().max(500).optional() })

export const provinceCasePages = [
  page({
    method: 'get',
    path: '/province/cases',
    access: { to: 'seeProvince', of: 'reach' },
    query: Query,
    async handle({ view, services, query: { q, cursor, late, at: state, ...filter }, ...call }) {
      const asked = { ...filter, at: state, late: late === '1', search: q?.trim() || undefined }
      const found = await withClient(services.db, async (client) => {
        const departments = await departmentsOf(client, reachOf('seeProvince', personOf(call).offices))
        return {
          page: await listStandings(client, departments, { ...asked, cursor, limit: 50 }),
          communes: await communeCounts(client, departments, {}),
          counts: await provinceCounts(client, departments, {}),
        }
      })
      const { t } = view
      const { items, next } = found.page
      const kept = {
        step: filter.step,
        at: state,
        late,
        own: filter.own,
        review: filter.review,
        set: filter.set,
        result: filter.result,
      }
      const here = { ...filter, q, late, at: state }
      return (
        <Frame view={view} title={t('Hồ sơ toàn tỉnh', 'All cases')} place="province">
          <div class="head">
            <div>
              <h1>{t('Hồ sơ toàn tỉnh', 'All cases')}</h1>
              {cursor === undefined && items.length > 0 && (
                <p class="lead">
                  {next
                    ? t(`Hơn ${items.length} hồ sơ`, `More than ${items.length} cases`)
                    : t(`${items.length} hồ sơ`, `${items.length} ${items.length === 1 ? 'case' : 'cases'}`)}
                </p>
              )}
            </div>
            <a class="button quiet" href="/api/province.xlsx">
              {t('Tải bảng tính (xlsx)', 'Spreadsheet (xlsx)')}
            </a>
          </div>
          <Places view={view} here="cases" />
          <Filter
            view={view}
            action="/province/cases"
            filter={{ ...filter, q }}
            communes={found.communes}
            periods={found.counts.period}
            kept={kept}
            search
          />
          <Chosen view={view} kept={kept} rest={{ ...here }} nameOf={(set) => nameOf(services, view, set)} />
          {items.length === 0 ? (
            <Empty view={view} asked={Object.values(here).some(Boolean)} />
          ) : (
            <List view={view} items={items} />
          )}
          <More view={view} href={next && listUrl({ ...here, cursor: next })} />
        </Frame>
      )
    },
  }),
]

/** What people call a set; its key when this server does not know it. */
function nameOf({ library }: Services, view: View, key: string): string {
  return library.sets().includes(key) ? view.say(library.any(key).name) : key
}

function Empty({ view: { t }, asked }: { view: View; asked: boolean }) {
  return asked ? (
    <Nothing title={t('Không có hồ sơ nào như vậy.', 'No such case.')}>
      {t('Bỏ bớt điều kiện lọc.', 'Take away a part of the filter.')}
    </Nothing>
  ) : (
    <Nothing title={t('Chưa có hồ sơ nào.', 'No cases.')}>
      {t('Hồ sơ bắt đầu khi trường mở một chu kỳ.', 'A case begins when a school opens a cycle.')}
    </Nothing>
  )
}

interface ChosenProps {
  view: View
  nameOf(set: string): string
  kept: Readonly<Record<string, string | undefined>>
  rest: Readonly<Record<string, string | undefined>>
}

/** What a chart asked for, each with a way to take it back. */
function Chosen({ view, nameOf, kept, rest }: ChosenProps) {
  const { t } = view
  const level = (value: string) => levelName(view, value.split('|')[1] ?? '')
  const words: Record<string, (value: string) => string> = {
    step: (value) => `${t('Bước', 'Step')}: ${stepName(view, value)}`,
    at: (value) => `${t('Đang ở', 'At')}: ${stepName(view, value)}`,
    late: () => t('Quá hạn', 'Late'),
    own: (value) => `${t('Trường tự đánh giá', 'By the school')}: ${level(value)}`,
    review: (value) => `${t('Đánh giá ngoài', 'By the review')}: ${level(value)}`,
    set: (value) => `${t('Bộ tiêu chuẩn', 'Set')}: ${nameOf(value)}`,
    result: (value) => `${t('Tiêu chí', 'Criterion')} ${value.split('|')[0]}: ${level(value)}`,
  }
  const given = Object.entries(kept).filter((pair): pair is [string, string] => Boolean(pair[1]))
  if (given.length === 0) return null
  return (
    <ul class="picked" aria-label={t('Đang lọc theo', 'Filtered by')}>
      {given.map(([name, value]) => (
        <li>
          <a class="button quiet small" href={listUrl({ ...rest, [name]: undefined })}>
            {words[name]?.(value) ?? value} <span aria-hidden="true">×</span>
            <span class="unseen">{t('(bỏ điều kiện này)', '(take away)')}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function List({ view, items }: { view: View; items: readonly StandingRow[] }) {
  const { t, say } = view
  const level = (value: number | null) => (value === null ? '' : levelName(view, String(value)))
  return (
    <Table
      label={t('Các hồ sơ', 'The cases')}
      rows={items}
      columns={[
        {
          head: t('Trường', 'School'),
          is: 'name',
          cell: ({ cycle, schoolName, kind, commune }) => (
            <>
              <a href={caseUrl(cycle)}>{schoolName}</a>
              <br />
              <small>{[say(kindName(kind)), commune].filter(Boolean).join(' · ')}</small>
            </>
          ),
        },
        { head: t('Chu kỳ', 'Period'), class: 'nowrap', cell: ({ period }) => period },
        {
          head: t('Bước', 'Step'),
          cell: ({ step }) => (step === null ? t('Đã kết thúc', 'Ended') : stepName(view, step)),
        },
        { head: t('Tự đánh giá', 'By the school'), cell: ({ ownLevel }) => level(ownLevel) },
        { head: t('Đánh giá ngoài', 'By the review'), cell: ({ reviewLevel }) => level(reviewLevel) },
        {
          head: t('Thời hạn', 'Deadline'),
          cell: ({ lateSince }) => lateSince && <Due view={view} at={lateSince} late />,
        },
      ]}
    />
  )
}
