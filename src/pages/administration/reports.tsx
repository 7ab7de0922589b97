// The department's own reports to read and take away: the yearly report of a school year, and the province as a table.
import { dayOf } from '../../domain/calendar/add.ts'
import { page } from '../page.ts'
import { Field, Input, Select } from '../parts/field.tsx'
import { AdminPage } from './parts.tsx'

/** School years to choose from: the present one, which changes on 1 September, and those before. */
function years(at: string): string[] {
  const [year = '', month = ''] = dayOf(at).split('-')
  const first = Number(month) < 9 ? Number(year) - 1 : Number(year)
  return [0, 1, 2, 3, 4].map((back) => `${first - back}-${first - back + 1}`)
}

export const reportPages = [
  page({
    method: 'get',
    path: '/administration/reports',
    access: { to: 'seeYearlyReport', of: 'reach' },
    handle({ view, at }) {
      const { t } = view
      const formats = [
        ['html', t('Xem trên trang', 'Page')],
        ['pdf', 'PDF'],
        ['docx', 'Word'],
        ['xlsx', t('Bảng từng trường (Excel)', 'Table of schools (Excel)')],
      ] as const
      return Promise.resolve(
        <AdminPage view={view} area="reports" title={t('Báo cáo của Sở', 'Reports')}>
          <form class="card" action="/api/yearly-report">
            <h2>{t('Báo cáo hằng năm (Mẫu số 7)', 'Yearly report')}</h2>
            <Select
              view={view}
              name="year"
              label={t('Năm học', 'School year')}
              options={years(at).map((year) => [year, year])}
            />
            <Input view={view} name="number" label={t('Số văn bản', 'Number of the paper')} maxlength={100} optional />
            <Field view={view} id="format" label={t('Dạng', 'Format')}>
              <select id="format" name="format">
                {formats.map(([value, text]) => (
                  <option value={value}>{text}</option>
                ))}
              </select>
            </Field>
            <button>{t('Lập báo cáo', 'Make the report')}</button>
          </form>
          <section class="card">
            <h2>{t('Bảng hồ sơ toàn tỉnh', 'Cases of the province')}</h2>
            <p>
              <a href="/api/province.xlsx">
                {t('Tải bảng Excel mọi hồ sơ được xem', 'All cases you may see, as Excel')}
              </a>
            </p>
          </section>
        </AdminPage>,
      )
    },
  }),
]
