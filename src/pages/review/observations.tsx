// Observations and findings: written here with photos, also without a network; one's own, the team's once all have scored.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { addPhoto } from '../../commands/observations/add-photo.ts'
import { withdrawObservation, writeObservation, type Observation } from '../../commands/observations/write.ts'
import { dayOf } from '../../domain/calendar/add.ts'
import { readAs } from '../../domain/schema-issues.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { ObservationBody } from '../../http/routes/observations.ts'
import { Id, params } from '../../http/schemas.ts'
import { listObservations, type ObservationRow } from '../../store/views/talk.ts'
import { withClient } from '../../store/with-client.ts'
import { versionIn, type Fields } from '../fields.ts'
import { issuesOf, refusalOf, type Fault } from '../faults.ts'
import { fragment, goTo, page, reviewUrl } from '../page.ts'
import { Done } from '../parts/say.tsx'
import { ReviewFrame } from './head.tsx'
import { loadReview, type Review, type ReviewCall } from './load.ts'
import { ObservationForm, type NoteDraft } from './observation-form.tsx'
import { ObservationList } from './observation-list.tsx'

const Query = z.object({
  criterion: z.string().max(64).optional(),
  edit: z.uuid().optional(),
  done: z.enum(['put', 'withdrawn']).optional(),
  /** The page as it is kept for when there is no network: without what was written. */
  offline: z.literal('1').optional(),
})
type Query = z.infer<typeof Query>
const access = { to: 'seeObservations', of: 'cycle' } as const

function observationsOf({ services }: ReviewCall, { found, me, stage }: Review): Promise<ObservationRow[]> {
  const reach = { cycle: found.id, person: me.personId, everybody: stage.allScored }
  return withClient(services.db, (client) => listObservations(client, reach))
}

interface Shown {
  query?: Query
  typed?: NoteDraft
  faults?: readonly Fault[]
}

async function notesPage(call: ReviewCall, { query = {}, typed, faults = [] }: Shown) {
  const { view } = call
  const { t } = view
  const review = await loadReview(call)
  const rows = query.offline ? [] : await observationsOf(call, review)
  const chosen = rows.find(({ id, author }) => id === query.edit && author === review.me.personId)
  const fresh: NoteDraft = {
    id: randomUUID(),
    version: '',
    kind: 'observation',
    method: 'watching',
    criterion: query.criterion ?? '',
    body: '',
    place: '',
    evidence: '',
    observedOn: dayOf(view.at),
    observedTime: '',
    drawnFrom: [],
  }
  const draft = typed ?? (chosen ? draftOf(chosen) : fresh)
  return (
    <ReviewFrame
      view={view}
      review={review}
      part="observations"
      title={t('Ghi chép', 'Observations')}
      scripts={['observe.js']}
    >
      {query.done === 'put' && <Done>{t('Đã ghi.', 'Written.')}</Done>}
      {query.done === 'withdrawn' && <Done>{t('Đã rút ghi chép.', 'Withdrawn.')}</Done>}
      <div class="columns">
        <ObservationForm view={view} review={review} draft={draft} faults={faults} rows={rows} />
        <aside>
          {query.offline ? (
            <p class="hint" id="observations" data-kept="yes">
              {t(
                'Đang mất mạng: các ghi chép đã gửi hiện lại khi có mạng.',
                'Offline: what was sent shows again when the network is back.',
              )}
            </p>
          ) : (
            <ObservationList view={view} review={review} rows={rows} />
          )}
        </aside>
      </div>
    </ReviewFrame>
  )
}

function draftOf(row: ObservationRow): NoteDraft {
  return {
    ...row,
    version: String(row.version),
    criterion: row.criterion ?? '',
    observedTime: row.observedTime ?? '',
    evidence: row.evidence.join(' '),
  }
}

function typedIn(fields: Fields): NoteDraft {
  const text = (name: string) => fields.text(name).trim()
  return {
    id: z.uuid().safeParse(text('id')).data ?? randomUUID(),
    version: text('version'),
    kind: text('kind'),
    method: text('method'),
    criterion: text('criterion'),
    body: text('body'),
    place: text('place'),
    evidence: text('evidence'),
    observedOn: text('observedOn'),
    observedTime: text('observedTime'),
    drawnFrom: fields.all('drawnFrom'),
  }
}

/** What the form says as the API takes it. */
function bodyOf({ kind, method, body, place, observedOn, drawnFrom, ...typed }: NoteDraft) {
  const evidence = typed.evidence.split(/[\s,;]+/).filter((code) => code !== '')
  const said = { kind, method, body, place, observedOn, drawnFrom, evidence }
  return { ...said, criterion: typed.criterion || null, observedTime: typed.observedTime || null }
}

async function put(call: ReviewCall) {
  const {
    services,
    params: { cycle },
    fields,
    at,
  } = call
  const typed = typedIn(fields)
  const parsed = readAs(ObservationBody, bodyOf(typed))
  if (!parsed.ok) return notesPage(call, { typed, faults: issuesOf(parsed.issues) })
  const expectedVersion = versionIn(typed.version)
  const observation: Observation = { id: typed.id, ...parsed.data }
  try {
    await writeObservation(services.db, { observation, ground: groundOf(call), at, expectedVersion })
    const file = fields.file('photo')
    if (file) {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const photo = { observation: typed.id, id: randomUUID(), name: file.name.slice(0, 200) || 'anh.jpg', bytes }
      await addPhoto(services.db, services.intake, { ...photo, cycle, person: personOf(call).personId, at })
    }
  } catch (error) {
    return notesPage(call, { typed, faults: refusalOf(error, ['invalid', 'staleVersion', 'conflict']) })
  }
  return goTo(`${reviewUrl(cycle, 'observations')}?done=put`)
}

export const observationPages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/review/observations',
    access,
    params: params.cycle,
    query: Query,
    handle: (call) => notesPage(call, { query: call.query }),
  }),
  page({
    method: 'post',
    path: '/cases/{cycle}/review/observations',
    access,
    params: params.cycle,
    files: true,
    handle: put,
  }),
  page({
    method: 'get',
    path: '/cases/{cycle}/review/observations/list',
    access,
    params: params.cycle,
    async handle(call) {
      const review = await loadReview(call)
      return fragment(<ObservationList view={call.view} review={review} rows={await observationsOf(call, review)} />)
    },
  }),
  page({
    method: 'post',
    path: '/cases/{cycle}/review/observations/{id}/withdraw',
    access,
    params: z.object({ cycle: Id, id: z.uuid() }),
    async handle({ services, params: { cycle, id }, at, ...call }) {
      await withdrawObservation(services.db, { id, ground: groundOf(call), at })
      return goTo(`${reviewUrl(cycle, 'observations')}?done=withdrawn`)
    },
  }),
]
