// One process on the page of its case: the map with where it is, until when, what can be done now and why the rest cannot.
import type { processView } from '../../http/process-view.ts'
import { findDefinition } from '../../../workflows/index.ts'
import { sendUrl } from '../page.ts'
import { Icon } from '../parts/icon.tsx'
import { Due } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { roleIn } from '../words.ts'
import { leadsOf } from './labels.ts'
import { roadsOf, type Road, type Step } from './spine.ts'

export type Shown = Awaited<ReturnType<typeof processView>>

export function ProcessPart({ view, shown }: { view: View; shown: Shown }) {
  const definition = findDefinition(shown.process, shown.edition)
  if (!definition) return null
  const roads = roadsOf(definition.drawing, shown.state).filter(isTravelled)
  return (
    <section class="card" aria-labelledby={`process-${shown.id}`}>
      <div class="head">
        <h2 id={`process-${shown.id}`}>{view.say(definition.name)}</h2>
        <Waiting view={view} shown={shown} />
      </div>
      {roads.map((road) => (
        <Map view={view} road={road} />
      ))}
      <Deadlines view={view} shown={shown} />
      <Offers view={view} shown={shown} />
    </section>
  )
}

/** A parallel part that nobody asked for is not shown: it never left its first state, which waits for nothing. */
function isTravelled({ name, steps }: Road): boolean {
  const here = steps.find(({ stands }) => stands === 'here' || stands === 'aside')
  return name === null || (here !== undefined && !/\.(notRequested|none|noReReview)$/.test(here.path))
}

function Waiting({ view, shown }: { view: View; shown: Shown }) {
  const { t, say } = view
  if (shown.ended) return <span class="chip none">{t('Đã kết thúc', 'Ended')}</span>
  if (shown.waitsFor.length === 0) return null
  const whom = shown.waitsFor.map((role) => say(roleIn(shown.edition, role))).join(', ')
  return (
    <span class="chip">
      {t('Đang chờ', 'Waiting for')}: {whom}
    </span>
  )
}

function Map({ view, road }: { view: View; road: Road }) {
  const words: Record<Step['stands'], string> = {
    done: view.t('đã qua', 'done'),
    here: view.t('đang ở đây', 'here now'),
    aside: view.t('đang ở đây', 'here now'),
    next: view.t('tiếp theo', 'next'),
    later: '',
  }
  return (
    <>
      {road.name && <h3>{view.say(road.name)}</h3>}
      <ol class="map">
        {road.steps.map(({ label, stands }) => {
          const here = stands === 'here' || stands === 'aside'
          return (
            <li class={here ? 'here' : stands} aria-current={here ? 'step' : undefined}>
              {view.say(label)}
              {words[stands] && <small>{words[stands]}</small>}
            </li>
          )
        })}
      </ol>
    </>
  )
}

function Deadlines({ view, shown }: { view: View; shown: Shown }) {
  if (shown.deadlines.length === 0) return null
  return (
    <ul class="codes">
      {shown.deadlines.map(({ label, event, dueAt, late }) => (
        <li>
          <span>{label ? view.say(label) : event}</span>
          <Due view={view} at={dueAt} late={late} />
        </li>
      ))}
    </ul>
  )
}

/** What is sent in the ordinary course first; what breaks it off is kept together, out of the way. */
const rare = new Set([
  'withdraw',
  'closeCase',
  'recordSchoolChange',
  'hold',
  'extendDeadline',
  'fileComplaint',
  'finishCycle',
])

function Offers({ view, shown }: { view: View; shown: Shown }) {
  const { t, say } = view
  const definition = findDefinition(shown.process, shown.edition)
  const leads = definition ? leadsOf(definition, shown.state) : () => 0
  const usual = shown.allowed
    .filter(({ event }) => !rare.has(event))
    .toSorted((a, b) => leads(b.event) - leads(a.event))
  const others = shown.allowed.filter(({ event }) => rare.has(event))
  if (shown.allowed.length + shown.refused.length === 0) return null
  const link = ({ event, label }: Shown['allowed'][number], quiet: boolean) => (
    <li>
      <a class={quiet ? 'button quiet' : 'button'} href={sendUrl(shown.id, event)}>
        {say(label)} <Icon name="arrow" />
      </a>
    </li>
  )
  return (
    <div>
      {usual.length > 0 && (
        <>
          <h3>{t('Bạn có thể làm ngay', 'You can do now')}</h3>
          <ul class="actions">{usual.map((offer, index) => link(offer, index > 0 || leads(offer.event) === 0))}</ul>
        </>
      )}
      {shown.refused
        .filter(({ event }) => !rare.has(event))
        .map(({ label, reasons }) => (
          <p class="stopped">
            <strong>{say(label)}</strong> – {t('chưa làm được', 'not yet')}: {reasons.map(say).join(' ')}
          </p>
        ))}
      {others.length > 0 && (
        <details>
          <summary>{t('Việc khác', 'Other things')}</summary>
          <ul class="actions">{others.map((offer) => link(offer, true))}</ul>
        </details>
      )}
    </div>
  )
}
