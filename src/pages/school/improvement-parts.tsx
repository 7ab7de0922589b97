// The parts of the improvement page: priority problems, measures with their state, reviews, and what the sheets plan.
import type { SheetContent } from '../../domain/case.ts'
import type { CriteriaSet } from '../../domain/criteria/schema.ts'
import { say, type Text } from '../../domain/text.ts'
import { evidenceUrl } from '../evidence/case-of.ts'
import { sheetUrl } from '../page.ts'
import { Table } from '../parts/table.tsx'
import { subjectOf } from '../sheets/parts.ts'
import { daysUntil, type View } from '../view.ts'
import type { Improvement } from './improvement.tsx'

const progressNames: Readonly<Record<string, Text>> = {
  done: say('Hoàn thành', 'Done'),
  underway: say('Đang thực hiện', 'Under way'),
  notDone: say('Chưa hoàn thành', 'Not done'),
}
const times: Readonly<Record<string, Text>> = {
  midYear: say('Cuối học kỳ I', 'Mid-year'),
  yearEnd: say('Cuối năm học', 'End of the year'),
  extra: say('Đột xuất', 'In between'),
}

const nameOf = (set: CriteriaSet, criterion: string) => subjectOf(set, criterion)?.title ?? say(criterion, criterion)

interface ProblemsProps {
  view: View
  set: CriteriaSet
  problems: Improvement['problems']
}

export function Problems({ view, set, problems }: ProblemsProps) {
  const { t } = view
  if (problems.length === 0) return null
  return (
    <section class="card">
      <h2>{t('Vấn đề trọng tâm', 'Priority problems')}</h2>
      {problems.map(({ standard, criterion, currentState, limit, cause }) => (
        <div class="demand">
          <h3>
            {criterion
              ? `${criterion} ${view.say(nameOf(set, criterion))}`
              : `${t('Tiêu chuẩn', 'Standard')} ${standard}`}
          </h3>
          <p lang="vi">{currentState}</p>
          <p lang="vi">
            <strong>{t('Hạn chế: ', 'Limit: ')}</strong>
            {limit}
          </p>
          <p lang="vi">
            <strong>{t('Nguyên nhân: ', 'Cause: ')}</strong>
            {cause}
          </p>
        </div>
      ))}
    </section>
  )
}

interface MeasuresProps {
  view: View
  cycle: string
  measures: Improvement['measures']
  codesIn(text: string): string[]
}

export function Measures({ view, cycle, measures, codesIn }: MeasuresProps) {
  const { t } = view
  if (measures.length === 0) return null
  return (
    <section>
      <h2>{t('Nội dung cải tiến', 'Measures')}</h2>
      <Table
        label={t('Nội dung cải tiến', 'Measures')}
        columns={[
          {
            head: t('Nội dung, mục tiêu', 'What, goal'),
            is: 'name',
            lang: 'vi',
            cell: ({ content, goal }, index) => (
              <>
                {index + 1}. {content}
                <br />
                <small>{goal}</small>
              </>
            ),
          },
          { head: t('Thời gian', 'When'), cell: ({ from, until }) => `${view.day(from)} – ${view.day(until)}` },
          {
            head: t('Phụ trách', 'Owner'),
            lang: 'vi',
            cell: ({ owner, resources }) => (
              <>
                {owner}
                {resources && <small> · {resources}</small>}
              </>
            ),
          },
          {
            head: t('Chỉ số, minh chứng', 'Indicator, evidence'),
            lang: 'vi',
            cell: ({ indicator, expectedEvidence }) => (
              <>
                {indicator}
                <br />
                <small>{expectedEvidence}</small>{' '}
                {codesIn(expectedEvidence).map((code) => (
                  <a href={evidenceUrl(cycle, code)}>{code}</a>
                ))}
              </>
            ),
          },
          {
            head: t('Mức độ thực hiện', 'State'),
            cell: ({ progress, until }) => <State view={view} progress={progress} until={until} />,
          },
        ]}
        rows={measures}
      />
    </section>
  )
}

function State({ view, progress, until }: { view: View; progress: string | null; until: string }) {
  const { t } = view
  const label =
    progress === null
      ? t('Chưa đánh giá', 'Not reviewed')
      : view.say(progressNames[progress] ?? say(progress, progress))
  const late = progress !== 'done' && daysUntil(view.at, until) < 0
  return (
    <>
      <span class={progress === 'done' ? 'chip good' : progress === null ? 'chip none' : 'chip'}>{label}</span>
      {late && <span class="chip bad">{t('quá hạn', 'late')}</span>}
    </>
  )
}

export function Reviews({ view, known: { planReviews, yearlyUpdates } }: { view: View; known: Improvement }) {
  const { t } = view
  if (planReviews.length + yearlyUpdates.length === 0) return null
  return (
    <section class="card">
      <h2>{t('Đã theo dõi, báo cáo', 'Reviewed and reported')}</h2>
      <ul class="codes">
        {planReviews.map(({ time, reviewedOn }) => (
          <li>
            <span>{view.say(times[time] ?? say(time, time))}</span>
            <time datetime={reviewedOn}>{view.day(reviewedOn)}</time>
          </li>
        ))}
        {yearlyUpdates.map(({ schoolYear, report }) => (
          <li>
            <span>
              {t('Báo cáo năm học', 'Report of')} {schoolYear}
            </span>
            <span>
              {report.number}, {view.day(report.date)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface PlansProps {
  view: View
  set: CriteriaSet
  sheets: readonly { criterion: string; process: string; content: SheetContent }[]
}

/** Under the circulars of 2018 the plan of each criterion is on its sheet. */
export function PlansOfSheets({ view, set, sheets }: PlansProps) {
  const { t } = view
  if (sheets.length === 0) return null
  return (
    <section class="card">
      <h2>{t('Kế hoạch ghi trong phiếu tiêu chí', 'Planned on the sheets')}</h2>
      {sheets.map(({ criterion, process, content }) => (
        <div class="demand">
          <h3>
            <a href={sheetUrl(process)}>
              {criterion} {view.say(nameOf(set, criterion))}
            </a>
          </h3>
          <p class="said" lang="vi">
            {content.plan}
          </p>
        </div>
      ))}
    </section>
  )
}
