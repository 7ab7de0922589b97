// From when until when an office is held or handed on: two days of one form.
import type { View } from '../view.ts'
import type { shownIn } from './act.tsx'
import { Input } from './field.tsx'

interface OfficeTermProps {
  view: View
  show: ReturnType<typeof shownIn>
  /** What holds for the last day. */
  hint: string
  ends?: 'must' | 'may'
}

export function OfficeTerm({ view, show, hint, ends = 'may' }: OfficeTermProps) {
  const { t } = view
  return (
    <div class="pair">
      <Input
        view={view}
        {...show('since')}
        type="date"
        label={t('Từ ngày', 'From')}
        hint={t('Để trống là từ lúc này.', 'Empty = now.')}
        optional
      />
      <Input
        view={view}
        {...show('until')}
        type="date"
        label={t('Đến hết ngày', 'Until')}
        hint={hint}
        required={ends === 'must'}
        optional={ends === 'may'}
      />
    </div>
  )
}
