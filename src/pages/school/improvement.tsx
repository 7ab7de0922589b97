// The improvement plan of a school: what is to be done, until when, by whom, what will show it, and how far it is.
import { z } from 'zod'
import { params } from '../../http/schemas.ts'
import { Measure, Problem } from '../../reports/improvement-plan/build.ts'
import { citationsIn } from '../../domain/evidence-citations.ts'
import { listSheetContents } from '../../store/views/sheets.ts'
import { withClient } from '../../store/with-client.ts'
import { CaseHead } from '../cases/head.tsx'
import { Frame } from '../frame.tsx'
import { page } from '../page.ts'
import { Nothing } from '../parts/say.tsx'
import { subjectsOf } from '../sheets/parts.ts'
import { daysUntil, type View } from '../view.ts'
import { Measures, PlansOfSheets, Problems, Reviews } from './improvement-parts.tsx'
import { OffersOf } from './offers.tsx'
import { loadSelf } from './self-assessment.ts'

const Paper = z.looseObject({ number: z.string(), date: z.string() })
const Matters = z.looseObject({
  problems: z.array(Problem).default([]),
  measures: z.array(Measure).default([]),
  improvementPlan: Paper.nullish(),
  planReviews: z.array(z.looseObject({ time: z.string(), reviewedOn: z.string() })).default([]),
  yearlyUpdates: z.array(z.looseObject({ schoolYear: z.string(), report: Paper })).default([]),
})
export type Improvement = z.infer<typeof Matters>

const events = [
  'submitImprovementPlan',
  'returnImprovementPlan',
  'approveImprovementPlan',
  'changeImprovementPlan',
  'recordPlanReview',
  'submitYearlyUpdate',
]

export const improvementPages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/improvement',
    access: { to: 'attachEvidence', of: 'cycle' },
    params: params.cycle,
    async handle(call) {
      const { view, services } = call
      const { t } = view
      const { found, ground, shown, set, matters } = await loadSelf(call)
      const sheets = await withClient(services.db, (client) => listSheetContents(client, ground))
      const known = Matters.parse(matters)
      const { pattern } = services.engine.procedure(found.procedure).evidenceCode
      const codes = (text: string) => citationsIn(text, pattern).map(({ code }) => code)
      const written = sheets.filter(({ kind, content }) => kind === 'school' && content.plan.trim() !== '')
      const plans = subjectsOf(set).flatMap(({ id }) => written.filter(({ criterion }) => criterion === id))
      return (
        <Frame view={view} title={`${t('Cải tiến chất lượng', 'Improvement')} · ${found.schoolName}`} place="cases">
          <CaseHead view={view} found={found} place="improvement" ground={ground} />
          <Lead view={view} known={known} />
          <Measures view={view} cycle={found.id} measures={known.measures} codesIn={codes} />
          <div class="columns">
            <div>
              {known.measures.length === 0 && plans.length === 0 && (
                <Nothing title={t('Chưa có kế hoạch cải tiến.', 'There is no plan yet.')}>
                  {t(
                    'Nội dung ghi ở mục “Kế hoạch cải tiến chất lượng” của từng phiếu cũng hiện ở đây.',
                    'What the sheets say under “Improvement plan” is shown here as well.',
                  )}
                </Nothing>
              )}
              <Problems view={view} set={set} problems={known.problems} />
              <PlansOfSheets view={view} set={set} sheets={plans} />
            </div>
            <aside>
              <section class="card screen">
                <h2>{t('Việc có thể làm', 'What can be done')}</h2>
                <OffersOf view={view} shown={shown} events={events} />
              </section>
              <Reviews view={view} known={known} />
            </aside>
          </div>
        </Frame>
      )
    },
  }),
]

function Lead({ view, known: { improvementPlan, measures } }: { view: View; known: Improvement }) {
  const { t } = view
  if (measures.length === 0) return null
  const done = measures.filter(({ progress }) => progress === 'done').length
  const late = measures.filter(({ progress, until }) => progress !== 'done' && daysUntil(view.at, until) < 0).length
  return (
    <p class="lead">
      {improvementPlan && `${t('Kế hoạch số', 'Plan')} ${improvementPlan.number}, ${view.day(improvementPlan.date)}. `}
      {t(`Hoàn thành ${done}/${measures.length}`, `${done} of ${measures.length} done`)}
      {late > 0 && (
        <>
          {', '}
          <span class="chip bad">{t(`${late} quá hạn`, `${late} late`)}</span>
        </>
      )}
    </p>
  )
}
