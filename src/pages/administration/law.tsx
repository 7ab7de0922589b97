// The law as data: the procedures with every number, its source and whether it was verified, and the calendar of holidays.
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import type { Procedure } from '../../domain/procedure.ts'
import { say, type Text } from '../../domain/text.ts'
import { Word } from '../../http/schemas.ts'
import { holidays } from '../../store/library.ts'
import { page } from '../page.ts'
import type { View } from '../view.ts'
import { roleName } from '../words.ts'
import { AdminPage, adminUrl } from './parts.tsx'

const access = { to: 'seeRoster', of: 'reach' } as const

interface Term {
  name: Text
  source: string
  verified: boolean
  note?: string | undefined
}

function Verified({ view, verified }: { view: View; verified: boolean }) {
  return (
    <span class={`chip ${verified ? 'good' : 'warn'}`}>
      {verified ? view.t('đã kiểm chứng', 'verified') : view.t('chưa kiểm chứng', 'not verified')}
    </span>
  )
}

interface TermsProps<T extends Term> {
  view: View
  title: string
  terms: Readonly<Record<string, T>>
  value(term: T): string
}

function Terms<T extends Term>({ view, title, terms, value }: TermsProps<T>) {
  const { t, say } = view
  const entries = Object.entries(terms)
  if (entries.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <div class="scroll">
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">{t('Quy định', 'Term')}</th>
              <th scope="col">{t('Giá trị', 'Value')}</th>
              <th scope="col">{t('Căn cứ', 'Source')}</th>
              <th scope="col">{t('Kiểm chứng', 'Verified')}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(([key, term]) => (
              <tr id={key}>
                <th scope="row">{say(term.name)}</th>
                <td data-label={t('Giá trị', 'Value')}>{value(term)}</td>
                <td data-label={t('Căn cứ', 'Source')} lang="vi">
                  {term.source}
                  {term.note && <span class="hint"> {term.note}</span>}
                </td>
                <td data-label={t('Kiểm chứng', 'Verified')}>
                  <Verified view={view} verified={term.verified} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const units = {
  workingDays: say('ngày làm việc', 'working days'),
  days: say('ngày', 'days'),
  months: say('tháng', 'months'),
  years: say('năm', 'years'),
}

function ProcedureParts({ view, rules }: { view: View; rules: Procedure }) {
  const { t } = view
  const none = t('chưa có quy định', 'no rule')
  return (
    <>
      <Terms
        view={view}
        title={t('Thời hạn', 'Terms')}
        terms={rules.periods}
        value={({ amount, unit }) => (amount === null ? none : `${amount} ${view.say(units[unit])}`)}
      />
      <Terms
        view={view}
        title={t('Con số', 'Numbers')}
        terms={rules.numbers}
        value={({ value }) => (value === null ? none : String(value))}
      />
      <Terms
        view={view}
        title={t('Ngày trong năm', 'Days of the year')}
        terms={rules.dates}
        value={({ day }) => (day === null ? none : day.split('-').toReversed().join('/'))}
      />
      <Terms
        view={view}
        title={t('Cách ghi số văn bản', 'Series of numbers')}
        terms={rules.series}
        value={({ pattern }) => pattern}
      />
      <Terms
        view={view}
        title={t('Minh chứng', 'Evidence')}
        terms={{ code: rules.evidenceCode }}
        value={({ example }) => example}
      />
      <Terms
        view={view}
        title={t('Mẫu văn bản', 'Forms')}
        terms={rules.forms}
        value={({ number, by }) =>
          [number, by && view.say(roleName(by))].filter(Boolean).join(' · ') || t('không đánh số', 'no number')
        }
      />
    </>
  )
}

/** How many of the terms nobody has compared with the original. */
function unverified({ numbers, periods, dates, series, forms, evidenceCode }: Procedure): number {
  const terms = [numbers, periods, dates, series, forms].flatMap((one) => Object.values<Term>(one))
  return [...terms, evidenceCode].filter(({ verified }) => !verified).length
}

function HolidayTable({ view }: { view: View }) {
  const { t, day } = view
  return (
    <div class="scroll">
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">{t('Năm', 'Year')}</th>
            <th scope="col">{t('Ngày nghỉ lễ, tết', 'Public holidays')}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(holidays.years)
            .toReversed()
            .map(([year, days]) => (
              <tr>
                <th scope="row">{year}</th>
                <td>{days.map((one) => day(one).slice(0, 5)).join(', ')}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}

export const lawPages = [
  page({
    method: 'get',
    path: '/administration/procedures',
    access,
    handle({ view, services: { library } }) {
      const { t, say } = view
      return Promise.resolve(
        <AdminPage view={view} area="procedures" title={t('Thủ tục', 'Procedures')}>
          <ul class="list">
            {library
              .procedures()
              .map((id) => library.procedure(id))
              .toReversed()
              .map((rules) => (
                <li class="wide">
                  <div>
                    <h2>
                      <a href={adminUrl('procedures', rules.id)}>{say(rules.name)}</a>
                    </h2>
                    <p lang="vi">{rules.legalBasis.join('; ')}</p>
                  </div>
                  <span class="chip warn">
                    {t(`${unverified(rules)} giá trị chưa kiểm chứng`, `${unverified(rules)} values not verified`)}
                  </span>
                </li>
              ))}
          </ul>
        </AdminPage>,
      )
    },
  }),
  page({
    method: 'get',
    path: '/administration/procedures/{procedure}',
    access,
    params: z.object({ procedure: Word }),
    handle({ view, services: { library }, params: { procedure } }) {
      if (!library.procedures().includes(procedure)) throw new AppError('notFound', 'Không tìm thấy.')
      const rules = library.procedure(procedure)
      return Promise.resolve(
        <AdminPage view={view} area="procedures" title={view.say(rules.name)} lead={rules.legalBasis.join('; ')}>
          <p>
            {view.t(
              'Giá trị chưa kiểm chứng là của tỉnh tự đặt hoặc chưa ai đối chiếu với văn bản gốc; trên văn bản in ra nó mang dấu (*).',
              'A value that is not verified is the province’s own or was not compared with the original; printed papers mark it with (*).',
            )}
          </p>
          <ProcedureParts view={view} rules={rules} />
        </AdminPage>,
      )
    },
  }),
  page({
    method: 'get',
    path: '/administration/holidays',
    access,
    handle({ view, at }) {
      const { t } = view
      const missing = [0, 1].map((n) => String(Number(at.slice(0, 4)) + n)).filter((year) => !(year in holidays.years))
      return Promise.resolve(
        <AdminPage view={view} area="holidays" title={t('Ngày nghỉ', 'Holidays')}>
          <p>
            <Verified view={view} verified={holidays.verified} />{' '}
            {t(
              'Thời hạn theo ngày làm việc trừ thứ bảy, chủ nhật và các ngày dưới đây.',
              'Terms in working days leave out Saturdays, Sundays and the days below.',
            )}
          </p>
          {missing.map((year) => (
            <p class="told warn">
              {t(
                `Chưa có lịch nghỉ năm ${year}: thời hạn của năm đó chỉ trừ thứ bảy và chủ nhật. Bổ sung trong workflows/calendars/vietnam.yaml.`,
                `There is no calendar of ${year} yet: its terms leave out weekends alone. Add it in workflows/calendars/vietnam.yaml.`,
              )}
            </p>
          ))}
          <HolidayTable view={view} />
        </AdminPage>,
      )
    },
  }),
]
