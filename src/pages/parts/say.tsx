// What pages tell: that something was done, that something is wrong, that there is nothing yet and what to do about it.
import type { Child } from 'hono/jsx'
import type { Fault } from '../faults.ts'
import { daysUntil, type View } from '../view.ts'
import { Icon } from './icon.tsx'

/** Read out by screen readers as soon as the page is there. */
export function Done({ children }: { children?: Child }) {
  return (
    <div class="told good" role="status">
      <Icon name="check" />
      <p>{children}</p>
    </div>
  )
}

/** Of a form: what is wrong, with a link to each field. */
export function Faults({ view, faults, title }: { view: View; faults: readonly Fault[]; title?: string | undefined }) {
  if (faults.length === 0) return null
  return (
    <div class="told bad" role="alert" id="faults" tabindex={-1}>
      <Icon name="alert" />
      <div>
        <strong>
          {title ?? view.t('Chưa ghi được. Những gì đã nhập vẫn còn.', 'Not saved. What you entered is still here.')}
        </strong>
        <ul>
          {faults.map(({ field, message }) => (
            <li>{field ? <a href={`#${field}`}>{view.say(message)}</a> : view.say(message)}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}

export function Note({ children }: { children?: Child }) {
  return <div class="told">{children}</div>
}

/** An empty state: why it is empty and what to do. */
export function Nothing({ title, children }: { title: string; children?: Child }) {
  return (
    <div class="nothing">
      <p class="big">{title}</p>
      {children && <p>{children}</p>}
    </div>
  )
}

/** The link to the next part of a list. */
export function More({ view, href }: { view: View; href: string | null }) {
  if (href === null) return null
  return (
    <p class="more">
      <a class="button quiet" href={href}>
        {view.t('Xem tiếp', 'Show more')}
      </a>
    </p>
  )
}

/** A date by which something is due, told by words as well as by colour. */
export function Due({ view, at, late }: { view: View; at: string | null; late: boolean }) {
  if (at === null) return <span class="due none">{view.t('Không có thời hạn', 'No deadline')}</span>
  const days = daysUntil(view.at, at)
  const soon = !late && days <= 7
  const words = late
    ? view.t('quá hạn', 'overdue')
    : days <= 0
      ? view.t('hôm nay', 'today')
      : view.t(`còn ${days} ngày`, `${days} days left`)
  return (
    <span class={`due${late ? ' late' : soon ? ' soon' : ''}`}>
      <Icon name={late ? 'alert' : 'clock'} />
      <time datetime={at}>{view.day(at)}</time> · {words}
    </span>
  )
}
