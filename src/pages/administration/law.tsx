// The law as data: the procedures with every number, its source and whether it was verified.
import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import { isFlag, type Procedure } from '../../domain/procedure.ts'
import { say, type Text } from '../../domain/text.ts'
import { Word } from '../../http/schemas.ts'
import { page } from '../page.ts'
import type { View } from '../view.ts'
import { roleName } from '../words.ts'
import { AdminPage, adminUrl, Verified } from './parts.tsx'
import { Table } from '../parts/table.tsx'

const access = { to: 'seeRoster', of: 'reach' } as const

interface Term {
  name: Text
  source: string
  verified: boolean
  note?: string | undefined
}

interface TermsProps<T extends Term> {
  view: View
  title: string
  terms: Readonly<Record<string, T>>
  value(term: T, key: string): string
}

function Terms<T extends Term>({ view, title, terms, value }: TermsProps<T>) {
  const { t, say } = view
  const entries = Object.entries(terms)
  if (entries.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <Table
        rows={entries}
        id={([key]) => key}
        columns={[
          { head: t('Quy định', 'Term'), is: 'name', cell: ([, term]) => say(term.name) },
          { head: t('Giá trị', 'Value'), cell: ([key, term]) => value(term, key) },
          {
            head: t('Căn cứ', 'Source'),
            lang: 'vi',
            cell: ([, term]) => (
              <>
                {term.source}
                {term.note && <span class="hint"> {term.note}</span>}
              </>
            ),
          },
          { head: t('Kiểm chứng', 'Verified'), cell: ([, term]) => <Verified view={view} verified={term.verified} /> },
        ]}
      />
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
        value={({ value }, key) =>
          value === null ? none : isFlag(key) ? (value === 1 ? t('có', 'yes') : t('không', 'no')) : String(value)
        }
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
      if (!library.procedures().includes(procedure)) throw notFound()
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
]
