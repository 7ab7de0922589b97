// The province at a glance for the department: cases by step as a chart with its table, what is late, which certificates end.
import { personOf } from '../../http/route.ts'
import {
  endingAwards,
  nearDeadlines,
  stepCounts,
  type EndingRow,
  type LateRow,
  type StepCount,
} from '../../store/views/province.ts'
import { withClient } from '../../store/with-client.ts'
import { findDefinition } from '../../../workflows/index.ts'
import { stateLabels } from '../cases/labels.ts'
import { Frame } from '../frame.tsx'
import { caseUrl, page } from '../page.ts'
import { Due, Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { awardName, gradeName } from '../words.ts'

interface Bar {
  label: string
  cases: number
  late: number
  order: number
}

/** Steps of the same name count together, in the order of the law. */
function barsOf(view: View, counts: readonly StepCount[]): Bar[] {
  const bars = new Map<string, Bar>()
  const processes = ['selfAssessment', 'externalReview', 'certification']
  for (const { process, edition, state, cases, late } of counts) {
    const definition = findDefinition(process, edition)
    if (!definition) continue
    const step = stateLabels(definition, state).map(view.say)[0] ?? state
    const label = `${view.say(definition.name)}: ${step}`
    const known = bars.get(label)
    const place = Object.keys(definition.drawing.states ?? {}).indexOf(state.split('.')[0] ?? '')
    const order = processes.indexOf(process) * 1000 + place
    bars.set(label, { label, order, cases: (known?.cases ?? 0) + cases, late: (known?.late ?? 0) + late })
  }
  return [...bars.values()].toSorted((a, b) => a.order - b.order)
}

const width = 720
const rowHeight = 34

/** Bars as one SVG; the table behind it says the same. */
function Chart({ view, bars }: { view: View; bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ cases }) => cases))
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${width} ${bars.length * rowHeight * 1.35}`}
      role="img"
      aria-label={view.t('Số hồ sơ theo bước', 'Cases by step')}
    >
      {bars.map(({ label, cases }, index) => {
        const y = index * rowHeight * 1.35
        return (
          <>
            <text x="0" y={y + 14} class="soft">
              {label}
            </text>
            <rect class="bar" x="0" y={y + 20} rx="3" height="16" width={Math.max(3, (cases / most) * (width - 60))} />
            <text x={Math.max(3, (cases / most) * (width - 60)) + 8} y={y + 33}>
              {cases}
            </text>
          </>
        )
      })}
    </svg>
  )
}

function Steps({ view, bars }: { view: View; bars: readonly Bar[] }) {
  const { t } = view
  if (bars.length === 0)
    return (
      <Nothing title={t('Chưa có hồ sơ nào đang chạy.', 'No case is running.')}>
        {t('Hồ sơ bắt đầu khi trường mở một chu kỳ.', 'A case begins when a school opens a cycle.')}
      </Nothing>
    )
  return (
    <section class="card">
      <h2>{t('Hồ sơ đang ở bước nào', 'Where the cases stand')}</h2>
      <Chart view={view} bars={bars} />
      <details>
        <summary>{t('Xem bảng số liệu', 'Show the table')}</summary>
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('Bước', 'Step')}</th>
                <th scope="col" class="number">
                  {t('Số hồ sơ', 'Cases')}
                </th>
                <th scope="col" class="number">
                  {t('Quá hạn', 'Late')}
                </th>
              </tr>
            </thead>
            <tbody>
              {bars.map(({ label, cases, late }) => (
                <tr>
                  <th scope="row">{label}</th>
                  <td class="number">{cases}</td>
                  <td class="number">{late}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  )
}

function Late({ view, rows }: { view: View; rows: readonly LateRow[] }) {
  const { t } = view
  return (
    <section>
      <h2>{t('Quá hạn và sắp đến hạn', 'Late and due soon')}</h2>
      {rows.length === 0 ? (
        <Nothing
          title={t('Không có việc quá hạn hay đến hạn trong 14 ngày tới.', 'Nothing is late or due within 14 days.')}
        />
      ) : (
        <ul class="list">
          {rows.map((row) => {
            const label = findDefinition(row.name, row.edition)?.events[row.event]?.label
            return (
              <li>
                <h3>
                  <a href={caseUrl(row.cycle)}>{row.schoolName}</a>
                </h3>
                <p>
                  {label ? view.say(label) : row.event} · {row.period}
                </p>
                <Due view={view} at={row.dueAt} late={row.dueAt < view.at} />
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

function Ending({ view, rows }: { view: View; rows: readonly EndingRow[] }) {
  const { t, say } = view
  if (rows.length === 0) return null
  return (
    <section>
      <h2>{t('Chứng nhận hết hạn trong 12 tháng', 'Certificates that end within 12 months')}</h2>
      <ul class="list">
        {rows.map(({ number, award, grade, schoolName, expiresAt }) => (
          <li>
            <h3>
              <a href={`/xac-minh/${encodeURIComponent(number)}`}>{schoolName}</a>
            </h3>
            <p>
              {say(awardName(award))}, {say(gradeName(award, grade))} · {number}
            </p>
            <Due view={view} at={expiresAt} late={false} />
          </li>
        ))}
      </ul>
    </section>
  )
}

export const provincePages = [
  page({
    method: 'get',
    path: '/province',
    access: { to: 'seeRoster', of: 'reach' },
    async handle({ view, services, at, ...call }) {
      const { offices } = personOf(call)
      const [counts, late, ending] = await withClient(services.db, async (client) => [
        await stepCounts(client, { offices, at }),
        await nearDeadlines(client, { offices, at, days: 14, limit: 50 }),
        await endingAwards(client, { offices, at, months: 12, limit: 50 }),
      ])
      const running = counts.reduce((sum, { cases }) => sum + cases, 0)
      const overdue = counts.reduce((sum, one) => sum + one.late, 0)
      const { t } = view
      return (
        <Frame view={view} title={t('Toàn tỉnh', 'Province')} place="province">
          <div class="head">
            <div>
              <h1>{t('Toàn tỉnh', 'The province')}</h1>
              <p class="lead">
                {t(
                  `${running} hồ sơ đang chạy, ${overdue} quá hạn.`,
                  `${running} cases are running, ${overdue} are late.`,
                )}
              </p>
            </div>
            <a class="button quiet" href="/cases">
              {t('Danh sách hồ sơ', 'All cases')}
            </a>
          </div>
          <div class="columns">
            <Steps view={view} bars={barsOf(view, counts)} />
            <aside>
              <Late view={view} rows={late} />
              <Ending view={view} rows={ending} />
            </aside>
          </div>
        </Frame>
      )
    },
  }),
]
