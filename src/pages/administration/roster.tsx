// The roster of reviewers and the registers of numbers: who may be called, how busy they are, and how far each register has come.
import { z } from 'zod'
import { reachOf } from '../../domain/permissions.ts'
import { personOf } from '../../http/route.ts'
import { Search } from '../../http/schemas.ts'
import { listRegisters } from '../../store/views/registers.ts'
import { listRoster, type ReviewerRow } from '../../store/views/roster.ts'
import { withClient } from '../../store/with-client.ts'
import { page, withQuery } from '../page.ts'
import { More, Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { AdminPage, adminUrl } from './parts.tsx'
import { FilterForm, SearchInput } from '../parts/filter-form.tsx'

const paged = { cursor: z.string().max(500).optional() }

function Reviewers({ view, items }: { view: View; items: readonly ReviewerRow[] }) {
  const { t } = view
  const head = [
    t('Họ tên', 'Name'),
    t('Đơn vị', 'Organisation'),
    t('Tập huấn', 'Trained'),
    t('Số năm trong ngành', 'Years'),
    t('Đang tham gia', 'Running'),
    t('Đã hoàn thành', 'Done'),
  ]
  return (
    <div class="scroll">
      <table class="stack">
        <thead>
          <tr>
            {head.map((one, index) => (
              <th scope="col" class={index > 2 ? 'number' : undefined}>
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr>
              <th scope="row">
                <a href={adminUrl('people', row.id)}>{row.name}</a>
              </th>
              <td data-label={head[1]}>{row.organisationName}</td>
              <td data-label={head[2]}>
                <span class={`chip ${row.trained ? 'good' : 'warn'}`}>
                  {row.trained ? t('đã tập huấn', 'trained') : t('chưa tập huấn', 'not trained')}
                </span>
              </td>
              <td data-label={head[3]} class="number">
                {row.educationSector ? row.yearsInSector : t('ngoài ngành', 'outside')}
              </td>
              <td data-label={head[4]} class="number">
                {row.running}
              </td>
              <td data-label={head[5]} class="number">
                {row.reviewed}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export const rosterPages = [
  page({
    method: 'get',
    path: '/administration/roster',
    access: { to: 'seeRoster', of: 'reach' },
    query: z.object({ ...paged, q: Search.default('') }),
    async handle({ view, services, query: { q, cursor }, at, ...call }) {
      const reach = reachOf('seeRoster', personOf(call).offices)
      const filter = { reach, search: q.trim() || undefined, at, cursor, limit: 50 }
      const { items, next } = await withClient(services.db, (client) => listRoster(client, filter))
      const { t } = view
      return (
        <AdminPage view={view} area="roster" title={t('Đội ngũ đánh giá', 'Reviewers')}>
          <FilterForm view={view} action={adminUrl('roster')}>
            <SearchInput view={view} label={t('Họ tên (không cần dấu)', 'Name')} value={q} />
          </FilterForm>
          {items.length === 0 ? (
            <Nothing title={t('Chưa có ai trong đội ngũ.', 'Nobody is on the roster.')}>
              {t(
                'Người đã tập huấn hoặc đã tham gia đoàn hiện ở đây; xác nhận tập huấn ở trang của từng người.',
                'Whoever is trained or has reviewed shows here; training is confirmed on the page of each person.',
              )}
            </Nothing>
          ) : (
            <Reviewers view={view} items={items} />
          )}
          <More view={view} href={next && withQuery('', { q, cursor: next })} />
        </AdminPage>
      )
    },
  }),
  page({
    method: 'get',
    path: '/administration/registers',
    access: { to: 'seeRegisters', of: 'reach' },
    query: z.object(paged),
    async handle({ view, services, query: { cursor }, ...call }) {
      const issuers = reachOf('seeRegisters', personOf(call).offices)
      const { items, next } = await withClient(services.db, (client) =>
        listRegisters(client, { issuers, cursor, limit: 50 }),
      )
      const { t } = view
      return (
        <AdminPage view={view} area="registers" title={t('Sổ số văn bản', 'Numbers')}>
          {items.length === 0 ? (
            <Nothing title={t('Chưa cấp số nào.', 'No number was given yet.')}>
              {t(
                'Số được cấp cùng lúc với văn bản, không bỏ số và không trùng.',
                'Numbers come with their papers, without gap or repeat.',
              )}
            </Nothing>
          ) : (
            <div class="scroll">
              <table class="stack">
                <thead>
                  <tr>
                    <th scope="col">{t('Loại văn bản', 'Series')}</th>
                    <th scope="col">{t('Nơi cấp', 'Issuer')}</th>
                    <th scope="col" class="number">
                      {t('Năm', 'Year')}
                    </th>
                    <th scope="col" class="number">
                      {t('Số cuối đã cấp', 'Last number')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ series, issuerName, year, last }) => (
                    <tr>
                      <th scope="row">{series}</th>
                      <td data-label={t('Nơi cấp', 'Issuer')}>{issuerName}</td>
                      <td data-label={t('Năm', 'Year')} class="number">
                        {year}
                      </td>
                      <td data-label={t('Số cuối', 'Last')} class="number">
                        {last}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <More view={view} href={next && withQuery('', { cursor: next })} />
        </AdminPage>
      )
    },
  }),
]
