// Beside a decision: what can be signed now, who may sign each award and why others may not, and the certificates that came of it.
import { decide, type Standing } from '../../domain/policy.ts'
import type { Role } from '../../domain/roles.ts'
import type { CaseRow } from '../../store/views/cases.ts'
import type { CertificateRow, CopyRow } from '../../store/views/certificates.ts'
import type { Ground } from '../../store/views/standing.ts'
import { findDefinition } from '../../../workflows/index.ts'
import type { Shown } from '../cases/process-part.tsx'
import { caseUrl, sendUrl } from '../page.ts'
import { Icon } from '../parts/icon.tsx'
import type { View } from '../view.ts'
import { awardName, gradeName, roleName, statusName } from '../words.ts'

interface Props {
  view: View
  found: CaseRow
  ground: Ground
  shown: Shown | null
  people: readonly (Standing & { secondFactor: boolean })[]
  certificates: readonly (CertificateRow & { paper: readonly CopyRow[] })[]
}

export function Signing({ view, found, ground, shown, people, certificates }: Props) {
  const { t } = view
  return (
    <>
      <section class="card">
        <h2>{t('Ký quyết định', 'Sign')}</h2>
        {shown === null ? (
          <p>
            {t(
              'Việc công nhận bắt đầu khi có báo cáo đánh giá ngoài, thẩm định.',
              'Recognition begins with the report of the review.',
            )}
          </p>
        ) : (
          <Offers view={view} shown={shown} />
        )}
      </section>
      {shown && <Signers view={view} shown={shown} ground={ground} people={people} />}
      <Certificates view={view} certificates={certificates} />
      <section class="card">
        <h2>{t('Văn bản', 'Papers')}</h2>
        <p>
          <a href={`${caseUrl(found.id)}/papers`}>
            {t('Quyết định, báo cáo, chứng nhận và gói hồ sơ', 'Decisions, reports, certificates and the package')}
          </a>
        </p>
      </section>
    </>
  )
}

/** Only what is about an award: it is named after one, and what concerns the whole case stands on the case's page. */
const aboutAward = /(Accreditation|NationalStandard)/

function Offers({ view, shown }: { view: View; shown: Shown }) {
  const { t, say } = view
  const open = shown.allowed.filter(({ event }) => aboutAward.test(event))
  const stopped = shown.refused.filter(({ event }) => aboutAward.test(event))
  if (open.length + stopped.length === 0)
    return <p>{t('Hiện bạn không có việc nào phải ký ở đây.', 'There is nothing here for you to sign now.')}</p>
  return (
    <>
      <ul class="actions">
        {open.map(({ event, label }) => (
          <li>
            <a
              class={event.startsWith('grant') || event.startsWith('propose') ? 'button' : 'button quiet'}
              href={sendUrl(shown.id, event)}
            >
              {say(label)} <Icon name="arrow" />
            </a>
          </li>
        ))}
      </ul>
      {stopped.map(({ label, reasons }) => (
        <p class="stopped">
          <strong>{say(label)}</strong> – {t('chưa làm được', 'not yet')}: {reasons.map(say).join(' ')}
        </p>
      ))}
    </>
  )
}

interface SignersProps {
  view: View
  shown: Shown
  ground: Ground
  people: Props['people']
}

/** For each award its authority, and everybody who holds that office: may they, and if not, why. */
function Signers({ view, shown, ground, people }: SignersProps) {
  const { t, say } = view
  const events = Object.entries(findDefinition(shown.process, shown.edition)?.events ?? {})
  const grants = events.filter(([event]) => event.startsWith('grant'))
  return (
    <section class="card">
      <h2>{t('Ai được ký, ai không', 'Who may sign')}</h2>
      {grants.map(([, { label, by }]) => {
        const holders = people.filter(({ offices }) => offices.some(({ role }) => by.includes(role)))
        return (
          <>
            <h3>{say(label)}</h3>
            <p class="hint">{by.map((role) => say(roleName(role))).join(', ')}</p>
            <ul class="codes">
              {holders.map((one) => (
                <Signer view={view} one={one} by={by} ground={ground} />
              ))}
              {holders.length === 0 && <li>{t('Chưa có ai giữ chức vụ này.', 'Nobody holds this office.')}</li>}
            </ul>
          </>
        )
      })}
    </section>
  )
}

function Signer({
  view,
  one,
  by,
  ground,
}: {
  view: View
  one: Props['people'][number]
  by: readonly Role[]
  ground: Ground
}) {
  const { t, say } = view
  const verdict = decide(one, by, ground.place)
  // Cards of the demonstration sign in as with a second factor.
  const strong = one.secondFactor || view.demo || (view.me?.personId === one.personId && view.me.strong)
  const why = verdict.allowed
    ? strong
      ? null
      : t('Phải bật xác thực hai bước trước khi ký.', 'Must set up the second factor before signing.')
    : say(verdict.reason)
  return (
    <li>
      <span>{one.name}</span>
      {verdict.allowed ? (
        <span class={why === null ? 'chip good' : 'chip warn'}>
          {why === null ? t('được ký', 'may sign') : t('chưa ký được', 'not yet')}
        </span>
      ) : (
        <span class="chip bad">{t('không được ký', 'may not sign')}</span>
      )}
      {why !== null && <small>{why}</small>}
    </li>
  )
}

function Certificates({ view, certificates }: { view: View; certificates: Props['certificates'] }) {
  const { t, say } = view
  if (certificates.length === 0) return null
  return (
    <section class="card">
      <h2>{t('Chứng nhận, bằng đã cấp', 'Certificates')}</h2>
      <ul class="codes">
        {certificates.map(({ number, award, grade, status, expiresAt, paper, department }) => (
          <li>
            <span>
              <a href={`/province/certificates/${encodeURIComponent(department.id)}/${encodeURIComponent(number)}`}>
                {number}
              </a>
              <br />
              <small>
                {say(awardName(award))}, {say(gradeName(award, grade))}; {t('đến', 'until')} {view.day(expiresAt)};{' '}
                {t(`${paper.length} bản giấy`, `${paper.length} copies`)}
              </small>
            </span>
            <span class={status === 'valid' ? 'chip good' : 'chip warn'}>{say(statusName(status))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
