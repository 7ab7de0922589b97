// The lists of a package keyed by identifier and back: in that form two packages are compared one by one.
import { isObject, type JsonObject } from '../patch.ts'

const names = ['CFItems', 'CFAssociations', 'CFRubrics'] as const

export function byIdentifier(list: readonly JsonObject[]): JsonObject {
  return Object.fromEntries(list.map((one) => [String(one['identifier']), one])) as JsonObject
}

/** A list that is null or missing stays so. */
export function keyed(found: JsonObject): JsonObject {
  return mapped(found, (list) => (Array.isArray(list) ? byIdentifier(list as JsonObject[]) : list))
}

export function lists(found: JsonObject): JsonObject {
  return mapped(found, (list) => (isObject(list) ? Object.values(list) : list))
}

function mapped(found: JsonObject, change: (list: unknown) => unknown): JsonObject {
  const changed = names.flatMap((name) => (found[name] === undefined ? [] : [[name, change(found[name])]]))
  return { ...found, ...(Object.fromEntries(changed) as JsonObject) }
}
