// The report of the review: the text of each criterion, begun from the members' sheets and findings, worded, and the school's replies.
import { z } from 'zod'
import { wordReport, type ReportText } from '../../commands/sheets/word-report.ts'
import { SheetContent } from '../../domain/case.ts'
import { notFound } from '../../domain/errors.ts'
import { isReportWorded } from '../../domain/report-text.ts'
import { readAs } from '../../domain/schema-issues.ts'
import { personOf } from '../../http/route.ts'
import { Id, params } from '../../http/schemas.ts'
import { draftRounds } from '../../store/views/drafts.ts'
import { listSheetContents } from '../../store/views/sheets.ts'
import { listObservations } from '../../store/views/talk.ts'
import { withClient } from '../../store/with-client.ts'
import { versionIn, type Fields } from '../fields.ts'
import { issuesOf, refusalOf, type Fault } from '../faults.ts'
import { goTo, page, reviewUrl } from '../page.ts'
import { SavedDraft } from '../parts/draft.tsx'
import { Done } from '../parts/say.tsx'
import { texts } from '../sheets/form.ts'
import { textsOf } from './beside.ts'
import { ReviewFrame } from './head.tsx'
import { leads, loadReview, type Review, type ReviewCall } from './load.ts'
import { CriterionList, ReportSteps, type Worded } from './report-parts.tsx'
import { Replies } from './replies.tsx'
import { reportDraft, WordForm } from './word-form.tsx'

const Query = z.object({ criterion: z.string().max(64).optional(), done: z.string().max(64).optional() })
const Typed = SheetContent.pick({ strengths: true, weaknesses: true, plan: true, unclear: true })

/** The team's sheets of the round, each with what members found about its criterion. */
async function wordedOf({ services }: ReviewCall, { ground, found, mine, me, stage }: Review): Promise<Worded[]> {
  return withClient(services.db, async (client) => {
    const sheets = (await listSheetContents(client, ground)).filter(({ round }) => round === mine.round)
    const reach = { cycle: found.id, person: me.personId, everybody: stage.allScored }
    const notes = await listObservations(client, reach)
    const order = services.library.criteriaOf(found.set)
    return sheets
      .filter(({ kind, state }) => kind === 'team' && state !== 'drafting')
      .toSorted((a, b) => order.indexOf(a.criterion) - order.indexOf(b.criterion))
      .map(({ process, criterion, version, content }) => {
        const noted = notes.filter((one) => one.criterion === criterion)
        const alone = sheets.filter((one) => one.kind === 'reviewer' && one.criterion === criterion)
        const isEmpty = texts.every((name) => content[name] === '')
        const begun = isEmpty ? textsOf(alone, noted) : null
        return { process, criterion, version, content, begun, notes: noted.filter(({ kind }) => kind !== 'question') }
      })
  })
}

interface Shown {
  criterion?: string | undefined
  done?: string | undefined
  typed?: ReportText
  faults?: readonly Fault[]
}

async function reportPage(call: ReviewCall, { criterion, done, typed, faults = [] }: Shown) {
  const { view, services } = call
  const { t } = view
  const review = await loadReview(call)
  const worded = await wordedOf(call, review)
  const rounds = await withClient(services.db, (client) => draftRounds(client, review.found.id))
  const open = isReportWorded(review.about.state) && leads(review)
  const chosen = worded.find((one) => one.criterion === criterion)
  return (
    <ReviewFrame view={view} review={review} part="report" title={t('Báo cáo', 'Report')} scripts={['draft.js']}>
      {done && <SavedDraft view={view} what={reportDraft(review, done)} />}
      {done && <Done>{t(`Đã ghi lời báo cáo của tiêu chí ${done}.`, `The text of criterion ${done} is saved.`)}</Done>}
      <div class="columns">
        <div>
          {chosen ? (
            <WordForm
              view={view}
              review={review}
              worded={chosen}
              all={worded}
              typed={typed}
              faults={faults}
              open={open}
            />
          ) : (
            <CriterionList view={view} review={review} worded={worded} open={open} />
          )}
        </div>
        <aside>
          <ReportSteps view={view} review={review} open={open} />
          <Replies view={view} cycle={review.found.id} rounds={rounds} />
        </aside>
      </div>
    </ReviewFrame>
  )
}

function typedIn(fields: Fields): ReportText {
  return Object.fromEntries(texts.map((name) => [name, fields.text(name).trim()])) as ReportText
}

async function put(call: ReviewCall & { params: { criterion: string } }) {
  const { services, params: named, fields, at } = call
  const { cycle, criterion } = named
  const review = await loadReview(call)
  const worded = (await wordedOf(call, review)).find((one) => one.criterion === criterion)
  if (!worded) throw notFound()
  const typed = typedIn(fields)
  const parsed = readAs(Typed, typed)
  if (!parsed.ok) return reportPage(call, { criterion, typed, faults: issuesOf(parsed.issues) })
  const { db, engine, library } = services
  const expectedVersion = versionIn(fields.text('version'))
  const actor = personOf(call).personId
  try {
    await wordReport(db, engine, library, { process: worded.process, text: parsed.data, actor, at, expectedVersion })
  } catch (error) {
    return reportPage(call, { criterion, typed, faults: refusalOf(error, ['notAllowed', 'staleVersion']) })
  }
  const url = reviewUrl(cycle, 'report')
  const next = fields.text('next')
  return goTo(`${url}?done=${encodeURIComponent(criterion)}${next && `&criterion=${encodeURIComponent(next)}`}`)
}

export const reportPages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/review/report',
    access: { to: 'review', of: 'cycle' },
    params: params.cycle,
    query: Query,
    handle: (call) => reportPage(call, call.query),
  }),
  page({
    method: 'post',
    path: '/cases/{cycle}/review/report/{criterion}',
    access: { to: 'review', of: 'cycle' },
    params: z.object({ cycle: Id, criterion: z.string().max(64) }),
    handle: put,
  }),
]
