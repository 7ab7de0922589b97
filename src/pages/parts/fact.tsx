// One line of a list of facts: its name and its value; nothing where there is no value.
import type { Child } from 'hono/jsx'

interface FactProps {
  name: string
  value: Child
  /** The language of a value that people wrote. */
  lang?: string
}

export function Fact({ name, value, lang }: FactProps) {
  if (value === null || value === undefined || value === '') return null
  return (
    <div>
      <dt>{name}</dt>
      <dd lang={lang}>{value}</dd>
    </div>
  )
}
