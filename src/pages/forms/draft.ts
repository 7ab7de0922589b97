// What a form holds, between what was typed and the payload of the event: nothing typed is lost on the way back.
import type { Fields } from '../fields.ts'
import { kindOf, withoutNull, type Schema } from './schema.ts'

/** Text of a field, texts of a list, or the same by name and by row. */
export type Draft = string | string[] | Draft[] | { [name: string]: Draft }

/** What was sent under `prefix`, in the shape of the schema. Rows keep their order; those taken out leave no gap. */
export function draftFrom(fields: Fields, given: Schema, prefix: string): Draft {
  const { schema } = withoutNull(given)
  switch (kindOf(schema)) {
    case 'group':
    case 'paper':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, inner]) => [
          name,
          draftFrom(fields, inner, `${prefix}.${name}`),
        ]),
      )
    case 'rows':
      return rowsSent(fields, prefix).map((row) => draftFrom(fields, schema.items ?? {}, `${prefix}.${row}`))
    case 'picks':
      return fields.all(prefix).filter((value) => value !== '')
    case 'lines':
      return fields
        .all(prefix)
        .flatMap((text) => text.split('\n'))
        .map((line) => line.trim())
        .filter((line) => line !== '')
    default:
      return fields.text(prefix)
  }
}

const mostRows = 300

function rowsSent(fields: Fields, prefix: string): number[] {
  const start = `${prefix}.`
  const numbers = fields.entries().flatMap(([name]) => {
    if (!name.startsWith(start)) return []
    const row = /^\d{1,4}/.exec(name.slice(start.length))?.[0]
    return row === undefined ? [] : [Number(row)]
  })
  return [...new Set(numbers)].toSorted((a, b) => a - b).slice(0, mostRows)
}

/** The payload: texts become what the schema asks for, what is left empty is left out. */
export function payloadOf(draft: Draft | undefined, given: Schema): unknown {
  const { schema, nullable } = withoutNull(given)
  const value = valueOf(draft, schema)
  return value === undefined && nullable ? null : value
}

function valueOf(draft: Draft | undefined, schema: Schema): unknown {
  const kind = kindOf(schema)
  if (kind === 'fixed') return schema.const
  if (kind === 'group' || kind === 'paper') return objectOf(draft, schema)
  if (kind === 'rows') {
    const rows = (Array.isArray(draft) ? draft : []).map((row) => valueOf(row, schema.items ?? {}))
    return rows.filter((row) => row !== undefined)
  }
  if (kind === 'picks' || kind === 'lines') return Array.isArray(draft) ? draft : []
  const text = typeof draft === 'string' ? draft.trim() : ''
  if (text === '') return undefined
  if (kind === 'yesNo') return text === 'true'
  if (kind === 'number' || (kind === 'choice' && typeof schema.enum?.[0] === 'number')) return numberIn(text)
  return text
}

function objectOf(draft: Draft | undefined, schema: Schema): Record<string, unknown> | undefined {
  const named = typeof draft === 'object' && !Array.isArray(draft) ? draft : {}
  const properties = Object.entries(schema.properties ?? {})
  // Without the empty lists and what is always the same: these alone make no object.
  const said = properties.some(([name, inner]) => isSaid(payloadOf(named[name], inner)) && inner.const === undefined)
  if (!said) return undefined
  const required = new Set(schema.required)
  const values = properties.map(([name, inner]) => [name, payloadOf(named[name], inner)] as const)
  return Object.fromEntries(
    values.filter(([name, value]) => value !== undefined && (required.has(name) || isSaid(value) || value === null)),
  )
}

/** The payload of a form in which nothing is said: lists that belong to it are empty, and nobody is told that they are missing. */
export function emptyPayload(schema: Schema): Record<string, unknown> {
  const required = new Set(schema.required)
  const lists = Object.entries(schema.properties ?? {}).filter(
    ([name, inner]) => required.has(name) && Array.isArray(payloadOf([], inner)),
  )
  return Object.fromEntries(lists.map(([name]) => [name, []]))
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)
}

/** A number as people write it here, with a decimal comma; what is none stays text, for its fault to be told. */
function numberIn(text: string): number | string {
  const number = Number(text.replace(',', '.'))
  return Number.isFinite(number) ? number : text
}

/** The draft that shows what is stored, as far as the schema has a place for it. */
export function draftOf(value: unknown, given: Schema): Draft {
  const { schema } = withoutNull(given)
  const kind = kindOf(schema)
  if (kind === 'group' || kind === 'paper') {
    const named = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, draftOf(named[name], inner)]),
    )
  }
  if (kind === 'rows') return (Array.isArray(value) ? value : []).map((row) => draftOf(row, schema.items ?? {}))
  if (kind === 'picks' || kind === 'lines') return Array.isArray(value) ? value.map(String) : []
  return value === undefined || value === null ? '' : String(value)
}
