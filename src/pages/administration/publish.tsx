// A new edition on its way: a file is read, checked with every error at its line, mended here, and published for good.
import { publishSet } from '../../commands/criteria/publish.ts'
import { AppError } from '../../domain/errors.ts'
import { say, labelled, said, type Text } from '../../domain/text.ts'
import { exportYaml } from '../../exchange/yaml.ts'
import { formatOf, readSet } from '../../exchange/read-set.ts'
import { personOf } from '../../http/route.ts'
import { checkFile, type CheckReport } from '../../store/check-set.ts'
import { asPublished } from '../../store/publish-sets.ts'
import type { FileProblem } from '../../store/yaml-file.ts'
import type { Fields } from '../fields.ts'
import { Drawn, goTo, page, type PageCall } from '../page.ts'
import { described, Field } from '../parts/field.tsx'
import { Done, Faults } from '../parts/say.tsx'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'
import { AdminPage, adminUrl, tried } from './parts.tsx'
import { kindOfNode } from './set-words.ts'

const access = { to: 'publishSets', of: 'reach' } as const
const most = 900_000

function Problems({ view, title, problems }: { view: View; title: string; problems: readonly FileProblem[] }) {
  if (problems.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <Table
        rows={problems.slice(0, 200)}
        columns={[
          { head: view.t('Dòng', 'Line'), is: 'name', cell: ({ line, column }) => `${line}:${column}` },
          { head: view.t('Mục', 'Path'), cell: ({ path }) => <code>{path}</code> },
          { head: view.t('Sai thế nào', 'What is wrong'), bare: true, lang: 'vi', cell: ({ message }) => message },
        ]}
      />
    </section>
  )
}

function Report({ view, report }: { view: View; report: CheckReport }) {
  const { t } = view
  const counts = Object.entries(report.counts).map(
    ([kind, count]) => `${count} ${view.say(kindOfNode(kind)).toLowerCase()}`,
  )
  return (
    <>
      {report.ok && (
        <Done>
          {t(
            `Tệp đúng: ${report.set} bản ${report.edition}; ${counts.join(', ')}; ${report.examples} ví dụ đều ra như ghi.`,
            `The file is right: ${report.set}, edition ${report.edition}; ${counts.join(', ')}; ${report.examples} examples come out as written.`,
          )}
        </Done>
      )}
      <Problems
        view={view}
        title={t(`${report.errors.length} lỗi`, `${report.errors.length} errors`)}
        problems={report.errors}
      />
      <Problems view={view} title={t('Nên xem lại', 'Warnings')} problems={report.warnings} />
    </>
  )
}

interface Shown {
  text?: string
  report?: CheckReport
  faults?: readonly { message: Text }[]
}

function publishPage({ view }: PageCall<unknown, unknown>, { text = '', report, faults = [] }: Shown = {}) {
  const { t } = view
  const url = adminUrl('criteria', 'check')
  const hint = t('Dán nội dung YAML, hoặc chọn tệp ở trên.', 'Paste YAML, or choose a file above.')
  return (
    <AdminPage view={view} area="criteria" title={t('Kiểm tra, công bố bản mới', 'Check and publish')}>
      <Faults view={view} faults={faults} />
      {report && <Report view={view} report={report} />}
      {report?.ok && (
        <form method="post" action={adminUrl('criteria', 'publish')} class="card">
          <input type="hidden" name="text" value={text} />
          <p>
            {t(
              'Công bố rồi thì bản này không bao giờ đổi: đính chính là một bản mới. Chu kỳ mở từ nay dùng được bản này khi nó có hiệu lực.',
              'Once published it never changes: a correction is a new edition. Cycles opened from now on may use it once it is in force.',
            )}
          </p>
          <button>
            {t(`Công bố ${report.set} bản ${report.edition}`, `Publish ${report.set}, edition ${report.edition}`)}
          </button>
        </form>
      )}
      <form method="post" action={url} enctype="multipart/form-data" class="card" novalidate>
        <Field view={view} id="file" label={t('Tệp YAML, Excel hoặc CASE', 'YAML, workbook or CASE')} optional>
          <input id="file" name="file" type="file" accept=".yaml,.yml,.xlsx,.json" />
        </Field>
        <Field view={view} id="text" label={t('Nội dung', 'Content')} hint={hint}>
          <textarea id="text" name="text" class="code" rows={16} spellcheck={false} {...described('text', { hint })}>
            {`\n${text}`}
          </textarea>
        </Field>
        <button class={report?.ok ? 'quiet' : undefined}>{t('Kiểm tra', 'Check')}</button>
      </form>
      <p>
        {t(
          'Bắt đầu từ một bản đã có: mở bộ tiêu chuẩn rồi tải YAML.',
          'Begin with one that is there: open it and take its YAML.',
        )}
      </p>
    </AdminPage>
  )
}

/** The YAML of what was sent: as it is, or made of a workbook or a CASE package. Throws `invalid` with what keeps it from being one. */
async function textIn(fields: Fields): Promise<string> {
  const file = fields.file('file')
  if (!file) return fields.text('text')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const found = formatOf(bytes, file.name)
  if ('fault' in found) throw new AppError('invalid', said(found.fault))
  if (found.format === 'yaml') return found.text
  const read = await readSet(bytes, file.name)
  if (read.ok) return exportYaml(read.set)
  throw new AppError('invalid', say('Tệp có lỗi.', 'The file has faults.'), {
    issues: read.problems.map(({ at, message }) => ({ path: '', message: labelled(at, said(message)) })),
  })
}

export const publishPages = [
  page({
    method: 'get',
    path: '/administration/criteria/check',
    access,
    handle: (call) => Promise.resolve(publishPage(call)),
  }),
  page({
    method: 'post',
    path: '/administration/criteria/check',
    access,
    files: true,
    async handle(call) {
      const outcome = await tried(call, async () => {
        const text = await textIn(call.fields)
        if (text.trim() === '')
          throw new AppError('invalid', say('Hãy chọn tệp hoặc dán nội dung.', 'Choose a file or paste its content.'))
        if (text.length > most) throw new AppError('invalid', say('Nội dung quá dài.', 'The content is too long.'))
        return text
      })
      if ('returned' in outcome)
        return publishPage(call, {
          text: call.fields.text('text'),
          faults: outcome.returned.faults.map(({ message }) => ({ message })),
        })
      const text = outcome.ok
      const report = checkFile(asPublished(text), 'yaml')
      const shown = publishPage(call, { text, report })
      return report.ok ? new Drawn(shown) : shown
    },
  }),
  page({
    method: 'post',
    path: '/administration/criteria/publish',
    access,
    async handle(call) {
      const { services, fields, at } = call
      const text = fields.text('text')
      const actor = personOf(call).personId
      const outcome = await tried(call, () => publishSet(services.db, services.library, { text, actor, at }))
      if ('ok' in outcome) return goTo(`${adminUrl('criteria', ...outcome.ok.id.split('/'))}?done=published`)
      return publishPage(call, { text, faults: outcome.returned.faults.map(({ message }) => ({ message })) })
    },
  }),
]
