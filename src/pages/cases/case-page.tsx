// The page of a case: its school and period, its processes as maps, who takes part, what was handed over, what happened.
import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import { rolesFor, type Permission } from '../../domain/permissions.ts'
import { seesSubmission } from '../../domain/policy.ts'
import { processView } from '../../http/process-view.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { caseMembers, findCase, type CaseRow, type MemberRow } from '../../store/views/cases.ts'
import { caseHistory, listSubmissions, type HistoryRow, type SubmissionRow } from '../../store/views/papers.ts'
import { countDrafts } from '../../store/views/drafts.ts'
import { visitPlan } from '../../store/views/reviews.ts'
import type { Ground } from '../../store/views/standing.ts'
import { together } from '../../store/together.ts'
import { withClient } from '../../store/with-client.ts'
import { definitions, findDefinition } from '../../../workflows/index.ts'
import { Frame } from '../frame.tsx'
import { caseUrl, page } from '../page.ts'
import { Done, More } from '../parts/say.tsx'
import { draftsUrl } from '../review/replies.tsx'
import { VisitPlan } from '../review/session.tsx'
import type { View } from '../view.ts'
import { kindName, roleIn, submissionName } from '../words.ts'
import { ProcessPart, type Shown } from './process-part.tsx'
import { Tabs } from '../parts/tabs.tsx'

interface HeadProps {
  view: View
  found: CaseRow
  place:
    | 'case'
    | 'council'
    | 'board'
    | 'evidence'
    | 'check'
    | 'improvement'
    | 'papers'
    | 'drafts'
    | 'review'
    | 'intake'
    | 'team'
    | 'decision'
    | 'history'
  ground: Ground
}

/** The places of a case, the same on all of its pages. */
export function CaseHead({ view, found, place, ground }: HeadProps) {
  const { t } = view
  const url = caseUrl(found.id)
  const may = (permission: Permission) => rolesFor(permission, ground.standing, ground.place).length > 0
  const tab = (name: HeadProps['place'], text: string) =>
    [name, name === 'case' ? url : `${url}/${name}`, text] as const
  return (
    <>
      <div class="head">
        <div>
          <p class="crumbs">
            <a href="/cases">{t('Hồ sơ', 'Cases')}</a> / {view.say(kindName(found.kind))}
          </p>
          <h1>{found.schoolName}</h1>
          <p class="lead">
            {t(`Chu kỳ ${found.period}`, `Cycle ${found.period}`)}
            {opensSchool(ground) && (
              <>
                {' · '}
                <a href={`/schools/${encodeURIComponent(found.school)}/data`}>
                  {t('Số liệu của trường', 'Data of the school')}
                </a>
              </>
            )}
          </p>
        </div>
      </div>
      <Tabs
        label={t('Các phần của hồ sơ', 'Parts of the case')}
        here={place}
        tabs={[
          tab('case', t('Tiến trình', 'Progress')),
          ...(may('attachEvidence') ? [tab('council', t('Hội đồng', 'Council'))] : []),
          tab('board', t('Tiêu chí', 'Criteria')),
          tab('evidence', t('Minh chứng', 'Evidence')),
          ...(may('attachEvidence') ? [tab('check', t('Kiểm tra', 'Check'))] : []),
          ...(may('attachEvidence') ? [tab('improvement', t('Cải tiến', 'Improvement'))] : []),
          tab('papers', t('Văn bản', 'Papers')),
          ...(place === 'drafts' ? [tab('drafts', t('Dự thảo và phản hồi', 'Drafts and replies'))] : []),
          ...(may('review') ? [tab('review', t('Đánh giá', 'Review'))] : []),
          ...(may('takeIn') ? [tab('intake', t('Kiểm tra hồ sơ', 'Dossier check'))] : []),
          ...(may('seeRoster') ? [tab('team', t('Lập đoàn, hội đồng', 'Team'))] : []),
          ...(may('seeDecision') ? [tab('decision', t('Quyết định', 'Decision'))] : []),
          ...(mayReadHistory(ground) ? [tab('history', t('Nhật ký', 'History'))] : []),
        ]}
      />
    </>
  )
}

function Drafts({ view, cycle, sent }: { view: View; cycle: string; sent: number }) {
  if (sent === 0) return null
  return (
    <section class="card">
      <h2>{view.t('Dự thảo báo cáo của đoàn', 'Draft report of the team')}</h2>
      <p>
        <a href={draftsUrl(cycle)}>
          {view.t(
            `Dự thảo và phản hồi, ${sent} vòng`,
            `Drafts and replies, ${sent} ${sent === 1 ? 'round' : 'rounds'}`,
          )}
        </a>
      </p>
    </section>
  )
}

