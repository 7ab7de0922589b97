// The form above a list that narrows it: sent as an address, so that it works without scripts and can be kept.
import type { Child } from 'hono/jsx'
import type { View } from '../view.ts'
import { Input } from './field.tsx'

interface FilterFormProps {
  view: View
  action: string
  /** What is kept of the address besides the fields. */
  kept?: Readonly<Record<string, string | undefined>>
  /** What it looks through, and what its button says, where it is more than a filter. */
  label?: string
  button?: string
  /** Stands on a card of its own, as the main thing of its page. */
  card?: boolean
  children?: Child
}

export function FilterForm({ view, action, kept = {}, label, button, card = false, children }: FilterFormProps) {
  const filter = view.t('Lọc', 'Filter')
  return (
    <form class={card ? 'filter card' : 'filter'} action={action} role="search" aria-label={label ?? filter}>
      {children}
      {Object.entries(kept).map(([name, value]) => value && <input type="hidden" name={name} value={value} />)}
      <button class={card ? undefined : 'quiet'}>{button ?? filter}</button>
    </form>
  )
}

interface SearchInputProps {
  view: View
  label: string
  hint?: string
  value: string | undefined
}

/** What is looked for by its text, `q` of the address. */
export function SearchInput({ view, label, hint, value = '' }: SearchInputProps) {
  return <Input view={view} name="q" type="search" label={label} hint={hint} value={value} maxlength={100} />
}
