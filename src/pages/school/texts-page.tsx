// How the particulars and texts of a school look, to read and to write.
import type { SchoolData } from '../../domain/case.ts'
import type { Text } from '../../domain/text.ts'
import type { SchoolPage } from '../../store/views/schools.ts'
import type { Fault } from '../faults.ts'
import { Frame } from '../frame.tsx'
import { draftForm, DraftState, SavedDraft } from '../parts/draft.tsx'
import { Field, Input } from '../parts/field.tsx'
import { Done, Faults } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { SchoolHead, schoolUrl } from './head.tsx'

type Part = 'opening' | 'conclusion' | 'strengths' | 'limits' | 'direction'

export interface StandardTexts {
  id: string
  name: Text
  parts: readonly Part[]
}

interface Props {
  view: View
  school: SchoolPage
  data: SchoolData
  version: number
  standards: readonly StandardTexts[]
  faults: readonly Fault[]
  may: boolean
  unsaved: boolean
  done: boolean
}

const partNames: Record<Part, readonly [string, string]> = {
  opening: ['Mở đầu', 'Opening'],
  conclusion: ['Kết luận về tiêu chuẩn', 'Conclusion'],
  strengths: ['Điểm mạnh nổi bật', 'Main strengths'],
  limits: ['Hạn chế trọng tâm và nguyên nhân cốt lõi', 'Main limits and their causes'],
  direction: ['Định hướng cải tiến', 'Direction of improvement'],
}

export function TextsPage(props: Props) {
  const { view, school, version, faults, may, unsaved, done } = props
  const { t } = view
  const draft = `school-texts ${school.id}`
  return (
    <Frame
      view={view}
      title={`${t('Thông tin và lời văn báo cáo', 'Particulars and texts')} · ${school.name}`}
      place="cases"
      scripts={['draft.js']}
    >
      <SchoolHead view={view} school={school} place="texts" />
      {done && <SavedDraft view={view} what={draft} />}
      {done && <Done>{t('Đã lưu.', 'Saved.')}</Done>}
      <form
        method="post"
        action={`${schoolUrl(school.id)}/texts`}
        {...draftForm(view, draft, { base: '_version', unsaved })}
        novalidate
      >
        <Faults view={view} faults={faults} />
        <input type="hidden" name="_version" value={String(version)} autocomplete="off" />
        <fieldset disabled={!may} class="bare">
          <Particulars {...props} />
          <Texts {...props} />
        </fieldset>
        {may && (
          <div class="buttons save">
            <button data-shortcut="Ctrl+S|Lưu|Save">{t('Lưu', 'Save')}</button>
            <DraftState />
          </div>
        )}
      </form>
    </Frame>
  )
}

function Particulars({ view, data }: Props) {
  const { t } = view
  const line = (name: keyof SchoolData & string, label: string, type = 'text') => (
    <Input view={view} name={name} label={label} value={String(data[name])} maxlength={300} type={type} />
  )
  const pick = (name: string, label: string, value: string, options: readonly (readonly [string, string])[]) => (
    <Field view={view} id={name} label={label}>
      <select id={name} name={name}>
        {options.map(([one, text]) => (
          <option value={one} selected={one === value}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  )
  return (
    <section class="card">
      <h2>{t('Thông tin chung', 'Particulars')}</h2>
      <div class="pair">
        {line('address', t('Địa chỉ', 'Address'))}
        {line('commune', t('Xã, phường', 'Commune'))}
        {line('province', t('Tỉnh, thành phố', 'Province'))}
        {line('managingBody', t('Cơ quan chủ quản', 'Managing body'))}
        {line('principal', t('Hiệu trưởng', 'Principal'))}
        {line('phone', t('Điện thoại', 'Telephone'))}
        {line('website', t('Trang thông tin điện tử', 'Website'))}
        {line('campuses', t('Số điểm trường', 'Campuses'), 'number')}
        {pick('ownership', t('Loại hình', 'Ownership'), data.ownership, [
          ['public', t('Công lập', 'Public')],
          ['private', t('Tư thục', 'Private')],
        ])}
        {pick('disadvantagedArea', t('Vùng khó khăn', 'Disadvantaged area'), String(data.disadvantagedArea), [
          ['false', t('Không', 'No')],
          ['true', t('Có', 'Yes')],
        ])}
      </div>
      <Prose
        view={view}
        name="formerNames"
        label={t('Tên trước đây (mỗi dòng một tên)', 'Former names, one a line')}
        value={data.formerNames.join('\n')}
      />
    </section>
  )
}

function Texts({ view, data, standards }: Props) {
  const { t, say } = view
  return (
    <>
      <section class="card">
        <h2>{t('Phần chung của báo cáo', 'The report as a whole')}</h2>
        <Prose
          view={view}
          name="situation"
          label={t('Tình hình chung, bối cảnh', 'General situation')}
          value={data.situation}
        />
        <Prose view={view} name="purpose" label={t('Mục đích tự đánh giá', 'Purpose')} value={data.purpose} />
        <Prose view={view} name="process" label={t('Quá trình tự đánh giá', 'How it was done')} value={data.process} />
        <Prose view={view} name="conclusion" label={t('Kết luận chung', 'Conclusion')} value={data.conclusion} />
        <Prose
          view={view}
          name="abbreviations"
          label={t('Chữ viết tắt (mỗi dòng: GV = Giáo viên)', 'Abbreviations, one a line: GV = Giáo viên')}
          value={data.abbreviations.map(({ short, long }) => `${short} = ${long}`).join('\n')}
        />
      </section>
      {standards.map(({ id, name, parts }) => (
        <section class="card">
          <h2>
            {t('Tiêu chuẩn', 'Standard')} {id}: {say(name)}
          </h2>
          {parts.map((part) => (
            <Prose
              view={view}
              name={`standards/${id}/${part}`}
              label={t(...partNames[part])}
              value={data.standards[id]?.[part] ?? ''}
            />
          ))}
        </section>
      ))}
    </>
  )
}

function Prose({ view, name, label, value }: { view: View; name: string; label: string; value: string }) {
  return (
    <Field view={view} id={name} label={label}>
      <textarea id={name} name={name} lang="vi" maxlength={60_000} class="short">
        {value}
      </textarea>
    </Field>
  )
}
