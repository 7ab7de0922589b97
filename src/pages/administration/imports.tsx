// Imports from other systems: a file is chosen, tried without writing, shown with every fault at its cell, and then written.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { personOf } from '../../http/route.ts'
import { startImport } from '../../http/start-job.ts'
import { importNouns, type ImportNoun } from '../../jobs/imports.ts'
import { jobUrl } from '../jobs/job.tsx'
import { goTo, page, type PageCall } from '../page.ts'
import type { Returned } from '../parts/act.tsx'
import { Field } from '../parts/field.tsx'
import { Faults } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { AdminPage, adminUrl, tried } from './parts.tsx'

const access = { to: 'importData', of: 'reach' } as const

const told: Record<ImportNoun, { title: ReturnType<typeof say>; about: ReturnType<typeof say>; accept: string }> = {
  schools: {
    title: say('Xã, trường và số liệu năm', 'Communes, schools and yearly figures'),
    about: say(
      'Sổ tính của cơ sở dữ liệu ngành, ba trang: Xã, Trường, Số liệu. Trường đã có được cập nhật theo mã.',
      'A workbook of the sector database: communes, schools, figures. Known schools are brought up to date by their code.',
    ),
    accept: '.xlsx,.json',
  },
  certificates: {
    title: say('Chứng nhận đã cấp trước đây', 'Certificates issued before'),
    about: say(
      'Sổ tính hoặc JSON các chứng nhận, bằng cấp trước khi dùng hệ thống, để theo dõi thời hạn.',
      'A workbook or JSON of certificates from before the system, so that their terms are watched.',
    ),
    accept: '.xlsx,.json',
  },
  cases: {
    title: say('Hồ sơ đang chạy', 'Running cases'),
    about: say(
      'Tệp JSON các hồ sơ đang dở, nhập vào đúng bước đang ở.',
      'A JSON file of running cases, each taken over at the step it is at.',
    ),
    accept: '.json',
  },
}

function ImportForm({ view, noun, returned }: { view: View; noun: ImportNoun; returned: Returned | undefined }) {
  const { title, about, accept } = told[noun]
  const back = returned?.act === noun ? returned : undefined
  return (
    <form method="post" action={adminUrl('imports')} enctype="multipart/form-data" class="card" novalidate>
      <h2>{view.say(title)}</h2>
      <p>
        {view.say(about)}{' '}
        {noun !== 'cases' && (
          <a href={`/api/imports/${noun}/template`}>
            {view.t('Tải sổ tính mẫu để điền', 'An empty workbook to fill in')}
          </a>
        )}
      </p>
      <input type="hidden" name="act" value={noun} />
      {back && <Faults view={view} faults={back.faults.map(({ message }) => ({ message, field: `file-${noun}` }))} />}
      <Field
        view={view}
        id={`file-${noun}`}
        label={view.t('Tệp', 'File')}
        hint={view.t('Tối đa 10 MB.', '10 MB at most.')}
      >
        <input id={`file-${noun}`} name="file" type="file" accept={accept} aria-describedby={`file-${noun}-hint`} />
      </Field>
      <button>{view.t('Chạy thử, chưa ghi gì', 'Try without writing')}</button>
    </form>
  )
}

function importsPage({ view }: PageCall<unknown, unknown>, returned?: Returned) {
  const { t } = view
  return (
    <AdminPage
      view={view}
      area="imports"
      title={t('Nhập dữ liệu', 'Imports')}
      side={
        <a class="button quiet" href="/jobs">
          {t('Các lần đã chạy', 'Earlier runs')}
        </a>
      }
    >
      {importNouns.map((noun) => (
        <ImportForm view={view} noun={noun} returned={returned} />
      ))}
    </AdminPage>
  )
}

export const importPages = [
  page({
    method: 'get',
    path: '/administration/imports',
    access,
    handle: (call) => Promise.resolve(importsPage(call)),
  }),
  page({
    method: 'post',
    path: '/administration/imports',
    access,
    files: true,
    async handle(call) {
      const { services, fields, at } = call
      const outcome = await tried(call, async () => {
        const noun = importNouns.find((one) => one === fields.text('act'))
        const file = fields.file('file')
        if (!noun || !file)
          throw new AppError('invalid', say('file: Hãy chọn tệp để nhập.', 'file: Choose a file to import.'))
        const bytes = new Uint8Array(await file.arrayBuffer())
        return startImport({ services, me: personOf(call), at }, { noun, name: file.name.slice(0, 200), bytes })
      })
      return 'ok' in outcome ? goTo(jobUrl(outcome.ok)) : importsPage(call, outcome.returned)
    },
  }),
]
