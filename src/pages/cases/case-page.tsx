// The page of a case: its school and period, its processes as maps, who takes part, what was handed over, what happened.
import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { seesSubmission } from '../../domain/policy.ts'
import { processView } from '../../http/process-view.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { caseMembers, findCase } from '../../store/views/cases.ts'
import { returnedPoints } from '../../store/views/dossier-check.ts'
import { caseHistory, listSubmissions } from '../../store/views/papers.ts'
import { countDrafts } from '../../store/views/drafts.ts'
import { visitPlan } from '../../store/views/reviews.ts'
import { together } from '../../store/together.ts'
import { withClient } from '../../store/with-client.ts'
import { Frame } from '../frame.tsx'
import { page } from '../page.ts'
import { Done } from '../parts/say.tsx'
import { VisitPlan } from '../review/session.tsx'
import { Drafts, Members, Submissions } from './cards.tsx'
import { CaseHead, mayReadHistory } from './head.tsx'
import { HistoryItems } from './history.tsx'
import { doneLabel } from './labels.ts'
import { ProcessPart, type Shown } from './process-part.tsx'
import { ReturnedPoints } from './returned-points.tsx'

/** Running processes first, each in the order of the law. */
function inOrder(shown: readonly Shown[]): Shown[] {
  const order = ['selfAssessment', 'externalReview', 'certification']
  const place = (one: Shown) => (one.ended ? 10 : 0) + order.indexOf(one.process)
  return shown.toSorted((a, b) => place(a) - place(b))
}

export const casePages = [
  page({
    method: 'get',
    path: '/cases/{cycle}',
    access: { to: 'seeCase', of: 'cycle' },
    params: params.cycle,
    query: z.object({ done: z.string().max(100).optional() }),
    async handle({ view, services, params: { cycle }, query, at, ...call }) {
      const ground = groundOf(call)
      const found = await withClient(services.db, (client) => findCase(client, cycle))
      if (!found) throw notFound()
      const shown: Shown[] = []
      for (const { id } of found.processes) shown.push(await processView(services, id, personOf(call), at))
      const roles = rolesFor('seeCase', ground.standing, ground.place)
      const seesPlan = rolesFor('seeVisitPlan', ground.standing, ground.place).length > 0
      const seesDrafts = rolesFor('seeDrafts', ground.standing, ground.place).length > 0
      const [members, submissions, history, sessions, drafts, returned] = await withClient(services.db, (client) =>
        together(client, () => [
          caseMembers(client, cycle),
          listSubmissions(client, cycle),
          mayReadHistory(ground) ? caseHistory(client, { cycle, limit: 6 }) : null,
          seesPlan ? visitPlan(client, cycle) : [],
          seesDrafts ? countDrafts(client, cycle) : 0,
          returnedPoints(client, cycle),
        ]),
      )
      const nameOf = (person: string) => members.find(({ personId }) => personId === person)?.name ?? person
      const done = query.done === undefined ? null : doneLabel(view, found, query.done)
      return (
        <Frame view={view} title={`${found.schoolName} · ${found.period}`} place="cases">
          <CaseHead view={view} found={found} place="case" ground={ground} />
          {done && <Done>{view.t(`Đã ghi nhận: ${done}.`, `Recorded: ${done}.`)}</Done>}
          <ReturnedPoints view={view} cycle={cycle} points={returned} />
          <div class="columns">
            <div>
              {inOrder(shown).map((one) => (
                <ProcessPart view={view} shown={one} />
              ))}
              <VisitPlan view={view} sessions={sessions} nameOf={nameOf} />
            </div>
            <aside>
              <Drafts view={view} cycle={cycle} sent={drafts} />
              <Members
                view={view}
                members={members}
                edition={found.processes.find(({ process }) => process === 'externalReview')?.edition}
              />
              <Submissions view={view} items={submissions.filter(({ kind }) => seesSubmission(roles, kind))} />
              {history && history.items.length > 0 && (
                <section>
                  <h2>{view.t('Mới diễn ra', 'Latest')}</h2>
                  <HistoryItems view={view} items={history.items} />
                </section>
              )}
            </aside>
          </div>
        </Frame>
      )
    },
  }),
]
