// The form above a list that narrows it: sent as an address, so that it works without scripts and can be kept.
import type { Child } from 'hono/jsx'
import type { View } from '../view.ts'
import { Input } from './field.tsx'

interface FilterFormProps {
  view: View
  action: string
  /** What is kept of the address besides the fields. */
  kept?: Readonly<Record<string, string | undefined>>
  children?: Child
}

export function FilterForm({ view, action, kept = {}, children }: FilterFormProps) {
  return (
    <form class="filter" action={action} aria-label={view.t('Lọc', 'Filter')}>
      {children}
      {Object.entries(kept).map(([name, value]) => value && <input type="hidden" name={name} value={value} />)}
      <button class="quiet">{view.t('Lọc', 'Filter')}</button>
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
