// How the province looks at a glance: the charts on one side, what is late, due and ending on the other.
import type { CriteriaSet } from '../../domain/criteria/schema.ts'
import { reachOf } from '../../domain/permissions.ts'
import type { Text } from '../../domain/text.ts'
import type { CommuneCount, Counts, DueRow, EndingRow, Measure, ProvinceFilter } from '../../store/views/province.ts'
import type { RecognisedRow } from '../../store/views/recognised.ts'
import type { StandingRow } from '../../store/views/standings.ts'
import { Frame } from '../frame.tsx'
import { Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { kindName } from '../words.ts'
import { Bars, Behind, Figure } from './charts.tsx'
import { Filter } from './filter.tsx'
import { FailingCriteria } from './failing.tsx'
import { DueSoon, Ending, Late } from './pressing.tsx'
import { Places } from './places.tsx'
import { Recognised } from './recognised.tsx'
import { levelName, listUrl, stepGroups } from './steps.ts'

export interface Found {
  counts: Record<Measure, Counts>
  set: string | null
  results: Counts
  communes: readonly CommuneCount[]
  recognised: readonly RecognisedRow[]
  late: readonly StandingRow[]
  due: readonly DueRow[]
  ending: readonly EndingRow[]
}

interface Props {
  view: View
  filter: ProvinceFilter
  found: Found
  criteria: CriteriaSet | null
  /** Set -> its name, of each that has results. */
  names: ReadonlyMap<string, Text>
}

const sum = (counts: Counts) => [...counts.values()].reduce((all, n) => all + n, 0)

export function ProvincePage({ view, filter, found, criteria, names }: Props) {
  const { counts, communes } = found
  const { t } = view
  const late = sum(counts.late)
  return (
    <Frame view={view} title={t('Toàn tỉnh', 'Province')} place="province">
      <div class="head">
        <div>
          <h1>{t('Toàn tỉnh', 'The province')}</h1>
          <p class="lead">
            {t(
              `${sum(counts.school)} trường · ${sum(counts.kind)} hồ sơ đang chạy · ${late} quá hạn`,
              `${sum(counts.school)} schools · ${sum(counts.kind)} running cases · ${late} late`,
            )}
          </p>
        </div>
      </div>
      <Places view={view} here="province" />
      <Filter view={view} action="/province" filter={filter} communes={communes} periods={counts.period} />
      <div class="columns">
        <div>
          <Steps view={view} filter={filter} counts={counts} />
          <Recognised view={view} rows={found.recognised} />
          <Levels view={view} filter={filter} counts={counts} />
          {criteria && <FailingCriteria view={view} filter={filter} found={found} criteria={criteria} names={names} />}
          <Kinds view={view} filter={filter} counts={counts} />
          <Communes view={view} filter={filter} communes={communes} />
        </div>
        <aside class="loose">
          <Late view={view} filter={filter} rows={found.late} all={late} />
          <DueSoon view={view} rows={found.due} />
          <Ending view={view} rows={found.ending} counts={counts.ending} />
        </aside>
      </div>
    </Frame>
  )
}

function Steps({ view, filter, counts }: { view: View; filter: ProvinceFilter; counts: Found['counts'] }) {
  const { t } = view
  const groups = stepGroups(view, counts.step, counts.late, counts.at)
  if (groups.length === 0)
    return (
      <Nothing title={t('Chưa có hồ sơ nào đang chạy.', 'No case is running.')}>
        {t('Hồ sơ bắt đầu khi trường mở một chu kỳ.', 'A case begins when a school opens a cycle.')}{' '}
        {view.me && reachOf('seeRoster', view.me.offices).length > 0 && (
          <a href="/administration/organisations?kind=school">
            {t('Tìm một trường để mở chu kỳ', 'Find a school to open a cycle for')}
          </a>
        )}
      </Nothing>
    )
  const most = Math.max(...groups.flatMap(({ rows }) => rows.map(({ cases }) => cases)))
  const title = t('Hồ sơ đang ở bước nào', 'Where the cases stand')
  return (
    <Figure title={title} hint={t('Phần màu đỏ là hồ sơ quá hạn.', 'The red part is late.')}>
      {groups.map((group) => (
        <>
          <h3>{group.title}</h3>
          <Bars
            label={`${title}: ${group.title}`}
            other="part"
            most={most}
            rows={group.rows.map(({ key, label, cases, late, measure }) => ({
              label,
              value: cases,
              other: late,
              href: listUrl({ ...filter, [measure]: key }),
            }))}
          />
        </>
      ))}
      <Behind
        view={view}
        head={[t('Bước', 'Step'), t('Số hồ sơ', 'Cases'), t('Quá hạn', 'Late')]}
        rows={groups.flatMap((group) =>
          group.rows.map(({ label, cases, late, measure }) => [
            `${group.title}: ${label}`,
            cases,
            measure === 'step' ? late : '',
          ]),
        )}
      />
    </Figure>
  )
}

function Levels({ view, filter, counts }: { view: View; filter: ProvinceFilter; counts: Found['counts'] }) {
  const { t } = view
  const keys = [...new Set([...counts.own.keys(), ...counts.review.keys()])].toSorted()
  if (keys.length === 0) return null
  const title = t('Mức đạt được', 'Levels reached')
  const rows = keys.map((key) => {
    const [procedure = '', level = ''] = key.split('|')
    const label = `${levelName(view, level)} (${procedure.replace('vn-', '')})`
    return { key, label, value: counts.own.get(key) ?? 0, other: counts.review.get(key) ?? 0 }
  })
  const [own, review] = [t('Trường tự đánh giá', 'By the school'), t('Đoàn, hội đồng đánh giá', 'By the review')]
  return (
    <Figure
      title={title}
      hint={t(
        'Thanh trên: trường tự đánh giá. Thanh dưới: kết quả đánh giá ngoài, thẩm định.',
        'Upper bar: by the school. Lower bar: by the review.',
      )}
    >
      <Bars
        label={title}
        other="beside"
        rows={rows.map(({ key, ...row }) => ({
          ...row,
          href: listUrl({ ...filter, [row.other > 0 ? 'review' : 'own']: key }),
        }))}
      />
      <Behind
        view={view}
        head={[t('Mức', 'Level'), own, review]}
        rows={rows.map(({ label, value, other }) => [label, value, other])}
      />
    </Figure>
  )
}

function Kinds({ view, filter, counts }: { view: View; filter: ProvinceFilter; counts: Found['counts'] }) {
  const { t, say } = view
  const kinds = [...new Set([...counts.school.keys(), ...counts.kind.keys()])]
  if (kinds.length === 0) return null
  const title = t('Theo loại trường', 'By kind of school')
  const rows = kinds
    .map((kind) => ({
      kind,
      label: say(kindName(kind)),
      value: counts.kind.get(kind) ?? 0,
      schools: counts.school.get(kind) ?? 0,
    }))
    .toSorted((a, b) => b.value - a.value)
  return (
    <Figure title={title} hint={t('Số hồ sơ đang chạy.', 'Running cases.')}>
      <Bars
        label={title}
        rows={rows.map(({ kind, label, value }) => ({ label, value, href: listUrl({ ...filter, kind }) }))}
      />
      <Behind
        view={view}
        head={[t('Loại trường', 'Kind'), t('Hồ sơ đang chạy', 'Running cases'), t('Số trường', 'Schools')]}
        rows={rows.map(({ label, value, schools }) => [label, value, schools])}
      />
    </Figure>
  )
}

const mostCommunes = 12

function Communes({
  view,
  filter,
  communes,
}: {
  view: View
  filter: ProvinceFilter
  communes: readonly CommuneCount[]
}) {
  const { t } = view
  if (communes.length < 2) return null
  const title = t('Theo xã, phường', 'By commune')
  const busy = communes.filter(({ cases }) => cases > 0)
  const rows = busy.toSorted((a, b) => b.cases - a.cases).slice(0, mostCommunes)
  return (
    <Figure
      title={title}
      {...(busy.length > rows.length
        ? {
            hint: t(
              `${rows.length} nơi có nhiều hồ sơ nhất; bảng có đủ.`,
              `The ${rows.length} with most cases; the table has all.`,
            ),
          }
        : {})}
    >
      {rows.length > 0 && (
        <Bars
          label={title}
          rows={rows.map(({ id, name, cases }) => ({
            label: name,
            value: cases,
            href: listUrl({ ...filter, commune: id }),
          }))}
        />
      )}
      <Behind
        view={view}
        head={[t('Xã, phường', 'Commune'), t('Hồ sơ đang chạy', 'Running cases'), t('Số trường', 'Schools')]}
        rows={communes.map(({ name, cases, schools }) => [name, cases, schools])}
      />
    </Figure>
  )
}
