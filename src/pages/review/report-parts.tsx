// How the report stands: the criteria with what is written of each, and the next steps.
import type { ReportText } from '../../commands/sheets/word-report.ts'
import type { SheetContent } from '../../domain/case.ts'
import type { ObservationRow } from '../../store/views/talk.ts'
import { reviewUrl, sendUrl } from '../page.ts'
import { Nothing } from '../parts/say.tsx'
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

export function titlesOf(view: View, { set }: Review): ReadonlyMap<string, string> {
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
