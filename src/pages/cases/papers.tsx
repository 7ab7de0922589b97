// The papers of a case to read, print and take away, what is not ready yet and why, its spreadsheets and its package.
import { notFound } from '../../domain/errors.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { groundOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { packageNotYet, packageReader } from '../../package/case-reader.ts'
import { readablePapers } from '../../reports/case-papers.ts'
import type { PaperEntry } from '../../reports/papers.ts'
import { findCase } from '../../store/views/cases.ts'
import { findCertificates, type CertificateRow } from '../../store/views/certificates.ts'
import { together } from '../../store/together.ts'
import { withClient } from '../../store/with-client.ts'
import { definitions } from '../../../workflows/index.ts'
import { Frame } from '../frame.tsx'
import { page } from '../page.ts'
import { Nothing } from '../parts/say.tsx'
import { paperUrl, TakePaper } from '../parts/take-paper.tsx'
import type { View } from '../view.ts'
import { awardName, gradeName, statusName } from '../words.ts'
import { CaseHead } from './head.tsx'

type PaperRow = PaperEntry

const processes = ['selfAssessment', 'externalReview', 'certification'] as const

function Paper({ view, cycle, row }: { view: View; cycle: string; row: PaperRow }) {
  const { t, say } = view
  const title = say(row.title)
  if (!row.available)
    return (
      <li>
        <h3>{title}</h3>
        <p>
          <span class="chip none">{t('chưa có', 'not yet')}</span> <span>{row.why && view.say(row.why)}</span>
        </p>
      </li>
    )
  return (
    <li class="wide">
      <h3>{title}</h3>
      <div class="formats">
        <a class="button quiet small" href={paperUrl(cycle, row.id)} aria-label={`${title}: ${t('Xem', 'Read')}`}>
          {t('Xem', 'Read')}
        </a>
        <TakePaper view={view} cycle={cycle} paper={row.id} title={title} />
      </div>
    </li>
  )
}

function PaperList({ view, cycle, items }: { view: View; cycle: string; items: readonly PaperRow[] }) {
  if (items.length === 0)
    return (
      <Nothing title={view.t('Hồ sơ chưa có văn bản nào bạn được xem.', 'There is no paper for you yet.')}>
        {view.t('Văn bản hiện ra khi hồ sơ đi tới bước của nó.', 'Papers show when the case has come to them.')}
      </Nothing>
    )
  return processes.map((process) => {
    const own = items.filter((row) => row.process === process)
    const name = definitions.find((one) => one.process === process)?.name
    return own.length === 0 || !name ? null : (
      <section>
        <h2>{view.say(name)}</h2>
        <ul class="list">
          {own.map((row) => (
            <Paper view={view} cycle={cycle} row={row} />
          ))}
        </ul>
      </section>
    )
  })
}

function Certificates({ view, items, print }: { view: View; items: readonly CertificateRow[]; print: boolean }) {
  const { t, say } = view
  if (items.length === 0) return null
  return (
    <section class="card">
      <h2>{t('Chứng nhận, bằng', 'Certificates')}</h2>
      <ul class="codes">
        {items.map(({ number, award, grade, status, department }) => (
          <li>
            <span>
              <a href={`/xac-minh/${encodeURIComponent(number)}`}>{number}</a> · {say(awardName(award))},{' '}
              {say(gradeName(award, grade))}
            </span>
            <span>
              {say(statusName(status))}{' '}
              {print && (
                <a
                  href={`/api/certificates/${encodeURIComponent(number)}/paper?department=${encodeURIComponent(department.id)}`}
                  aria-label={t(`Bản in có ký số của ${number}`, `Signed copy of ${number}`)}
                >
                  PDF
                </a>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Takeaway({ view, cycle, packaged }: { view: View; cycle: string; packaged: 'yes' | 'later' | 'no' }) {
  const { t, say } = view
  const url = `/api/cycles/${encodeURIComponent(cycle)}`
  return (
    <section class="card screen">
      <h2>{t('Mang về máy', 'Take away')}</h2>
      <ul class="codes">
        <li>
          <a href={`${url}/results.xlsx`}>{t('Kết quả từng tiêu chí (Excel)', 'Results by criterion (Excel)')}</a>
        </li>
        <li>
          <a href={`${url}/evidence.xlsx`}>{t('Danh mục minh chứng (Excel)', 'Register of evidence (Excel)')}</a>
        </li>
      </ul>
      {packaged === 'yes' && (
        <form method="post" action={`/cases/${encodeURIComponent(cycle)}/package`}>
          <p class="hint">
            {t(
              'Gói hồ sơ có mọi văn bản, minh chứng, nhật ký và chữ ký số trong một tệp ZIP; hồ sơ lớn cần vài phút.',
              'The package has papers, evidence, history and signature in one ZIP; a large case takes some minutes.',
            )}
          </p>
          <div class="buttons">
            <button class="quiet">{t('Đóng gói hồ sơ (ZIP)', 'Make the package (ZIP)')}</button>
          </div>
        </form>
      )}
      {packaged === 'later' && <p class="stopped">{say(packageNotYet)}</p>}
    </section>
  )
}

export const paperPages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/papers',
    access: { to: 'seeCase', of: 'cycle' },
    params: params.cycle,
    async handle({ view, services, params: { cycle }, at, ...call }) {
      const ground = groundOf(call)
      const { standing, place } = ground
      const items = await readablePapers(services, ground, at)
      const [found, certificates, reader] = await withClient(services.db, (client) =>
        together(client, () => [
          findCase(client, cycle),
          findCertificates(client, { cycle, at }),
          packageReader(client, cycle, ground),
        ]),
      )
      if (!found) throw notFound()
      const takes = rolesFor('takePackage', standing, place).length > 0
      const packaged = takes ? (reader ? 'yes' : 'later') : 'no'
      const print = rolesFor('printCertificates', standing, place).length > 0
      return (
        <Frame view={view} title={view.t('Văn bản', 'Papers')} place="cases">
          <CaseHead view={view} found={found} place="papers" ground={ground} />
          <div class="columns">
            <div>
              <PaperList view={view} cycle={cycle} items={items} />
            </div>
            <aside>
              <Takeaway view={view} cycle={cycle} packaged={packaged} />
              <Certificates view={view} items={certificates} print={print} />
            </aside>
          </div>
        </Frame>
      )
    },
  }),
]
