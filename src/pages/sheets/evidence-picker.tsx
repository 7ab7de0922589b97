// The evidence beside a sheet: what belongs to the criterion, then all the rest, each to open and to cite by one press.
import type { NamedEvidence } from '../../store/views/evidence.ts'
import { caseUrl } from '../page.ts'
import type { View } from '../view.ts'
import type { Loaded } from './load.ts'

export function EvidencePicker({ view, loaded }: { view: View; loaded: Loaded }) {
  const { t } = view
  const { evidence, sheet, found, subject } = loaded
  const own = evidence.filter(({ criterion }) => criterion === sheet.criterion)
  const others = evidence.filter(({ criterion }) => criterion !== sheet.criterion)
  return (
    <section class="card">
      <h2>{t('Minh chứng', 'Evidence')}</h2>
      {own.length === 0 ? (
        <p class="hint">{t('Tiêu chí này chưa có minh chứng nào.', 'This criterion has no evidence yet.')}</p>
      ) : (
        <Codes view={view} loaded={loaded} items={own} />
      )}
      {others.length > 0 && (
        <details class="screen">
          <summary>{t(`Của tiêu chí khác (${others.length})`, `Of other criteria (${others.length})`)}</summary>
          <Codes view={view} loaded={loaded} items={others} />
        </details>
      )}
      {sheet.kind === 'school' && subject.suggested.length > 0 && (
        <details class="screen">
          <summary>{t('Gợi ý minh chứng', 'Suggested evidence')}</summary>
          <ul lang="vi">
            {subject.suggested.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
        </details>
      )}
      {sheet.kind === 'school' && (
        <p>
          <a
            class="button quiet small"
            href={`${caseUrl(found.id)}/evidence?criterion=${encodeURIComponent(sheet.criterion)}#add`}
            target="_blank"
            rel="noopener"
          >
            {t('Thêm minh chứng (mở thẻ mới)', 'Add evidence (new tab)')}
          </a>
        </p>
      )}
    </section>
  )
}

function Codes({ view, loaded, items }: { view: View; loaded: Loaded; items: readonly NamedEvidence[] }) {
  const written = (code: string) => (loaded.codes === 'box' ? `[${code}]` : `(${code})`)
  return (
    <ul
      class="codes tall"
      tabindex={0}
      aria-label={view.t('Danh mục minh chứng', 'Evidence')}
      data-shortcut="e|Đến danh sách minh chứng|Go to the evidence"
    >
      {items.map(({ code, title }) => (
        <li>
          <span>
            <a href={`${caseUrl(loaded.found.id)}/evidence/${encodeURIComponent(code)}`} target="_blank" rel="noopener">
              {code}
            </a>{' '}
            <small lang="vi">{title}</small>
          </span>
          {loaded.writable && (
            <button type="button" class="quiet small" data-cite={written(code)} data-title={title} hidden>
              {view.t('Dẫn', 'Cite')}
              <span class="unseen"> {code}</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
