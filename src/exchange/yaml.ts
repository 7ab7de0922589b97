// A criteria set as the YAML file that people write by hand: keys in one order, defaults that only make it longer left out.
import { stringify } from 'yaml'
import type { AnySet } from '../domain/criteria/framework.ts'
import { toJson, type Json, type JsonObject } from './patch.ts'

/** What the file begins and ends with; everything else stands between, as the schema has it. */
const first = ['id', 'edition', 'status', 'name', 'issuer', 'legalBasis', 'effectiveFrom', 'effectiveTo', 'transition']
const last = ['standards', 'level4', 'nodes', 'facts', 'scoring', 'examples', 'exchange']

/** The text of the file. The same set gives the same text; reading it gives the same set. */
export function exportYaml(set: AnySet): string {
  const plain = toJson(set)
  const between = Object.keys(plain).filter((key) => !first.includes(key) && !last.includes(key))
  const ordered = [...first, ...between, ...last].flatMap((key): [string, Json][] => {
    const value = plain[key]
    return value === undefined || isSilent(key, value) ? [] : [[key, trees.includes(key) ? lean(value) : value]]
  })
  return stringify(Object.fromEntries(ordered), { lineWidth: 120, singleQuote: true, aliasDuplicateObjects: false })
}

const trees = ['standards', 'level4', 'nodes']

/** Attributes of nodes that say the same when they are left out. */
const defaults: JsonObject = { weight: 1, tags: [], mandatory: false }

function lean(value: Json): Json {
  if (Array.isArray(value)) return value.map(lean)
  if (typeof value !== 'object' || value === null) return value
  const told = Object.entries(value).filter(([key, one]) => JSON.stringify(defaults[key]) !== JSON.stringify(one))
  return Object.fromEntries(told.map(([key, one]) => [key, one === undefined ? one : lean(one)]))
}

function isSilent(key: string, value: Json): boolean {
  return key === 'transition' && Array.isArray(value) && value.length === 0
}
