// What differs between two objects of plain data, small enough to be kept beside one of them and exact enough to give the other.
import { isDeepStrictEqual } from 'node:util'

export type Json = string | number | boolean | null | Json[] | JsonObject
export type JsonObject = { [key: string]: Json | undefined }

/** Names the keys that the other object does not have: null and missing are not the same. */
const ABSENT = '$absent'

/** What `patched` needs to turn `from` into `to`: objects within each other key by key, everything else whole. `{}` when equal. */
export function difference(from: JsonObject, to: JsonObject): JsonObject {
  const absent = Object.keys(from).filter((key) => own(from, key) !== undefined && own(to, key) === undefined)
  const changed = Object.entries(to).flatMap(([key, value]): [string, Json][] => {
    const before = own(from, key)
    if (value === undefined || isDeepStrictEqual(before, value)) return []
    if (!isObject(before) || !isObject(value)) return [[key, value]]
    const within = difference(before, value)
    return Object.keys(within).length === 0 ? [] : [[key, within]]
  })
  return { ...Object.fromEntries(changed), ...(absent.length > 0 && { [ABSENT]: absent }) }
}

/** `from` with what `difference` found. */
export function patched(from: JsonObject, patch: JsonObject): JsonObject {
  const { [ABSENT]: absent, ...changed } = patch
  const gone = new Set(Array.isArray(absent) ? absent : [])
  const kept = Object.entries(from).filter(([key, value]) => value !== undefined && !gone.has(key))
  const made = Object.entries(changed).map(([key, value]): [string, Json | undefined] => {
    if (!isObject(value)) return [key, value]
    const before = own(from, key)
    return [key, patched(isObject(before) ? before : {}, value)]
  })
  return { ...Object.fromEntries(kept), ...Object.fromEntries(made) }
}

/** Others name their keys as they like, also `constructor`. */
export function own<T>(object: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Data of a checked set as plain JSON: what is undefined is left out. */
export function toJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject
}
