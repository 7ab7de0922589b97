// The visit: its plan by day and session, put and changed by lead and secretary, and its minutes with what was recorded.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { putSession, removeSession } from '../../commands/review/plan-visit.ts'
import { readAs } from '../../domain/schema-issues.ts'
import { personOf } from '../../http/route.ts'
import { Id, params } from '../../http/schemas.ts'
import { visitPlan, VisitSession } from '../../store/views/reviews.ts'
import { caseActs } from '../../store/paper-history.ts'
import { withClient } from '../../store/with-client.ts'
import { versionIn, type Fields } from '../fields.ts'
import { issuesOf, refusalOf, type Fault } from '../faults.ts'
import { goTo, page, reviewUrl } from '../page.ts'
import { Done } from '../parts/say.tsx'
import { ReviewFrame } from './head.tsx'
import { leads, loadReview, type ReviewCall } from './load.ts'
import { Minutes, Plan, SessionForm, type SessionDraft } from './visit-parts.tsx'

const access = { to: 'review', of: 'cycle' } as const
const Query = z.object({ edit: z.uuid().optional(), done: z.string().max(20).optional() })
const empty: SessionDraft = {
  id: '',
  version: '',
  heldOn: '',
  starts: '',
  ends: '',
  what: '',
  place: '',
  meets: '',
  members: [],
  criteria: [],
}

interface Shown {
  typed?: SessionDraft
  faults?: readonly Fault[]
  edit?: string | undefined
  done?: string | undefined
}

async function visitPage(call: ReviewCall, { typed, faults = [], edit, done }: Shown = {}) {
  const { view, services } = call
  const { t } = view
  const review = await loadReview(call)
  const [sessions, acts] = await withClient(services.db, async (client) => [
    await visitPlan(client, review.found.id),
    await caseActs(client, review.found.id),
  ])
  const chosen = sessions.find(({ id }) => id === edit)
  const last = sessions.at(-1)
  const fresh = { ...empty, id: randomUUID(), heldOn: last?.heldOn ?? '', starts: last?.ends ?? '' }
  const draft = typed ?? (chosen ? { ...chosen, version: String(chosen.version) } : fresh)
  return (
    <ReviewFrame view={view} review={review} part="visit" title={t('Khảo sát', 'Visit')}>
      {done === 'put' && <Done>{t('Đã ghi buổi làm việc.', 'The session is in the plan.')}</Done>}
      {done === 'removed' && <Done>{t('Đã bỏ buổi làm việc.', 'The session is out of the plan.')}</Done>}
      <div class="columns">
        <div>
          <Plan view={view} review={review} sessions={sessions} />
          {leads(review) && <SessionForm view={view} review={review} draft={draft} faults={faults} />}
        </div>
        <aside>
          <Minutes view={view} review={review} acts={acts} />
        </aside>
      </div>
    </ReviewFrame>
  )
}

function draftOf(fields: Fields): SessionDraft {
  const text = (name: string) => fields.text(name).trim()
  const { id, version, heldOn, starts, ends, what, place, meets } = Object.fromEntries(
    Object.keys(empty).map((name) => [name, text(name)]),
  ) as Record<keyof SessionDraft, string>
  return {
    id,
    version,
    heldOn,
    starts,
    ends,
    what,
    place,
    meets,
    members: fields.all('members'),
    criteria: fields.all('criteria'),
  }
}

async function put(call: ReviewCall) {
  const {
    services,
    params: { cycle },
    fields,
    at,
  } = call
  const typed = draftOf(fields)
  const { id, version, ...said } = typed
  const parsed = readAs(VisitSession, said)
  if (!parsed.ok) return visitPage(call, { typed, faults: issuesOf(parsed.issues) })
  try {
    const expectedVersion = versionIn(version)
    const person = personOf(call).personId
    const key = z.uuid().safeParse(id).data ?? randomUUID()
    await putSession(services.db, { id: key, cycle, person, session: parsed.data, at, expectedVersion })
  } catch (error) {
    return visitPage(call, { typed, faults: refusalOf(error, ['invalid', 'staleVersion', 'conflict']) })
  }
  return goTo(`${reviewUrl(cycle, 'visit')}?done=put`)
}

export const visitPages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/review/visit',
    access,
    params: params.cycle,
    query: Query,
    handle: (call) => visitPage(call, call.query),
  }),
  page({
    method: 'post',
    path: '/cases/{cycle}/review/visit',
    access: { to: 'planVisit', of: 'cycle' },
    params: params.cycle,
    handle: put,
  }),
  page({
    method: 'post',
    path: '/cases/{cycle}/review/visit/{id}/remove',
    access: { to: 'planVisit', of: 'cycle' },
    params: z.object({ cycle: Id, id: z.uuid() }),
    async handle({ services, params: { cycle, id }, at, ...call }) {
      await removeSession(services.db, { id, cycle, person: personOf(call).personId, at })
      return goTo(`${reviewUrl(cycle, 'visit')}?done=removed`)
    },
  }),
]
