// A field that two people changed: what is stored and what both began from, beside one's own text. The script fills the same part in.
import type { MergeConflict } from '../../domain/merge-sheet.ts'
import type { View } from '../view.ts'

interface Props {
  view: View
  conflict: MergeConflict
  /** How a value is said: a text as it is, a rating by its name. */
  say?: (value: unknown) => string
}

export function Stored({ view, conflict, say = String }: Props) {
  const { t } = view
  const text = (value: unknown) => (value === undefined || value === '' ? t('(trống)', '(empty)') : say(value))
  const name = conflict.field
  return (
    <div class="versus" id={`${name}-stored`} data-conflict={name} data-theirs={String(conflict.theirs ?? '')}>
      <div>
        <strong>{t('Bản đang lưu (người khác)', 'Stored (by somebody else)')}</strong>
        <pre lang="vi" data-text="theirs">
          {text(conflict.theirs)}
        </pre>
      </div>
      <div>
        <strong>{t('Trước khi hai bên sửa', 'Before both changed it')}</strong>
        <pre lang="vi" data-text="base">
          {text(conflict.base)}
        </pre>
      </div>
      <div class="buttons" hidden>
        <button type="button" class="quiet small" data-settle="theirs">
          {t('Lấy bản đang lưu', 'Take what is stored')}
        </button>
        <button type="button" class="quiet small" data-settle="mine">
          {t('Dùng chữ trong ô của tôi', 'Use what is in my field')}
        </button>
      </div>
    </div>
  )
}

/** The same part empty, for the script. */
export function ConflictTemplate({ view }: { view: View }) {
  const conflict = { field: '', base: '', mine: '', theirs: '' }
  return (
    <template id="conflict">
      <Stored view={view} conflict={conflict} />
    </template>
  )
}
