// How a form for an event looks, and what is shown in its place when something stops the event.
import type { Child } from 'hono/jsx'
import { labelled } from '../../domain/text.ts'
import type { Text } from '../../domain/text.ts'
import { Frame } from '../frame.tsx'
import { sendUrl } from '../page.ts'
import { Faults, Note } from '../parts/say.tsx'
import type { View } from '../view.ts'
import type { Fault } from '../faults.ts'
import type { Draft } from './draft.ts'
import { labelOf } from './labels.ts'
import { Parts, type FormContext } from './payload-fields.tsx'
import type { Schema } from './schema.ts'

/** Which case the form is of, and the page to go back to. */
interface Where {
  back: string
  of: string
}

interface SendProps {
  form: FormContext
  offer: { event: string; label: Text; payload: Schema }
  draft: Draft
  faults: readonly Fault[]
  process: string
  event: string
  version: number
  place: Where
  sendKey: string
  /** Nobody has sent it yet. */
  fresh: boolean
  /** What is read while the form is filled in. */
  beside: Child
}

export function SendPage(props: SendProps) {
  const { form, offer, draft, faults, process, event, version, place, sendKey, fresh, beside } = props
  const { view } = form
  const { t } = view
  const title = view.say(offer.label)
  const empty = Object.keys(offer.payload.properties ?? {}).length === 0
  const written = (
    <form
      method="post"
      action={sendUrl(process, event)}
      class="card"
      novalidate
      data-keep={`form ${view.me?.personId} ${sendUrl(process, event)}`}
      data-fresh={fresh ? 'yes' : undefined}
    >
      {/* Enter in a field sends the form; without this it would press the first button there is, of a row. */}
      <button class="unseen plain" tabindex={-1} aria-hidden="true"></button>
      <Faults view={view} faults={faults.map((fault) => named(view, event, fault))} />
      <input type="hidden" name="_key" value={sendKey} />
      <input type="hidden" name="_version" value={String(version)} />
      {empty && <p>{t('Việc này không cần nhập gì thêm.', 'Nothing has to be filled in.')}</p>}
      <Parts form={form} schema={offer.payload} prefix="p" within={event} draft={draft} />
      <p class="hint">
        {t(
          'Việc gửi đi được ghi vào nhật ký cùng tên bạn và thời điểm.',
          'What you send is kept in the history with your name and the time.',
        )}
      </p>
      <div class="buttons">
        <button>{title}</button>
        <a class="button quiet" href={place.back}>
          {t('Hủy', 'Cancel')}
        </a>
      </div>
    </form>
  )
  return (
    <Frame
      view={view}
      title={titleOf(title, place)}
      place={menuPlace(place)}
      narrow={empty}
      scripts={empty ? [] : ['event-draft.js']}
    >
      <Crumbs view={view} place={place} />
      <h1>{title}</h1>
      <FilledAgain view={view} />
      {beside ? (
        <div class="columns">
          {written}
          <aside>{beside}</aside>
        </div>
      ) : (
        written
      )}
    </Frame>
  )
}

const titleOf = (title: string, { of }: Where) => (of ? `${title} · ${of}` : title)
const menuPlace = ({ back }: Where) => (/^\/cases\/[^/]+\/review$/.test(back) ? 'reviews' : 'cases')

function Crumbs({ view, place: { back, of } }: { view: View; place: Where }) {
  return (
    <p class="crumbs">
      <a href={back}>← {of ? <span lang="vi">{of}</span> : view.t('Trở lại', 'Back')}</a>
    </p>
  )
}

/** Shown by the script that fills in what was typed before. */
function FilledAgain({ view: { t } }: { view: View }) {
  return (
    <div class="told" id="draft" role="status" hidden>
      <p>
        {t(
          'Đã điền lại phần bạn nhập lần trước mà chưa gửi. ',
          'What you typed before and did not send is filled in again. ',
        )}
        <button type="button" class="plain">
          {t('Bỏ phần này, bắt đầu lại', 'Drop it and begin anew')}
        </button>
      </p>
    </div>
  )
}

export function StoppedPage({ view, label, reasons, place }: StoppedProps) {
  return (
    <Frame view={view} title={titleOf(view.say(label), place)} place={menuPlace(place)} narrow>
      <Crumbs view={view} place={place} />
      <h1>{view.say(label)}</h1>
      <Note>
        <div>
          <p>{view.t('Hiện chưa làm được việc này:', 'This is not possible now:')}</p>
          <ul>
            {reasons.map((reason) => (
              <li>{view.say(reason)}</li>
            ))}
          </ul>
        </div>
      </Note>
      <p>
        <a class="button" href={place.back}>
          {view.t('Trở lại', 'Back')}
        </a>
      </p>
    </Frame>
  )
}

interface StoppedProps {
  view: View
  label: Text
  reasons: readonly Text[]
  place: Where
}

/** `Thành viên 2, Chức vụ: …`: the fault of a field with the field's name before it. */
function named(view: View, event: string, { field, message }: Fault): Fault {
  if (field === undefined) return { message }
  const parts = field.split('.').slice(1)
  const words: string[] = []
  for (const [index, part] of parts.entries()) {
    if (/^\d+$/.test(part)) words.push(`${words.pop() ?? ''} ${Number(part) + 1}`.trim())
    else words.push(view.say(labelOf(part, parts.slice(0, index).findLast((one) => !/^\d+$/.test(one)) ?? event)))
  }
  return { field, message: labelled(words.join(', '), message) }
}
