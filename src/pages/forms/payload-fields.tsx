// The fields of a form, made from the JSON Schema of an event's payload. No event has a form of its own.
import type { Child } from 'hono/jsx'
import { type Text } from '../../domain/text.ts'
import { described, Field } from '../parts/field.tsx'
import type { View } from '../view.ts'
import type { Draft } from './draft.ts'
import { labelOf, valueLabel } from './labels.ts'
import { kindOf, withoutNull, type Schema } from './schema.ts'

export interface Choice {
  value: string
  label: string
  group?: string
}

/** What the case offers to pick from, by the name of the field: people, criteria, standards, deadlines. */
export type Choices = Readonly<Record<string, readonly Choice[]>>

export interface FormContext {
  view: View
  choices: Choices
  /** Field -> what is wrong with it. */
  faults: ReadonlyMap<string, Text>
}

interface PartProps {
  form: FormContext
  name: string
  /** The key it has in its object, and what that object is called. */
  part: string
  within: string
  schema: Schema
  required: boolean
  draft: Draft | undefined
}

/** All parts of an object, in the order of the schema. */
export function Parts({ form, schema, prefix, within, draft }: PartsProps) {
  const required = new Set(schema.required)
  const named = typeof draft === 'object' && !Array.isArray(draft) ? draft : {}
  return (
    <>
      {Object.entries(schema.properties ?? {}).map(([part, inner]) => (
        <Part
          form={form}
          name={`${prefix}.${part}`}
          part={part}
          within={within}
          schema={inner}
          required={required.has(part)}
          draft={named[part]}
        />
      ))}
    </>
  )
}

interface PartsProps {
  form: FormContext
  schema: Schema
  prefix: string
  within: string
  draft: Draft | undefined
}

function Part(props: PartProps): Child {
  const { schema, nullable } = withoutNull(props.schema)
  const known = { ...props, schema, required: props.required && !nullable }
  const kind = kindOf(schema)
  if (kind === 'fixed') return null
  if (kind === 'rows') return <Rows {...known} />
  if (kind === 'group' || kind === 'paper') return <Group {...known} />
  if (kind === 'picks' || (kind === 'lines' && props.form.choices[props.part])) return <Picks {...known} />
  if (kind === 'yesNo') return <YesNo {...known} />
  return <Single {...known} />
}

function legendOf({ form, part, within, schema, required }: PartProps) {
  const { view } = form
  return (
    <legend>
      {view.say(labelOf(part, within, schema.title))}
      {!required && <span class="optional"> {view.t('(không bắt buộc)', '(optional)')}</span>}
    </legend>
  )
}

function Fault({ form, name }: Pick<PartProps, 'form' | 'name'>) {
  const fault = form.faults.get(name)
  if (fault === undefined) return null
  return (
    <p class="fault" id={`${name}-fault`}>
      {form.view.say(fault)}
    </p>
  )
}

function Group(props: PartProps) {
  const { form, name, part, schema, draft } = props
  const keys = Object.keys(schema.properties ?? {})
  const inner = <Parts form={form} schema={schema} prefix={name} within={part} draft={draft} />
  // An object that is one person is just that person.
  if (keys.join() === 'personId') return <Person {...props} />
  return (
    <fieldset id={name} class={form.faults.has(name) ? 'wrong' : undefined}>
      {legendOf(props)}
      {kindOf(schema) === 'paper' ? <div class="pair">{inner}</div> : inner}
      <Fault form={form} name={name} />
    </fieldset>
  )
}

function Person({ form, name, part, within, schema, required, draft }: PartProps) {
  const inner = schema.properties?.['personId'] ?? {}
  const value = typeof draft === 'object' && !Array.isArray(draft) ? draft['personId'] : undefined
  const field = `${name}.personId`
  const label = form.view.say(labelOf(part, within))
  const known = `${part}.personId`
  const from = form.choices[known] ? known : 'personId'
  return <SingleField {...{ form, name: field, part: from, schema: inner, required, draft: value, label }} />
}

function Rows(props: PartProps) {
  const { form, name, part, schema, draft } = props
  const { view } = form
  const depth = `__${(name.match(/__\d__|\.\d+\./g) ?? []).length}__`
  const rows = Array.isArray(draft) ? draft : []
  const shown: (Draft | undefined)[] = rows.length > 0 ? rows : props.required ? [undefined] : []
  const one = (index: number | string, row: Draft | undefined) => (
    <Row form={form} name={`${name}.${index}`} part={part} schema={schema.items ?? {}} draft={row} />
  )
  return (
    <fieldset class={form.faults.has(name) ? 'wrong' : undefined}>
      {legendOf(props)}
      <div id={name} data-next={String(shown.length)} data-mark={depth}>
        {shown.map((row, index) => one(index, row))}
      </div>
      <template id={`${name}-template`}>{one(depth, undefined)}</template>
      <button class="quiet small" name="_add" value={name} data-add={name} formnovalidate>
        {view.t('Thêm dòng', 'Add a row')}
      </button>
      <Fault form={form} name={name} />
    </fieldset>
  )
}

