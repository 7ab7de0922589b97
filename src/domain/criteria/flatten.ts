// A set is written nested and loaded flat: school, standards, criteria, indicators and items as nodes with parents.
import type { Node } from '../scoring/node.ts'
import type { AnySet, Name } from './framework.ts'
import { isFramework } from './framework.ts'
import type { Criterion, CriteriaSet, Indicator } from './schema.ts'

/** The id of the node at the top of a school set. */
export const ROOT = 'school'

/** A node with what a sheet shows of it. Names and texts may lack a language. */
export interface SetNode extends Node {
  name?: Name | undefined
  text?: { vi: string; en?: string | undefined } | undefined
  ref?: string | undefined
  /** Whether the text was checked against its source, where the file says so for this node alone. */
  verified?: boolean | undefined
}

// Keyed by an immutable object: pages and commands ask for the same few sets again and again.
const flat = new WeakMap<CriteriaSet, readonly SetNode[]>()

/** All nodes in the order of the file, the root first; in a school set with ids as `1.1`, `1.1:2:a`, `1.1:2`, `M4.1`. */
export function flatten(set: AnySet): readonly SetNode[] {
  if (isFramework(set)) return set.nodes
  const known = flat.get(set) ?? flattenSchool(set)
  flat.set(set, known)
  return known
}

function flattenSchool(set: CriteriaSet): SetNode[] {
  const standards = set.standards.flatMap((standard) => [
    node({
      id: standard.id,
      kind: 'standard',
      parent: ROOT,
      weight: standard.weight,
      tags: standard.tags,
      name: standard.name,
    }),
    ...standard.criteria.flatMap((criterion) => criterionNodes(set, standard.id, criterion)),
  ])
  const items = set.level4.map(({ id, name, text, ref, verified }) =>
    node({
      id,
      kind: 'item',
      parent: ROOT,
      level: 4,
      ...optional({ scale: set.rated?.item, verified }),
      name,
      text,
      ref,
    }),
  )
  return [node({ id: ROOT, kind: 'school', name: set.name }), ...standards, ...items]
}

/** The id of an indicator's node. */
export function indicatorId(criterion: string, level: string | number, indicator: string): string {
  return indicator === '*' ? `${criterion}:${level}` : `${criterion}:${level}:${indicator}`
}

function criterionNodes(set: CriteriaSet, parent: string, criterion: Criterion): SetNode[] {
  const tags = criterion.mandatory ? ['mandatory', ...criterion.tags] : criterion.tags
  const { id, name, weight, scale } = criterion
  const levels = Object.entries(criterion.levels).toSorted(([a], [b]) => Number(a) - Number(b))
  return [
    node({ id, kind: 'criterion', parent, weight, tags, name, ...optional({ scale }) }),
    ...levels.flatMap(([level, indicators]) =>
      indicators.map((indicator) => indicatorNode(set, criterion, Number(level), indicator)),
    ),
  ]
}

function indicatorNode(set: CriteriaSet, criterion: Criterion, level: number, indicator: Indicator): SetNode {
  const { text, ref, verified } = indicator
  const id = indicatorId(criterion.id, level, indicator.id)
  return node({
    id,
    kind: 'indicator',
    parent: criterion.id,
    level,
    text,
    ref,
    ...optional({ scale: set.rated?.indicator, verified }),
  })
}

function node(fields: Partial<SetNode> & Pick<SetNode, 'id' | 'kind'>): SetNode {
  return { weight: 1, tags: [], ...fields }
}

/** Leaves out what is not given, as the exact optional types ask. */
function optional<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
