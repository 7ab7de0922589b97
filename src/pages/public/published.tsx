// What cases have made public: self-assessment reports to read, and awards given and withdrawn. No sign-in.
import { z } from 'zod'
import { say, type Text } from '../../domain/text.ts'
import { Search } from '../../http/schemas.ts'
import { publishedResults, type Published } from '../../store/views/public.ts'
import { withClient } from '../../store/with-client.ts'
import { Frame } from '../frame.tsx'
import { page, withQuery } from '../page.ts'
import { Select } from '../parts/field.tsx'
import { More, Nothing } from '../parts/say.tsx'
import { Tabs } from '../parts/tabs.tsx'
import type { View } from '../view.ts'
import { FilterForm, SearchInput } from '../parts/filter-form.tsx'

const kinds: Readonly<Record<string, Text>> = {
  selfAssessmentReport: say('Báo cáo tự đánh giá', 'Self-assessment report'),
  'accreditation.granted': say('Công nhận đạt kiểm định chất lượng giáo dục', 'Accreditation granted'),
  'nationalStandard.granted': say('Công nhận đạt chuẩn quốc gia', 'National standard granted'),
  'accreditation.revoked': say('Thu hồi công nhận đạt kiểm định', 'Accreditation revoked'),
  'nationalStandard.revoked': say('Thu hồi công nhận đạt chuẩn quốc gia', 'National standard revoked'),
}

/** The two parts of what anybody may look up. */
export function PublicTabs({ view, here }: { view: View; here: 'certificates' | 'published' }) {
  const { t } = view
  return (
    <Tabs
      label={t('Tra cứu công khai', 'Public register')}
      here={here}
      tabs={[
        ['certificates', '/xac-minh', t('Chứng nhận, bằng', 'Certificates')],
        ['published', '/cong-bo', t('Báo cáo và quyết định đã công bố', 'Published reports')],
      ]}
    />
  )
}

function Line({ view, one }: { view: View; one: Published }) {
  const { t, say: told, day } = view
  const report = `/api/public/reports/${encodeURIComponent(one.cycle)}`
  const what = told(kinds[one.what] ?? say(one.what, one.what))
  const isReport = one.what === 'selfAssessmentReport'
  return (
    <li class="wide">
      <div>
        <h3>{one.schoolName}</h3>
        <p>
          {[what, t(`chu kỳ ${one.period}`, `cycle ${one.period}`), one.commune, day(one.publishedAt)]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div class="formats">
        {isReport ? (
          <>
            <a
              class="button quiet small"
              href={report}
              aria-label={`${t('Xem báo cáo của', 'Read the report of')} ${one.schoolName}`}
            >
              {t('Xem', 'Read')}
            </a>
            <a class="button quiet small" href={`${report}?format=pdf`} aria-label={`PDF ${one.schoolName}`}>
              PDF
            </a>
          </>
        ) : (
          <a
            class="button quiet small"
            href={`/xac-minh?q=${encodeURIComponent(one.schoolName)}`}
            aria-label={`${t('Chứng nhận của', 'Certificates of')} ${one.schoolName}`}
          >
            {t('Chứng nhận', 'Certificates')}
          </a>
        )}
      </div>
    </li>
  )
}

export const publishedPages = [
  page({
    method: 'get',
    path: '/cong-bo',
    access: { to: 'public' },
    query: z.object({
      q: Search.default(''),
      what: z.string().max(100).default(''),
      cursor: z.string().max(500).optional(),
    }),
    async handle({ view, services, query: { q, what, cursor } }) {
      const filter = { search: q.trim() || undefined, what: what in kinds ? what : undefined, cursor, limit: 30 }
      const { items, next } = await withClient(services.db, (client) => publishedResults(client, filter))
      const { t } = view
      const options = [
        ['', t('Tất cả', 'All')] as const,
        ...Object.entries(kinds).map(([key, text]) => [key, view.say(text)] as const),
      ]
      return (
        <Frame view={view} title={t('Đã công bố', 'Published')} place="register">
          <h1>{t('Báo cáo và quyết định đã công bố', 'Published reports and decisions')}</h1>
          <PublicTabs view={view} here="published" />
          <FilterForm view={view} action="/cong-bo" label={t('Tìm trong các công bố', 'Search what is published')} card>
            <SearchInput view={view} label={t('Tên trường (không cần dấu)', 'School')} value={q} />
            <Select view={view} name="what" label={t('Nội dung', 'What')} value={what} options={options} />
          </FilterForm>
          <h2 class="unseen">{t('Kết quả', 'Results')}</h2>
          {items.length === 0 ? (
            <Nothing title={t('Chưa có công bố nào ở đây.', 'Nothing is published here yet.')}>
              {t(
                'Báo cáo hiện ra khi nhà trường công bố theo thủ tục.',
                'Reports show once a school has made them public.',
              )}
            </Nothing>
          ) : (
            <ul class="list">
              {items.map((one) => (
                <Line view={view} one={one} />
              ))}
            </ul>
          )}
          <More view={view} href={next && withQuery('/cong-bo', { q, what, cursor: next })} />
        </Frame>
      )
    },
  }),
]
