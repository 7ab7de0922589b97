// The payload of an event as its JSON Schema describes it, told apart into the few kinds of field that a form knows.
export interface Schema {
  type?: string
  title?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: (string | number)[]
  const?: string | number | boolean
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  anyOf?: Schema[]
}

export type Kind =
  | 'fixed'
  | 'paper'
  | 'group'
  | 'rows'
  | 'picks'
  | 'lines'
  | 'choice'
  | 'date'
  | 'number'
  | 'yesNo'
  | 'prose'
  | 'line'

/** A schema that may also be null, without the null; `nullable` says whether there was one. */
export function withoutNull(schema: Schema): { schema: Schema; nullable: boolean } {
  const real = schema.anyOf?.filter(({ type }) => type !== 'null') ?? []
  const [one] = real
  return one && real.length === 1 && real.length < (schema.anyOf?.length ?? 0)
    ? { schema: { ...schema, ...one }, nullable: true }
    : { schema, nullable: false }
}

/** From how many characters on a text gets several lines. */
const longText = 1000

/** `pickFrom` = names whose values are picked from a list that the case knows, such as `criteria`. */
export function kindOf(schema: Schema): Kind {
  if (schema.const !== undefined) return 'fixed'
  if (schema.enum) return 'choice'
  if (schema.type === 'object') return isPaper(schema) ? 'paper' : 'group'
  if (schema.type === 'array') return kindOfList(schema.items ?? {})
  if (schema.type === 'boolean') return 'yesNo'
  if (schema.type === 'integer' || schema.type === 'number') return 'number'
  if (schema.format === 'date') return 'date'
  return (schema.maxLength ?? 0) > longText ? 'prose' : 'line'
}

function kindOfList(items: Schema): Kind {
  if (items.type === 'object') return 'rows'
  return items.enum ? 'picks' : 'lines'
}

function isPaper({ properties = {} }: Schema): boolean {
  return Object.keys(properties).toSorted().join() === 'date,number'
}
