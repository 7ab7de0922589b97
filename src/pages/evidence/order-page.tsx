// How renumbering looks: a number beside each piece, and the preview with what becomes of each code.
import type { EvidenceItem } from '../../domain/case.ts'
import type { CaseRow } from '../../store/views/cases.ts'
import type { Ground } from '../../store/views/standing.ts'
import { CaseHead } from '../cases/head.tsx'
import type { Fault } from '../faults.ts'
import { Frame } from '../frame.tsx'
import { caseUrl } from '../page.ts'
import { Field, Input } from '../parts/field.tsx'
import { Faults, Note, Nothing } from '../parts/say.tsx'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'
import type { CriterionName } from './add-form.tsx'
import { evidenceUrl } from './case-of.ts'

export interface Renaming {
  item: EvidenceItem
  to: string
  citedIn: string[]
}

interface Props {
  view: View
  found: CaseRow
  ground: Ground
  criteria: readonly CriterionName[]
  criterion: string
  renamings: readonly Renaming[]
  /** An order was sent: its outcome is shown. */
  asked: boolean
  faults: readonly Fault[]
  reason: string
  sendKey: string
}

export function OrderPage(props: Props) {
  const { view, found, ground, criteria, criterion, renamings, asked, faults } = props
  const { t, say } = view
  const url = `${caseUrl(found.id)}/evidence-order`
  return (
    <Frame view={view} title={t('Đánh lại mã minh chứng', 'Renumber evidence')} place="cases">
      <CaseHead view={view} found={found} place="evidence" ground={ground} />
      <p class="crumbs">
        <a href={evidenceUrl(found.id)}>{t('← Danh mục minh chứng', '← Register of evidence')}</a>
      </p>
      <h2>{t('Đánh lại mã minh chứng', 'Renumber evidence')}</h2>
      <Faults view={view} faults={faults} />
      <form class="filter" action={url}>
        <Field view={view} id="criterion" label={t('Tiêu chí', 'Criterion')}>
          <select id="criterion" name="criterion">
            {criteria.map(({ id, name }) => (
              <option value={id} selected={id === criterion}>
                {id} {say(name)}
              </option>
            ))}
          </select>
        </Field>
        <button class="quiet">{t('Xem', 'Show')}</button>
      </form>
      {renamings.length === 0 ? (
        <Nothing title={t('Tiêu chí này chưa có minh chứng.', 'This criterion has no evidence.')} />
      ) : (
        <OrderForm {...props} />
      )}
      {asked && renamings.length > 0 && <ConfirmForm {...props} />}
    </Frame>
  )
}

function OrderForm({ view, found, criterion, renamings, asked }: Props) {
  const { t } = view
  return (
    <form method="post" action={`${caseUrl(found.id)}/evidence-order`}>
      <input type="hidden" name="criterion" value={criterion} />
      <Table
        columns={[
          {
            head: t('Thứ tự mới', 'New place'),
            bare: true,
            cell: ({ item: { code } }, index) => (
              <input
                type="number"
                name={`n.${code}`}
                value={String(index + 1)}
                min="1"
                max="1000"
                aria-label={t(`Thứ tự mới của ${code}`, `New place of ${code}`)}
              />
            ),
          },
          { head: t('Mã hiện nay', 'Code now'), is: 'name', cell: ({ item }) => item.code },
          { head: t('Tên minh chứng', 'Title'), bare: true, lang: 'vi', cell: ({ item }) => item.title },
          asked && {
            head: t('Mã mới', 'New code'),
            cell: ({ item, to }) => (to === item.code ? t('giữ nguyên', 'stays') : <strong>{to}</strong>),
          },
          asked && {
            head: t('Phiếu sẽ đổi theo', 'Sheets that change'),
            cell: ({ item, to, citedIn }) => (to === item.code ? '–' : citedIn.join(', ') || '–'),
          },
        ]}
        rows={renamings}
      />
      <button class="quiet">{t('Xem trước thay đổi', 'Preview')}</button>
    </form>
  )
}

function ConfirmForm({ view, found, criterion, renamings, faults, reason, sendKey }: Props) {
  const { t } = view
  if (renamings.every(({ item, to }) => item.code === to))
    return <Note>{t('Thứ tự này không đổi mã nào.', 'This order changes no code.')}</Note>
  return (
    <form method="post" action={`${caseUrl(found.id)}/evidence-order`} class="card" novalidate>
      <input type="hidden" name="_key" value={sendKey} />
      <input type="hidden" name="_act" value="renumber" />
      <input type="hidden" name="criterion" value={criterion} />
      {renamings.map(({ item }, index) => (
        <>
          <input type="hidden" name="order" value={item.code} />
          <input type="hidden" name={`n.${item.code}`} value={String(index + 1)} />
        </>
      ))}
      <Input
        view={view}
        name="reason"
        label={t('Lý do đánh lại mã', 'Reason')}
        hint={t('Mã cũ vẫn được giữ bên mã mới.', 'Old codes are kept beside the new.')}
        value={reason}
        fault={faults.find(({ field }) => field === 'reason')?.message}
        maxlength={1000}
      />
      <button>{t('Đánh lại mã', 'Renumber')}</button>
    </form>
  )
}
