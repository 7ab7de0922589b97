// Organisations as a list with a filter: who stands under whom, and the way to their people.
import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import { Id, Search } from '../../http/schemas.ts'
import { listOrganisations, organisationPage, type OrganisationRow } from '../../store/views/people.ts'
import { withClient } from '../../store/with-client.ts'
import { page, withQuery } from '../page.ts'
import { Select } from '../parts/field.tsx'
import { More, Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { organisationName } from '../words.ts'
import { AdminPage, adminUrl } from './parts.tsx'
import { FilterForm, SearchInput } from '../parts/filter-form.tsx'

const kinds = ['department', 'commune', 'school', 'province', 'ministry'] as const

function Organisation({ view, row: { id, name, kind: of, children } }: { view: View; row: OrganisationRow }) {
  const { t, say } = view
  return (
    <li class="wide">
      <div>
        <h3>{of === 'school' ? <a href={`/schools/${encodeURIComponent(id)}`}>{name}</a> : name}</h3>
        <p>
          {say(organisationName(of))} · <code>{id}</code>
        </p>
      </div>
      <div class="formats">
        {children > 0 && (
          <a
            class="button quiet small"
            href={`?parent=${encodeURIComponent(id)}`}
            aria-label={t(`Đơn vị trực thuộc ${name}`, `Under ${name}`)}
          >
            {t(
              `${children} đơn vị trực thuộc`,
              `${children} ${children === 1 ? 'organisation' : 'organisations'} below`,
            )}
          </a>
        )}
        {of !== 'ministry' && of !== 'province' && (
          <a
            class="button quiet small"
            href={`${adminUrl('people')}?organisation=${encodeURIComponent(id)}`}
            aria-label={t(`Người của ${name}`, `People of ${name}`)}
          >
            {t('Người', 'People')}
          </a>
        )}
      </div>
    </li>
  )
}

export const organisationPages = [
  page({
    method: 'get',
    path: '/administration/organisations',
    access: { to: 'seeRoster', of: 'reach' },
    query: z.object({
      q: Search.default(''),
      kind: z.enum(kinds).optional().catch(undefined),
      parent: Id.optional(),
      cursor: z.string().max(500).optional(),
    }),
    async handle({ view, services, query: { q, kind, parent, cursor } }) {
      const { t, say } = view
      const [above, { items, next }] = await withClient(services.db, async (client) => [
        parent === undefined ? null : await organisationPage(client, parent),
        await listOrganisations(client, { search: q.trim() || undefined, kind, parent, cursor, limit: 50 }),
      ])
      if (parent !== undefined && above === null) throw notFound()
      return (
        <AdminPage view={view} area="organisations" title={t('Đơn vị', 'Organisations')} lead={above?.name}>
          <FilterForm view={view} action={adminUrl('organisations')} kept={{ parent }}>
            <SearchInput view={view} label={t('Tên (không cần dấu)', 'Name')} value={q} />
            <Select
              view={view}
              name="kind"
              label={t('Loại', 'Kind')}
              value={kind}
              options={[['', t('Tất cả', 'All')], ...kinds.map((one) => [one, say(organisationName(one))] as const)]}
            />
          </FilterForm>
          <h2 class="unseen">{t('Danh sách', 'The list')}</h2>
          {items.length === 0 ? (
            <Nothing title={t('Không thấy đơn vị nào.', 'No organisation found.')}>
              <a href={adminUrl('imports')}>{t('Nhập xã và trường từ tệp', 'Import communes and schools')}</a>
            </Nothing>
          ) : (
            <ul class="list">
              {items.map((row) => (
                <Organisation view={view} row={row} />
              ))}
            </ul>
          )}
          <More view={view} href={next && withQuery('', { q, kind, parent, cursor: next })} />
        </AdminPage>
      )
    },
  }),
]
