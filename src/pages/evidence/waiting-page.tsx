// How files that wait for the register look: a card each, ticked where the file is ready.
import type { UploadRow } from '../../store/files/uploads.ts'
import { labelled } from '../../domain/text.ts'
import type { CaseRow } from '../../store/views/cases.ts'
import type { Ground } from '../../store/views/standing.ts'
import { CaseHead } from '../cases/head.tsx'
import type { Fault } from '../faults.ts'
import type { Fields } from '../fields.ts'
import { Frame } from '../frame.tsx'
import { caseUrl } from '../page.ts'
import { draftForm, DraftState } from '../parts/draft.tsx'
import { described, Field, Input } from '../parts/field.tsx'
import { Done, Faults, Note, Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { secrecyName } from '../words.ts'
import type { CriterionName } from './add-form.tsx'
import { evidenceUrl } from './case-of.ts'

export interface WaitingFile extends UploadRow {
  duplicates: string[]
}

interface Props {
  view: View
  found: CaseRow
  ground: Ground
  criteria: readonly CriterionName[]
  files: readonly WaitingFile[]
  faults: readonly Fault[]
  /** Codes that were given before something went wrong. */
  entered: readonly string[]
  typed: Fields
  done: string | undefined
  sendKey: string
}

export const waitingDraft = (cycle: string) => `evidence-uploads ${cycle}`

export function WaitingPage(props: Props) {
  const { view, found, ground, files, faults, entered, sendKey } = props
  const { t } = view
  const url = `${caseUrl(found.id)}/evidence-uploads`
  return (
    <Frame
      view={view}
      title={`${t('Tệp chờ ghi danh mục', 'Files to be entered')} · ${found.schoolName}`}
      place="cases"
      scripts={['waiting.js', 'draft.js']}
    >
      <CaseHead view={view} found={found} place="evidence" ground={ground} />
      <p class="crumbs">
        <a href={evidenceUrl(found.id)}>{t('← Danh mục minh chứng', '← Register of evidence')}</a>
      </p>
      <h2>{t('Tệp đã tải lên, chờ ghi danh mục', 'Files that wait for the register')}</h2>
      {entered.length > 0 && <Done>{t(`Đã ghi: ${entered.join(', ')}.`, `Entered: ${entered.join(', ')}.`)}</Done>}
      <Faults view={view} faults={faults.map((fault) => withName(fault, files))} />
      {files.length === 0 ? (
        <Nothing title={t('Không có tệp nào đang chờ.', 'No file is waiting.')}>
          {t('Tải tệp lên ở trang danh mục minh chứng.', 'Send files up on the page of the register.')}
        </Nothing>
      ) : (
        <form
          method="post"
          action={url}
          {...draftForm(view, waitingDraft(found.id), { unsaved: faults.length > 0 })}
          novalidate
        >
          <input type="hidden" name="_key" value={sendKey} />
          {files.map((file) => (
            <FileCard {...props} file={file} />
          ))}
          <div class="buttons save">
            <button>{t('Ghi các tệp đã đánh dấu vào danh mục', 'Enter the files ticked')}</button>
            <DraftState />
          </div>
        </form>
      )}
    </Frame>
  )
}

/** In the summary a fault says which file it is about. */
function withName(fault: Fault, files: readonly WaitingFile[]): Fault {
  const file = files.find(({ id }) => fault.field?.startsWith(`${id}.`))
  return file ? { ...fault, message: labelled(file.name, fault.message) } : fault
}

type CardProps = Props & { file: WaitingFile }

function FileCard(props: CardProps) {
  const { view, found, typed, file } = props
  const { t } = view
  const { id, name, status } = file
  const ready = status === 'ready'
  const ticked = typed.all('upload').length === 0 || typed.all('upload').includes(id)
  return (
    <fieldset id={id}>
      <legend>
        <label class="inline">
          <input type="checkbox" name="upload" value={id} disabled={!ready} checked={ready && ticked} />{' '}
          <span lang="vi">{name}</span>
        </label>
      </legend>
      <Standing {...props} />
      {ready && <Particulars {...props} />}
      <button class="plain" formaction={`${caseUrl(found.id)}/evidence-uploads/${id}/cancel`}>
        {t('Hủy tệp này', 'Drop this file')}
        <span class="unseen">: {name}</span>
      </button>
    </fieldset>
  )
}

/** Why a file waits, and whether the register has it already. */
function Standing({ view, typed, file: { id, status, reason, duplicates } }: CardProps) {
  const { t } = view
  const waits =
    status === 'receiving'
      ? t('Chưa tải xong: chọn lại đúng tệp này để tải tiếp.', 'Not complete: choose the file again to go on.')
      : t('Đang chờ kiểm tra.', 'Waits to be checked.')
  return (
    <>
      {status !== 'ready' && <Note>{reason ?? waits}</Note>}
      {duplicates.length > 0 && (
        <Note>
          <p>
            {t('Tệp này đã có trong danh mục: ', 'The register has this file: ')}
            {duplicates.join(', ')}.{' '}
            <label class="inline">
              <input type="checkbox" name={`${id}.again`} value="yes" checked={typed.has(`${id}.again`)} />{' '}
              {t('Vẫn ghi thêm mã mới', 'Enter it again')}
            </label>
          </p>
        </Note>
      )}
    </>
  )
}

function Particulars({ view, found, criteria, faults, typed, file: { id, name } }: CardProps) {
  const { t, say } = view
  const field = (key: string) => `${id}.${key}`
  const value = (key: string, otherwise = '') => (typed.has(field(key)) ? typed.text(field(key)) : otherwise)
  const fault = (key: string) => faults.find((one) => one.field === field(key))?.message
  const line = (key: string, label: string, otherwise = '', more: { type?: string; optional?: boolean } = {}) => {
    const known = {
      view,
      label,
      value: value(key, otherwise),
      fault: fault(key),
      maxlength: key === 'title' ? 500 : 300,
    }
    return <Input name={field(key)} {...known} {...more} />
  }
  const choose = (key: string, label: string, otherwise: string, options: readonly (readonly [string, string])[]) => (
    <Field view={view} id={field(key)} label={label} fault={fault(key)}>
      <select id={field(key)} name={field(key)} {...described(field(key), { fault: fault(key) })}>
        {options.map(([one, text]) => (
          <option value={one} selected={one === value(key, otherwise)}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  )
  const secrecy = ['internal', 'open', 'restricted'].map((one) => [one, say(secrecyName(one))] as const)
  const none = ['', t('– chọn tiêu chí –', '– choose –')] as const
  const named = [none, ...criteria.map((one) => [one.id, `${one.id} ${say(one.name)}`] as const)]
  return (
    <div class="pair">
      {line('title', t('Tên minh chứng', 'Title'), titleFrom(name))}
      {choose('criterion', t('Tiêu chí', 'Criterion'), criterionFrom(name), named)}
      {line('issuer', t('Nơi ban hành', 'Issuer'), found.schoolName)}
      {line('number', t('Số, ký hiệu', 'Number'), '', { optional: true })}
      {line('issuedOn', t('Ngày ban hành', 'Issued on'), '', { type: 'date', optional: true })}
      {choose('confidentiality', t('Phạm vi', 'Confidentiality'), 'internal', secrecy)}
    </div>
  )
}

/** `12-QD Ke hoach_2026.pdf` -> `12-QD Ke hoach 2026`. */
function titleFrom(name: string): string {
  return name.replace(/\.[^.]{1,5}$/, '').replaceAll('_', ' ')
}

/** `1.2` of a name that begins with it, as people sort their files. */
function criterionFrom(name: string): string {
  return /^\D{0,6}(\d\.\d{1,2})(?!\d)/.exec(name)?.[1] ?? ''
}
