// One field of a form: its label, what to know before filling it in, the input, and what is wrong with it.
import type { Child } from 'hono/jsx'
import { type Text } from '../../domain/text.ts'
import type { View } from '../view.ts'

interface FieldProps {
  view: View
  id: string
  label: string
  hint?: string | undefined
  fault?: Text | undefined
  optional?: boolean
  children?: Child
}

/** The ids by which an input names its hint and its fault. */
export function described(id: string, { hint, fault }: { hint?: string | undefined; fault?: Text | undefined }) {
  const by = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ')
  return { 'aria-describedby': by || undefined, 'aria-invalid': fault ? ('true' as const) : undefined }
}

export function Field({ view, id, label, hint, fault, optional = false, children }: FieldProps) {
  return (
    <div class={fault ? 'field wrong' : 'field'}>
      <label for={id}>
        {label}
        {optional && <span class="optional"> {view.t('(không bắt buộc)', '(optional)')}</span>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {fault && (
        <p class="fault" id={`${id}-fault`}>
          {view.say(fault)}
        </p>
      )}
    </div>
  )
}

interface InputProps extends Omit<FieldProps, 'children' | 'id'> {
  name: string
  /** Where a page has several fields of that name; else the name. */
  id?: string
  value?: string
  type?: string
  required?: boolean
  maxlength?: number
  autocomplete?: string
  inputmode?: string
  autofocus?: boolean
  readonly?: boolean
  list?: string
}

/** A field with one line to type in. */
export function Input({
  view,
  name,
  id = name,
  label,
  hint,
  fault,
  optional,
  value,
  type = 'text',
  ...rest
}: InputProps) {
  return (
    <Field view={view} id={id} label={label} hint={hint} fault={fault} optional={optional ?? false}>
      <input
        id={id}
        name={name}
        type={type}
        value={value}
        {...described(id, { hint, fault })}
        {...(rest as Record<string, string | number | boolean | undefined>)}
      />
    </Field>
  )
}

interface SelectProps extends Omit<FieldProps, 'children' | 'id'> {
  name: string
  id?: string
  value?: string | undefined
  options: readonly (readonly [value: string, text: string])[]
}

export function Select({ view, name, id = name, label, hint, fault, optional, value, options }: SelectProps) {
  return (
    <Field view={view} id={id} label={label} hint={hint} fault={fault} optional={optional ?? false}>
      <select id={id} name={name} {...described(id, { hint, fault })}>
        {options.map(([one, text]) => (
          <option value={one} selected={one === value}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  )
}

interface TickProps {
  view: View
  name: string
  id?: string
  label: string
  value?: string
  checked?: boolean
}

/** A yes or no. */
export function Tick({ name, id = name, label, value = 'yes', checked = false }: TickProps) {
  return (
    <p class="choices">
      <label for={id}>
        <input type="checkbox" id={id} name={name} value={value} checked={checked} /> {label}
      </label>
    </p>
  )
}
