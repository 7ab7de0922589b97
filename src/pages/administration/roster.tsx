// The roster of reviewers and the registers of numbers: who may be called, how busy they are, and how far each register has come.
import { z } from 'zod'
import { reachOf } from '../../domain/permissions.ts'
import { personOf } from '../../http/route.ts'
import { Search } from '../../http/schemas.ts'
import { say, type Text } from '../../domain/text.ts'
import type { Library } from '../../store/library.ts'
import { listRegisters } from '../../store/views/registers.ts'
import { listRoster, type ReviewerRow } from '../../store/views/roster.ts'
import { withClient } from '../../store/with-client.ts'
import { page, withQuery } from '../page.ts'
import { More, Nothing } from '../parts/say.tsx'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'
import { AdminPage, adminUrl } from './parts.tsx'
import { FilterForm, SearchInput } from '../parts/filter-form.tsx'

const paged = { cursor: z.string().max(500).optional() }

function Reviewers({ view, items }: { view: View; items: readonly ReviewerRow[] }) {
  const { t } = view
  return (
    <Table
      label={t('Đội ngũ đánh giá', 'Reviewers')}
      rows={items}
      columns={[
        { head: t('Họ tên', 'Name'), is: 'name', cell: ({ id, name }) => <a href={adminUrl('people', id)}>{name}</a> },
        { head: t('Đơn vị', 'Organisation'), cell: ({ organisationName }) => organisationName },
        {
          head: t('Tập huấn', 'Trained'),
          cell: ({ trained }) => (
            <span class={`chip ${trained ? 'good' : 'warn'}`}>
              {trained ? t('đã tập huấn', 'trained') : t('chưa tập huấn', 'not trained')}
            </span>
          ),
        },
        {
          head: t('Số năm trong ngành', 'Years in the sector'),
          is: 'number',
          cell: ({ educationSector, yearsInSector }) => (educationSector ? yearsInSector : t('ngoài ngành', 'outside')),
        },
        { head: t('Đang tham gia', 'Running'), is: 'number', cell: ({ running }) => running },
        { head: t('Đã hoàn thành', 'Done'), is: 'number', cell: ({ reviewed }) => reviewed },
      ]}
    />
  )
}

/** As the latest procedure that draws such numbers calls it. */
function seriesName(library: Library, series: string): Text {
  const procedures = library.procedures().map((id) => library.procedure(id))
  return procedures.findLast((one) => Object.hasOwn(one.series, series))?.series[series]?.name ?? say(series, series)
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
            <Table
              rows={items}
              columns={[
                {
                  head: t('Loại văn bản', 'Series'),
                  is: 'name',
                  cell: ({ series }) => view.say(seriesName(services.library, series)),
                },
                { head: t('Nơi cấp', 'Issuer'), cell: ({ issuerName }) => issuerName },
                { head: t('Năm', 'Year'), is: 'number', cell: ({ year }) => year },
                { head: t('Số cuối đã cấp', 'Last number'), is: 'number', cell: ({ last }) => last },
              ]}
            />
          )}
          <More view={view} href={next && withQuery('', { cursor: next })} />
        </AdminPage>
      )
    },
  }),
]
