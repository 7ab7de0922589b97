// How the report is worded: the criteria with what is written of each, the form of one with what members found, and the next steps.
import type { ReportText } from '../../commands/sheets/word-report.ts'
import type { SheetContent } from '../../domain/case.ts'
import type { ObservationRow } from '../../store/views/talk.ts'
import type { Fault } from '../faults.ts'
import { reviewUrl, sendUrl } from '../page.ts'
import { Field } from '../parts/field.tsx'
import { Faults, Note, Nothing } from '../parts/say.tsx'
import { texts } from '../sheets/form.ts'
import { subjectsOf } from '../sheets/parts.ts'
import { textNames } from '../sheets/sheet-fields.tsx'
import { paperUrl, TakePaper } from '../parts/take-paper.tsx'
import type { View } from '../view.ts'
import type { Review } from './load.ts'

export interface Worded {
  process: string
  criterion: string
  version: number
  content: SheetContent
  /** What the members wrote alone and found, to begin from; `null` once the team has written itself. */
  begun: ReportText | null
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
    <>
      <h2 class="unseen">{t('Các tiêu chí', 'The criteria')}</h2>
      <ul class="list">
        {worded.map((one) => (
          <li class="wide">
            <div>
              <h3>
                <a href={`${reviewUrl(review.found.id, 'report')}?criterion=${encodeURIComponent(one.criterion)}`}>
                  {titles.get(one.criterion) ?? one.criterion}
                </a>
              </h3>
              {texts
                .filter((name) => one.content[name] !== '')
                .map((name) => (
                  <p>
                    {t(...textNames[name])}: <span lang="vi">{shortened(one.content[name])}</span>
                  </p>
                ))}
            </div>
            <Written view={view} worded={one} open={open} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Written({ view: { t }, worded: { content, begun }, open }: { view: View; worded: Worded; open: boolean }) {
  const written = texts.filter((name) => content[name] !== '').length
  if (written > 0) return <span class="chip good">{t(`đã viết ${written} mục`, `${written} parts written`)}</span>
  const tone = open ? 'chip warn' : 'chip none'
  if (open && begun && texts.some((name) => begun[name] !== ''))
    return <span class={tone}>{t('có lời của thành viên, chưa lưu', 'words of members, not saved')}</span>
  return <span class={tone}>{t('trống', 'empty')}</span>
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
  // A refusal without a field: somebody else has saved. Saving again replaces theirs, so both are shown.
  const stale = open && typed !== undefined && faults.some(({ field }) => field === undefined)
  const begun =
    open && !typed && worded.begun && texts.some((name) => worded.begun?.[name] !== '') ? worded.begun : null
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

const reportPaper = 'external-review-report'
const steps = ['sendDraft', 'answerDisagreement', 'submitReport', 'holdMeeting', 'notifyResult']

export function ReportSteps({ view, review: { about, found, appraisal }, open }: Omit<ListProps, 'worded'>) {
  const { t, say } = view
  const title = appraisal ? t('Báo cáo thẩm định', 'Appraisal report') : t('Dự thảo báo cáo', 'Draft report')
  const offered = about.allowed.filter(({ event }) => steps.includes(event))
  const stopped = about.refused.filter(({ event }) => steps.includes(event))
  return (
    <section class="card">
      <h2>{title}</h2>
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
          <a class="button quiet" href={paperUrl(found.id, reportPaper)} target="_blank" rel="noopener">
            {t('Xem báo cáo như khi in', 'Read it as printed')}
          </a>
        </li>
        <li>
          <TakePaper view={view} cycle={found.id} paper={reportPaper} title={title} formats={['docx']} />
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