function Members({ view, members, law }: { view: View; members: readonly MemberRow[]; law: string }) {
  const present = members.filter(({ until }) => until === null)
  const people = [...new Map(present.map((one) => [one.personId, one])).values()]
  const { t, say } = view
  return (
    <section class="card">
      <h2>{t('Người tham gia', 'People')}</h2>
      {people.length === 0 ? (
        <p>{t('Chưa có hội đồng, đoàn nào được thành lập.', 'No council or team yet.')}</p>
      ) : (
        <ul class="codes">
          {people.map(({ personId, name }) => (
            <li>
              <span>{name}</span>
              <small>
                {present
                  .filter((one) => one.personId === personId)
                  .map(({ role }) => say(roleIn(law, role)))
                  .join(', ')}
              </small>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Submissions({ view, items }: { view: View; items: readonly SubmissionRow[] }) {
  if (items.length === 0) return null
  return (
    <section class="card">
      <h2>{view.t('Đã nộp, đã chốt', 'Handed over')}</h2>
      <ul class="codes">
        {items.map(({ kind, version, at }) => (
          <li>
            <span>
              {view.say(submissionName(kind))}, {view.t('lần', 'version')} {version}
            </span>
            <time datetime={at}>{view.day(at)}</time>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function HistoryItems({ view, items }: { view: View; items: readonly HistoryRow[] }) {
  return (
    <ul class="list">
      {items.map(({ process, at, event, actorName, actorId }) => (
        <li class="wide">
          <span>
            <strong>{eventLabel(view, process, event)}</strong>
            <br />
            <small>{actorName ?? (actorId === 'system' ? view.t('Hệ thống', 'The system') : actorId)}</small>
          </span>
          <time datetime={at}>{view.moment(at)}</time>
        </li>
      ))}
    </ul>
  )
}

const ownWords: Readonly<Record<string, readonly [string, string]>> = {
  start: ['Bắt đầu', 'Started'],
  saveSheet: ['Lưu phiếu', 'Sheet saved'],
  attachEvidence: ['Thêm minh chứng', 'Evidence added'],
  reviseEvidence: ['Thay bản mới của minh chứng', 'Evidence revised'],
}

export function eventLabel(view: View, process: string, event: string): string {
  const name = process.split('/')[1] ?? ''
  const entry = definitions.find((one) => one.process === name && Object.hasOwn(one.events, event))?.events[event]
  const [vi, en] = ownWords[event] ?? [event, event]
  return entry ? view.say(entry.label) : view.t(vi, en)
}

/** The pages of a school are for those who hold an office over it; council and team know their case. */
export function opensSchool({ standing, place }: Ground): boolean {
  return rolesFor('seeSchool', { offices: standing.offices, caseRoles: [] }, place).length > 0
}

export function mayReadHistory({ standing, place }: Ground): boolean {
  return rolesFor('seeHistory', standing, place).length > 0
}

/** What an event is called in the processes of a case. */
function doneLabel(view: View, found: CaseRow, event: string): string | null {
  for (const { process, edition } of found.processes) {
    const entry = findDefinition(process, edition)?.events[event]
    if (entry) return view.say(entry.label)
  }
  return null
}

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
      const [members, submissions, history, sessions, drafts] = await withClient(services.db, (client) =>
        together(client, () => [
          caseMembers(client, cycle),
          listSubmissions(client, cycle),
          mayReadHistory(ground) ? caseHistory(client, { cycle, limit: 6 }) : null,
          seesPlan ? visitPlan(client, cycle) : [],
          seesDrafts ? countDrafts(client, cycle) : 0,
        ]),
      )
      const nameOf = (person: string) => members.find(({ personId }) => personId === person)?.name ?? person
      const done = query.done === undefined ? null : doneLabel(view, found, query.done)
      return (
        <Frame view={view} title={`${found.schoolName} · ${found.period}`} place="cases">
          <CaseHead view={view} found={found} place="case" ground={ground} />
          {done && <Done>{view.t(`Đã ghi nhận: ${done}.`, `Recorded: ${done}.`)}</Done>}
          <div class="columns">
            <div>
              {inOrder(shown).map((one) => (
                <ProcessPart view={view} shown={one} />
              ))}
              <VisitPlan view={view} sessions={sessions} nameOf={nameOf} />
            </div>
            <aside>
              <Drafts view={view} cycle={cycle} sent={drafts} />
              <Members view={view} members={members} law={found.procedure} />
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
  page({
    method: 'get',
    path: '/cases/{cycle}/history',
    access: { to: 'seeHistory', of: 'cycle' },
    params: params.cycle,
    query: z.object({ cursor: z.string().max(500).optional() }),
    async handle({ view, services, params: { cycle }, query: { cursor }, ...call }) {
      const [found, history] = await withClient(services.db, async (client) => [
        await findCase(client, cycle),
        await caseHistory(client, { cycle, cursor, limit: 50 }),
      ])
      if (!found) throw notFound()
      const next = history.next && `${caseUrl(cycle)}/history?cursor=${encodeURIComponent(history.next)}`
      return (
        <Frame view={view} title={view.t('Nhật ký', 'History')} place="cases">
          <CaseHead view={view} found={found} place="history" ground={groundOf(call)} />
          <h2>{view.t('Ai đã làm gì, khi nào', 'Who did what, when')}</h2>
          <HistoryItems view={view} items={history.items} />
          <More view={view} href={next} />
        </Frame>
      )
    },
  }),
]
