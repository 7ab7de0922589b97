// The form in which the report on one criterion is worded: what members wrote and noted to begin from, kept as a draft until it is saved.
import type { ReportText } from '../../commands/sheets/word-report.ts'
import type { ObservationRow } from '../../store/views/talk.ts'
import type { Fault } from '../faults.ts'
import { reviewUrl } from '../page.ts'
import { draftForm, DraftState } from '../parts/draft.tsx'
import { Field } from '../parts/field.tsx'
import { Faults, Note } from '../parts/say.tsx'
import { texts } from '../sheets/form.ts'
import { textNames } from '../sheets/sheet-fields.tsx'
import type { View } from '../view.ts'
import type { Review } from './load.ts'
import { titlesOf, type Worded } from './report-parts.tsx'

interface FormProps {
  view: View
  review: Review
  worded: Worded
  all: readonly Worded[]
  typed: ReportText | undefined
  faults: readonly Fault[]
  open: boolean
}

/** What this machine keeps the words of one criterion under. */
export const reportDraft = ({ found }: Review, criterion: string) => `report ${found.id} ${criterion}`

export function WordForm({ view, review, worded, all, typed, faults, open }: FormProps) {
  const { t } = view
  const { criterion, content, version } = worded
  // A refusal without a field: somebody else has saved. Saving again replaces theirs, so both are shown.
  const stale = open && typed !== undefined && faults.some(({ field }) => field === undefined)
  const begun =
    open && !typed && worded.begun && texts.some((name) => worded.begun?.[name] !== '') ? worded.begun : null
  const url = reviewUrl(review.found.id, 'report')
  const at = all.findIndex((one) => one.criterion === criterion)
  const next = all[at + 1]?.criterion ?? ''
  const title = titlesOf(view, review).get(criterion) ?? criterion
  return (
    <form
      method="post"
      action={`${url}/${encodeURIComponent(criterion)}`}
      class="card"
      {...(open
        ? draftForm(view, reportDraft(review, criterion), { base: 'version', unsaved: typed !== undefined })
        : {})}
    >
      <div class="head">
        <h2>{title}</h2>
        <Around view={view} url={url} before={all[at - 1]?.criterion} after={all[at + 1]?.criterion} />
      </div>
      <Faults view={view} faults={faults} />
      {begun && <Begun view={view} />}
      <input type="hidden" name="version" value={String(version)} autocomplete="off" />
      {texts.map((name) => (
        <Field
          view={view}
          id={name}
          label={t(...textNames[name])}
          fault={faults.find(({ field }) => field === name)?.message}
        >
          <textarea id={name} name={name} maxlength={20_000} lang="vi" readonly={!open}>
            {(typed ?? begun ?? content)[name]}
          </textarea>
          {stale && typed?.[name] !== content[name] && <Stored view={view} text={content[name]} />}
        </Field>
      ))}
      <Found view={view} notes={worded.notes} />
      <div class="buttons">
        {open && (
          <>
            <button data-shortcut="Ctrl+S|Lưu lời báo cáo|Save the text">{t('Lưu', 'Save')}</button>
            {next && (
              <button class="quiet" name="next" value={next}>
                {t(`Lưu và sang ${next}`, `Save, then ${next}`)}
              </button>
            )}
          </>
        )}
        <a class="button quiet" href={url}>
          {t('Danh sách tiêu chí', 'All criteria')}
        </a>
        <DraftState />
      </div>
    </form>
  )
}

function Begun({ view: { t } }: { view: View }) {
  return (
    <Note>
      <p>
        {t(
          'Đoàn chưa viết gì ở tiêu chí này: các ô dưới đây lấy từ phiếu và phát hiện của thành viên, chưa lưu.',
          'The team has written nothing here yet: what stands below comes from the sheets and findings of the members and is not saved.',
        )}
      </p>
    </Note>
  )
}

function Stored({ view: { t }, text }: { view: View; text: string }) {
  return (
    <div class="versus">
      <div>
        <strong>{t('Bản đang lưu (người khác)', 'Stored (by somebody else)')}</strong>
        <pre lang="vi">{text || t('(trống)', '(empty)')}</pre>
      </div>
    </div>
  )
}

interface AroundProps {
  view: View
  url: string
  before: string | undefined
  after: string | undefined
}

function Around({ view, url, before, after }: AroundProps) {
  return (
    <nav class="around" aria-label={view.t('Tiêu chí trước và sau', 'Criteria before and after')}>
      {before && (
        <a
          class="button quiet small"
          href={`${url}?criterion=${before}`}
          data-shortcut="k|Tiêu chí trước|Criterion before"
        >
          ← {before}
        </a>
      )}
      {after && (
        <a class="button quiet small" href={`${url}?criterion=${after}`} data-shortcut="j|Tiêu chí sau|Next criterion">
          {after} →
        </a>
      )}
    </nav>
  )
}

/** What the members noted about the criterion, to write from. */
function Found({ view, notes }: { view: View; notes: readonly ObservationRow[] }) {
  if (notes.length === 0) return null
  return (
    <details open>
      <summary>{view.t(`Ghi chép của đoàn (${notes.length})`, `Notes of the team (${notes.length})`)}</summary>
      <ul class="talk">
        {notes.map(({ authorName, body, kind }) => (
          <li>
            <p>
              <strong>{authorName}</strong>{' '}
              {kind === 'finding' && <span class="chip good">{view.t('phát hiện', 'finding')}</span>}
            </p>
            <p class="said" lang="vi">
              {body}
            </p>
          </li>
        ))}
      </ul>
    </details>
  )
}
