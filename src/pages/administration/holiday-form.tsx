// The form of a year's days off: two lists to type or paste into, or a file in their place, and the reason.
import type { Fault } from '../faults.ts'
import { type Text } from '../../domain/text.ts'
import { described, Field, Input } from '../parts/field.tsx'
import { Faults } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { yearUrl } from './holiday-parts.tsx'

/** What stands in the form. */
export interface Entered {
  off: string
  worked: string
  reason: string
  version: number
}

interface ListProps {
  view: View
  name: string
  label: string
  hint: string
  value: string
  fault: Text | undefined
  rows: number
  optional?: boolean
}

function DayList({ view, name, label, hint, value, fault, rows, optional = false }: ListProps) {
  return (
    <Field view={view} id={name} label={label} hint={hint} fault={fault} optional={optional}>
      <textarea id={name} name={name} rows={rows} maxlength={20_000} {...described(name, { hint, fault })}>
        {`\n${value}`}
      </textarea>
    </Field>
  )
}

interface FormProps {
  view: View
  year: number
  entered: Entered
  faults: readonly Fault[]
}

export function HolidayForm({ view, year, entered, faults }: FormProps) {
  const { t } = view
  const faultOf = (field: string) => faults.find((one) => one.field === field)?.message
  const list = (name: 'off' | 'worked') => ({ view, name, value: entered[name], fault: faultOf(name) })
  return (
    <form method="post" action={yearUrl(year)} enctype="multipart/form-data" class="card" novalidate>
      <h2>{t('Cả năm như sẽ có', 'The whole year as it is to be')}</h2>
      <Faults view={view} faults={faults} />
      <input type="hidden" name="version" value={String(entered.version)} />
      <DayList
        {...list('off')}
        label={t('Ngày nghỉ', 'Days off')}
        hint={t(
          `Mỗi dòng một ngày hoặc một khoảng ngày rồi tên ngày lễ, ví dụ “02/09 Quốc khánh” hoặc “05/02 - 11/02 Tết Nguyên đán”. Dán được từ Excel hoặc từ thông báo nghỉ.`,
          `One day or stretch of days a line, then its name, e.g. “02/09 Quốc khánh” or “05/02 - 11/02 Tết”. May be pasted from Excel or an announcement.`,
        )}
        rows={12}
      />
      <DayList
        {...list('worked')}
        label={t('Thứ bảy, chủ nhật làm bù', 'Saturdays and Sundays worked instead')}
        hint={t('Ngày làm bù được tính là ngày làm việc.', 'They count as working days.')}
        rows={3}
        optional
      />
      <Field
        view={view}
        id="file"
        label={t('Hoặc tệp Excel, JSON', 'Or a workbook or JSON')}
        hint={t('Thay cho hai ô trên. Tối đa 10 MB.', 'In place of both fields above. 10 MB at most.')}
        fault={faultOf('file')}
        optional
      >
        <input id="file" name="file" type="file" accept=".xlsx,.json" aria-describedby="file-hint" />
      </Field>
      <p>
        <a href="/api/holidays/template">{t('Tải sổ tính mẫu để điền', 'An empty workbook to fill in')}</a>
      </p>
      <Input
        view={view}
        name="reason"
        label={t('Lý do', 'Reason')}
        hint={t(
          'Ghi vào nhật ký, ví dụ số thông báo nghỉ.',
          'Kept in the journal, e.g. the number of the announcement.',
        )}
        value={entered.reason}
        fault={faultOf('reason')}
        maxlength={1000}
        required
      />
      <div class="buttons">
        <button name="act" value="try">
          {t('Xem trước thay đổi', 'See what it changes')}
        </button>
      </div>
    </form>
  )
}
