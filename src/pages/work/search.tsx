// The search over schools, cases, evidence and people, without diacritics and as far as one may see.
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { personOf } from '../../http/route.ts'
import { Search } from '../../http/schemas.ts'
import { searchAll, type Found, type FoundEvidence, type FoundPerson } from '../../store/views/search.ts'
import { withClient } from '../../store/with-client.ts'
import { CaseItem, SchoolItem } from '../cases/list.tsx'
import { Frame } from '../frame.tsx'
import { caseUrl, page } from '../page.ts'
import { Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { FilterForm, SearchInput } from '../parts/filter-form.tsx'

const ofEachKind = 20

function Part<T>({ title, items, line }: { title: string; items: readonly T[]; line: (item: T) => Child }) {
  if (items.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul class="list">{items.map(line)}</ul>
    </section>
  )
}

function EvidenceItem({ row }: { row: FoundEvidence }) {
  return (
    <li>
      <h3>
        <a href={`${caseUrl(row.cycle)}/evidence/${encodeURIComponent(row.code)}`}>
          {row.code} · {row.title}
        </a>
      </h3>
      <p>
        {row.schoolName} · {row.period}
      </p>
    </li>
  )
}

function PersonItem({ row }: { row: FoundPerson }) {
  return (
    <li>
      <h3>
        <a href={`/administration/people/${encodeURIComponent(row.id)}`}>{row.name}</a>
      </h3>
      <p>{row.organisationName}</p>
    </li>
  )
}

function Results({ view, q, found }: { view: View; q: string; found: Found }) {
  const { t } = view
  const { schools, cases, evidence, people } = found
  if (schools.length + cases.length + evidence.length + people.length === 0)
    return q === '' ? null : (
      <Nothing title={t(`Không thấy gì cho “${q}”.`, `Nothing found for “${q}”.`)}>
        {t('Thử một phần ngắn hơn của tên hay mã.', 'Try a shorter part of the name or code.')}
      </Nothing>
    )
  return (
    <>
      <Part title={t('Trường', 'Schools')} items={schools} line={(row) => <SchoolItem view={view} row={row} />} />
      <Part title={t('Hồ sơ', 'Cases')} items={cases} line={(row) => <CaseItem view={view} row={row} />} />
      <Part title={t('Minh chứng', 'Evidence')} items={evidence} line={(row) => <EvidenceItem row={row} />} />
      <Part title={t('Người', 'People')} items={people} line={(row) => <PersonItem row={row} />} />
    </>
  )
}

export const searchPages = [
  page({
    method: 'get',
    path: '/search',
    access: { to: 'person' },
    query: z.object({ q: Search.default('') }),
    async handle({ view, services, query: { q }, at, ...call }) {
      const { personId: person, offices } = personOf(call)
      const asked = { person, offices, at, search: q, limit: ofEachKind }
      const found = await withClient(services.db, (client) => searchAll(client, asked))
      const { t } = view
      return (
        <Frame view={view} title={t('Tìm kiếm', 'Search')}>
          <h1>{t('Tìm kiếm', 'Search')}</h1>
          <FilterForm view={view} action="/search" label={t('Tìm kiếm', 'Search')} button={t('Tìm', 'Search')}>
            <SearchInput
              view={view}
              label={t('Tên trường, mã hay tên minh chứng, tên người', 'School, code or title of evidence, person')}
              value={q}
            />
          </FilterForm>
          <Results view={view} q={q.trim()} found={found} />
        </Frame>
      )
    },
  }),
]
