// A register of evidence out of a workbook: the files first, then the workbook tried, its faults by cell, then the import.
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { importUpload, type ImportedUpload } from '../../http/routes/evidence-register.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { cancelUpload } from '../../store/files/tidy.ts'
import { myUploads } from '../../store/files/uploads.ts'
import { withClient } from '../../store/with-client.ts'
import { CaseHead } from '../cases/head.tsx'
import { faultsOf, type Fault } from '../faults.ts'
import { Frame } from '../frame.tsx'
import { caseUrl, Drawn, goTo, page, type PageCall } from '../page.ts'
import { described, Field } from '../parts/field.tsx'
import { Faults, Note } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { caseOf, evidenceUrl } from './case-of.ts'
import { uploadOf } from './take-file.ts'

type Call = PageCall<{ cycle: string }, unknown>

interface Tried {
  upload: string
  imported: ImportedUpload
}

async function importPage(call: Call, faults: readonly Fault[] = [], tried: Tried | null = null) {
  const { services, params: named, view, at } = call
  const { t } = view
  const person = personOf(call).personId
  const [found, uploads] = await withClient(services.db, async (client) => [
    await caseOf(client, named.cycle),
    await myUploads(client, named.cycle, person, at),
  ])
  const url = `${caseUrl(found.id)}/evidence-import`
  const fault = faults.find(({ field }) => field === 'file')?.message
  return (
    <Frame view={view} title={t('Nhập danh mục minh chứng từ Excel', 'Import a register of evidence')} place="cases">
      <CaseHead view={view} found={found} place="evidence" ground={groundOf(call)} />
      <p class="crumbs">
        <a href={evidenceUrl(found.id)}>{t('← Danh mục minh chứng', '← Register of evidence')}</a>
      </p>
      <h2>{t('Nhập danh mục minh chứng từ Excel', 'Import a register of evidence')}</h2>
      <Faults view={view} faults={faults} />
      <Note>
        <ol>
          <li>
            <a href="/api/evidence-template">{t('Tải mẫu danh mục (.xlsx)', 'Take the template (.xlsx)')}</a>{' '}
            {t('và điền mỗi minh chứng một dòng, có tên tệp.', 'and fill in a row for each piece, with its file name.')}
          </li>
          <li>
            {t(
              'Tải các tệp lên trước, đúng tên như trong danh mục: ',
              'Send the files up first, named as in the list: ',
            )}
            <a href={evidenceUrl(found.id)}>{t('thêm nhiều tệp', 'add many files')}</a>{' '}
            {t(`(đang có ${uploads.length} tệp chờ).`, `(${uploads.length} are waiting).`)}
          </li>
          <li>{t('Kiểm tra thử; không có lỗi thì nhập.', 'Try it; import when nothing is wrong.')}</li>
        </ol>
      </Note>
      <form method="post" action={url} enctype="multipart/form-data" class="card" novalidate>
        <Field view={view} id="file" label={t('Sổ tính danh mục (.xlsx)', 'The workbook (.xlsx)')} fault={fault}>
          <input id="file" name="file" type="file" accept=".xlsx" {...described('file', { fault })} />
        </Field>
        <button>{t('Kiểm tra thử', 'Try')}</button>
      </form>
      {tried && <Outcome view={view} url={url} tried={tried} />}
    </Frame>
  )
}

function Outcome({ view, url, tried: { upload, imported } }: { view: View; url: string; tried: Tried }) {
  const { t } = view
  const { issues, entries } = imported
  if (issues.length > 0)
    return (
      <section class="told bad" role="alert">
        <div>
          <strong>
            {t(`Có ${issues.length} chỗ cần sửa; chưa nhập dòng nào.`, `${issues.length} faults; nothing is entered.`)}
          </strong>
          <ul>
            {issues.slice(0, 200).map(({ path, message }) => (
              <li>
                {path && <strong lang="vi">{path}: </strong>}
                {view.say(message)}
              </li>
            ))}
          </ul>
        </div>
      </section>
    )
  const fresh = entries.filter(({ isNew }) => isNew)
  return (
    <section class="card">
      <h2>{t(`Sẽ nhập ${fresh.length} minh chứng mới`, `${fresh.length} new pieces will be entered`)}</h2>
      <p class="hint">
        {t(
          `${entries.length - fresh.length} dòng đã có từ trước.`,
          `${entries.length - fresh.length} rows are there already.`,
        )}
      </p>
      <ul class="codes tall" tabindex={0} aria-label={t('Mã sẽ cấp', 'Codes to be given')}>
        {fresh.map(({ row, code, paperCode }) => (
          <li>
            <span>
              {t('Dòng', 'Row')} {row + 1}
              {paperCode && paperCode !== code ? ` (${paperCode})` : ''}
            </span>
            <strong>{code}</strong>
          </li>
        ))}
      </ul>
      <form method="post" action={url} class="buttons">
        <input type="hidden" name="upload" value={upload} />
        <input type="hidden" name="_act" value="import" />
        <button disabled={fresh.length === 0}>{t('Nhập danh mục', 'Import')}</button>
      </form>
    </section>
  )
}

async function tryOrImport(call: Call) {
  const { services, params: named, fields } = call
  const wish = { cycle: named.cycle, dryRun: fields.text('_act') !== 'import' }
  try {
    const upload = await uploadOf(call)
    const imported = await importUpload(call, { ...wish, upload })
    // The workbook is no evidence: it does not wait for the register longer than it is needed.
    if (!wish.dryRun || imported.issues.length > 0) await cancelUpload(services.db, services.intake, upload)
    if (wish.dryRun || imported.issues.length > 0)
      return new Drawn(await importPage(call, [], { upload, imported }), imported.issues.length > 0 ? 422 : 200)
    const codes = imported.entries.flatMap(({ code, isNew }) => (isNew ? [code] : []))
    return goTo(`${evidenceUrl(named.cycle)}?done=${encodeURIComponent(codes.join(', ').slice(0, 90))}`)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'forbidden') throw error
    return importPage(call, faultsOf(error, 'file'))
  }
}

const access = { to: 'keepEvidence', of: 'cycle' } as const
const path = '/cases/{cycle}/evidence-import'

export const importPages = [
  page({ method: 'get', path, access, params: params.cycle, query: z.object({}), handle: (call) => importPage(call) }),
  page({ method: 'post', path, access, params: params.cycle, files: true, handle: tryOrImport }),
]
