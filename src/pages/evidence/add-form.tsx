// The form that adds a piece of evidence: its particulars and its file. Large files go up by the script, small ones with the form.
import { say, type Text } from '../../domain/text.ts'
import type { UploadRow } from '../../store/files/uploads.ts'
import type { CaseRow } from '../../store/views/cases.ts'
import type { Fault } from '../faults.ts'
import { caseUrl } from '../page.ts'
import { draftForm, DraftState } from '../parts/draft.tsx'
import { described, Field, Input } from '../parts/field.tsx'
import { Faults } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { secrecyName } from '../words.ts'
import type { Typed } from './library.tsx'

export interface CriterionName {
  id: string
  name: Text
}

/** A file that was sent up with a form that came back. */
export type KeptFile = Pick<UploadRow, 'id' | 'name'>

interface Props {
  view: View
  found: CaseRow
  criteria: readonly CriterionName[]
  chosen: string
  typed: Typed
  kept: KeptFile | undefined
  faults: readonly Fault[]
  sendKey: string
}

export const evidenceDraft = (cycle: string) => `evidence ${cycle}`

export function AddForm({ view, found, criteria, chosen, typed, kept, faults, sendKey }: Props) {
  const { t } = view
  const wrong = faultAt(faults, 'criterion')
  const url = `${caseUrl(found.id)}/evidence`
  return (
    <details class="card screen" id="add" open={faults.length > 0 || chosen !== ''}>
      <summary>
        <strong>{t('Thêm minh chứng', 'Add evidence')}</strong>
      </summary>
      <form
        method="post"
        action={url}
        enctype="multipart/form-data"
        id="upload"
        {...sending(view, found.id)}
        {...draftForm(view, evidenceDraft(found.id), { unsaved: faults.length > 0 })}
        novalidate
      >
        <Faults view={view} faults={named(faults)} />
        <input type="hidden" name="_key" value={sendKey} />
        <Field view={view} id="criterion" label={view.say(names.criterion)} fault={wrong}>
          <select id="criterion" name="criterion" {...described('criterion', { fault: wrong })}>
            <option value="">{t('– chọn tiêu chí –', '– choose –')}</option>
            {criteria.map(({ id, name }) => (
              <option value={id} selected={id === (typed['criterion'] ?? chosen)}>
                {id} {view.say(name)}
              </option>
            ))}
          </select>
        </Field>
        <Particulars view={view} typed={typed} faults={faults} />
        <FileParts view={view} label={t('Tệp', 'File')} kept={kept} faults={faults} />
        <div class="choices">
          <label>
            <input type="checkbox" name="allowDuplicate" value="true" checked={typed['allowDuplicate'] === 'true'} />{' '}
            {t('Cho phép tệp đã có trong danh mục', 'The file may be in the register already')}
          </label>
        </div>
        <Send view={view} name={t('Thêm minh chứng', 'Add evidence')} />
        <DraftState />
      </form>
    </details>
  )
}

/** What the script that sends the file of a form up in pieces needs to know. */
export function sending({ t }: View, cycle: string) {
  return {
    'data-uploads': `/api/cycles/${encodeURIComponent(cycle)}/uploads`,
    'data-sending': t('Đang tải lên: ', 'Uploading: '),
    'data-again': t('Mất mạng, đang thử lại…', 'Offline, trying again…'),
  }
}

/** The button, with how far the file is. */
export function Send({ view, name }: { view: View; name: string }) {
  return (
    <>
      <div class="buttons">
        <button>{name}</button>
        <span class="saved" id="progress" role="status"></span>
      </div>
      <progress id="bar" max="100" value="0" aria-label={view.t('Tiến độ tải lên', 'Upload')} hidden></progress>
    </>
  )
}

type PartProps = Pick<Props, 'view' | 'typed' | 'faults'>

const names = {
  criterion: say('Tiêu chí', 'Criterion'),
  title: say('Tên minh chứng', 'Title'),
  issuer: say('Nơi ban hành', 'Issuer'),
  number: say('Số, ký hiệu', 'Number'),
  issuedOn: say('Ngày ban hành', 'Issued on'),
  period: say('Giai đoạn', 'Period'),
  place: say('Nơi lưu bản gốc', 'Where it is kept'),
  note: say('Ghi chú', 'Note'),
}

/** For the summary, where a fault stands away from its field. */
export function named(faults: readonly Fault[]): Fault[] {
  return faults.map((fault) => {
    const name = Object.entries(names).find(([field]) => field === fault.field)?.[1]
    const { vi, en } = fault.message
    return name ? { ...fault, message: say(`${name.vi}: ${vi}`, `${name.en}: ${en}`) } : fault
  })
}

const faultAt = (faults: readonly Fault[], name: string) => faults.find(({ field }) => field === name)?.message

/** What is written about a piece of evidence. */
export function Particulars({ view, typed, faults }: PartProps) {
  const { t } = view
  const line = (name: keyof typeof names, more: { type?: string; optional?: boolean; maxlength?: number } = {}) => (
    <Input
      view={view}
      name={name}
      label={view.say(names[name])}
      value={typed[name] ?? ''}
      fault={faultAt(faults, name)}
      maxlength={more.maxlength ?? 300}
      {...more}
    />
  )
  return (
    <>
      {line('title', { maxlength: 500 })}
      <div class="pair">
        {line('issuer')}
        {line('number', { optional: true, maxlength: 200 })}
        {line('issuedOn', { type: 'date', optional: true })}
        {line('period', { optional: true, maxlength: 100 })}
        {line('place', { optional: true })}
        <Field view={view} id="confidentiality" label={t('Phạm vi', 'Confidentiality')}>
          <select id="confidentiality" name="confidentiality">
            {['internal', 'open', 'restricted'].map((value) => (
              <option value={value} selected={value === typed['confidentiality']}>
                {view.say(secrecyName(value))}
              </option>
            ))}
          </select>
        </Field>
      </div>
      {line('note', { optional: true, maxlength: 2000 })}
    </>
  )
}

interface FileProps extends Pick<Props, 'view' | 'faults'> {
  label: string
  kept: KeptFile | undefined
  optional?: boolean
}

/** The file, which is not asked for again where it is there already. */
export function FileParts({ view, label, kept, faults, optional = false }: FileProps) {
  const { t } = view
  const fault = faultAt(faults, 'file')
  const kinds = t(
    'PDF, Word, Excel hoặc ảnh. Tệp lớn được tải tiếp khi mạng chập chờn.',
    'PDF, Word, Excel or an image. A large one goes on where the network broke off.',
  )
  const there = t(
    `Đã có tệp “${kept?.name}”; chỉ chọn lại nếu muốn đổi.`,
    `“${kept?.name}” is here; choose only to change it.`,
  )
  return (
    <>
      <input type="hidden" name="upload" value={kept?.id ?? ''} />
      <Field view={view} id="file" label={label} hint={kept ? there : kinds} fault={fault} optional={optional}>
        <input id="file" name="file" type="file" {...described('file', { hint: 'yes', fault })} />
      </Field>
      <div class="choices">
        <label>
          <input type="checkbox" name="removeLocation" value="true" checked />{' '}
          {t('Xóa vị trí chụp khỏi ảnh', 'Remove the place from photos')}
        </label>
      </div>
    </>
  )
}
