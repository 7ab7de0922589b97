// The form of an observation, also for a phone without a network: what, how, where, when, photos, and what a finding rests on.
import type { ObservationRow } from '../../store/views/talk.ts'
import { type Text } from '../../domain/text.ts'
import { assetUrl } from '../assets.ts'
import type { Fault } from '../faults.ts'
import { reviewUrl } from '../page.ts'
import { described, Field, Input } from '../parts/field.tsx'
import { Faults } from '../parts/say.tsx'
import { subjectsOf } from '../sheets/parts.ts'
import type { View } from '../view.ts'
import type { Review } from './load.ts'
import { kinds, methods } from './observation-words.ts'

/** An observation while it is typed. */
export interface NoteDraft {
  id: string
  version: string
  kind: string
  method: string
  criterion: string
  body: string
  place: string
  evidence: string
  observedOn: string
  observedTime: string
  drawnFrom: string[]
}

interface FormProps {
  view: View
  review: Review
  draft: NoteDraft
  faults: readonly Fault[]
  rows: readonly ObservationRow[]
}

export function ObservationForm({ view, review, draft, faults, rows }: FormProps) {
  const { t } = view
  const fault = (name: string) => faults.find(({ field }) => field === name)?.message
  const url = reviewUrl(review.found.id, 'observations')
  const own = rows.filter(({ kind, id }) => kind === 'observation' && id !== draft.id)
  return (
    <form
      method="post"
      action={url}
      enctype="multipart/form-data"
      class="card screen"
      id="add"
      novalidate
      {...words(view, review)}
    >
      <h2>{draft.version === '' ? t('Ghi chép mới', 'New note') : t('Sửa ghi chép', 'Change the note')}</h2>
      <Faults view={view} faults={faults} />
      <input type="hidden" name="id" value={draft.id} autocomplete="off" />
      <input type="hidden" name="version" value={draft.version} autocomplete="off" />
      <div class="pair">
        <Select view={view} name="kind" label={t('Loại', 'Kind')} options={kinds} value={draft.kind} />
        <Select view={view} name="method" label={t('Cách biết', 'Method')} options={methods} value={draft.method} />
      </div>
      <Field view={view} id="body" label={t('Nội dung', 'What')} fault={fault('body')}>
        <textarea
          id="body"
          name="body"
          maxlength={20_000}
          lang="vi"
          data-shortcut="b|Viết ghi chép|Write"
          {...described('body', { fault: fault('body') })}
        >
          {draft.body}
        </textarea>
      </Field>
      <Field view={view} id="criterion" label={t('Tiêu chí', 'Criterion')} optional>
        <select id="criterion" name="criterion">
          <option value="">{t('Chung', 'General')}</option>
          {subjectsOf(review.set).map(({ id, title }) => (
            <option value={id} selected={id === draft.criterion}>
              {id} {view.say(title)}
            </option>
          ))}
        </select>
      </Field>
      <Circumstances view={view} draft={draft} fault={fault} />
      {own.length > 0 && <DrawnFrom view={view} rows={own} chosen={draft.drawnFrom} />}
      <div class="buttons">
        <button data-shortcut="Ctrl+Enter|Ghi|Write">{t('Ghi', 'Write')}</button>
        {draft.version !== '' && (
          <a class="button quiet" href={url}>
            {t('Thôi', 'Cancel')}
          </a>
        )}
        <span class="saved" id="queue" role="status"></span>
      </div>
      <ul class="codes" id="waiting"></ul>
    </form>
  )
}

/** What the script says and needs. */
function words({ t, me }: View, { found }: Review) {
  return {
    'data-cycle': found.id,
    'data-person': me?.personId,
    'data-worker': assetUrl('observe-worker.js'),
    'data-waiting': t(
      ' ghi chép còn ở máy này, tự gửi khi có mạng.',
      ' notes are kept here and sent when the network is back.',
    ),
    'data-arrived': t('Mọi ghi chép đã gửi.', 'Everything is sent.'),
    'data-out': t(
      'Phiên làm việc đã hết: hãy đăng nhập lại, ghi chép còn ở máy này.',
      'You are signed out: sign in again, your notes are kept here.',
    ),
    'data-refused': t('Chưa nhận: ', 'Not taken: '),
    'data-mend': t('Sửa lại', 'Put right'),
    'data-drop': t('Bỏ ghi chép này', 'Drop this note'),
    'data-sure': t('Bỏ hẳn ghi chép này khỏi máy?', 'Drop this note from this machine for good?'),
  }
}

interface CircumstanceProps {
  view: View
  draft: NoteDraft
  fault(name: string): Text | undefined
}

/** When, where, on which evidence, with which photos. */
function Circumstances({ view, draft, fault }: CircumstanceProps) {
  const { t } = view
  return (
    <>
      <div class="pair">
        <Input
          view={view}
          name="observedOn"
          type="date"
          label={t('Ngày', 'Day')}
          value={draft.observedOn}
          fault={fault('observedOn')}
        />
        <Input
          view={view}
          name="observedTime"
          type="time"
          label={t('Giờ', 'Time')}
          value={draft.observedTime}
          fault={fault('observedTime')}
          optional
        />
        <Input view={view} name="place" label={t('Ở đâu', 'Where')} value={draft.place} maxlength={300} optional />
      </div>
      <Input
        view={view}
        name="evidence"
        label={t('Mã minh chứng liên quan', 'Evidence codes')}
        hint={t('Cách nhau bằng dấu cách.', 'With spaces between them.')}
        value={draft.evidence}
        fault={fault('evidence')}
        optional
      />
      <Field
        view={view}
        id="photo"
        label={t('Ảnh', 'Photos')}
        hint={t('Vị trí chụp trong ảnh được gỡ bỏ.', 'Where a photo was made is removed from it.')}
        optional
      >
        <input
          id="photo"
          name="photo"
          type="file"
          accept="image/jpeg,image/png,image/webp"
          multiple
          aria-describedby="photo-hint"
        />
      </Field>
    </>
  )
}

interface SelectProps {
  view: View
  name: string
  label: string
  options: Readonly<Record<string, readonly [string, string]>>
  value: string
}

function Select({ view, name, label, options, value }: SelectProps) {
  return (
    <Field view={view} id={name} label={label}>
      <select id={name} name={name}>
        {Object.entries(options).map(([key, words]) => (
          <option value={key} selected={key === value}>
            {view.t(...words)}
          </option>
        ))}
      </select>
    </Field>
  )
}

function DrawnFrom({ view, rows, chosen }: { view: View; rows: readonly ObservationRow[]; chosen: readonly string[] }) {
  return (
    <details open={chosen.length > 0}>
      <summary>{view.t('Rút ra từ các điều ghi nhận nào?', 'Drawn from which observations?')}</summary>
      <div>
        {rows.map(({ id, body, criterion }) => (
          <p class="choices">
            <label>
              <input type="checkbox" name="drawnFrom" value={id} checked={chosen.includes(id)} />
              <span lang="vi">
                {criterion} {body.slice(0, 120)}
              </span>
            </label>
          </p>
        ))}
      </div>
    </details>
  )
}
