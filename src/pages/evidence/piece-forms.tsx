// What can be done with a piece of evidence: a new revision of its file or particulars, and opening restricted evidence to one reviewer until a day.
import { described, Field, Input } from '../parts/field.tsx'
import { FileParts, Particulars, Send, sending } from './add-form.tsx'
import { evidenceUrl } from './case-of.ts'
import type { Typed } from './library.tsx'
import type { PieceProps } from './piece-page.tsx'

const faultIn = (faults: PieceProps['faults'], name: string) => faults.find(({ field }) => field === name)?.message

/** A new file, or only what is written about it put right: both are a revision with its reason. */
export function ReviseForm({ view, known, faults, typed, kept, sendKey }: PieceProps) {
  const { t } = view
  const { found, item } = known
  const isBack = typed.has('title')
  const present = { ...item, issuedOn: item.issuedOn ?? '' } as unknown as Typed
  const own = isBack ? Object.fromEntries(typed.entries()) : present
  return (
    <details class="card screen" open={isBack && faults.length > 0}>
      <summary>
        <strong>{t('Sửa thông tin hoặc thay tệp', 'Correct it or replace the file')}</strong>
      </summary>
      <form
        method="post"
        action={`${evidenceUrl(found.id, item.code)}/revisions`}
        enctype="multipart/form-data"
        id="upload"
        {...sending(view, found.id)}
        novalidate
      >
        <input type="hidden" name="_key" value={sendKey} />
        <Particulars view={view} typed={own} faults={faults} />
        <FileParts view={view} label={t('Tệp mới', 'The new file')} kept={kept} faults={faults} optional />
        <Input
          view={view}
          name="reason"
          label={t('Lý do sửa, thay', 'Reason')}
          value={typed.text('reason')}
          fault={faultIn(faults, 'reason')}
          maxlength={1000}
        />
        <Send view={view} name={t('Lưu bản mới', 'Save the revision')} />
      </form>
    </details>
  )
}

export function Grants(props: PieceProps) {
  const { view, known } = props
  const { found, item, grants } = known
  const { t } = view
  return (
    <section class="card" id="grants">
      <h2>{t('Mở cho thành viên đoàn', 'Opened to reviewers')}</h2>
      {grants.length === 0 && <p class="hint">{t('Chưa mở cho ai.', 'Not opened to anybody.')}</p>}
      <ul class="codes">
        {grants.map(({ id, name, reason, until }) => (
          <li>
            <span>
              {name} · {t('đến', 'until')} {view.day(until)}
              <br />
              <small lang="vi">{reason}</small>
            </span>
            {until > view.at && (
              <form method="post" action={`${evidenceUrl(found.id, item.code)}/grants/${id}/withdrawal`}>
                <button class="quiet small">
                  {t('Đóng lại', 'Close')}
                  <span class="unseen">: {name}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {known.reviewers.length > 0 && <GrantForm {...props} />}
    </section>
  )
}

function GrantForm({ view, known, faults, typed, sendKey }: PieceProps) {
  const { t } = view
  const fault = faultIn(faults, 'person')
  return (
    <form method="post" action={`${evidenceUrl(known.found.id, known.item.code)}/grants`} novalidate>
      <input type="hidden" name="_key" value={sendKey} />
      <div class="pair">
        <Field view={view} id="person" label={t('Thành viên', 'Reviewer')} fault={fault}>
          <select id="person" name="person" {...described('person', { fault })}>
            <option value="">{t('– chọn –', '– choose –')}</option>
            {known.reviewers.map(([id, name]) => (
              <option value={id} selected={id === typed.text('person')}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Input
          view={view}
          name="until"
          type="date"
          label={t('Đến ngày', 'Until')}
          value={typed.text('until')}
          fault={faultIn(faults, 'until')}
        />
        <Input
          view={view}
          name="why"
          label={t('Lý do', 'Reason')}
          value={typed.text('why')}
          fault={faultIn(faults, 'why')}
          maxlength={1000}
        />
      </div>
      <button class="quiet">{t('Mở minh chứng', 'Open')}</button>
    </form>
  )
}
