// How the register of certificates looks: its filter, and a line for each certificate.
import { awardStatuses } from '../../commands/imports/certificates-file.ts'
import { reachOf } from '../../domain/permissions.ts'
import { SchoolKind } from '../../domain/facts.ts'
import type { AwardRow } from '../../store/views/papers.ts'
import type { Page } from '../../store/views/page.ts'
import { Frame } from '../frame.tsx'
import { More, Nothing } from '../parts/say.tsx'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'
import { awardName, gradeName, kindName, statusName } from '../words.ts'
import { Select } from './filter.tsx'
import { Places } from './places.tsx'
import { FilterForm, SearchInput } from '../parts/filter-form.tsx'
import { CertificateStatus, certificateUrl } from '../parts/certificate-status.tsx'
import { withQuery } from '../page.ts'

interface Props {
  view: View
  list: Page<AwardRow>
  query: { [F in 'q' | 'award' | 'status' | 'kind' | 'months' | 'cursor']?: string | undefined }
}

export function RegisterPage({ view, list, query }: Props) {
  const { t } = view
  const { items, next } = list
  const more = next && withQuery('/province/certificates', { ...query, cursor: next })
  return (
    <Frame view={view} title={t('Sổ chứng nhận', 'Register')} place="province">
      <h1>{t('Sổ chứng nhận, bằng', 'Register of certificates')}</h1>
      <Places view={view} here="certificates" />
      <Asked view={view} query={query} />
      {!query.cursor && items.length > 0 && (
        <p class="lead">
          {next
            ? t(`Hơn ${items.length} chứng nhận, bằng`, `More than ${items.length} certificates`)
            : t(
                `${items.length} chứng nhận, bằng`,
                `${items.length} ${items.length === 1 ? 'certificate' : 'certificates'}`,
              )}
        </p>
      )}
      {items.length === 0 ? (
        <Empty view={view} asked={Object.values(query).some(Boolean)} />
      ) : (
        <Lines view={view} items={items} />
      )}
      <More view={view} href={more} />
    </Frame>
  )
}

function Empty({ view, asked }: { view: View; asked: boolean }) {
  const { t, me } = view
  if (asked)
    return (
      <Nothing title={t('Không có chứng nhận nào như vậy.', 'No such certificate.')}>
        {t('Bỏ bớt điều kiện lọc.', 'Take away a part of the filter.')}
      </Nothing>
    )
  return (
    <Nothing title={t('Chưa có chứng nhận, bằng nào.', 'No certificates.')}>
      {me && reachOf('importData', me.offices).length > 0 ? (
        <a href="/administration/imports">
          {t('Nhập các chứng nhận đã cấp trước đây', 'Import the certificates issued before')}
        </a>
      ) : (
        t('Chứng nhận, bằng vào sổ khi có quyết định.', 'A certificate is entered with its decision.')
      )}
    </Nothing>
  )
}

function Asked({ view, query }: Pick<Props, 'view' | 'query'>) {
  const { t, say } = view
  return (
    <FilterForm view={view} action="/province/certificates">
      <SearchInput view={view} label={t('Tên trường (không cần dấu)', 'School')} value={query.q} />
      <Select
        view={view}
        name="award"
        label={t('Danh hiệu', 'Award')}
        all={t('Cả hai', 'Both')}
        options={['accreditation', 'nationalStandard'].map((value) => ({ value, label: say(awardName(value)) }))}
        value={query.award}
      />
      <Select
        view={view}
        name="status"
        label={t('Tình trạng', 'Status')}
        all={t('Mọi tình trạng', 'All')}
        options={awardStatuses.map((value) => ({ value, label: say(statusName(value)) }))}
        value={query.status}
      />
      <Select
        view={view}
        name="kind"
        label={t('Loại trường', 'Kind')}
        all={t('Mọi loại trường', 'All kinds')}
        options={SchoolKind.options.map((value) => ({ value, label: say(kindName(value)) }))}
        value={query.kind}
      />
      <Select
        view={view}
        name="months"
        label={t('Hết hạn', 'Ends')}
        all={t('Bất kỳ khi nào', 'At any time')}
        options={[3, 6, 12, 24].map((n) => ({
          value: String(n),
          label: t(`trong ${n} tháng tới`, `within ${n} months`),
        }))}
        value={query.months}
      />
    </FilterForm>
  )
}

function Lines({ view, items }: { view: View; items: readonly AwardRow[] }) {
  const { t, say, day } = view
  return (
    <Table
      label={t('Các chứng nhận', 'Certificates')}
      rows={items}
      columns={[
        { head: t('Số', 'Number'), is: 'name', cell: (row) => <a href={certificateUrl(row)}>{row.number}</a> },
        { head: t('Trường', 'School'), bare: true, cell: ({ schoolName }) => schoolName },
        {
          head: t('Danh hiệu', 'Award'),
          bare: true,
          cell: ({ award, grade }) => `${say(awardName(award))}, ${say(gradeName(award, grade))}`,
        },
        { head: t('Cấp ngày', 'Issued'), cell: ({ issuedAt }) => day(issuedAt) },
        { head: t('Có giá trị đến', 'Until'), cell: ({ expiresAt }) => day(expiresAt) },
        {
          head: t('Tình trạng', 'Status'),
          bare: true,
          cell: ({ status }) => <CertificateStatus view={view} status={status} />,
        },
      ]}
    />
  )
}
