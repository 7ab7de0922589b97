// What differs between two editions: nodes added, removed, reworded, moved or scored otherwise, and the rules.
import { flatten, type SetNode } from './flatten.ts'
import type { AnySet } from './framework.ts'
import { decisionsOf } from './problem.ts'

export interface FieldChange {
  /** A field of the node, e.g. `name`, `text`, `weight`, `tags`. */
  field: string
  /** `null` where it was not given. */
  before: unknown
  after: unknown
}

export interface NodeChange {
  id: string
  kind: string
  fields: FieldChange[]
}

export interface RuleChange {
  what: 'scale' | 'measure' | 'decision' | 'row' | 'fact' | 'moderation'
  /** `level@school` of a measure, `accreditation.grade4` of a row, otherwise its name. */
  id: string
  change: 'added' | 'removed' | 'changed'
}

export interface SetDiff {
  from: { set: string; edition: string }
  to: { set: string; edition: string }
  added: { id: string; kind: string }[]
  removed: { id: string; kind: string }[]
  /** Another name, text or legal source; the same id. */
  reworded: NodeChange[]
  /** Another parent, kind or level. */
  moved: NodeChange[]
  /** Another weight, scale or set of tags (`mandatory` is one). */
  rescored: NodeChange[]
  rules: RuleChange[]
}

const wordFields = ['name', 'text', 'ref'] as const
const placeFields = ['parent', 'kind', 'level'] as const
const scoreFields = ['weight', 'scale', 'tags'] as const

/** Compares two sets, node by node with the same id. Order of nodes does not count; order of rows does. */
export function diffSets(a: AnySet, b: AnySet): SetDiff {
  const before = new Map(flatten(a).map((node) => [node.id, node]))
  const after = new Map(flatten(b).map((node) => [node.id, node]))
  const only = (own: ReadonlyMap<string, SetNode>, other: ReadonlyMap<string, SetNode>) =>
    [...own.values()].filter(({ id }) => !other.has(id)).map(({ id, kind }) => ({ id, kind }))
  const changed = (fields: readonly (keyof SetNode)[]) =>
    [...after.values()].flatMap((node): NodeChange[] => {
      const old = before.get(node.id)
      const changes = old ? fields.flatMap((field) => fieldChange(field, old[field], node[field])) : []
      return changes.length === 0 ? [] : [{ id: node.id, kind: node.kind, fields: changes }]
    })
  return {
    from: { set: a.id, edition: a.edition },
    to: { set: b.id, edition: b.edition },
    added: only(after, before),
    removed: only(before, after),
    reworded: changed(wordFields),
    moved: changed(placeFields),
    rescored: changed(scoreFields),
    rules: ruleChanges(rulesOf(a), rulesOf(b)),
  }
}

/** Whether nothing differs. */
export function isSame({ added, removed, reworded, moved, rescored, rules }: SetDiff): boolean {
  return [added, removed, reworded, moved, rescored, rules].every((list) => list.length === 0)
}

function fieldChange(field: keyof SetNode, before: unknown, after: unknown): FieldChange[] {
  return same(before, after) ? [] : [{ field, before: before ?? null, after: after ?? null }]
}

type Rules = Map<string, { what: RuleChange['what']; id: string; rule: unknown }>

function rulesOf(set: AnySet): Rules {
  const { scales, measures, moderation } = set.scoring
  const list: { what: RuleChange['what']; id: string; rule: unknown }[] = [
    ...Object.entries(scales).map(([id, rule]) => ({ what: 'scale' as const, id, rule })),
    ...measures.map((measure) => ({
      what: 'measure' as const,
      id: `${measure.id}@${measure.at.kind}`,
      rule: measure,
    })),
    ...decisionsOf(set).flatMap(({ name, decision: { rows, ...decision } }) => [
      { what: 'decision' as const, id: name, rule: { ...decision, rows: rows.map((row) => row.id) } },
      ...rows.map((row) => ({ what: 'row' as const, id: `${name}.${row.id}`, rule: row })),
    ]),
    ...Object.entries(set.facts).map(([id, rule]) => ({ what: 'fact' as const, id, rule })),
    ...(moderation ? [{ what: 'moderation' as const, id: 'moderation', rule: moderation }] : []),
  ]
  return new Map(list.map((one) => [`${one.what} ${one.id}`, one]))
}

function ruleChanges(before: Rules, after: Rules): RuleChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): RuleChange[] => {
    const [old, now] = [before.get(key), after.get(key)]
    const one = now ?? old
    if (!one || (old && now && same(old.rule, now.rule))) return []
    const change = !old ? 'added' : !now ? 'removed' : 'changed'
    return [{ what: one.what, id: one.id, change }]
  })
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

/** The order of keys says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]),
  )
}
