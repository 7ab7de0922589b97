// One certificate as the department keeps it: its facts, the steps of its case that concern it, its paper copies and a new one.
import { say } from '../../domain/text.ts'
import type { CertificateRow, CopyRow } from '../../store/views/certificates.ts'
import type { Shown } from '../cases/process-part.tsx'
import type { Fault } from '../faults.ts'
import type { Fields } from '../fields.ts'
import { Frame } from '../frame.tsx'
import { caseUrl, sendUrl } from '../page.ts'
import { Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { Faults } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { awardName, gradeName } from '../words.ts'
import { Places } from './places.tsx'
import { Fact } from '../parts/fact.tsx'
import { CertificateStatus, certificateUrl } from '../parts/certificate-status.tsx'

interface Props {
  view: View
  one: CertificateRow
  copies: readonly CopyRow[]
  /** The certification of its case; null for one from before the system. */
  shown: Shown | null
  may: { print: boolean; reissue: boolean }
  faults: readonly Fault[]
  fields: Fields
}

export function CertificatePage(props: Props) {
  const { view, one, shown, faults } = props
  const { t } = view
  return (
    <Frame view={view} title={t(`Chứng nhận ${one.number}`, `Certificate ${one.number}`)} place="province">
      <p class="crumbs">
        <a href="/province/certificates">{t('Sổ chứng nhận', 'Register')}</a>
      </p>
      <div class="head">
        <h1>{one.number}</h1>
        <CertificateStatus view={view} status={one.status} />
      </div>
      <Places view={view} here="certificates" />
      <Faults view={view} faults={faults} />
      <div class="columns">
        <div>
          <Facts view={view} one={one} shown={shown} />
          <Copies {...props} />
        </div>
        <aside class="loose">
          <Steps {...props} />
        </aside>
      </div>
    </Frame>
  )
}

function Facts({ view, one, shown }: Pick<Props, 'view' | 'one' | 'shown'>) {
  const { t, say: tell, day } = view
  const ends = (shown?.deadlines ?? []).filter(
    ({ event }) => event === `${one.award}RemedyEnded` || event === `${one.award}SuspensionEnded`,
  )
  return (
    <section class="card">
      <h2>{one.school.name}</h2>
      <dl class="facts">
        <Fact
          name={t('Danh hiệu', 'Award')}
          value={`${tell(awardName(one.award))}, ${tell(gradeName(one.award, one.grade))}`}
        />
        <Fact name={t('Quyết định', 'Decision')} value={one.decision} />
        <Fact name={t('Ngày cấp', 'Issued')} value={day(one.issuedAt)} />
        <Fact name={t('Có giá trị đến', 'Valid until')} value={day(one.expiresAt)} />
        <Fact name={t('Cơ quan', 'Department')} value={one.department.name} />
        {one.reason !== null && <Fact name={t('Lý do của tình trạng này', 'Why it stands so')} value={one.reason} />}
        {ends.map(({ label, dueAt }) => (
          <Fact name={label ? tell(label) : t('Đến', 'Until')} value={day(dueAt)} />
        ))}
      </dl>
      <p>
        {one.cycle && (
          <>
            <a href={`${caseUrl(one.cycle.id)}/decision`}>{t('Vì sao được cấp', 'Why it was given')}</a> ·{' '}
          </>
        )}
        <a href={`/xac-minh/${encodeURIComponent(one.number)}`}>
          {t('Trang xác minh công khai', 'Public verification')}
        </a>
      </p>
    </section>
  )
}

/** What the event book has for this award: named after it, in the order of what is lightest. */
function Steps({ view, one, shown }: Props) {
  const { t, say: tell } = view
  const name = `${one.award.charAt(0).toUpperCase()}${one.award.slice(1)}`
  const own = <T extends { event: string }>(offers: readonly T[]) => offers.filter(({ event }) => event.includes(name))
  if (shown === null)
    return (
      <section class="card">
        <h2>{t('Việc có thể làm', 'What can be done')}</h2>
        <p>
          {t(
            'Chứng nhận có trước hệ thống nên không có hồ sơ ở đây: hết hạn theo ngày ghi trên đó.',
            'The certificate is older than the system and has no case here: it ends on the day it names.',
          )}
        </p>
      </section>
    )
  const [open, stopped] = [own(shown.allowed), own(shown.refused)]
  return (
    <section class="card">
      <h2>{t('Khắc phục, đình chỉ, thu hồi', 'Remedy, suspension, revocation')}</h2>
      {open.length + stopped.length === 0 && (
        <p>{t('Hiện bạn không có việc nào với chứng nhận này.', 'There is nothing for you to do with it now.')}</p>
      )}
      <ul class="actions">
        {open.map(({ event, label }) => (
          <li>
            <a class="button quiet" href={sendUrl(shown.id, event)}>
              {tell(label)} <Icon name="arrow" />
            </a>
          </li>
        ))}
      </ul>
      {stopped.map(({ label, reasons }) => (
        <p class="stopped">
          <strong>{tell(label)}</strong> – {t('chưa làm được', 'not yet')}: {reasons.map(tell).join(' ')}
        </p>
      ))}
    </section>
  )
}

const reasonNames = {
  lost: say('Bản cũ bị mất', 'Lost'),
  damaged: say('Bản cũ bị hỏng', 'Damaged'),
  renamed: say('Trường đổi tên', 'School renamed'),
}

function Copies({ view, one, copies, may, fields, faults }: Props) {
  const { t } = view
  const key = { department: one.department.id, number: one.number }
  const paper = `/api/certificates/${encodeURIComponent(one.number)}/paper?department=${encodeURIComponent(one.department.id)}`
  const inForce = ['valid', 'inRemedy'].includes(one.status)
  return (
    <section class="card" id="copies">
      <h2>{t('Bản giấy', 'Paper copies')}</h2>
      {copies.length === 0 && <p>{t('Chưa in bản nào.', 'None was made yet.')}</p>}
      <ul class="codes">
        {copies.map(({ copy, madeAt, reason, schoolName, voidAt }) => (
          <li>
            <span>
              {t('Bản', 'Copy')} {copy}: {schoolName} {reason && `(${view.say(reasonNames[reason])})`}
            </span>
            <span>
              {view.day(madeAt)} {voidAt && <span class="chip none">{t('không còn giá trị', 'void')}</span>}
            </span>
          </li>
        ))}
      </ul>
      {may.print && inForce && (
        <p>
          <a class="button quiet" href={paper}>
            {t('Mở bản PDF đã ký', 'Open the signed PDF')}
          </a>
        </p>
      )}
      {may.reissue && inForce && copies.length > 0 && (
        <details open={faults.length > 0}>
          <summary>{t('Cấp lại bản giấy', 'Reissue')}</summary>
          <form method="post" action={`${certificateUrl(key)}/copies`}>
            <Field
              view={view}
              id="reason"
              label={t('Lý do', 'Reason')}
              fault={faults.find(({ field }) => field === 'reason')?.message}
            >
              <select id="reason" name="reason" required>
                <option value="">{t('– chọn –', '– choose –')}</option>
                {Object.entries(reasonNames).map(([value, words]) => (
                  <option value={value} selected={fields.text('reason') === value}>
                    {view.say(words)}
                  </option>
                ))}
              </select>
            </Field>
            <Field view={view} id="note" label={t('Ghi chú', 'Note')} optional>
              <textarea id="note" name="note" maxlength={1000}>
                {fields.text('note')}
              </textarea>
            </Field>
            <button>{t('Cấp lại', 'Reissue')}</button>
          </form>
        </details>
      )}
    </section>
  )
}
