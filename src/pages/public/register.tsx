// The public register and the page on which anybody verifies a certificate by its number. No sign-in.
import { z } from 'zod'
import { awardStatuses } from '../../commands/imports/certificates-file.ts'
import { SchoolKind } from '../../domain/facts.ts'
import type { Text } from '../../domain/text.ts'
import { Search, Word } from '../../http/schemas.ts'
import { certificatesNumbered, publicCertificates, type PublicCertificate } from '../../store/views/public.ts'
import { withClient } from '../../store/with-client.ts'
import { Frame } from '../frame.tsx'
import { Drawn, page, withQuery } from '../page.ts'
import { Select } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { More, Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { PublicTabs } from './published.tsx'
import { awardName, gradeName, kindName, statusName } from '../words.ts'
import { FilterForm, SearchInput } from '../parts/filter-form.tsx'
import { Fact } from '../parts/fact.tsx'
import { CertificateStatus } from '../parts/certificate-status.tsx'

const verifyUrl = (number: string) => `/xac-minh/${encodeURIComponent(number)}`

const filters = {
  award: z.enum(['accreditation', 'nationalStandard']).optional().catch(undefined),
  kind: SchoolKind.optional().catch(undefined),
  status: z.enum(awardStatuses).optional().catch(undefined),
}
type Filters = z.output<z.ZodObject<typeof filters>>

function Ask({ view, q = '', chosen }: { view: View; q?: string; chosen?: Filters }) {
  const { t } = view
  return (
    <FilterForm
      view={view}
      action="/xac-minh"
      label={t('Tra cứu chứng nhận', 'Certificates')}
      button={t('Tra cứu', 'Search')}
      card
    >
      <SearchInput
        view={view}
        label={t('Số chứng nhận hoặc tên trường', 'Number of the certificate or name of the school')}
        hint={t('Tên trường có dấu hay không đều được.', 'Diacritics do not matter.')}
        value={q}
      />
      {chosen && <Narrow view={view} chosen={chosen} />}
    </FilterForm>
  )
}

function Narrow({ view, chosen }: { view: View; chosen: Filters }) {
  const { t, say } = view
  const all = ['', t('Tất cả', 'All')] as const
  const options = (keys: readonly string[], name: (key: string) => Text) => [
    all,
    ...keys.map((key) => [key, say(name(key))] as const),
  ]
  return (
    <>
      <Select
        view={view}
        name="award"
        label={t('Danh hiệu', 'Award')}
        value={chosen.award}
        options={options(['accreditation', 'nationalStandard'], awardName)}
      />
      <Select
        view={view}
        name="kind"
        label={t('Loại trường', 'Kind')}
        value={chosen.kind}
        options={options(SchoolKind.options, kindName)}
      />
      <Select
        view={view}
        name="status"
        label={t('Tình trạng', 'Status')}
        value={chosen.status}
        options={options(awardStatuses, statusName)}
      />
    </>
  )
}

function Line({ view, one }: { view: View; one: PublicCertificate }) {
  const { say, day } = view
  return (
    <li class="wide">
      <div>
        <h3>
          <a href={verifyUrl(one.number)}>{one.schoolName}</a>
        </h3>
        <p>
          {say(awardName(one.award))}, {say(gradeName(one.award, one.grade))} · {one.number} · {day(one.issuedOn)} –{' '}
          {day(one.expiresOn)}
        </p>
      </div>
      <CertificateStatus view={view} status={one.status} />
    </li>
  )
}

const inForce = (status: string) => status === 'valid' || status === 'inRemedy'

function Certificate({ view, one }: { view: View; one: PublicCertificate }) {
  const { t, say, day } = view
  const good = inForce(one.status)
  return (
    <section class="card">
      <p class={`verdict ${good ? 'good' : 'bad'}`}>
        <Icon name={good ? 'check' : 'alert'} />
        {good
          ? t('Chứng nhận có thật và đang có hiệu lực', 'The certificate is real and in force')
          : t(
              `Chứng nhận có thật nhưng không còn hiệu lực: ${say(statusName(one.status))}`,
              `Real, but not in force: ${say(statusName(one.status))}`,
            )}
      </p>
      <h2>{one.schoolName}</h2>
      <dl class="facts">
        <Fact
          name={t('Danh hiệu', 'Award')}
          value={`${say(awardName(one.award))}, ${say(gradeName(one.award, one.grade))}`}
        />
        <Fact name={t('Số', 'Number')} value={one.number} />
        <Fact name={t('Loại trường', 'Kind')} value={say(kindName(one.schoolKind))} />
        <Fact name={t('Xã, phường', 'Commune')} value={one.commune} />
        <Fact name={t('Ngày cấp', 'Issued on')} value={day(one.issuedOn)} />
        <Fact name={t('Có giá trị đến', 'Valid until')} value={day(one.expiresOn)} />
        <Fact name={t('Tình trạng', 'Status')} value={say(statusName(one.status))} />
        <Fact name={t('Cơ quan', 'Department')} value={one.department} />
      </dl>
    </section>
  )
}

export const registerPages = [
  page({
    method: 'get',
    path: '/xac-minh',
    access: { to: 'public' },
    query: z.object({ q: Search.default(''), ...filters, cursor: z.string().max(500).optional() }),
    async handle({ view, services, query: { q, cursor, ...chosen }, at }) {
      const search = q.trim()
      const [numbered, list] = await withClient(services.db, async (client) => [
        search === '' ? [] : await certificatesNumbered(client, search, at),
        await publicCertificates(client, { at, search: search || undefined, ...chosen, cursor, limit: 30 }),
      ])
      const { t } = view
      const more = list.next && withQuery('/xac-minh', { q, ...chosen, cursor: list.next })
      const items = [...numbered, ...list.items]
      return (
        <Frame view={view} title={t('Tra cứu chứng nhận', 'Certificates')} place="register">
          <h1>{t('Tra cứu chứng nhận', 'Certificates')}</h1>
          <p class="lead">
            {t(
              'Sổ công khai các trường được công nhận đạt kiểm định chất lượng giáo dục và đạt chuẩn quốc gia.',
              'The public register of schools recognised for quality accreditation and the national standard.',
            )}
          </p>
          <PublicTabs view={view} here="certificates" />
          <Ask view={view} q={q} chosen={chosen} />
          <h2 class="unseen">{t('Kết quả', 'Results')}</h2>
          {items.length === 0 ? (
            <Nothing title={t('Không tìm thấy chứng nhận nào.', 'No certificate found.')}>
              {t(
                'Kiểm tra lại số in trên chứng nhận, hoặc thử một phần tên trường.',
                'Check the number, or try a part of the name.',
              )}
            </Nothing>
          ) : (
            <ul class="list">
              {items.map((one) => (
                <Line view={view} one={one} />
              ))}
            </ul>
          )}
          <More view={view} href={more} />
        </Frame>
      )
    },
  }),
  page({
    method: 'get',
    path: '/xac-minh/{number}',
    access: { to: 'public' },
    params: z.object({ number: Word }),
    async handle({ view, services, params: { number }, at }) {
      const found = await withClient(services.db, (client) => certificatesNumbered(client, number, at))
      const { t } = view
      const title = t(`Xác minh chứng nhận ${number}`, `Certificate ${number}`)
      return new Drawn(
        <Frame view={view} title={title} place="register" narrow>
          <h1>{title}</h1>
          {found.length === 0 ? (
            <p class="told bad" role="alert">
              {t(
                'Không có chứng nhận hoặc bằng nào mang số này. Hãy kiểm tra lại số in trên giấy; nếu đúng, hãy báo Sở Giáo dục và Đào tạo.',
                'There is no certificate with this number. Check the number on the paper; if it is right, tell the department.',
              )}
            </p>
          ) : (
            found.map((one) => <Certificate view={view} one={one} />)
          )}
          <Ask view={view} />
        </Frame>,
        found.length === 0 ? 404 : 200,
      )
    },
  }),
]
