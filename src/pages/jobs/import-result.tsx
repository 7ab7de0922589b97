// What an import would do or has done, and what is wrong with its file, cell by cell.
import type { Changed, ImportReport } from '../../commands/imports/report.ts'
import { say } from '../../domain/text.ts'
import { ImportInput } from '../../jobs/imports.ts'
import type { JobFault, JobKind, JobRow } from '../../store/jobs.ts'
import { Icon } from '../parts/icon.tsx'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'
import { Fact } from '../parts/fact.tsx'

const shownRows = 200
const kinds = {
  commune: say('Xã, phường', 'Commune'),
  school: say('Trường', 'School'),
  certificate: say('Chứng nhận', 'Certificate'),
  case: say('Hồ sơ', 'Case'),
}

/** Where what was written is found. */
const written = {
  schools: { to: '/administration/organisations?kind=school', text: say('Xem các trường', 'See the schools') },
  certificates: { to: '/province/certificates', text: say('Xem sổ chứng nhận', 'See the register') },
  cases: { to: '/province/cases', text: say('Xem các hồ sơ', 'See the cases') },
}

export function FaultTable({ view, kind, fault }: { view: View; kind: JobKind; fault: JobFault }) {
  const { t } = view
  const placed = fault.issues.slice(0, shownRows)
  return (
    <>
      <div class="told bad" role="alert">
        <Icon name="alert" />
        <div>
          <strong>
            {kind === 'import'
              ? t('Không có gì được ghi.', 'Nothing was written.')
              : t('Việc này chưa làm được.', 'This could not be done.')}
          </strong>
          <p>
            {placed.length === 0
              ? view.say(fault.message)
              : t(
                  `Tệp có ${fault.issues.length} chỗ sai. Sửa tệp rồi nhập lại.`,
                  `${fault.issues.length} places are wrong.`,
                )}
          </p>
        </div>
      </div>
      {placed.length > 0 && (
        <Table
          narrow
          rows={placed}
          columns={[
            {
              head: t('Ô, vị trí', 'Cell'),
              is: 'name',
              lang: 'vi',
              cell: ({ path }) => path || t('cả tệp', 'the file'),
            },
            { head: t('Sai thế nào', 'What is wrong'), cell: ({ message }) => view.say(message) },
          ]}
        />
      )}
      {kind === 'import' && (
        <p>
          <a class="button quiet" href="/administration/imports">
            {t('Chọn tệp đã sửa', 'Choose the mended file')}
          </a>
        </p>
      )}
    </>
  )
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function Changes({ view, rows }: { view: View; rows: readonly Changed[] }) {
  const { t } = view
  if (rows.length === 0) return null
  return (
    <section>
      <h2>{t('Thay đổi', 'Changes')}</h2>
      <Table
        rows={rows.slice(0, shownRows)}
        columns={[
          { head: t('Mục', 'What'), is: 'name', cell: ({ kind, key }) => `${view.say(kinds[kind])} ${key}` },
          { head: t('Trường dữ liệu', 'Field'), cell: ({ field }) => field },
          { head: t('Trước', 'Before'), cell: ({ before }) => shown(before) },
          { head: t('Sau', 'After'), cell: ({ after }) => shown(after) },
        ]}
      />
    </section>
  )
}

export function ImportResult({ view, job }: { view: View; job: JobRow }) {
  const { t } = view
  const { counts, added, changed } = job.result as unknown as ImportReport
  const { dryRun, noun } = ImportInput.parse(job.input)
  const some = counts.added + counts.changed > 0
  return (
    <>
      <section class="card">
        <h2>{dryRun ? t('Nếu ghi thì', 'What would happen') : t('Đã ghi', 'Written')}</h2>
        <dl class="facts">
          <Fact name={t('Thêm mới', 'Added')} value={counts.added} />
          <Fact name={t('Thay đổi', 'Changed')} value={counts.changed} />
          <Fact name={t('Giữ nguyên', 'Unchanged')} value={counts.same} />
        </dl>
        {dryRun && some && (
          <form method="post" action={`/jobs/${encodeURIComponent(job.id)}/apply`}>
            <div class="buttons">
              <button>{t('Ghi vào hệ thống', 'Write it')}</button>
            </div>
          </form>
        )}
        {!dryRun && some && (
          <div class="buttons">
            <a class="button" href={written[noun].to}>
              {view.say(written[noun].text)}
            </a>
          </div>
        )}
        {dryRun && !some && <p>{t('Không có gì để ghi.', 'There is nothing to write.')}</p>}
      </section>
      {added.length > 0 && (
        <section>
          <h2>{t('Thêm mới', 'Added')}</h2>
          <ul class="codes tall">
            {added.slice(0, shownRows).map(({ kind, key }) => (
              <li>
                <span>{key}</span>
                <small>{view.say(kinds[kind])}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Changes view={view} rows={changed} />
    </>
  )
}
