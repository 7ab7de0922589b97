// What presses in a province: cases that are late, what falls due, and certificates that end, each with its way in.
import { reachOf } from '../../domain/permissions.ts'
import { dayOf } from '../../domain/calendar/add.ts'
import type { Counts, DueRow, EndingRow, ProvinceFilter } from '../../store/views/province.ts'
import type { StandingRow } from '../../store/views/standings.ts'
import { findDefinition } from '../../../workflows/index.ts'
import { caseUrl } from '../page.ts'
import { Due } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { awardName, gradeName } from '../words.ts'
import { certificateUrl } from '../parts/certificate-status.tsx'
import { Behind, Columns } from './charts.tsx'
import { listUrl, stepName } from './steps.ts'

export function Late({
  view,
  filter,
  rows,
  all,
}: {
  view: View
  filter: ProvinceFilter
  rows: readonly StandingRow[]
  all: number
}) {
  const { t } = view
  return (
    <section>
      <h2>{t('Quá hạn', 'Late')}</h2>
      {rows.length === 0 ? (
        <p class="soft">{t('Không có hồ sơ nào quá hạn.', 'Nothing is late.')}</p>
      ) : (
        <ul class="list">
          {rows.map(({ cycle, schoolName, step, period, lateSince }) => (
            <li>
              <h3>
                <a href={caseUrl(cycle)}>{schoolName}</a>
              </h3>
              <p>
                {step && stepName(view, step)} · {period}
              </p>
              <Due view={view} at={lateSince} late />
            </li>
          ))}
        </ul>
      )}
      {all > rows.length && (
        <p class="more">
          <a class="button quiet" href={listUrl({ ...filter, late: '1' })}>
            {t(`Xem cả ${all} hồ sơ quá hạn`, `All ${all} late cases`)}
          </a>
        </p>
      )}
    </section>
  )
}

export function DueSoon({ view, rows }: { view: View; rows: readonly DueRow[] }) {
  if (rows.length === 0) return null
  return (
    <section>
      <h2>{view.t('Đến hạn trong 14 ngày', 'Due within 14 days')}</h2>
      <ul class="list">
        {rows.map(({ cycle, schoolName, process, edition, event, period, dueAt }) => {
          const label = findDefinition(process, edition)?.events[event]?.label
          return (
            <li>
              <h3>
                <a href={caseUrl(cycle)}>{schoolName}</a>
              </h3>
              <p>
                {label ? view.say(label) : event} · {period}
              </p>
              <Due view={view} at={dueAt} late={dueAt < view.at} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const months = 24

export function Ending({ view, rows, counts }: { view: View; rows: readonly EndingRow[]; counts: Counts }) {
  const { t } = view
  const title = t('Chứng nhận, bằng hết hạn theo tháng', 'Certificates by the month of their end')
  const columns = monthsFrom(view.at, months).map((month) => ({
    label: month.split('-').toReversed().join('/'),
    value: ['accreditation', 'nationalStandard'].reduce(
      (all, award) => all + (counts.get(`${award}|${month}`) ?? 0),
      0,
    ),
  }))
  return (
    <section>
      <h2>{t('Chứng nhận sắp hết hạn', 'Certificates that end soon')}</h2>
      {columns.some(({ value }) => value > 0) ? (
        <div class="card">
          <Columns label={title} rows={columns} />
          <Behind
            view={view}
            head={[t('Tháng', 'Month'), t('Số chứng nhận, bằng', 'Certificates')]}
            rows={columns.map(({ label, value }) => [label, value])}
          />
        </div>
      ) : (
        <p class="soft">
          {t(
            `Không có chứng nhận, bằng nào hết hạn trong ${months} tháng tới.`,
            `No certificate ends within the next ${months} months.`,
          )}
        </p>
      )}
      <EndingList view={view} rows={rows} />
    </section>
  )
}

function EndingList({ view, rows }: { view: View; rows: readonly EndingRow[] }) {
  const { t, say, me } = view
  if (rows.length === 0) return null
  const keeps = me !== null && reachOf('seeRegisters', me.offices).length > 0
  return (
    <>
      <ul class="list">
        {rows.map(({ number, department, award, grade, schoolName, expiresAt }) => (
          <li>
            <h3>
              <a href={keeps ? certificateUrl({ department, number }) : `/xac-minh/${encodeURIComponent(number)}`}>
                {schoolName}
              </a>
            </h3>
            <p>
              {say(awardName(award))}, {say(gradeName(award, grade))} · {number}
            </p>
            <Due view={view} at={expiresAt} late={false} />
          </li>
        ))}
      </ul>
      {keeps && (
        <p class="more">
          <a class="button quiet" href={`/province/certificates?months=${months}`}>
            {t(`Mọi chứng nhận hết hạn trong ${months} tháng`, `All that end within ${months} months`)}
          </a>
        </p>
      )}
    </>
  )
}

/** `2026-11`, `2026-12`, ...: from the month of the instant in Vietnam. */
function monthsFrom(at: string, count: number): string[] {
  const [year = 0, month = 0] = dayOf(at).split('-').map(Number)
  return Array.from({ length: count }, (_, index) => {
    const all = year * 12 + month - 1 + index
    return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}`
  })
}
