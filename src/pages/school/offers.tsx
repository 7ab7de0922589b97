// The events of a process that belong to one page: buttons to their generated forms, and why the others cannot be sent.
import { findDefinition } from '../../../workflows/index.ts'
import { leadsOf } from '../cases/labels.ts'
import type { Shown } from '../cases/process-part.tsx'
import { sendUrl } from '../page.ts'
import { Icon } from '../parts/icon.tsx'
import type { View } from '../view.ts'

export function OffersOf({ view, shown, events }: { view: View; shown: Shown; events: readonly string[] }) {
  const definition = findDefinition(shown.process, shown.edition)
  const leads = definition ? leadsOf(definition, shown.state) : () => 0
  const allowed = shown.allowed
    .filter(({ event }) => events.includes(event))
    .toSorted((a, b) => leads(b.event) - leads(a.event))
  const furthest = leads(allowed[0]?.event ?? '')
  const refused = shown.refused.filter(({ event }) => events.includes(event))
  if (allowed.length + refused.length === 0)
    return (
      <p class="hint">{view.t('Ở bước này bạn chưa có việc gì ở đây.', 'There is nothing for you to do here now.')}</p>
    )
  return (
    <div>
      <ul class="actions">
        {allowed.map(({ event, label }) => (
          <li>
            <a class={leads(event) < furthest ? 'button quiet' : 'button'} href={sendUrl(shown.id, event)}>
              {view.say(label)} <Icon name="arrow" />
            </a>
          </li>
        ))}
      </ul>
      {refused.map(({ label, reasons }) => (
        <p class="stopped">
          <strong>{view.say(label)}</strong> – {view.t('chưa làm được', 'not yet')}: {reasons.map(view.say).join(' ')}
        </p>
      ))}
    </div>
  )
}
