// One act of many on a page: folded until it is wanted, open again with its faults and what was entered when it comes back.
import type { Child } from 'hono/jsx'
import { labelled, type Text } from '../../domain/text.ts'
import type { Fault } from '../faults.ts'
import type { Fields } from '../fields.ts'
import type { View } from '../view.ts'
import { Input } from './field.tsx'
import { Faults } from './say.tsx'

/** What came back of an act that was refused. */
export interface Returned {
  act: string
  fields: Fields
  faults: readonly Fault[]
}

interface ActProps {
  view: View
  /** Its name on the page; ids of its fields begin with it. */
  name: string
  title: string
  action: string
  /** What is sent with it unseen. */
  hidden?: Readonly<Record<string, string>>
  returned?: Returned | undefined
  /** Says why; most acts on people and papers are journalled with a reason. */
  reason?: boolean
  /** It is what comes next. */
  open?: boolean
  button?: string
  children?: Child
}

export function Act({ view, name, title, action, hidden = {}, returned, reason, open, button, children }: ActProps) {
  const back = returned?.act === name ? returned : undefined
  return (
    <details class="act" open={open === true || back !== undefined}>
      <summary>{title}</summary>
      <form method="post" action={action} novalidate>
        <input type="hidden" name="act" value={name} />
        {Object.entries(hidden).map(([key, value]) => (
          <input type="hidden" name={key} value={value} />
        ))}
        {back && (
          <Faults
            view={view}
            faults={back.faults.map((fault) =>
              atField(
                name,
                fault.field === 'reason'
                  ? { ...fault, message: labelled(view.t('Lý do', 'Reason'), fault.message) }
                  : fault,
              ),
            )}
          />
        )}
        {children}
        {reason && (
          <Input
            view={view}
            name="reason"
            id={`${name}-reason`}
            label={view.t('Lý do', 'Reason')}
            hint={view.t(
              'Ghi vào nhật ký, ví dụ số quyết định.',
              'Kept in the journal, e.g. the number of a decision.',
            )}
            value={back?.fields.text('reason') ?? ''}
            fault={faultOf(back, 'reason')}
            maxlength={1000}
            required
          />
        )}
        <div class="buttons">
          <button>{button ?? title}</button>
        </div>
      </form>
    </details>
  )
}

const atField = (name: string, { field, message }: Fault): Fault =>
  field === undefined ? { message } : { field: `${name}-${field}`, message }

function faultOf(returned: Returned | undefined, field: string): Text | undefined {
  return returned?.faults.find((fault) => fault.field === field)?.message
}

/** What a field of an act shows: what came back, or what is known. */
export function shownIn(returned: Returned | undefined, act: string) {
  const back = returned?.act === act ? returned : undefined
  return (field: string, known = '') => ({
    name: field,
    id: `${act}-${field}`,
    value: back ? back.fields.text(field) : known,
    fault: faultOf(back, field),
  })
}
