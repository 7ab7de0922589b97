// How the report is worded: the criteria with what is written of each, the form of one with what members found, and the next steps.
import type { ReportText } from '../../commands/sheets/word-report.ts'
import type { SheetContent } from '../../domain/case.ts'
import type { ObservationRow } from '../../store/views/talk.ts'
import type { Fault } from '../faults.ts'
import { reviewUrl, sendUrl } from '../page.ts'
import { Field } from '../parts/field.tsx'
import { Faults, Nothing } from '../parts/say.tsx'
import { texts } from '../sheets/form.ts'
import { subjectsOf } from '../sheets/parts.ts'
import { textNames } from '../sheets/sheet-fields.tsx'
import type { View } from '../view.ts'
import type { Review } from './load.ts'

export interface Worded {
  process: string
  criterion: string
  version: number
  content: SheetContent
  /** What members noted about the criterion. */
  notes: readonly ObservationRow[]
}

interface ListProps {
  view: View
  review: Review
  worded: readonly Worded[]
  open: boolean
}

function titlesOf(view: View, { set }: Review): ReadonlyMap<string, string> {
  return new Map(
    subjectsOf(set).map(({ id, title }) => [id, id === 'M4' ? view.say(title) : `${id} ${view.say(title)}`]),
  )
}

export function CriterionList({ view, review, worded, open }: ListProps) {
  const { t } = view
  const titles = titlesOf(view, review)
  if (worded.length === 0)
    return (
      <Nothing title={t('Chưa có nội dung báo cáo.', 'There is no text yet.')}>
        {t(
          'Lời báo cáo lấy từ phiếu chung của đoàn: hãy thống nhất từng tiêu chí trước.',
          'The text comes from the team’s sheets: agree on the criteria first.',
        )}
      </Nothing>
    )
  return (
    <div class="scroll">
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">{t('Tiêu chí', 'Criterion')}</th>
            {texts.map((name) => (
              <th scope="col">{t(...textNames[name])}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {worded.map(({ criterion, content }) => (
            <tr>
              <th scope="row">
                <a href={`${reviewUrl(review.found.id, 'report')}?criterion=${encodeURIComponent(criterion)}`}>
                  {titles.get(criterion) ?? criterion}
                </a>
              </th>
              {texts.map((name) => (
                <td data-label={t(...textNames[name])} lang="vi">
                  {content[name] === '' ? (
                    <span class={open && name !== 'unclear' ? 'chip warn' : 'chip none'}>{t('trống', 'empty')}</span>
                  ) : (
                    shortened(content[name])
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function shortened(text: string): string {
  return text.length <= 90 ? text : `${text.slice(0, 90)}…`
}

interface FormProps {
  view: View
  review: Review
  worded: Worded
  all: readonly Worded[]
  typed: ReportText | undefined
  faults: readonly Fault[]
  open: boolean
}

export function WordForm({ view, review, worded, all, typed, faults, open }: FormProps) {
  const { t } = view
  const { criterion, content, version } = worded
  const url = reviewUrl(review.found.id, 'report')
  const at = all.findIndex((one) => one.criterion === criterion)
  const next = all[at + 1]?.criterion ?? ''
  const title = titlesOf(view, review).get(criterion) ?? criterion
  return (
    <form method="post" action={`${url}/${encodeURIComponent(criterion)}`} class="card">
      <div class="head">
        <h2>{title}</h2>
        <Around view={view} url={url} before={all[at - 1]?.criterion} after={all[at + 1]?.criterion} />
      </div>
      <Faults view={view} faults={faults} />
      <input type="hidden" name="version" value={String(version)} autocomplete="off" />
      {texts.map((name) => (
        <Field
          view={view}
          id={name}
          label={t(...textNames[name])}
          fault={faults.find(({ field }) => field === name)?.message}
        >
          <textarea id={name} name={name} maxlength={20_000} lang="vi" readonly={!open}>
            {typed?.[name] ?? content[name]}
          </textarea>
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
      </div>
    </form>
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

const steps = ['sendDraft', 'answerDisagreement', 'submitReport', 'holdMeeting', 'notifyResult']

export function ReportSteps({ view, review: { about, found, appraisal }, open }: Omit<ListProps, 'worded'>) {
  const { t, say } = view
  const paper = `/api/cycles/${encodeURIComponent(found.id)}/papers/external-review-report`
  const offered = about.allowed.filter(({ event }) => steps.includes(event))
  const stopped = about.refused.filter(({ event }) => steps.includes(event))
  return (
    <section class="card">
      <h2>{appraisal ? t('Báo cáo thẩm định', 'Appraisal report') : t('Dự thảo báo cáo', 'Draft report')}</h2>
      <p class="hint">
        {open
          ? t(
              'Lời báo cáo đang sửa được; kết quả đã thống nhất thì giữ nguyên.',
              'The text can be worded; what was agreed stays.',
            )
          : t('Ở bước này lời báo cáo không sửa được.', 'The text cannot be worded at this step.')}
      </p>
      <ul class="actions">
        {offered.map(({ event, label }) => (
          <li>
            <a class="button" href={sendUrl(about.id, event)}>
              {say(label)}
            </a>
          </li>
        ))}
        <li>
          <a class="button quiet" href={paper} target="_blank" rel="noopener">
            {t('Xem báo cáo như khi in', 'Read it as printed')}
          </a>
        </li>
        <li>
          <a class="button quiet" href={`${paper}?format=docx`}>
            {t('Tải bản Word', 'As a Word document')}
          </a>
        </li>
      </ul>
      {stopped.map(({ label, reasons }) => (
        <p class="stopped">
          <strong>{say(label)}</strong>: {reasons.map(say).join(' ')}
        </p>
      ))}
    </section>
  )
}
