// How the yearly data of a school looks: every table to read, one to edit with its cells, faults at their cell.
import type { DataTable } from '../../domain/case.ts'
import { faultsOfTotals } from '../../domain/school-tables.ts'
import type { SchoolPage } from '../../store/views/schools.ts'
import type { Fault } from '../faults.ts'
import { Frame } from '../frame.tsx'
import { draftForm, DraftState, SavedDraft } from '../parts/draft.tsx'
import { Input } from '../parts/field.tsx'
import { Done, Faults, Note, Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { dataUrl, SchoolHead } from './head.tsx'
import { cellField, columnField, labelField } from './table-form.ts'

interface DataProps {
  view: View
  school: SchoolPage
  may: boolean
  /** Tables of the form that the school has not filled in. */
  missing: readonly DataTable[]
  /** The table that was just saved, by the name under which it was opened. */
  done: { table: string; title: string } | null
}

const tableDraft = (school: string, table: string) => `school-table ${school} ${table}`

export function DataPage({ view, school, may, missing, done }: DataProps) {
  const { t } = view
  const { tables } = school.data
  const edit = (table: string, text: string) => (
    <a class="button quiet small" href={dataUrl(school.id, table)}>
      {text}
    </a>
  )
  return (
    <Frame view={view} title={`${t('Số liệu hằng năm', 'Yearly data')} · ${school.name}`} place="cases">
      <SchoolHead view={view} school={school} place="data" />
      {done && <SavedDraft view={view} what={tableDraft(school.id, done.table)} />}
      {done && <Done>{t(`Đã lưu bảng “${done.title}”.`, `The table “${done.title}” is saved.`)}</Done>}
      {tables.length === 0 && (
        <Nothing title={t('Trường chưa có bảng số liệu nào.', 'There is no table yet.')}>
          {may && t('Chọn một bảng bên dưới để điền hoặc dán từ Excel.', 'Choose one below to fill in or paste.')}
        </Nothing>
      )}
      {tables.map((table) => (
        <section>
          <div class="head">
            <h2 lang="vi">{table.title}</h2>
            {may && edit(table.id, t(`Sửa: ${table.title}`, `Edit: ${table.title}`))}
          </div>
          <TableView view={view} table={table} />
        </section>
      ))}
      {may && (
        <section class="card screen">
          <h2>{t('Thêm bảng', 'Add a table')}</h2>
          <p class="doors">
            {missing.map(({ id, title }) => edit(id, title))}
            {edit('khac', t('Bảng khác', 'Another table'))}
          </p>
        </section>
      )}
    </Frame>
  )
}

function TableView({ view, table }: { view: View; table: DataTable }) {
  const wrong = faultsOfTotals(table)
  return (
    <>
      <div class="scroll" tabindex={0} role="region" aria-label={table.title}>
        <table lang="vi">
          <thead>
            <tr>
              <td></td>
              {table.columns.map((column) => (
                <th scope="col" class="number">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ label, values }) => (
              <tr>
                <th scope="row">{label}</th>
                {table.columns.map((_, index) => (
                  <td class="number">{written(values[index])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {wrong.length > 0 && (
        <Note>
          <p>
            {view.t('Cần xem lại dòng Cộng: ', 'Look at the total again: ')}
            {wrong.map(({ column, message }) => `${table.columns[column]}: ${view.say(message)}`).join(' ')}
          </p>
        </Note>
      )}
    </>
  )
}

/** `1.254`; a cell without a value is a dash. */
function written(value: string | number | null | undefined): string {
  if (value === null || value === undefined || value === '') return '–'
  return typeof value === 'number' ? value.toLocaleString('vi-VN') : value
}

interface TableProps {
  view: View
  school: SchoolPage
  table: DataTable
  /** As it was when the page was made. */
  was: DataTable
  faults: readonly Fault[]
  stored: DataTable | undefined
  /** What is shown was typed and is not stored. */
  unsaved: boolean
}

export function TablePage(props: TableProps) {
  const { view, school, table, was, faults, stored, unsaved } = props
  const { t } = view
  return (
    <Frame
      view={view}
      title={`${table.title || t('Bảng khác', 'Another table')} · ${school.name}`}
      place="cases"
      scripts={['table.js', 'draft.js']}
    >
      <SchoolHead view={view} school={school} place="data" />
      <form
        method="post"
        action={dataUrl(school.id, was.id)}
        id="table"
        {...draftForm(view, tableDraft(school.id, was.id), { base: '_was', unsaved })}
        novalidate
      >
        {/* Enter in a cell saves; without this it would press the first button there is. */}
        <button class="unseen plain" tabindex={-1} aria-hidden="true"></button>
        <Faults view={view} faults={faults} />
        <input type="hidden" name="_was" value={JSON.stringify(was)} autocomplete="off" />
        <Input
          view={view}
          name="title"
          label={t('Tên bảng', 'Title')}
          value={table.title}
          fault={faults.find(({ field }) => field === 'title')?.message}
          maxlength={200}
        />
        <Cells {...props} />
        <div class="buttons">
          <button class="quiet small" name="_act" value="row">
            {t('Thêm dòng', 'Add a row')}
          </button>
          <button class="quiet small" name="_act" value="year">
            {t('Sang năm học sau', 'On to the next year')}
          </button>
        </div>
        <PasteWhole view={view} />
        <SaveRow view={view} back={dataUrl(school.id)} />
      </form>
      {stored && (
        <section>
          <h2>{t('Bản đang lưu', 'What is stored')}</h2>
          <TableView view={view} table={stored} />
        </section>
      )}
    </Frame>
  )
}

function SaveRow({ view: { t }, back }: { view: View; back: string }) {
  return (
    <div class="buttons save">
      <button data-shortcut="Ctrl+S|Lưu bảng|Save the table">{t('Lưu bảng', 'Save')}</button>
      <a class="button quiet" href={back} data-drop-draft>
        {t('Hủy', 'Cancel')}
      </a>
      <DraftState />
      <span
        class="saved"
        id="pasting"
        role="status"
        data-pasted={t('Đã dán ', 'Pasted ')}
        data-cells={t(' ô.', ' cells.')}
      ></span>
    </div>
  )
}

function PasteWhole({ view }: { view: View }) {
  const { t } = view
  return (
    <details>
      <summary>{t('Dán cả bảng từ Excel', 'Paste the whole table')}</summary>
      <label for="pasted">
        {t('Chép các ô trong Excel rồi dán vào đây', 'Copy the cells in the spreadsheet and paste them here')}
      </label>
      <p class="hint">
        {t(
          'Cột đầu là tên dòng. Hoặc đặt con trỏ vào một ô ở bảng trên rồi dán: số liệu tự điền từ ô đó.',
          'The first column names the rows. Or put the cursor in a cell above and paste from there.',
        )}
      </p>
      <textarea id="pasted" name="pasted" maxlength={50_000} class="short"></textarea>
      <button class="quiet small" name="_act" value="paste">
        {t('Đưa vào bảng', 'Fill in')}
      </button>
    </details>
  )
}

function Cells({ view, table, faults }: TableProps) {
  const { t } = view
  const wrong = new Map(faults.map(({ field, message }) => [field, view.say(message)]))
  const input = (name: string, value: string, label: string, numeric: boolean) => (
    <>
      <input
        id={name}
        name={name}
        value={value}
        aria-label={label}
        inputmode={numeric ? 'decimal' : undefined}
        class={numeric ? 'number' : 'heading'}
        aria-invalid={wrong.has(name) ? 'true' : undefined}
        aria-describedby={wrong.has(name) ? `${name}-fault` : undefined}
        maxlength={200}
        autocomplete="off"
      />
      {wrong.has(name) && (
        <p class="fault" id={`${name}-fault`}>
          {wrong.get(name)}
        </p>
      )}
    </>
  )
  return (
    <div class="scroll cells" tabindex={0} role="region" aria-label={t('Các ô của bảng', 'Cells of the table')}>
      <table lang="vi">
        <thead>
          <tr>
            <td></td>
            {table.columns.map((column, index) => (
              <td>{input(columnField(index), column, t(`Tên cột ${index + 1}`, `Heading ${index + 1}`), false)}</td>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ label, values }, row) => (
            <tr>
              <td class={wrong.has(labelField(row)) ? 'wrong' : undefined}>
                {input(labelField(row), label, t(`Tên dòng ${row + 1}`, `Name of row ${row + 1}`), false)}
              </td>
              {table.columns.map((column, index) => (
                <td class={wrong.has(cellField(row, index)) ? 'wrong' : undefined}>
                  {input(cellField(row, index), typedAs(values[index]), `${label || row + 1}, ${column}`, true)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const typedAs = (value: string | number | null | undefined) =>
  value === null || value === undefined ? '' : String(value)