function Row({ form, name, part, schema, draft }: Omit<PartProps, 'required' | 'within'>) {
  return (
    <div class="row">
      <div class="pair">
        <Parts form={form} schema={schema} prefix={name} within={part} draft={draft} />
      </div>
      <button class="plain" name="_remove" value={name} data-remove="yes" formnovalidate>
        {form.view.t('Bỏ dòng này', 'Remove this row')}
      </button>
    </div>
  )
}

/** Several of a known list, each with its box. */
function Picks(props: PartProps) {
  const { form, name, part, schema, draft } = props
  const listed = schema.items?.enum?.map((value) => ({ value: String(value), label: form.view.say(valueLabel(value)) }))
  const choices = listed ?? form.choices[part] ?? []
  const picked = new Set(Array.isArray(draft) ? draft.map(String) : [])
  return (
    <fieldset class={form.faults.has(name) ? 'wrong' : undefined} id={name}>
      {legendOf(props)}
      <div class="choices">
        {choices.map(({ value, label }) => (
          <label>
            <input type="checkbox" name={name} value={value} checked={picked.has(value)} /> {label}
          </label>
        ))}
      </div>
      <Fault form={form} name={name} />
    </fieldset>
  )
}

function YesNo(props: PartProps) {
  const { form, name, draft, required } = props
  const choice = (value: string, label: string) => (
    <label>
      <input type="radio" name={name} value={value} checked={draft === value} required={required} /> {label}
    </label>
  )
  return (
    <fieldset class={form.faults.has(name) ? 'wrong' : undefined} id={name}>
      {legendOf(props)}
      <div class="choices">
        {choice('true', form.view.t('Có', 'Yes'))}
        {choice('false', form.view.t('Không', 'No'))}
      </div>
      <Fault form={form} name={name} />
    </fieldset>
  )
}

function Single(props: PartProps) {
  const { form, part, within, schema, required } = props
  // Nothing to choose from, and nothing that has to be chosen.
  if (!required && form.choices[part]?.length === 0) return null
  return <SingleField {...props} label={form.view.say(labelOf(part, within, schema.title))} />
}

function SingleField(props: Omit<PartProps, 'within'> & { label: string }) {
  const { form, name, schema, required, draft, label } = props
  const fault = form.faults.get(name)
  const { view } = form
  const lines = kindOf(schema) === 'lines'
  const hint = lines ? view.t('Mỗi dòng một mục.', 'One item a line.') : schema.description
  const value = Array.isArray(draft) ? draft.join('\n') : typeof draft === 'string' ? draft : ''
  const common = { id: name, name, required, ...described(name, { hint, fault }) }
  return (
    <Field view={view} id={name} label={label} hint={hint} fault={fault} optional={!required}>
      {inputOf(props, common, value)}
    </Field>
  )
}

function inputOf(
  { form, part, schema }: Omit<PartProps, 'within'>,
  common: Record<string, unknown>,
  value: string,
): Child {
  const { view, choices } = form
  const listed = schema.enum?.map((one) => ({ value: String(one), label: view.say(valueLabel(one)) })) ?? choices[part]
  if (listed && kindOf(schema) !== 'number')
    return <Select view={view} common={common} choices={listed} value={value} />
  switch (kindOf(schema)) {
    case 'prose':
    case 'lines':
      return (
        <textarea {...common} maxlength={schema.maxLength}>
          {value}
        </textarea>
      )
    case 'number':
      return (
        <input
          {...common}
          type="number"
          inputmode="numeric"
          min={schema.minimum}
          max={sensible(schema.maximum)}
          step={schema.type === 'integer' ? 1 : 'any'}
          value={value}
        />
      )
    case 'date':
      return <input {...common} type="date" value={value} />
    default:
      return <input {...common} type="text" maxlength={schema.maxLength} value={value} />
  }
}

/** The largest integer of a machine is no bound that helps anybody. */
const sensible = (maximum: number | undefined) => (maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum)

interface SelectProps {
  view: View
  common: Record<string, unknown>
  choices: readonly Choice[]
  value: string
}

function Select({ view, common, choices, value }: SelectProps) {
  const groups = [...new Set(choices.map(({ group }) => group ?? ''))]
  const option = (choice: Choice) => (
    <option value={choice.value} selected={choice.value === value}>
      {choice.label}
    </option>
  )
  const known = value === '' || choices.some((choice) => choice.value === value)
  return (
    <select {...common}>
      <option value="">{view.t('– chọn –', '– choose –')}</option>
      {!known && option({ value, label: value })}
      {groups.map((group) => {
        const options = choices.filter((choice) => (choice.group ?? '') === group).map(option)
        return group === '' ? options : <optgroup label={group}>{options}</optgroup>
      })}
    </select>
  )
}
